// Where everything of a kiosk screen stands, on a screen of any size and either orientation. Pure but for
// Pango's measuring; it decides nothing about what is shown.
#pragma once

#include <string>

#include "kiosk/screen.hpp"
#include "kiosk/stand.hpp"
#include "ui/scene.hpp"

namespace okno::kiosk {

struct Place {
    ui::Size size;
    Stand stand{};
    bool operator==(const Place&) const = default;
};

// The action under a finger and the one the keys have come to; "" for none.
struct Attention {
    std::string pressed{};
    std::string focused{};
    bool operator==(const Attention&) const = default;
};

ui::Scene lay_out(const Screen& screen, const Place& place, const Attention& attention);

// How many tiles a page may have so that nothing is clipped and no control too small; `whole` has all of
// them.
std::size_t tiles_that_fit(const Screen& whole, const Place& place, std::size_t at_most);

}  // namespace okno::kiosk
