#include "ui/sheet.hpp"

#include <algorithm>
#include <cmath>

#include "ui/bitmap.hpp"

namespace okno::ui {

Sheet::Sheet(Size size, const Theme& theme, const Least& least)
    : theme_(theme), least_(least), unit_(std::min(size.width, size.height) / 1080.0) {
    scene_.size = size;
    scene_.background = theme.background;
}

int Sheet::px(double units) const {
    return static_cast<int>(std::lround(units * unit_));
}

int Sheet::letters(double units) const {
    return std::max({1, px(units), least_.letters});
}

int Sheet::line(double units) const {
    return static_cast<int>(std::ceil(letters(units) * 1.3));
}

int Sheet::side(double units) const {
    return std::max(px(units), least_.side);
}

int Sheet::apart(double units) const {
    return std::max(px(units), least_.apart);
}

void Sheet::panel(const Rect& box, Colour fill, double radius_units) {
    scene_.elements.emplace_back(Panel{box, fill, px(radius_units), 0, {}});
}

void Sheet::card(const Rect& box, Colour fill, double radius_units) {
    scene_.elements.emplace_back(
        Panel{box, fill, px(radius_units), std::max(1, px(theme_.outline)), theme_.line});
}

Label Sheet::label(const Rect& box, const std::string& text, const TextStyle& style) const {
    const int size = letters(style.size);
    const int least = style.explains ? least_.explanations : least_.letters;
    const int smallest = std::max({1, px(style.size * style.shrinks_to), least});
    return Label{box,          text,         size,        smallest,   style.weight,
                 style.colour, style.ground, style.align, style.rise, style.lines_at_most};
}

void Sheet::text(const Rect& box, const std::string& text, const TextStyle& style) {
    if (!text.empty()) scene_.elements.emplace_back(label(box, text, style));
}

void Sheet::icon(const Rect& box, Shape shape, Colour colour, int turned) {
    scene_.elements.emplace_back(Icon{box, shape, colour, turned});
}

void Sheet::image(const Rect& area, const Bitmap& bitmap) {
    const Size size = bitmap.size();
    const Rect box{area.x + (area.width - size.width) / 2, area.y + (area.height - size.height) / 2,
                   size.width, size.height};
    scene_.elements.emplace_back(Image{box, &bitmap, bitmap.id()});
}

void Sheet::target(const Rect& box, const std::string& action) {
    scene_.targets.push_back({box, action});
}

}  // namespace okno::ui
