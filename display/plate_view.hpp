// Where everything of a window's plate stands, on a screen of any size. Pure but for Pango's measuring.
#pragma once

#include "display/plate.hpp"
#include "ui/scene.hpp"

namespace okno::display {

ui::Scene lay_out(const PlatePicture& picture, ui::Size size);

}  // namespace okno::display
