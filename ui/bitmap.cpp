#include "ui/bitmap.hpp"

#include <SDL.h>
#include <SDL_image.h>

#include <algorithm>
#include <atomic>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>

namespace okno::ui {

namespace {

using Surface = std::unique_ptr<SDL_Surface, void (*)(SDL_Surface*)>;

std::string read_bytes(const std::filesystem::path& file) {
    std::error_code failure;
    const auto bytes = std::filesystem::file_size(file, failure);
    if (failure) throw std::runtime_error(file.string() + ": it cannot be read (" + failure.message() + ")");
    if (bytes > Bitmap::bytes_at_most)
        throw std::runtime_error(file.string() + ": it is larger than 16 million bytes");
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

constexpr std::string_view png_signature{"\x89PNG\r\n\x1a\n", 8};

bool is_png(std::string_view bytes) {
    return bytes.substr(0, png_signature.size()) == png_signature;
}

int number_at(std::string_view bytes, std::size_t at, int length) {
    int number = 0;
    for (int i = 0; i < length; ++i)
        number = number << 8 | static_cast<unsigned char>(bytes[at + static_cast<std::size_t>(i)]);
    return number;
}

// A JPEG is a row of segments: FF, a marker, their length in two bytes. The frame header (SOF) has the size.
std::optional<Size> size_of_jpeg(std::string_view bytes) {
    std::size_t at = 2;
    while (at + 9 < bytes.size() && number_at(bytes, at, 1) == 0xFF) {
        const int marker = number_at(bytes, at + 1, 1);
        const bool frame =
            marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
        if (frame) return Size{number_at(bytes, at + 7, 2), number_at(bytes, at + 5, 2)};
        if (marker == 0xFF) {  // a byte that fills
            ++at;
            continue;
        }
        at += 2 + static_cast<std::size_t>(number_at(bytes, at + 2, 2));
    }
    return std::nullopt;
}

Surface decode(const std::string& bytes) {
    SDL_RWops* reader = SDL_RWFromConstMem(bytes.data(), static_cast<int>(bytes.size()));
    Surface read(IMG_LoadTyped_RW(reader, 1, is_png(bytes) ? "PNG" : "JPG"), SDL_FreeSurface);
    if (!read) return read;
    Surface argb(SDL_ConvertSurfaceFormat(read.get(), SDL_PIXELFORMAT_ARGB8888, 0), SDL_FreeSurface);
    if (argb)  // as Cairo keeps them
        SDL_PremultiplyAlpha(argb->w, argb->h, SDL_PIXELFORMAT_ARGB8888, argb->pixels, argb->pitch,
                             SDL_PIXELFORMAT_ARGB8888, argb->pixels, argb->pitch);
    return argb;
}

Size fitted(Size size, Size room) {
    const double scale = std::min(static_cast<double>(room.width) / size.width,
                                  static_cast<double>(room.height) / size.height);
    return {std::max(1, static_cast<int>(size.width * scale)),
            std::max(1, static_cast<int>(size.height * scale))};
}

std::uint64_t next_id() {
    static std::atomic<std::uint64_t> last = 0;
    return ++last;
}

}  // namespace

std::optional<Size> size_of_picture(std::string_view bytes) {
    if (is_png(bytes) && bytes.size() >= 24) return Size{number_at(bytes, 16, 4), number_at(bytes, 20, 4)};
    if (bytes.substr(0, 2) == "\xFF\xD8") return size_of_jpeg(bytes);
    return std::nullopt;
}

Bitmap::Bitmap(const std::filesystem::path& file, Size room) : id_(next_id()) {
    const std::string bytes = read_bytes(file);
    const auto said = size_of_picture(bytes);
    if (!said) throw std::runtime_error(file.string() + ": this is neither a PNG nor a JPEG picture");
    if (said->width < 1 || said->height < 1 || said->width > side_at_most || said->height > side_at_most ||
        std::int64_t{said->width} * said->height > pixels_at_most)
        throw std::runtime_error(file.string() + ": it has more than 16 million pixels, or none");
    const Surface pixels = decode(bytes);
    if (!pixels) throw std::runtime_error(file.string() + ": it is damaged (" + IMG_GetError() + ")");
    const Size whole{pixels->w, pixels->h};
    size_ = fitted(whole, room);
    surface_.reset(cairo_image_surface_create(CAIRO_FORMAT_ARGB32, size_.width, size_.height));
    const std::unique_ptr<cairo_surface_t, Destroy> source(
        cairo_image_surface_create_for_data(static_cast<unsigned char*>(pixels->pixels), CAIRO_FORMAT_ARGB32,
                                            whole.width, whole.height, pixels->pitch));
    cairo_t* cairo = cairo_create(surface_.get());
    cairo_scale(cairo, static_cast<double>(size_.width) / whole.width,
                static_cast<double>(size_.height) / whole.height);
    cairo_set_source_surface(cairo, source.get(), 0, 0);
    cairo_pattern_set_filter(cairo_get_source(cairo), CAIRO_FILTER_GOOD);
    cairo_pattern_set_extend(cairo_get_source(cairo), CAIRO_EXTEND_PAD);
    cairo_paint(cairo);
    const cairo_status_t status = cairo_status(cairo);
    cairo_destroy(cairo);
    if (status != CAIRO_STATUS_SUCCESS)
        throw std::runtime_error(file.string() + ": it cannot be scaled (" + cairo_status_to_string(status) +
                                 ")");
    cairo_surface_flush(surface_.get());
}

}  // namespace okno::ui
