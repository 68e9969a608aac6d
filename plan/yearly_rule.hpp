// Summer time by rule: the last line of a time-zone file (TZif, RFC 9636 §3.3.1), which goes on where the
// file's table of changes ends. Debian's tables end in 2037 and the date library reads nothing beyond them.
//
//   line   = name offset [ name [offset] "," change "," change ]     "CET-1CEST,M3.5.0,M10.5.0/3"
//   name   = 3*letter | "<" 1*( letter | digit | "+" | "-" ) ">"
//   offset = ["+"|"-"] hours [":" minutes [":" seconds]]             west of Greenwich is positive
//   change = "M" month "." week "." weekday ["/" offset]             week 5 is the last; 02:00 when no time
//   is given
#pragma once

#include <chrono>
#include <optional>
#include <string_view>
#include <vector>

#include "hall/time.hpp"

namespace okno::plan {

struct YearlyChange {
    std::chrono::month month{};
    unsigned week = 0;  // 1–4, 5: the last of the month
    std::chrono::weekday weekday{};
    hall::Seconds time{};  // after local midnight; may be negative or beyond 24 hours
    bool operator==(const YearlyChange&) const = default;
};

struct YearlyRule {
    hall::Seconds winter{};  // UTC + this
    hall::Seconds summer{};
    YearlyChange summer_begins;
    YearlyChange summer_ends;
    bool operator==(const YearlyRule&) const = default;
};

// Empty: no summer time, or a form of rule that no zone uses today (days of the year).
std::optional<YearlyRule> parse_yearly_rule(std::string_view line);

// The two changes of a year in their order.
std::vector<hall::ZoneOffset> changes_of(const YearlyRule& rule, std::chrono::year year);

}  // namespace okno::plan
