// A date as people say it: "вторник, 24 ноября", "Tuesday, 24 November".
#pragma once

#include <string>

#include "hall/time.hpp"
#include "words/words.hpp"

namespace okno::display {

std::string date_text(const words::Languages& languages, hall::LocalDay day);
std::string clock_text(hall::LocalTime time);  // "9:05"

}  // namespace okno::display
