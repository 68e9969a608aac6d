// The periods of reports: a day, a month, a quarter, a year, or any days. Pure.
//
//     2026-03-02 · 2026-03 · 2026-Q1 · 2026 · 2026-03-02..2026-03-08
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "statistics/history.hpp"

namespace okno::statistics {

enum class PeriodKind { day, month, quarter, year, days };

struct Period {
    PeriodKind kind{};
    Days days;
};

inline constexpr std::chrono::days period_at_most{3 * 366};

// As above; empty: it is no period, is longer than `period_at_most`, or lies outside of the years 2000 to
// 2199.
std::optional<Period> period_from(std::string_view text);
std::string to_text(const Period& period);  // the same again; it sorts among its kind

Period day_period(hall::LocalDay day);
Period month_of(hall::LocalDay day);
Period quarter_of(hall::LocalDay day);

}  // namespace okno::statistics
