// The small grammars inside a plan's texts. All are strict: nothing is trimmed or guessed.
//
//   duration = hours [minutes] [seconds] | minutes [seconds] | seconds ;      "1h30m", "20m", "90s"
//   hours    = digits "h" ;  minutes = digits "m" ;  seconds = digits "s" ;   at most 24 hours in all
//   hours-of-a-day = time "-" time | "closed" ;   time = 2DIGIT ":" 2DIGIT    "09:00-18:00"; "24:00" ends a
//   day name     = 1*( "a"-"z" | "0"-"9" | "-" | "_" )                            an id: "meter-readings"
//   letter   = "A"-"Z"                                                        of a ticket's number
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "hall/plan.hpp"

namespace okno::plan {

std::optional<hall::Seconds> parse_duration(std::string_view text);

// The error says what is wrong with the text: "the window closes before it opens", "9:60 is not a time of
// day".
tl::expected<std::optional<hall::OpenHours>, std::string> parse_hours(std::string_view text);

bool is_name(std::string_view text);
bool is_letter(std::string_view text);

// The Latin capital that looks like this Cyrillic one (or like its small form), "" when none does.
std::string latin_look_alike(std::string_view letter);

}  // namespace okno::plan
