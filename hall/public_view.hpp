// What may leave for the public feed (boards, kiosks, printers): no names of people, no reasons, no notes.
// Both functions hide the same things: folding the public events gives the public state (tested).
#pragma once

#include <optional>

#include "hall/events.hpp"
#include "hall/state.hpp"

namespace okno::hall {

// Empty: this event is for staff alone; the feed sends its number without a body.
std::optional<Event> public_event(const Event& event);
State public_state(State state);

}  // namespace okno::hall
