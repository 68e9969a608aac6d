// Where everything of the board stands, on a screen of any size and either orientation. Pure but for Pango's
// measuring; it decides nothing about what is shown.
#pragma once

#include "display/board.hpp"
#include "ui/scene.hpp"

namespace okno::display {

ui::Scene lay_out(const Picture& picture, ui::Size size);

}  // namespace okno::display
