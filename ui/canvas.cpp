#include "ui/canvas.hpp"

#include <algorithm>
#include <numbers>
#include <stdexcept>

#include "qr/qr_code.hpp"
#include "ui/bitmap.hpp"
#include "ui/text.hpp"

namespace okno::ui {

namespace {

void set_colour(cairo_t* cairo, Colour c) {
    cairo_set_source_rgb(cairo, c.red / 255.0, c.green / 255.0, c.blue / 255.0);
}

void rounded(cairo_t* cairo, double x, double y, double width, double height, double radius) {
    const double r = std::max(0.0, std::min(radius, std::min(width, height) / 2));
    constexpr double quarter = std::numbers::pi / 2;
    cairo_new_sub_path(cairo);
    cairo_arc(cairo, x + width - r, y + r, r, -quarter, 0);
    cairo_arc(cairo, x + width - r, y + height - r, r, 0, quarter);
    cairo_arc(cairo, x + r, y + height - r, r, quarter, 2 * quarter);
    cairo_arc(cairo, x + r, y + r, r, 2 * quarter, 3 * quarter);
    cairo_close_path(cairo);
}

void draw_panel(cairo_t* cairo, const Panel& panel) {
    const Rect& box = panel.box;
    rounded(cairo, box.x, box.y, box.width, box.height, panel.radius);
    if (panel.outline_width > 0) {
        set_colour(cairo, panel.outline);
        cairo_fill(cairo);
        const int w = panel.outline_width;
        rounded(cairo, box.x + w, box.y + w, box.width - 2 * w, box.height - 2 * w, panel.radius - w);
    }
    set_colour(cairo, panel.fill);
    cairo_fill(cairo);
}

void draw_frame(cairo_t* cairo, const Frame& frame) {
    const double half = frame.width / 2.0;
    rounded(cairo, frame.box.x + half, frame.box.y + half, frame.box.width - frame.width,
            frame.box.height - frame.width, frame.radius - half);
    set_colour(cairo, frame.colour);
    cairo_set_line_width(cairo, frame.width);
    cairo_stroke(cairo);
}

void draw_icon(cairo_t* cairo, const Icon& icon) {
    cairo_save(cairo);
    cairo_translate(cairo, icon.box.x + icon.box.width / 2.0, icon.box.y + icon.box.height / 2.0);
    cairo_rotate(cairo, icon.turned * std::numbers::pi / 4);
    draw_sign(cairo, icon.shape, std::min(icon.box.width, icon.box.height), icon.colour);
    cairo_restore(cairo);
}

void draw_image(cairo_t* cairo, const Image& image) {
    cairo_set_source_surface(cairo, image.bitmap->surface(), image.box.x, image.box.y);
    cairo_rectangle(cairo, image.box.x, image.box.y, image.box.width, image.box.height);
    cairo_fill(cairo);
}

// Squares of whole pixels: a smeared one is not read.
void draw_code(cairo_t* cairo, const Code& code) {
    if (code.text.size() > code_bytes_at_most) return;
    const auto modules = qr::encode(code.text);
    if (!modules) return;
    const int squares = modules->side + 2 * qr::quiet_zone;
    const int pixels = std::min(code.box.width, code.box.height) / squares;
    const int left = code.box.x + (code.box.width - squares * pixels) / 2;
    const int top = code.box.y + (code.box.height - squares * pixels) / 2;
    cairo_set_source_rgb(cairo, 1, 1, 1);
    cairo_rectangle(cairo, left, top, squares * pixels, squares * pixels);
    cairo_fill(cairo);
    for (int y = 0; y < modules->side; ++y)
        for (int x = 0; x < modules->side; ++x)
            if (modules->is_black(x, y))
                cairo_rectangle(cairo, left + (qr::quiet_zone + x) * pixels,
                                top + (qr::quiet_zone + y) * pixels, pixels, pixels);
    cairo_set_source_rgb(cairo, 0, 0, 0);
    cairo_fill(cairo);
}

struct Painter {
    cairo_t* cairo;
    void operator()(const Panel& panel) const { draw_panel(cairo, panel); }
    void operator()(const Label& label) const { draw_label(cairo, label); }
    void operator()(const Icon& icon) const { draw_icon(cairo, icon); }
    void operator()(const Image& image) const { draw_image(cairo, image); }
    void operator()(const Code& code) const { draw_code(cairo, code); }
    void operator()(const Frame& frame) const { draw_frame(cairo, frame); }
};

}  // namespace

Canvas::Canvas(Size size)
    : size_(size), surface_(cairo_image_surface_create(CAIRO_FORMAT_RGB24, size.width, size.height)) {
    if (cairo_surface_status(surface_.get()) != CAIRO_STATUS_SUCCESS)
        throw std::runtime_error(std::string("no memory for a canvas: ") +
                                 cairo_status_to_string(cairo_surface_status(surface_.get())));
    cairo_.reset(cairo_create(surface_.get()));
}

void Canvas::draw(const Scene& scene) {
    draw(scene, {Rect{0, 0, size_.width, size_.height}});
}

void Canvas::draw(const Scene& scene, const std::vector<Rect>& parts) {
    if (parts.empty()) return;
    cairo_t* cairo = cairo_.get();
    cairo_save(cairo);
    cairo_new_path(cairo);
    for (const Rect& part : parts) cairo_rectangle(cairo, part.x, part.y, part.width, part.height);
    cairo_set_fill_rule(cairo, CAIRO_FILL_RULE_WINDING);
    cairo_clip(cairo);
    set_colour(cairo, scene.background);
    cairo_paint(cairo);
    for (const Element& element : scene.elements) {
        const Rect& box = box_of(element);
        if (std::any_of(parts.begin(), parts.end(), [&](const Rect& part) { return part.overlaps(box); }))
            std::visit(Painter{cairo}, element);
    }
    cairo_restore(cairo);
    cairo_surface_flush(surface_.get());
}

unsigned char* Canvas::pixels() {
    return cairo_image_surface_get_data(surface_.get());
}

int Canvas::row_bytes() const {
    return cairo_image_surface_get_stride(surface_.get());
}

void Canvas::save_png(const std::filesystem::path& file) {
    const cairo_status_t status = cairo_surface_write_to_png(surface_.get(), file.c_str());
    if (status != CAIRO_STATUS_SUCCESS)
        throw std::runtime_error(file.string() + ": cannot write the picture (" +
                                 cairo_status_to_string(status) + ")");
}

}  // namespace okno::ui
