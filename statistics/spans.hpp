// The spans for which sums are kept: years, months and days. Pure.
#pragma once

#include <string>
#include <vector>

#include "statistics/history.hpp"

namespace okno::statistics {

struct Span {
    const char* name;                            // in the tables
    hall::LocalDay (*first_of)(hall::LocalDay);  // the span's first day, by which it is known
};

// The longest first.
const std::vector<Span>& spans();

// Rows of one span: those whose day lies between the two.
struct Part {
    std::string span;
    std::string first;
    std::string last;
};

// As few rows as a period can be put together from.
std::vector<Part> parts_of(Days days);
// The same from days alone.
std::vector<Part> days_of(Days days);

}  // namespace okno::statistics
