#include "statistics/spans.hpp"

#include <chrono>

#include "statistics/day_text.hpp"

namespace okno::statistics {

namespace {

using std::chrono::days;

hall::LocalDay year_of(hall::LocalDay day) {
    return hall::LocalDay{std::chrono::year_month_day{day}.year() / 1 / 1};
}

hall::LocalDay month_of(hall::LocalDay day) {
    const std::chrono::year_month_day date{day};
    return hall::LocalDay{date.year() / date.month() / 1};
}

hall::LocalDay same(hall::LocalDay day) {
    return day;
}

// The first day of the span that follows the one of `day`: no span is longer than 366 days, and none of them
// begins within another of its kind.
hall::LocalDay next(const Span& span, hall::LocalDay day) {
    hall::LocalDay later = day + days{1};
    while (span.first_of(later) == span.first_of(day)) later += days{1};
    return later;
}

void add_parts(std::vector<Part>& parts, Days period, std::size_t place) {
    if (period.first > period.last) return;
    const Span& span = spans()[place];
    hall::LocalDay first = span.first_of(period.first);
    if (first < period.first) first = next(span, period.first);
    const hall::LocalDay after = span.first_of(period.last + days{1});
    if (first >= after) return add_parts(parts, period, place + 1);
    parts.push_back({span.name, to_text(first), to_text(after - days{1})});
    add_parts(parts, {period.first, first - days{1}}, place + 1);
    add_parts(parts, {after, period.last}, place + 1);
}

}  // namespace

const std::vector<Span>& spans() {
    static const std::vector<Span> all{{"year", year_of}, {"month", month_of}, {"day", same}};
    return all;
}

std::vector<Part> parts_of(Days period) {
    std::vector<Part> parts;
    add_parts(parts, period, 0);
    return parts;
}

std::vector<Part> days_of(Days period) {
    return {{"day", to_text(period.first), to_text(period.last)}};
}

}  // namespace okno::statistics
