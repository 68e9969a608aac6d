// A date as people say it: "вторник, 24 ноября", "Tuesday, 24 November". English for a language without words
// here.
#pragma once

#include <string>

#include "hall/ids.hpp"
#include "hall/time.hpp"

namespace okno::display {

std::string date_text(const hall::Language& language, hall::LocalDay day);
std::string clock_text(hall::LocalTime time);  // "9:05"

}  // namespace okno::display
