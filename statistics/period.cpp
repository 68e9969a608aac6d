#include "statistics/period.hpp"

#include <array>
#include <charconv>
#include <cstdio>

#include "statistics/day_text.hpp"

namespace okno::statistics {

namespace {

using std::chrono::days;
using std::chrono::months;
using std::chrono::year_month_day;

constexpr int first_year = 2000;
constexpr int last_year = 2199;

std::optional<int> digits(std::string_view text, std::size_t at, std::size_t count) {
    if (text.size() < at + count) return std::nullopt;
    int number = 0;
    for (const char c : text.substr(at, count)) {
        if (c < '0' || c > '9') return std::nullopt;
        number = 10 * number + (c - '0');
    }
    return number;
}

std::optional<int> year_from(std::string_view text) {
    const auto year = digits(text, 0, 4);
    if (!year || *year < first_year || *year > last_year) return std::nullopt;
    return year;
}

std::optional<hall::LocalDay> day_in_reach(std::string_view text) {
    return year_from(text) ? day_from(text) : std::nullopt;
}

// From the first of a month, so many of them.
Period some_months(PeriodKind kind, std::chrono::year_month first, int count) {
    return {kind, {hall::LocalDay{first / 1}, hall::LocalDay{(first + months{count}) / 1} - days{1}}};
}

std::chrono::year_month year_month(int year, int month) {
    return std::chrono::year{year} / month;
}

std::optional<Period> days_from(std::string_view text) {
    constexpr std::string_view between = "..";
    const std::size_t dots = text.find(between);
    if (dots == std::string_view::npos) return std::nullopt;
    const auto first = day_in_reach(text.substr(0, dots));
    const auto last = day_in_reach(text.substr(dots + between.size()));
    if (!first || !last || *first > *last || *last - *first >= period_at_most) return std::nullopt;
    return Period{PeriodKind::days, {*first, *last}};
}

}  // namespace

std::optional<Period> period_from(std::string_view text) {
    if (const auto some = days_from(text)) return some;
    if (const auto day = day_in_reach(text)) return day_period(*day);
    const auto year = year_from(text);
    if (!year) return std::nullopt;
    if (text.size() == 4) return some_months(PeriodKind::year, year_month(*year, 1), 12);
    if (text.size() != 7 || text[4] != '-') return std::nullopt;
    if (text[5] == 'Q') {
        const auto quarter = digits(text, 6, 1);
        if (!quarter || *quarter < 1 || *quarter > 4) return std::nullopt;
        return some_months(PeriodKind::quarter, year_month(*year, 3 * *quarter - 2), 3);
    }
    const auto month = digits(text, 5, 2);
    if (!month || *month < 1 || *month > 12) return std::nullopt;
    return some_months(PeriodKind::month, year_month(*year, *month), 1);
}

std::string to_text(const Period& period) {
    const year_month_day first{period.days.first};
    const int year = static_cast<int>(first.year());
    const auto month = static_cast<unsigned>(first.month());
    std::array<char, 32> text{};
    switch (period.kind) {
        case PeriodKind::day:
            return to_text(period.days.first);
        case PeriodKind::month:
            std::snprintf(text.data(), text.size(), "%04d-%02u", year, month);
            return text.data();
        case PeriodKind::quarter:
            std::snprintf(text.data(), text.size(), "%04d-Q%u", year, (month + 2) / 3);
            return text.data();
        case PeriodKind::year:
            std::snprintf(text.data(), text.size(), "%04d", year);
            return text.data();
        case PeriodKind::days:
            break;
    }
    return to_text(period.days.first) + ".." + to_text(period.days.last);
}

Period day_period(hall::LocalDay day) {
    return {PeriodKind::day, {day, day}};
}

Period month_of(hall::LocalDay day) {
    const year_month_day date{day};
    return some_months(PeriodKind::month, date.year() / date.month(), 1);
}

Period quarter_of(hall::LocalDay day) {
    const year_month_day date{day};
    const auto quarter = (static_cast<int>(static_cast<unsigned>(date.month())) - 1) / 3;
    return some_months(PeriodKind::quarter, date.year() / (3 * quarter + 1), 3);
}

}  // namespace okno::statistics
