// What of the information playlist is on the screen now: words in the hall's languages, and a picture. The
// bitmap lives as long as its owner (display/information.hpp) shows it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "ui/bitmap.hpp"

namespace okno::display {

struct Slide {
    std::vector<std::string> mark;   // "Advertisement"; empty for the company's own
    std::vector<std::string> title;  // in each language of the hall
    std::vector<std::string> text;
    const ui::Bitmap* bitmap = nullptr;  // may be null
    std::uint64_t id = 0;                // of the bitmap
    bool operator==(const Slide& other) const {
        return mark == other.mark && title == other.title && text == other.text && id == other.id;
    }
};

}  // namespace okno::display
