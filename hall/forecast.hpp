// How long somebody will wait: a range a visitor can be told, from some tens of futures of the hall itself.
// Pure and deterministic: the same state and time give the same forecast on every device.
#pragma once

#include <map>
#include <optional>

#include "hall/state.hpp"

namespace okno::hall {

// Time still to wait. In four of five cases the call comes within [least, most].
struct Estimate {
    Seconds expected{};
    Seconds least{};
    Seconds most{};
    bool operator==(const Estimate&) const = default;
};

// The first norm of waiting that will break today, and what helps: the average of all first waits of today
// for this kind of window passes its norm at `breaks` and ends the day at `average`. Opening `open` makes it
// `then`.
struct Advice {
    KindId kind;
    Timestamp breaks{};
    Seconds average{};
    std::optional<WindowId> open;  // empty: no window is left that helps
    Seconds then{};
    bool avoids = false;  // with `open` the norm holds
    bool operator==(const Advice&) const = default;
};

// Nothing for whom no window that works would call.
struct Forecast {
    Timestamp at{};
    std::map<ServiceId, Estimate> services;  // who takes a ticket now
    std::map<TicketId, Estimate> tickets;    // who waits
    std::optional<Advice> advice{};          // for the staff; whoever makes the forecast adds it
    bool operator==(const Forecast&) const = default;
};

inline constexpr int futures_usual = 50;
inline constexpr int futures_at_least = 20;

// So many futures that a crowd costs no more than eighty people do: of n futures the mean is off by the
// future's own chance ÷ √n, so 20 are within 3 % of all that could be known, 50 within 1 %.
int futures_for(const State& state);

Forecast forecast(const State& state, Timestamp now, int futures);
inline Forecast forecast(const State& state, Timestamp now) {
    return forecast(state, now, futures_for(state));
}

// "15–25 minutes": whole steps of a minute, above ten minutes of five, that hold the range. {0, 5} at least.
struct Range {
    int from_min = 0;
    int to_min = 0;
    bool operator==(const Range&) const = default;
};
Range told(const Estimate& estimate);

// How long this ticket waits, or nothing. Before a forecast knows it, what was told of its service holds.
std::optional<Estimate> wait_of(const Forecast& forecast, const Ticket& ticket);

std::optional<Advice> advice(const State& state, Timestamp now, int futures = 20);

}  // namespace okno::hall
