// The size of a screen in a plan: size = "1920x1080".
#pragma once

#include "plan/strict_table.hpp"

namespace okno::plan {

struct ScreenSize {
    int width_px = 0;
    int height_px = 0;
};

// Without the key: `usual`. Empty: it is wrong, and that was said.
std::optional<ScreenSize> screen_size(StrictTable& table, Critic& critic, ScreenSize usual);

}  // namespace okno::plan
