// A scene being composed. Measures are in units of a 1080th of the screen's shorter side, so one layout looks
// alike on every screen; the theme gives the colours.
#pragma once

#include <string>

#include "ui/scene.hpp"

namespace okno::ui {

struct TextStyle {
    double size = 0;  // units
    Weight weight = Weight::regular;
    Colour colour;
    Colour ground;
    Align align = Align::left;
    Rise rise = Rise::middle;
    int lines_at_most = 0;
    double shrinks_to = 0.6;  // of `size`, before the text is said not to fit
    bool explains = false;    // says more about what is said already: may be somewhat smaller than the rest
};

// What eyes and fingers need, in pixels; whatever the layout would have, it is not less. 0: no such limit.
struct Least {
    int letters = 0;       // the em of any text
    int explanations = 0;  // of one that only explains
    int side = 0;          // of a control
    int apart = 0;         // between two controls
};

class Sheet {
  public:
    Sheet(Size size, const Theme& theme, const Least& least = {});

    Size size() const { return scene_.size; }
    Rect all() const { return {0, 0, scene_.size.width, scene_.size.height}; }
    bool portrait() const { return scene_.size.height > scene_.size.width; }
    int px(double units) const;
    int letters(double units) const;  // the em of a text of this size
    int line(double units) const;     // the height of a line of it
    int side(double units) const;     // of a control
    int apart(double units) const;    // between controls
    const Theme& theme() const { return theme_; }

    void panel(const Rect& box, Colour fill, double radius_units);
    void card(const Rect& box, Colour fill, double radius_units);  // with the theme's thin outline
    Label label(const Rect& box, const std::string& text, const TextStyle& style) const;
    void text(const Rect& box, const std::string& text, const TextStyle& style);
    void add(Element element) { scene_.elements.push_back(std::move(element)); }
    void icon(const Rect& box, Shape shape, Colour colour, int turned = 0);
    void image(const Rect& area, const Bitmap& bitmap);  // in its middle
    void target(const Rect& box, const std::string& action);

    Scene take() && { return std::move(scene_); }

  private:
    Scene scene_;
    const Theme& theme_;  // one of the static themes
    Least least_;
    double unit_;
};

}  // namespace okno::ui
