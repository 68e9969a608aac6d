// The answers about any period of the past, as plain data. The period is of local days of issue, and so is
// all that is counted in it: a wait after midnight belongs to the day, hour and weekday of its ticket.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "statistics/figures.hpp"

namespace okno::statistics {

struct Days {
    hall::LocalDay first{};
    hall::LocalDay last{};  // included
};

// What the lines of a table are told apart by. The hour is the local one of the issue, 0 to 23; the weekday 1
// (Monday) to 7. An outcome has the legs that were finished with it, so transfers and parks are in none.
enum class By { day, hour, weekday, kind, service, window, person, outcome, category };

// The share over the norm is over_norm / count, the mean sum / count. Median and 90th percentile are of
// nearest rank: the least that at least so many per cent did not exceed.
struct Spread {
    Measure measure;
    hall::Milliseconds median{};
    hall::Milliseconds p90{};
    bool operator==(const Spread&) const = default;
};

struct Line {
    std::string name;  // "2026-03-02", "14", "7", or an id; empty: none
    Spread wait;
    Spread service;
    Measure left;    // waits in vain that the visitor ended
    Measure closed;  // waits in vain that the office ended: a category of its own
    Measure missed;  // calls in vain, from the call until it was given up
    // Kaplan and Meier's median of the wait: who left or was sent home waited at least so long. A mean of the
    // called alone forgets those who could not wait any longer. Empty: half of all were never called.
    std::optional<hall::Milliseconds> median_wait_of_all;
    bool operator==(const Line&) const = default;
};

struct History {
    bool exact = false;  // else medians and percentiles are up to 0.8 % off; all others are exact always
    std::vector<Line> lines;
};

// Who came when: of one hour of one weekday, all such hours of the period together.
struct LoadCell {
    int weekday = 0;  // 1: Monday
    int hour = 0;
    std::int64_t issued = 0;
    std::int64_t served = 0;
    std::int64_t cancelled = 0;
    std::int64_t missed = 0;
    std::int64_t expired = 0;
    Measure wait;
    bool operator==(const LoadCell&) const = default;
};

// One kind of queue on one day, against the norm that held when the day ended.
struct CalendarDay {
    hall::LocalDay day{};
    hall::KindId kind;
    Measure wait;
    Measure service;
    std::optional<hall::Norm> norm;
    bool operator==(const CalendarDay&) const = default;
};

struct RatingCount {
    hall::ServiceId service;
    hall::TopicId topic;  // empty: none
    int score = 0;
    std::int64_t count = 0;
    bool operator==(const RatingCount&) const = default;
};

}  // namespace okno::statistics
