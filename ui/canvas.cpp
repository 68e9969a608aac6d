#include "ui/canvas.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <stdexcept>

#include "ui/bitmap.hpp"
#include "ui/qr.hpp"
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

// Head and eyes; and a mouth that bends down so far from a straight line, in units of the icon: a smile.
void trace_face(cairo_t* cairo, double smile) {
    cairo_arc(cairo, 12, 12, 9.5, 0, 2 * std::numbers::pi);
    for (const double x : {8.6, 15.4}) {
        cairo_move_to(cairo, x, 9.2);
        cairo_line_to(cairo, x, 9.21);
    }
    const double ends = 15.2 - smile / 2;
    cairo_move_to(cairo, 7.4, ends);
    cairo_curve_to(cairo, 9.4, ends + smile * 1.4, 14.6, ends + smile * 1.4, 16.6, ends);
}

void trace_bell(cairo_t* cairo) {
    cairo_move_to(cairo, 4, 17.5);
    cairo_line_to(cairo, 20, 17.5);
    cairo_curve_to(cairo, 17.6, 15.6, 17.8, 13, 17.6, 10.6);
    cairo_curve_to(cairo, 17.2, 6.6, 15, 4.6, 12, 4.6);
    cairo_curve_to(cairo, 9, 4.6, 6.8, 6.6, 6.4, 10.6);
    cairo_curve_to(cairo, 6.2, 13, 6.4, 15.6, 4, 17.5);
    cairo_move_to(cairo, 12, 2.6);
    cairo_line_to(cairo, 12, 4.4);
    cairo_move_to(cairo, 9.8, 20.6);
    cairo_curve_to(cairo, 10.6, 21.7, 13.4, 21.7, 14.2, 20.6);
}

// Nine keys of a number pad.
void trace_digits(cairo_t* cairo) {
    for (const double y : {5.0, 12.0, 19.0})
        for (const double x : {5.0, 12.0, 19.0}) {
            cairo_move_to(cairo, x - 0.9, y);
            cairo_line_to(cairo, x + 0.9, y);
        }
}

void trace_erase(cairo_t* cairo) {
    cairo_move_to(cairo, 8.5, 5);
    cairo_line_to(cairo, 21.5, 5);
    cairo_line_to(cairo, 21.5, 19);
    cairo_line_to(cairo, 8.5, 19);
    cairo_line_to(cairo, 2.5, 12);
    cairo_close_path(cairo);
    cairo_move_to(cairo, 11.5, 9);
    cairo_line_to(cairo, 17.5, 15);
    cairo_move_to(cairo, 17.5, 9);
    cairo_line_to(cairo, 11.5, 15);
}

void trace_speech(cairo_t* cairo) {
    cairo_move_to(cairo, 3, 4.5);
    cairo_line_to(cairo, 21, 4.5);
    cairo_line_to(cairo, 21, 16.5);
    cairo_line_to(cairo, 12, 16.5);
    cairo_line_to(cairo, 7, 21);
    cairo_line_to(cairo, 7, 16.5);
    cairo_line_to(cairo, 3, 16.5);
    cairo_close_path(cairo);
}

void trace_back(cairo_t* cairo) {
    cairo_move_to(cairo, 20, 12);
    cairo_line_to(cairo, 4, 12);
    cairo_move_to(cairo, 11, 5);
    cairo_line_to(cairo, 4, 12);
    cairo_line_to(cairo, 11, 19);
}

void trace_forward(cairo_t* cairo) {
    cairo_move_to(cairo, 4, 12);
    cairo_line_to(cairo, 20, 12);
    cairo_move_to(cairo, 13, 5);
    cairo_line_to(cairo, 20, 12);
    cairo_line_to(cairo, 13, 19);
}

void trace_home(cairo_t* cairo) {
    cairo_move_to(cairo, 3, 11.5);
    cairo_line_to(cairo, 12, 4);
    cairo_line_to(cairo, 21, 11.5);
    cairo_move_to(cairo, 5.5, 10);
    cairo_line_to(cairo, 5.5, 20);
    cairo_line_to(cairo, 18.5, 20);
    cairo_line_to(cairo, 18.5, 10);
}

void trace_check(cairo_t* cairo) {
    cairo_move_to(cairo, 4, 13);
    cairo_line_to(cairo, 9.5, 18.5);
    cairo_line_to(cairo, 20, 6.5);
}

void trace_warning(cairo_t* cairo) {
    cairo_move_to(cairo, 12, 3.5);
    cairo_line_to(cairo, 21.5, 20);
    cairo_line_to(cairo, 2.5, 20);
    cairo_close_path(cairo);
    cairo_move_to(cairo, 12, 9.5);
    cairo_line_to(cairo, 12, 14);
    cairo_move_to(cairo, 12, 17);
    cairo_line_to(cairo, 12, 17.01);
}

void trace_wait(cairo_t* cairo) {
    cairo_arc(cairo, 12, 12, 9, 0, 2 * std::numbers::pi);
    cairo_move_to(cairo, 12, 6.5);
    cairo_line_to(cairo, 12, 12);
    cairo_line_to(cairo, 16, 14.5);
}

void trace_printer(cairo_t* cairo) {
    cairo_rectangle(cairo, 7, 3, 10, 5);
    cairo_move_to(cairo, 7, 17);
    cairo_line_to(cairo, 4, 17);
    cairo_line_to(cairo, 4, 8);
    cairo_line_to(cairo, 20, 8);
    cairo_line_to(cairo, 20, 17);
    cairo_line_to(cairo, 17, 17);
    cairo_rectangle(cairo, 7, 13, 10, 8);
}

// Arms wide, the sign of accessibility.
void trace_person(cairo_t* cairo) {
    cairo_arc(cairo, 12, 4.2, 1.4, 0, 2 * std::numbers::pi);
    cairo_move_to(cairo, 4, 9);
    cairo_line_to(cairo, 12, 10.2);
    cairo_line_to(cairo, 20, 9);
    cairo_move_to(cairo, 12, 10.2);
    cairo_line_to(cairo, 12, 14);
    cairo_line_to(cairo, 8.5, 21);
    cairo_move_to(cairo, 12, 14);
    cairo_line_to(cairo, 15.5, 21);
}

// Icons are strokes in a square of 24 units, round caps: the same hand throughout.
void trace_shape(cairo_t* cairo, Shape shape) {
    switch (shape) {
        case Shape::back:
            trace_back(cairo);
            break;
        case Shape::forward:
            trace_forward(cairo);
            break;
        case Shape::home:
            trace_home(cairo);
            break;
        case Shape::check:
            trace_check(cairo);
            break;
        case Shape::warning:
            trace_warning(cairo);
            break;
        case Shape::wait:
            trace_wait(cairo);
            break;
        case Shape::printer:
            trace_printer(cairo);
            break;
        case Shape::person:
            trace_person(cairo);
            break;
        case Shape::bell:
            trace_bell(cairo);
            break;
        case Shape::digits:
            trace_digits(cairo);
            break;
        case Shape::erase:
            trace_erase(cairo);
            break;
        case Shape::speech:
            trace_speech(cairo);
            break;
        case Shape::delighted:
            trace_face(cairo, 4.2);
            break;
        case Shape::glad:
            trace_face(cairo, 2.2);
            break;
        case Shape::calm:
            trace_face(cairo, 0);
            break;
        case Shape::sad:
            trace_face(cairo, -2.2);
            break;
        case Shape::upset:
            trace_face(cairo, -4.2);
            break;
    }
}

void draw_icon(cairo_t* cairo, const Icon& icon) {
    const int side = std::min(icon.box.width, icon.box.height);
    cairo_save(cairo);
    cairo_translate(cairo, icon.box.x + (icon.box.width - side) / 2.0,
                    icon.box.y + (icon.box.height - side) / 2.0);
    cairo_scale(cairo, side / 24.0, side / 24.0);
    cairo_translate(cairo, 12, 12);
    cairo_rotate(cairo, icon.turned * std::numbers::pi / 4);
    cairo_translate(cairo, -12, -12);
    cairo_set_line_width(cairo, 2.2);
    cairo_set_line_cap(cairo, CAIRO_LINE_CAP_ROUND);
    cairo_set_line_join(cairo, CAIRO_LINE_JOIN_ROUND);
    set_colour(cairo, icon.colour);
    cairo_new_path(cairo);
    trace_shape(cairo, icon.shape);
    cairo_stroke(cairo);
    cairo_restore(cairo);
}

void draw_image(cairo_t* cairo, const Image& image) {
    cairo_set_source_surface(cairo, image.bitmap->surface(), image.box.x, image.box.y);
    cairo_rectangle(cairo, image.box.x, image.box.y, image.box.width, image.box.height);
    cairo_fill(cairo);
}

// Squares of whole pixels: a smeared one is not read.
void draw_code(cairo_t* cairo, const Code& code) {
    const auto modules = qr_modules(code.text);
    if (!modules) return;
    const int squares = modules->side + 2 * qr_quiet_zone;
    const int pixels = std::min(code.box.width, code.box.height) / squares;
    const int left = code.box.x + (code.box.width - squares * pixels) / 2;
    const int top = code.box.y + (code.box.height - squares * pixels) / 2;
    cairo_set_source_rgb(cairo, 1, 1, 1);
    cairo_rectangle(cairo, left, top, squares * pixels, squares * pixels);
    cairo_fill(cairo);
    for (int y = 0; y < modules->side; ++y)
        for (int x = 0; x < modules->side; ++x)
            if (modules->is_black(x, y))
                cairo_rectangle(cairo, left + (qr_quiet_zone + x) * pixels,
                                top + (qr_quiet_zone + y) * pixels, pixels, pixels);
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
