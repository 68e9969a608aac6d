#include "tests/ui/golden_pictures.hpp"

#include <cairo.h>

#include <cstdlib>
#include <cstring>
#include <memory>
#include <stdexcept>
#include <vector>

#include "ui/bitmap.hpp"
#include "ui/canvas.hpp"

namespace okno::ui_test {

namespace {

constexpr int scale = 5;
// Of a channel, of 255: a letter's edge drawn otherwise stays below it once it is scaled down.
constexpr int noise = 32;
// A square of so many small pixels is looked at together, and so many of them may differ.
constexpr int square = 12;
constexpr int differing_at_most = 8;

const std::filesystem::path full_size = "test-results/golden";

using Surface = std::unique_ptr<cairo_surface_t, void (*)(cairo_surface_t*)>;

// Rows of pixels of 32 bits, XRGB in the machine's order, as Cairo has them.
struct Small {
    ui::Size size;
    std::vector<unsigned char> bytes;

    unsigned char* pixel(int x, int y) { return &bytes[4 * static_cast<std::size_t>(y * size.width + x)]; }
    const unsigned char* pixel(int x, int y) const {
        return &bytes[4 * static_cast<std::size_t>(y * size.width + x)];
    }
};

Small blank(ui::Size size) {
    return {size, std::vector<unsigned char>(4 * static_cast<std::size_t>(size.width * size.height))};
}

// Each small pixel is the mean of those it stands for.
Small scaled_down(ui::Canvas& large) {
    Small small = blank({large.size().width / scale, large.size().height / scale});
    for (int y = 0; y < small.size.height; ++y)
        for (int x = 0; x < small.size.width; ++x)
            for (int channel = 0; channel < 3; ++channel) {
                int sum = 0;
                for (int row = y * scale; row < (y + 1) * scale; ++row)
                    for (int column = x * scale; column < (x + 1) * scale; ++column)
                        sum += large.pixels()[std::ptrdiff_t{row} * large.row_bytes() +
                                              std::ptrdiff_t{column} * 4 + channel];
                small.pixel(x, y)[channel] = static_cast<unsigned char>(sum / (scale * scale));
            }
    return small;
}

void write_png(Small& small, const std::filesystem::path& file) {
    std::filesystem::create_directories(file.parent_path());
    const Surface surface(
        cairo_image_surface_create_for_data(small.bytes.data(), CAIRO_FORMAT_RGB24, small.size.width,
                                            small.size.height, 4 * small.size.width),
        cairo_surface_destroy);
    if (cairo_surface_write_to_png(surface.get(), file.c_str()) != CAIRO_STATUS_SUCCESS)
        throw std::runtime_error(file.string() + ": the picture cannot be written");
}

Small read_png(const std::filesystem::path& file, ui::Size size) {
    const ui::Bitmap bitmap(file, size);
    Small small = blank(bitmap.size());
    cairo_surface_t* surface = bitmap.surface();
    for (int y = 0; y < small.size.height; ++y)
        std::memcpy(small.pixel(0, y),
                    cairo_image_surface_get_data(surface) +
                        std::ptrdiff_t{y} * cairo_image_surface_get_stride(surface),
                    4 * static_cast<std::size_t>(small.size.width));
    return small;
}

bool differs(const unsigned char* one, const unsigned char* other) {
    for (int channel = 0; channel < 3; ++channel)
        if (std::abs(one[channel] - other[channel]) > noise) return true;
    return false;
}

int differing(const Small& one, const Small& other, int left, int top) {
    int count = 0;
    for (int y = top; y < std::min(one.size.height, top + square); ++y)
        for (int x = left; x < std::min(one.size.width, left + square); ++x)
            count += differs(one.pixel(x, y), other.pixel(x, y)) ? 1 : 0;
    return count;
}

// Of the squares that differ, the one where most pixels do. They overlap by half.
std::string worst_square(const Small& now, const Small& golden) {
    int worst = differing_at_most;
    std::string where;
    for (int y = 0; y < now.size.height; y += square / 2)
        for (int x = 0; x < now.size.width; x += square / 2)
            if (const int count = differing(now, golden, x, y); count > worst) {
                worst = count;
                where = "it differs most around " + std::to_string((x + square / 2) * scale) + "," +
                        std::to_string((y + square / 2) * scale);
            }
    return where;
}

void save_full_size(ui::Canvas& canvas, const std::string& name) {
    std::filesystem::create_directories(full_size);
    canvas.save_png(full_size / (name + ".png"));
}

}  // namespace

std::string GoldenPictures::difference(const ui::Scene& scene, const std::string& name) const {
    ui::Canvas canvas(scene.size);
    canvas.draw(scene);
    const Small now = scaled_down(canvas);
    std::string said;
    if (!std::filesystem::exists(file(name))) {
        said = "there is no such picture yet";
    } else {
        const Small golden = read_png(file(name), now.size);
        said = golden.size == now.size ? worst_square(now, golden) : "it is of another size";
    }
    if (said.empty()) return "";
    save_full_size(canvas, name);
    return name + ": " + said;
}

void GoldenPictures::renew(const ui::Scene& scene, const std::string& name) const {
    ui::Canvas canvas(scene.size);
    canvas.draw(scene);
    Small small = scaled_down(canvas);
    write_png(small, file(name));
    save_full_size(canvas, name);
}

std::string compare_or_renew(const GoldenPictures& pictures, const ui::Scene& scene,
                             const std::string& name) {
    if (!std::getenv("OKNO_RENEW_GOLDEN")) return pictures.difference(scene, name);
    pictures.renew(scene, name);
    return "";
}

}  // namespace okno::ui_test
