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
// `hall` has one line without a name.
enum class By { day, hour, weekday, kind, service, window, person, outcome, category, hall };

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
    // Visits that have ended, by the queue they were issued for: the time until the first call, or the end.
    // The share within the norm is (served_wait.count − served_wait.over_norm) / (served_wait.count +
    // abandoned_wait.over_norm), whose "over" is over X of the plan at the issue. Not by window, operator or
    // outcome.
    Measure served_wait;
    Measure abandoned_wait;
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

// Conditions that all hold at once; empty: any. A leg that nobody was called from is at no window and
// nobody's.
struct Filter {
    std::optional<int> weekday;  // 1: Monday
    std::optional<int> hour;
    std::optional<hall::KindId> kind;
    std::optional<hall::ServiceId> service;
    std::optional<hall::WindowId> window;
    std::optional<hall::OperatorId> person;
    std::optional<hall::OutcomeId> outcome;
    std::optional<hall::CategoryId> category;
    bool operator==(const Filter&) const = default;
};

// Numbers that are made of legs (`wait` to `missed`, as in a Line; `waited`: waits, whether called in the end
// or in vain, of which the median of all is), and of whole visits, which are told apart by their first leg:
// those of a Line, all that were issued and what became of them, and those whose wait was promised and is
// known: all, or those called sooner or later than promised.
enum class Counted {
    wait,
    service,
    left,
    closed,
    missed,
    served_wait,
    abandoned_wait,
    issued,
    served,
    cancelled,
    lost,  // no-shows at the end
    expired,
    promised,
    promised_sooner,
    promised_later,
    waited
};

// What a number of the pages counted.
struct Selection {
    Days days;
    Filter filter;
    Counted counted{};
    // More than the norm, of abandoned_wait than X, of promised than what was told or less;
    // or not.
    std::optional<bool> over;
    std::optional<hall::Milliseconds> at_least;
    std::optional<hall::Milliseconds> below;
};

// A leg behind a number, or the first leg of a visit.
struct Found {
    hall::TicketId ticket;
    hall::TicketNumber number;
    hall::LocalDay day{};
    hall::Timestamp issued{};
    hall::ServiceId service;
    hall::KindId kind;
    hall::WindowId window;  // 0: nobody called
    hall::OperatorId person;
    hall::CategoryId category;
    hall::Milliseconds took{};
    std::optional<hall::Milliseconds> norm;
    std::string ended;  // the visit: served, cancelled, missed, expired; empty: still in the hall
    bool operator==(const Found&) const = default;
};
struct FoundPage {
    std::int64_t count = 0;  // of all pages
    std::vector<Found> tickets;
};
enum class Sorted { longest_first, by_time };

// The period has more tickets than are looked through one by one.
struct TooMany {
    std::int64_t tickets = 0;
    std::int64_t at_most = 0;
};

// One hour of one weekday, all such hours of the period together: how long windows worked or rested.
struct StaffCell {
    int weekday = 0;  // 1: Monday
    int hour = 0;
    hall::Milliseconds working{};
    hall::Milliseconds paused{};
    bool operator==(const StaffCell&) const = default;
};

// Of the tickets of a service whose wait was promised and is known: how many were called within it.
struct PromiseCount {
    hall::ServiceId service;
    std::int64_t count = 0;
    std::int64_t held = 0;
    std::int64_t sooner = 0;
    std::int64_t later = 0;
    std::int64_t heard = 0;  // of `count`: as it was told at that moment; the others were worked out later
    bool operator==(const PromiseCount&) const = default;
};

}  // namespace okno::statistics
