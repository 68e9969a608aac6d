#include "printer/png.hpp"

#include <cairo.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <memory>
#include <stdexcept>
#include <system_error>

namespace okno::printer {

namespace {

constexpr std::size_t name_bytes_at_most = 100;

cairo_status_t append(void* text, const unsigned char* data, unsigned int size) {
    static_cast<std::string*>(text)->append(data, data + size);
    return CAIRO_STATUS_SUCCESS;
}

std::string file_name(const std::string& name) {
    std::string safe = name.substr(0, name_bytes_at_most);
    for (char& c : safe)
        if (static_cast<unsigned char>(c) <= 0x20 || c == '/' || c == 0x7F) c = '_';
    if (safe.empty() || safe.front() == '.') safe.insert(0, "_");
    return safe;
}

}  // namespace

std::string png(const Raster& raster, const Profile& profile) {
    const int margin = profile.paper_margin_dots;
    const int width = raster.width_dots() + 2 * margin;
    const int height = raster.height_dots() + 2 * margin;
    const std::unique_ptr<cairo_surface_t, decltype(&cairo_surface_destroy)> surface(
        cairo_image_surface_create(CAIRO_FORMAT_A8, width, height), &cairo_surface_destroy);
    // Cairo writes A8 as grey: full is white.
    unsigned char* data = cairo_image_surface_get_data(surface.get());
    const int stride = cairo_image_surface_get_stride(surface.get());
    std::memset(data, 0xFF, static_cast<std::size_t>(stride) * static_cast<std::size_t>(height));
    for (int y = 0; y < raster.height_dots(); ++y)
        for (int x = 0; x < raster.width_dots(); ++x)
            if (raster.black(x, y)) data[std::ptrdiff_t{y + margin} * stride + x + margin] = 0;
    cairo_surface_mark_dirty(surface.get());
    std::string bytes;
    const auto status = cairo_surface_write_to_png_stream(surface.get(), append, &bytes);
    if (status != CAIRO_STATUS_SUCCESS) throw std::runtime_error(cairo_status_to_string(status));
    return bytes;
}

std::filesystem::path write_png(const Raster& raster, const Profile& profile,
                                const std::filesystem::path& folder, const std::string& name) {
    const std::string safe = file_name(name);
    const auto draft = folder / ("." + safe + "." + std::to_string(::getpid()) + ".draft");
    {
        std::ofstream file(draft, std::ios::binary | std::ios::trunc);
        file << png(raster, profile);
        if (!file.flush()) throw std::system_error(errno, std::generic_category(), draft.string());
    }
    auto final_name = folder / (safe + ".png");
    // A hard link, unlike a rename, refuses to take the place of a file that is there.
    for (int n = 2; ::link(draft.c_str(), final_name.c_str()) != 0; ++n) {
        if (errno != EEXIST) {
            const std::system_error failure(errno, std::generic_category(), final_name.string());
            ::unlink(draft.c_str());
            throw failure;
        }
        final_name = folder / (safe + "_" + std::to_string(n) + ".png");
    }
    ::unlink(draft.c_str());
    return final_name;
}

}  // namespace okno::printer
