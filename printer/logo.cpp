#include "printer/logo.hpp"

#include <cairo.h>

#include <algorithm>
#include <cstring>
#include <fstream>
#include <memory>
#include <string_view>
#include <vector>

namespace okno::printer {

namespace {

using namespace std::string_view_literals;

constexpr int margin_dots = 8;

struct Destroy {
    void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
    void operator()(cairo_t* cairo) const { cairo_destroy(cairo); }
};
using Surface = std::unique_ptr<cairo_surface_t, Destroy>;

// Width and height stand at 16 and 20 (PNG specification, IHDR), the highest byte first; 0: this is no PNG.
unsigned number_at(std::string_view png, std::size_t place) {
    if (png.size() < 24 || !png.starts_with("\x89PNG\r\n\x1A\n"sv) || png.substr(12, 4) != "IHDR"sv) return 0;
    unsigned number = 0;
    for (const char c : png.substr(place, 4)) number = number << 8 | static_cast<unsigned char>(c);
    return number;
}

cairo_status_t feed(void* rest, unsigned char* into, unsigned length) {
    auto& bytes = *static_cast<std::string_view*>(rest);
    if (bytes.size() < length) return CAIRO_STATUS_READ_ERROR;
    std::memcpy(into, bytes.data(), length);
    bytes.remove_prefix(length);
    return CAIRO_STATUS_SUCCESS;
}

// White paper under it, in grey: 0 is black, 255 white.
std::vector<int> on_paper(cairo_surface_t* picture, int width, int height) {
    const Surface paper(cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height));
    {
        const std::unique_ptr<cairo_t, Destroy> cairo(cairo_create(paper.get()));
        cairo_set_source_rgb(cairo.get(), 1, 1, 1);
        cairo_paint(cairo.get());
        cairo_scale(cairo.get(), static_cast<double>(width) / cairo_image_surface_get_width(picture),
                    static_cast<double>(height) / cairo_image_surface_get_height(picture));
        cairo_set_source_surface(cairo.get(), picture, 0, 0);
        cairo_pattern_set_extend(cairo_get_source(cairo.get()), CAIRO_EXTEND_PAD);
        cairo_paint(cairo.get());
    }
    cairo_surface_flush(paper.get());
    std::vector<int> grey;
    for (int y = 0; y < height; ++y) {
        const unsigned char* row = cairo_image_surface_get_data(paper.get()) +
                                   std::ptrdiff_t{y} * cairo_image_surface_get_stride(paper.get());
        for (int x = 0; x < width; ++x)
            grey.push_back((row[4 * x] * 11 + row[4 * x + 1] * 59 + row[4 * x + 2] * 30) / 100);
    }
    return grey;
}

Raster diffuse(std::vector<int> grey, int width, int height) {
    Raster raster((width + 7) / 8 * 8, height);
    const auto add = [&](int x, int y, int error) {
        if (x >= 0 && x < width && y < height)
            grey[static_cast<std::size_t>(y) * static_cast<std::size_t>(width) +
                 static_cast<std::size_t>(x)] += error;
    };
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x) {
            const int wanted = grey[static_cast<std::size_t>(y) * static_cast<std::size_t>(width) +
                                    static_cast<std::size_t>(x)];
            const bool black = wanted < 128;
            if (black) raster.blacken(x, y);
            const int error = wanted - (black ? 0 : 255);
            add(x + 1, y, error * 7 / 16);
            add(x - 1, y + 1, error * 3 / 16);
            add(x, y + 1, error * 5 / 16);
            add(x + 1, y + 1, error / 16);
        }
    return raster;
}

tl::unexpected<std::string> refuse(const std::string& why) {
    return tl::make_unexpected(why);
}

}  // namespace

tl::expected<Raster, std::string> read_logo(const std::filesystem::path& file, const Profile& profile) {
    std::ifstream in(file, std::ios::binary);
    if (!in) return refuse("it cannot be read");
    std::string bytes(logo_file_bytes_at_most + 1, '\0');
    in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    bytes.resize(static_cast<std::size_t>(in.gcount()));
    if (bytes.size() > logo_file_bytes_at_most) return refuse("it is larger than 512 KiB");
    const unsigned width = number_at(bytes, 16), height = number_at(bytes, 20);
    if (width == 0 || height == 0) return refuse("it is no PNG file");
    if (width > logo_pixels_a_side_at_most || height > logo_pixels_a_side_at_most)
        return refuse("it has more than 2000 pixels a side");
    std::string_view rest = bytes;
    const Surface picture(cairo_image_surface_create_from_png_stream(&feed, &rest));
    if (cairo_surface_status(picture.get()) != CAIRO_STATUS_SUCCESS) return refuse("it is a broken PNG file");
    const int fits = profile.width_dots - 2 * margin_dots;
    const double scale = std::min({1.0, static_cast<double>(fits) / width, fits / 3.0 / height});
    const auto scaled = [&](unsigned pixels) { return std::max(1, static_cast<int>(pixels * scale)); };
    return diffuse(on_paper(picture.get(), scaled(width), scaled(height)), scaled(width), scaled(height));
}

}  // namespace okno::printer
