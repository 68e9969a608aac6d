// How those who wait are drawn: their numbers, the services they wait for, or both, one beside the other.
// Pure but for Pango's measuring.
#pragma once

#include "display/board.hpp"
#include "ui/sheet.hpp"

namespace okno::display {

void draw_waiting(ui::Sheet& sheet, const ui::Rect& area, const Picture& picture);

// Beside the playlist, where there is less room.
void draw_waiting_briefly(ui::Sheet& sheet, const ui::Rect& area, const Picture& picture);

}  // namespace okno::display
