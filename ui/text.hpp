// Text by Pango: any script, wrapping at words, set smaller until it fits its box. One thread. Sizes are
// pixels, whatever the screen says about its dots per inch.
#pragma once

#include <cairo.h>

#include <string>

#include "ui/scene.hpp"

namespace okno::ui {

struct Fitted {
    int size = 0;  // the em it was set in
    Size extents;  // of the laid out lines
    int lines = 0;
    bool fits = false;        // no line or word leaves the box; otherwise the size is the smallest allowed
    int unknown_letters = 0;  // no font that is installed has them: they are shown as empty boxes
};

Fitted fit(const Label& label);

// The size all these labels share so that each fits: neighbouring tiles speak equally loud.
int common_size(const std::vector<Label>& labels);

int text_width(const std::string& text, int size, Weight weight);

// How high capitals and digits are painted in an em of so many pixels, as a share of it.
double capital_of_em(int size);

void draw_label(cairo_t* cairo, const Label& label);

// So many pixels wide and high, around the origin. Nothing where the font of the signs is not installed: each
// stands beside words that say the same.
void draw_sign(cairo_t* cairo, Shape shape, int side, Colour colour);

}  // namespace okno::ui
