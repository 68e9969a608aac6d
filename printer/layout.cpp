#include "printer/layout.hpp"

#include <pango/pangocairo.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <memory>

#include "printer/qr.hpp"

namespace okno::printer {

namespace {

// Inter when it is installed, any sans otherwise; Pango adds fonts for the scripts these lack.
constexpr const char* text_families = "Inter,DejaVu Sans,sans-serif";
constexpr const char* headline_families = "Inter Display,Inter,DejaVu Sans,sans-serif";

constexpr double mm_per_inch = 25.4;
constexpr double side_margin_mm = 1.0;
constexpr double rule_mm = 0.3;
constexpr double large_print_times = 1.5;
constexpr double qr_module_mm = 0.75;         // six dots at 203 dpi: read by any telephone
constexpr double headline_mm_at_most = 29.0;  // the em; four characters then fill 80 mm paper
// Ink darker than this becomes a black dot. Below one half: thin strokes survive the thermal head.
constexpr std::uint8_t black_from = 110;

double em_mm(TextSize size) {
    switch (size) {
        case TextSize::small:
            return 3.2;
        case TextSize::normal:
            return 4.0;
        case TextSize::large:
            return 5.4;
    }
    return 4.0;
}

PangoWeight pango_weight(Weight weight) {
    switch (weight) {
        case Weight::regular:
            return PANGO_WEIGHT_MEDIUM;  // one step up: thermal paper eats thin strokes
        case Weight::semibold:
            return PANGO_WEIGHT_SEMIBOLD;
        case Weight::bold:
            return PANGO_WEIGHT_BOLD;
    }
    return PANGO_WEIGHT_MEDIUM;
}

struct Unref {
    void operator()(void* object) const { g_object_unref(object); }
};
struct Destroy {
    void operator()(cairo_t* cairo) const { cairo_destroy(cairo); }
    void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
};
using Text = std::unique_ptr<PangoLayout, Unref>;

std::string valid_utf8(const std::string& text) {
    const std::unique_ptr<char, decltype(&g_free)> valid(
        g_utf8_make_valid(text.data(), static_cast<gssize>(text.size())), &g_free);
    return valid.get();
}

// Walks down the slip twice: first to learn the height, then to draw on a surface of that height.
class Walk {
  public:
    Walk(const Slip& slip, const Profile& profile, cairo_t* cairo)
        : slip_(slip), profile_(profile), cairo_(cairo), margin_(dots(side_margin_mm)) {
        inner_width_ = profile.width_dots - 2 * margin_;
    }

    int run() {
        y_ = margin_;
        for (const Block& block : slip_.blocks) std::visit(*this, block);
        return static_cast<int>(std::ceil(y_)) + margin_;
    }

    void operator()(const Paragraph& block) {
        Text text = set(block.text, block.size, block.weight);
        pango_layout_set_width(text.get(), inner_width_ * PANGO_SCALE);
        pango_layout_set_wrap(text.get(), PANGO_WRAP_WORD_CHAR);
        pango_layout_set_line_spacing(text.get(), 1.12F);
        const int width = block.align == Align::centre ? balance(text.get()) : inner_width_;
        show(text.get(), margin_ + (inner_width_ - width) / 2);
        y_ += height_of(text.get());
    }

    // Set by its ink: the room above and below letters would only be white paper.
    void operator()(const Headline& block) {
        int em = dots(headline_mm_at_most);
        Text text = set_em(block.text, headline_families, PANGO_WEIGHT_BOLD, em);
        PangoRectangle ink;
        pango_layout_get_pixel_extents(text.get(), &ink, nullptr);
        // In whole dots: every size once used stays in Pango's cache, and so there are not many.
        while (ink.width > inner_width_ && em > 8) {
            em = std::min(em * inner_width_ / ink.width, em - 1);
            text = set_em(block.text, headline_families, PANGO_WEIGHT_BOLD, em);
            pango_layout_get_pixel_extents(text.get(), &ink, nullptr);
        }
        const int x = margin_ + (inner_width_ - ink.width) / 2 - ink.x;
        y_ -= ink.y;
        show(text.get(), x);
        y_ += ink.y + ink.height;
    }

    void operator()(const Ends& block) {
        Text left = set(block.left, block.size, block.weight);
        Text right = set(block.right, block.size, block.weight);
        int left_width = 0, right_width = 0;
        pango_layout_get_pixel_size(left.get(), &left_width, nullptr);
        pango_layout_get_pixel_size(right.get(), &right_width, nullptr);
        if (left_width + right_width + dots(2) > inner_width_) {
            (*this)(Paragraph{block.left, block.size, block.weight, Align::left});
            (*this)(Paragraph{block.right, block.size, block.weight, Align::left});
            return;
        }
        show(left.get(), margin_);
        show(right.get(), margin_ + inner_width_ - right_width);
        y_ += std::max(height_of(left.get()), height_of(right.get()));
    }

    void operator()(const Rule&) {
        const int thickness = std::max(1, dots(rule_mm));
        if (cairo_) {
            cairo_rectangle(cairo_, margin_, std::floor(y_), inner_width_, thickness);
            cairo_fill(cairo_);
        }
        y_ = std::floor(y_) + thickness;
    }

    void operator()(const QrCode& code) {
        if (const auto dots = draw_qr(code.text, inner_width_ / 8 * 8, this->dots(qr_module_mm))) show(*dots);
    }

    void operator()(const Picture& picture) { show(picture.dots); }

    void operator()(const Gap& gap) { y_ += dots_exactly(gap.height_tenths_mm / 10.0); }

  private:
    double dots_exactly(double mm) const { return mm * profile_.dots_per_inch / mm_per_inch; }
    int dots(double mm) const { return static_cast<int>(std::lround(dots_exactly(mm))); }

    Text set(const std::string& words, TextSize size, Weight weight) const {
        const double larger = slip_.large_print ? large_print_times : 1.0;
        return set_em(words, text_families, pango_weight(weight), dots_exactly(em_mm(size) * larger));
    }

    Text set_em(const std::string& words, const char* families, PangoWeight weight, double em) const {
        const std::unique_ptr<PangoContext, Unref> context(
            pango_font_map_create_context(pango_cairo_font_map_get_default()));
        pango_context_set_language(context.get(), pango_language_from_string(slip_.language.c_str()));
        cairo_font_options_t* options = cairo_font_options_create();
        cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
        cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
        cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
        pango_cairo_context_set_font_options(context.get(), options);
        cairo_font_options_destroy(options);

        Text text(pango_layout_new(context.get()));
        PangoFontDescription* font = pango_font_description_new();
        pango_font_description_set_family_static(font, families);
        pango_font_description_set_weight(font, weight);
        pango_font_description_set_absolute_size(font, em * PANGO_SCALE);
        pango_layout_set_font_description(text.get(), font);
        pango_font_description_free(font);
        pango_layout_set_text(text.get(), valid_utf8(words).c_str(), -1);
        return text;
    }

    // Centred lines of about the same length, so that no last word stands alone: the narrowest width that
    // needs no more lines and breaks no word. Returns that width.
    int balance(PangoLayout* text) {
        pango_layout_set_alignment(text, PANGO_ALIGN_CENTER);
        const int lines = pango_layout_get_line_count(text);
        const auto works = [&](int width) {
            pango_layout_set_width(text, width * PANGO_SCALE);
            int widest = 0;
            pango_layout_get_pixel_size(text, &widest, nullptr);
            return widest <= width && pango_layout_get_line_count(text) <= lines;
        };
        int least = inner_width_ / 2, enough = inner_width_;
        pango_layout_set_wrap(text, PANGO_WRAP_WORD);
        while (lines > 1 && least < enough) {
            const int middle = (least + enough) / 2;
            works(middle) ? enough = middle : least = middle + 1;
        }
        pango_layout_set_wrap(text, PANGO_WRAP_WORD_CHAR);
        pango_layout_set_width(text, enough * PANGO_SCALE);
        return enough;
    }

    static int height_of(PangoLayout* text) {
        int height = 0;
        pango_layout_get_pixel_size(text, nullptr, &height);
        return height;
    }

    // In the middle, on whole dots: a module of a QR code is never smeared.
    void show(const Raster& picture) {
        const int left = margin_ + std::max(0, (inner_width_ - picture.width_dots()) / 2);
        const int width = std::min(picture.width_dots(), inner_width_);
        y_ = std::ceil(y_);
        for (int y = 0; cairo_ && y < picture.height_dots(); ++y)
            for (int x = 0; x < width; ++x)
                if (picture.black(x, y)) cairo_rectangle(cairo_, left + x, y_ + y, 1, 1);
        if (cairo_) cairo_fill(cairo_);
        y_ += picture.height_dots();
    }

    void show(PangoLayout* text, int x) {
        if (!cairo_) return;
        cairo_move_to(cairo_, x, y_);
        pango_cairo_show_layout(cairo_, text);
    }

    const Slip& slip_;
    const Profile& profile_;
    cairo_t* cairo_;  // null: only measure
    int margin_ = 0;
    int inner_width_ = 0;
    double y_ = 0;
};

Raster to_dots(cairo_surface_t* surface, int width, int height) {
    cairo_surface_flush(surface);
    const unsigned char* grey = cairo_image_surface_get_data(surface);
    const int stride = cairo_image_surface_get_stride(surface);
    Raster raster(width, height);
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x)
            if (grey[std::ptrdiff_t{y} * stride + x] >= black_from) raster.blacken(x, y);
    return raster;
}

}  // namespace

Raster lay_out(const Slip& slip, const Profile& profile) {
    const int height = Walk(slip, profile, nullptr).run();
    const std::unique_ptr<cairo_surface_t, Destroy> surface(
        cairo_image_surface_create(CAIRO_FORMAT_A8, profile.width_dots, height));
    const std::unique_ptr<cairo_t, Destroy> cairo(cairo_create(surface.get()));
    Walk(slip, profile, cairo.get()).run();
    return to_dots(surface.get(), profile.width_dots, height);
}

}  // namespace okno::printer
