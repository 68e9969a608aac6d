// Folding events into state: change without rules. It trusts the journal, and an event about something the
// state does not know changes nothing (a public follower sees less than the journal holds).
#pragma once

#include "hall/events.hpp"
#include "hall/state.hpp"

namespace okno::hall {

State evolve(State state, const Event& event);

}  // namespace okno::hall
