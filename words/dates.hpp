// Dates as people say them, as parts of a sentence.
#pragma once

#include <chrono>

#include "words/words.hpp"

namespace okno::words {

std::string date(const Languages& languages,
                 const std::chrono::year_month_day& day);                   // "24 ноября", "24-noyabr"
std::string weekday(const Languages& languages, std::chrono::weekday day);  // "вторник"
std::string on_weekday(const Languages& languages, std::chrono::weekday day);  // "во вторник"

}  // namespace okno::words
