// How somebody leaves a window: closing it at once, or the pause and the closing that were announced while a
// visitor was there and take effect when that visitor has left.
#pragma once

#include <string>
#include <vector>

#include "hall/events.hpp"
#include "hall/state.hpp"

namespace okno::hall {

// The window closes (`reason`: a manager's, else "") and nobody is left behind: those sent to it alone go
// back to the queue of their service.
std::vector<Fact> closing_of(const State& state, WindowId window, const std::string& reason);

// What was announced at windows whose visitor has left. Who meanwhile is waited for by somebody whom no other
// window serves, and was not sure, goes on working.
std::vector<Fact> leaves_due(const State& state);

}  // namespace okno::hall
