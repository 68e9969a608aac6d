#include "ui/text.hpp"

#include <pango/pangocairo.h>

#include <memory>
#include <string_view>

namespace okno::ui {

namespace {

// Inter when it is installed, any sans otherwise; Pango adds fonts for the scripts these lack. From this size
// on the display cut, drawn for large type.
constexpr int display_cut_from = 60;
constexpr const char* text_families = "Inter,DejaVu Sans,sans-serif";
constexpr const char* display_families = "Inter Display,Inter,DejaVu Sans,sans-serif";

struct Unref {
    void operator()(void* object) const { g_object_unref(object); }
};
using Layout = std::unique_ptr<PangoLayout, Unref>;

PangoContext* context() {
    static const std::unique_ptr<PangoContext, Unref> shared = [] {
        std::unique_ptr<PangoContext, Unref> made(
            pango_font_map_create_context(pango_cairo_font_map_get_default()));
        cairo_font_options_t* options = cairo_font_options_create();
        cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
        cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
        cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
        pango_cairo_context_set_font_options(made.get(), options);
        cairo_font_options_destroy(options);
        return made;
    }();
    return shared.get();
}

PangoWeight pango_weight(Weight weight) {
    switch (weight) {
        case Weight::regular:
            return PANGO_WEIGHT_NORMAL;
        case Weight::medium:
            return PANGO_WEIGHT_MEDIUM;
        case Weight::semibold:
            return PANGO_WEIGHT_SEMIBOLD;
        case Weight::bold:
            return PANGO_WEIGHT_BOLD;
    }
    return PANGO_WEIGHT_NORMAL;
}

PangoAlignment pango_align(Align align) {
    switch (align) {
        case Align::left:
            return PANGO_ALIGN_LEFT;
        case Align::centre:
            return PANGO_ALIGN_CENTER;
        case Align::right:
            return PANGO_ALIGN_RIGHT;
    }
    return PANGO_ALIGN_LEFT;
}

void set_font(PangoLayout* layout, int size, Weight weight) {
    PangoFontDescription* font = pango_font_description_new();
    pango_font_description_set_family_static(font,
                                             size >= display_cut_from ? display_families : text_families);
    pango_font_description_set_weight(font, pango_weight(weight));
    pango_font_description_set_absolute_size(font, static_cast<double>(size) * PANGO_SCALE);
    pango_layout_set_font_description(layout, font);
    pango_font_description_free(font);
}

// "100–125 minutes" is not broken behind its dash: a word joiner holds the figures together.
std::string with_whole_ranges(std::string text) {
    constexpr std::string_view dash = "\u2013";
    constexpr std::string_view joiner = "\u2060";
    const auto digit = [](char c) { return c >= '0' && c <= '9'; };
    for (std::size_t at = text.find(dash); at != std::string::npos; at = text.find(dash, at + 1)) {
        const std::size_t behind = at + dash.size();
        if (at > 0 && digit(text[at - 1]) && behind < text.size() && digit(text[behind]))
            text.insert(behind, joiner);
    }
    return text;
}

Layout lay_out(const Label& label, int size) {
    Layout layout(pango_layout_new(context()));
    set_font(layout.get(), size, label.weight);
    const std::string text = with_whole_ranges(label.text);
    pango_layout_set_text(layout.get(), text.c_str(), static_cast<int>(text.size()));
    pango_layout_set_width(layout.get(), label.box.width * PANGO_SCALE);
    pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD);
    pango_layout_set_alignment(layout.get(), pango_align(label.align));
    // Digits of one width: a clock and a column of numbers do not jitter.
    PangoAttrList* attributes = pango_attr_list_new();
    pango_attr_list_insert(attributes, pango_attr_font_features_new("tnum=1"));
    pango_layout_set_attributes(layout.get(), attributes);
    pango_attr_list_unref(attributes);
    return layout;
}

Fitted measure(const Label& label, int size) {
    const Layout layout = lay_out(label, size);
    PangoRectangle logical;
    pango_layout_get_pixel_extents(layout.get(), nullptr, &logical);
    Fitted fitted;
    fitted.size = size;
    fitted.extents = {logical.width, logical.height};
    fitted.lines = pango_layout_get_line_count(layout.get());
    fitted.unknown_letters = pango_layout_get_unknown_glyphs_count(layout.get());
    fitted.fits = logical.width <= label.box.width && logical.height <= label.box.height &&
                  (label.lines_at_most == 0 || fitted.lines <= label.lines_at_most);
    return fitted;
}

// No other font stands in: it would show an empty box.
Layout lay_out(Shape shape, int size) {
    char letter[6];
    const int bytes = g_unichar_to_utf8(static_cast<gunichar>(shape), letter);
    Layout layout(pango_layout_new(context()));
    PangoFontDescription* font = pango_font_description_new();
    pango_font_description_set_family_static(font, "Material Icons");
    pango_font_description_set_absolute_size(font, static_cast<double>(size) * PANGO_SCALE);
    pango_layout_set_font_description(layout.get(), font);
    pango_font_description_free(font);
    pango_layout_set_text(layout.get(), letter, bytes);
    PangoAttrList* attributes = pango_attr_list_new();
    pango_attr_list_insert(attributes, pango_attr_fallback_new(FALSE));
    pango_layout_set_attributes(layout.get(), attributes);
    pango_attr_list_unref(attributes);
    return layout;
}

}  // namespace

Fitted fit(const Label& label) {
    const Fitted wished = measure(label, label.size);
    if (wished.fits || label.smallest >= label.size) return wished;
    Fitted best = measure(label, label.smallest);
    if (!best.fits) return best;
    int fits = label.smallest;
    int too_large = label.size;
    while (too_large - fits > 1) {
        const int middle = (fits + too_large) / 2;
        const Fitted tried = measure(label, middle);
        (tried.fits ? fits : too_large) = middle;
        if (tried.fits) best = tried;
    }
    return best;
}

int common_size(const std::vector<Label>& labels) {
    int smallest = labels.empty() ? 0 : labels.front().size;
    for (const Label& label : labels) smallest = std::min(smallest, fit(label).size);
    return smallest;
}

int text_width(const std::string& text, int size, Weight weight) {
    Label label;
    label.text = text;
    label.weight = weight;
    const Layout layout = lay_out(label, size);
    pango_layout_set_width(layout.get(), -1);
    int width = 0;
    pango_layout_get_pixel_size(layout.get(), &width, nullptr);
    return width;
}

// Inter Display has 0.719 and Inter 0.727, as their OS/2 tables say; DejaVu Sans has 0.729.
double capital_of_em(int size) {
    return size >= display_cut_from ? 0.718 : 0.727;
}

void draw_label(cairo_t* cairo, const Label& label) {
    const Fitted fitted = fit(label);
    const Layout layout = lay_out(label, fitted.size);
    const int spare = label.box.height - fitted.extents.height;
    const int down = label.rise == Rise::top ? 0 : label.rise == Rise::middle ? spare / 2 : spare;
    cairo_set_source_rgb(cairo, label.colour.red / 255.0, label.colour.green / 255.0,
                         label.colour.blue / 255.0);
    cairo_move_to(cairo, label.box.x, label.box.y + down);
    pango_cairo_show_layout(cairo, layout.get());
}

void draw_sign(cairo_t* cairo, Shape shape, int side, Colour colour) {
    if (shape == Shape::none) return;
    const Layout layout = lay_out(shape, side);
    if (pango_layout_get_unknown_glyphs_count(layout.get()) > 0) return;
    PangoRectangle logical;
    pango_layout_get_pixel_extents(layout.get(), nullptr, &logical);
    cairo_move_to(cairo, -logical.width / 2.0, -logical.height / 2.0);
    cairo_set_source_rgb(cairo, colour.red / 255.0, colour.green / 255.0, colour.blue / 255.0);
    pango_cairo_show_layout(cairo, layout.get());
}

}  // namespace okno::ui
