// By what a device that has not been let in yet is known: its name and its key's fingerprint, under a word to
// whom they are. Kiosk, board and plate show it alike, below everything that is for visitors.
#pragma once

#include <string>
#include <vector>

#include "ui/sheet.hpp"

namespace okno::ui {

struct NameTag {
    std::vector<std::string> words;  // the same in each language
    std::string device;
    std::string fingerprint;
    bool operator==(const NameTag&) const = default;
};

// At the bottom of the room, on the theme's background; returns what is left above.
Rect draw_name_tag(Sheet& sheet, const Rect& room, const NameTag& tag);

}  // namespace okno::ui
