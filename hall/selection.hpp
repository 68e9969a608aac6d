// Who is next for a window, why, and how many go before somebody. The order itself (policies, priority, the
// ceiling) is `ordering.hpp`, which the forecast uses too; here it meets the state.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "hall/state.hpp"

namespace okno::hall {

struct Choice {
    TicketId ticket;
    CallReason reason;
    bool operator==(const Choice&) const = default;
};

// Among the visitors sent to this window alone, those of the services it serves and, when few of these wait,
// those of the services it helps with.
std::optional<Choice> next_for(const State& state, WindowId window, Timestamp now);

// Whether there is anybody: "next" would call one of them.
bool could_call(const State& state, const Window& window);
// Open and free while there is: the window idles.
bool is_idle(const State& state, WindowId window);

// The visitors a window would call one after the other if nobody else called and nobody came.
std::vector<Choice> queue_for(const State& state, WindowId window, Timestamp now, std::size_t at_most);

// Somebody is at a window that serves it (without helping); that calls its visitors, be it to help.
bool is_served(const State& state, const ServiceId& service);
bool is_called(const State& state, const ServiceId& service);

std::size_t waiting_for(const State& state, const ServiceId& service);
// Those who wait for a window alone or for a service it serves (without helping).
std::size_t waiting_at(const State& state, const Window& window);
// Those whom, of the windows at which somebody is, this one alone calls, be it to help: who waits, is parked
// or may come back, and who will need it for a later step of the visit.
std::size_t served_only_by(const State& state, WindowId window);
// Somebody in the hall needs a service that a window would have called before and none would after.
bool leaves_waiting(const State& before, const State& after);

// How many of those who wait are called before this ticket if every window that could call it calls in the
// order of arrival; 0 when it is next or does not wait.
std::size_t people_ahead(const State& state, TicketId ticket);

}  // namespace okno::hall
