// A picture from a file, PNG or JPEG, as large as fits a given room: read by SDL2_image, scaled once by
// Cairo, kept as it is drawn. What cannot be read, or would need more memory than a picture is worth, is
// refused in words. Owns its pixels; movable. Thread-bound, and may be made in another thread than it is
// drawn in.
#pragma once

#include <cairo.h>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string_view>

#include "ui/geometry.hpp"

namespace okno::ui {

class Bitmap {
  public:
    static constexpr std::uintmax_t bytes_at_most = 16'000'000;
    static constexpr int side_at_most = 8192;
    static constexpr std::int64_t pixels_at_most = 16'000'000;

    // Throws std::runtime_error that names the file and says what is wrong with it.
    Bitmap(const std::filesystem::path& file, Size room);

    Size size() const { return size_; }
    std::uint64_t id() const { return id_; }  // no two pictures ever have the same
    cairo_surface_t* surface() const { return surface_.get(); }

  private:
    struct Destroy {
        void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
    };

    Size size_;
    std::uint64_t id_;
    std::unique_ptr<cairo_surface_t, Destroy> surface_;
};

// The size a PNG or JPEG file says it has, by its first bytes; nothing when they are of neither.
std::optional<Size> size_of_picture(std::string_view bytes);

}  // namespace okno::ui
