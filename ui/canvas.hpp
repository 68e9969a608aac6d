// The pixels a scene is drawn on: a Cairo image of 32 bits a pixel, XRGB in the machine's byte order. It
// draws and saves; it owns the pixels. One thread.
#pragma once

#include <cairo.h>

#include <filesystem>
#include <memory>
#include <vector>

#include "ui/scene.hpp"

namespace okno::ui {

class Canvas {
  public:
    explicit Canvas(Size size);

    Size size() const { return size_; }
    void draw(const Scene& scene);
    // Only what lies in `parts`; the rest keeps its pixels.
    void draw(const Scene& scene, const std::vector<Rect>& parts);

    unsigned char* pixels();  // valid as long as the canvas
    int row_bytes() const;
    void save_png(const std::filesystem::path& file);  // throws std::runtime_error

  private:
    struct Destroy {
        void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
        void operator()(cairo_t* cairo) const { cairo_destroy(cairo); }
    };

    Size size_;
    std::unique_ptr<cairo_surface_t, Destroy> surface_;
    std::unique_ptr<cairo_t, Destroy> cairo_;
};

}  // namespace okno::ui
