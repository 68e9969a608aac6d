// Who is next for a window, and how many go before somebody.
#pragma once

#include <cstddef>
#include <optional>

#include "hall/state.hpp"

namespace okno::hall {

// First come, first served among the services this window serves and the visitors sent to it alone.
std::optional<TicketId> next_for(const State& state, WindowId window);

std::size_t waiting_for(const State& state, const ServiceId& service);

// How many of those who wait are called before this ticket if every window that could call it calls in
// order; 0 when it is next or does not wait.
std::size_t people_ahead(const State& state, TicketId ticket);

}  // namespace okno::hall
