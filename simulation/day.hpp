// What became of a simulated day: its visits and windows one by one, and the figures of any number of days.
// All in whole milliseconds; means are sums and counts until they are shown.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <vector>

#include "hall/state.hpp"

namespace okno::simulation {

enum class Ending { served, missed, cancelled, expired };

struct Visit {
    hall::TicketId ticket;
    hall::TicketNumber number;
    hall::ServiceId service;  // the first one
    hall::CategoryId category;
    hall::Timestamp issued{};
    std::optional<hall::Timestamp> called;   // for the first time
    std::optional<hall::Timestamp> started;  // the last service, when "start" was pressed
    hall::Timestamp ended{};
    Ending ending = Ending::expired;
    hall::Milliseconds waited{};  // all legs together
    hall::Milliseconds served{};  // all windows together, from the call on
    int legs = 0;
    int overtook = 0;      // at the first call: earlier visitors whom the window could have called
    int overtaken_by = 0;  // later visitors whom a window called first though it could have called this one
    std::vector<hall::WindowId> windows;  // in order

    // Issue to first call; who never was called waited until the end.
    hall::Milliseconds wait() const { return (called ? *called : ended) - issued; }
};

struct WindowDay {
    hall::Milliseconds staffed{};  // somebody is there, breaks included
    hall::Milliseconds paused{};
    hall::Milliseconds busy{};             // with a visitor, from the call on
    hall::Milliseconds deliberate_idle{};  // free, while somebody waited whom it serves
    int calls = 0;
};

struct Day {
    hall::LocalDay day{};
    std::vector<Visit> visits;  // that ended on this day, in the order of their ends
    std::map<hall::WindowId, WindowDay> windows;
    hall::Milliseconds queue_length{};  // its integral over the day
    hall::Milliseconds waits{};         // the part of all legs' waits that fell on the day: the same number
    int issued = 0;
    int still_inside = 0;  // at the day's end
    int turned_away = 0;   // by the kiosk
    int refusals = 0;      // of anything else
    int commands = 0;
    int events = 0;
};

// Waits are those until the first call. "Waited" counts all who were called and those who left before that.
struct Figures {
    int days = 0;
    int issued = 0, served = 0, missed = 0, cancelled = 0, expired = 0, turned_away = 0;
    int waited = 0;
    hall::Milliseconds wait_sum{};
    int over_20 = 0, over_45 = 0;  // minutes
    hall::Milliseconds p50{}, p90{}, p95{}, p99{}, longest{};
    hall::Milliseconds longest_mean{};  // the mean over days of each day's longest
    hall::ServiceId worst_service;      // by its mean wait, of those with 20 visitors and more
    hall::Milliseconds worst_service_mean{};
    int overtakings = 0;     // pairs
    int overtaken_most = 0;  // of one visitor
    hall::Milliseconds staffed{}, busy{}, paused{}, deliberate_idle{};
    hall::Milliseconds queue_length{}, waits{};
    std::int64_t commands = 0, events = 0, refusals = 0;

    double mean_wait_minutes() const;
    double share_over_20() const;
    double share_over_45() const;
    double utilisation() const;  // busy ÷ (staffed − paused)
};

Figures figures_of(std::span<const Day> days);

}  // namespace okno::simulation
