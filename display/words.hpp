// The words of the playlist, the plates and the board's newer parts, in Russian and English: one place, from
// which they can be moved into catalogues. English for a language without words here.
#pragma once

#include <string>
#include <vector>

#include "hall/plan.hpp"

namespace okno::display {

struct Wording {
    const char* advertisement;
    // The plate of a window.
    const char* window;
    const char* please_come;
    const char* being_served;
    const char* next_please;
    const char* window_closed;
    const char* window_on_break;
    const char* nearest_window;  // its number follows
    const char* plate_away;
    const char* no_such_window;
    const char* connecting;
    // How long people wait; numbers stand before or between.
    const char* minutes;
    const char* up_to;
    // The end of a day; the time follows the first one.
    const char* open_until;
    const char* closing;
};

// The languages of the hall that fit on a screen at once, its own first.
std::vector<hall::Language> shown_languages(const hall::Plan& plan);

// The words in each language, the same text once.
std::vector<std::string> worded(const std::vector<hall::Language>& languages, const char* Wording::*words);

}  // namespace okno::display
