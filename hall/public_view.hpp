// What may leave for the public feed (boards, kiosks, printers): no log-in names, no reasons, no notes.
// Who is at a window is named there as the plan wishes, and not at all without such a wish (hall/nameplate).
// Both functions hide the same things: folding the public events gives the public state (tested).
#pragma once

#include <optional>

#include "hall/events.hpp"
#include "hall/state.hpp"

namespace okno::hall {

// Told to staff alone: calls for help, calls of the manager, and how the parts of a bridge are (panic buttons
// among them). Such a fact lets no time pass in the state (hall/evolve): the public's state would not stay
// the public view of it.
bool is_for_staff(const Fact& fact);

// Empty: this event is for staff alone; the feed sends its number without a body.
std::optional<Event> public_event(const Event& event);
State public_state(State state);

}  // namespace okno::hall
