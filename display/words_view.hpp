// How words in the languages of the hall are drawn: its own language above, the other below it, smaller and
// quieter. Pure but for Pango's measuring.
#pragma once

#include "display/words.hpp"
#include "ui/sheet.hpp"

namespace okno::display {

void draw_words(ui::Sheet& sheet, const ui::Rect& box, const Words& words, double size, ui::Colour ground,
                ui::Align align, int lines_at_most = 1);

}  // namespace okno::display
