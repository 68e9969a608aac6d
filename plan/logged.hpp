// What readers say whose complaints stand in a log and nowhere else: logs are English. For files of devices
// and receivers; a plan and a card are read by people at a page, in their own language.
#pragma once

#include <string>

#include "plan/phrase.hpp"

namespace okno::plan {

inline Phrase logged(std::string words) {
    return {words, words};
}

}  // namespace okno::plan
