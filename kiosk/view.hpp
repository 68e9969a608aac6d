// Where everything of a kiosk screen stands, on a screen of any size and either orientation. Pure but for
// Pango's measuring; it decides nothing about what is shown.
#pragma once

#include <string>

#include "kiosk/screen.hpp"
#include "ui/scene.hpp"

namespace okno::kiosk {

// `pressed` is the action under a finger, drawn as such; "" for none.
ui::Scene lay_out(const Screen& screen, ui::Size size, const std::string& pressed);

}  // namespace okno::kiosk
