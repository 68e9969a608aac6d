// The small grammars inside a plan's texts. All are strict: nothing is trimmed or guessed.
//
//   duration = hours [minutes] [seconds] | minutes [seconds] | seconds ;      "1h30m", "20m", "90s"
//   hours    = digits "h" ;  minutes = digits "m" ;  seconds = digits "s" ;   at most 24 hours in all
//   days     = digits "d"                                      calendar days: "30d"
//   hours-of-a-day = span *( "," [" "] span ) | "closed"         "09:00-13:00, 14:00-18:00"
//   span     = time "-" time ;  time = 2DIGIT ":" 2DIGIT         "24:00" ends a day
//   day      = 4DIGIT "-" 2DIGIT "-" 2DIGIT                      "2026-12-31"
//   name     = 1*64( "a"-"z" | "0"-"9" | "-" | "_" )             an id: "meter-readings"
//   letter   = "A"-"Z"                                           of a ticket's number
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "hall/plan.hpp"
#include "plan/phrase.hpp"

namespace okno::plan {

std::optional<hall::Seconds> parse_duration(std::string_view text);
std::optional<std::chrono::days> parse_days(std::string_view text);

// At most `spans_at_most` spans, in order, with a break between any two. The error says what is wrong with
// the text: "the closing time is not after the opening time", "9:60 is not a time of day".
inline constexpr std::size_t spans_at_most = 12;
tl::expected<hall::DayHours, Phrase> parse_hours(std::string_view text);

std::optional<hall::LocalDay> parse_day(std::string_view text);

bool is_name(std::string_view text);
bool is_letter(std::string_view text);

// The Latin capital that looks like this Cyrillic one (or like its small form), "" when none does.
std::string latin_look_alike(std::string_view letter);

}  // namespace okno::plan
