// Where everything of the board stands, on a screen of any size and either orientation. Pure but for Pango's
// measuring; it decides nothing about what is shown.
#pragma once

#include "display/board.hpp"
#include "display/slide.hpp"
#include "ui/scene.hpp"

namespace okno::display {

// The slide stands beside the calls where the picture has room for it; without one nothing stands there.
ui::Scene lay_out(const Picture& picture, ui::Size size, const Slide* slide = nullptr);

// What a picture of the playlist may take of a screen of this size.
ui::Size picture_room(ui::Size size, bool has_mark, bool has_title);

}  // namespace okno::display
