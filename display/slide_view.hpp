// How a card of the information playlist is drawn: a picture with its title below, or words in each language
// of the hall. Pure but for Pango's measuring.
#pragma once

#include "display/slide.hpp"
#include "ui/sheet.hpp"

namespace okno::display {

void draw_slide(ui::Sheet& sheet, const ui::Rect& box, const Slide& slide);

// What a picture may take of the box, with or without a mark and a title.
ui::Size picture_room(const ui::Sheet& sheet, const ui::Rect& box, bool has_mark, bool has_title);

}  // namespace okno::display
