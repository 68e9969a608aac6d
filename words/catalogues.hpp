// The compiled catalogues, as the build has put them into the program. "en" holds every text of the code.
#pragma once

#include <span>
#include <string_view>

namespace okno::words {

struct Catalogue {
    std::string_view language;
    std::span<const unsigned char> bytes;  // a .mo file
};

std::span<const Catalogue> catalogues();

}  // namespace okno::words
