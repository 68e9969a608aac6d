// What a report gives, as plain data: counts and sums, never averages. Who shows a mean divides it himself,
// so nothing is rounded on the way and halls add up exactly (standard, "Definitions").
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "hall/ids.hpp"
#include "hall/plan.hpp"
#include "hall/time.hpp"

namespace okno::statistics {

struct Measure {
    std::int64_t count = 0;
    hall::Milliseconds sum{};
    hall::Milliseconds longest{};
    std::int64_t over_norm = 0;  // how many took longer than the norm in force when they ended
    bool operator==(const Measure&) const = default;
};

// Waits and services of legs. A wait ends with the first call of its leg, a service with its finish, transfer
// or park; each counts from that moment on. `parked` is a part of `wait`: the legs that began with a park.
// `idle` is known of windows and operators: open and free though somebody waited whom they could have called.
// Each stretch of it counts once, when it ends, for the day on which it began; a new day begins a new one.
struct Measures {
    Measure wait;
    Measure service;
    Measure parked;
    Measure idle;
    bool operator==(const Measures&) const = default;
};

struct KindMeasures {
    Measures measures;
    std::optional<hall::Norm> norm;  // of the last plan that had the kind; empty: none had
    bool operator==(const KindMeasures&) const = default;
};

// By the local date of issue: a visit that ends after midnight counts for the day it was issued.
struct Averages {
    std::map<hall::KindId, KindMeasures> kinds;      // of the queue waited in
    std::map<hall::WindowId, Measures> windows;      // that called
    std::map<hall::OperatorId, Measures> operators;  // "" when no name is known
    bool operator==(const Averages&) const = default;
};

struct DaySummary {
    std::int64_t issued = 0;
    std::int64_t served = 0;     // the last service was finished
    std::int64_t cancelled = 0;  // by the visitor
    std::int64_t missed = 0;     // a no-show who did not come back in time
    std::int64_t expired = 0;    // closed by the office: a category of its own
    Measure visit_wait;          // visits called at least once, each with the sum of its legs' waits; no norm
    std::int64_t abandoned() const { return cancelled + missed; }
    bool operator==(const DaySummary&) const = default;
};

enum class Post { open, paused };

// From opening, pausing or resuming to the next of these or the closing. No end: it still lasts.
struct Spell {
    hall::WindowId window;
    Post post{};
    hall::OperatorId person;
    hall::ReasonId reason;  // of a pause
    hall::Timestamp from{};
    std::optional<hall::Timestamp> till;
    bool operator==(const Spell&) const = default;
};

}  // namespace okno::statistics
