// The rules of the hall. Pure: no change, no clock, no I/O. The dispatcher, the simulator and the tests all
// run this very function; a new feature lands here and not in a shell.
#pragma once

#include "hall/commands.hpp"
#include "hall/rejection.hpp"
#include "hall/state.hpp"
#include "hall/timekeeping.hpp"

namespace okno::hall {

// What `command` means now: the events to append, in order, or why not. A `now` before the state's last
// event counts as that event's moment (a clock set back never reorders the journal). An empty list is a
// success that changes nothing. When a new local day has begun, every decision starts with DayStarted.
Decision decide(const State& state, const Command& command, Timestamp now);

}  // namespace okno::hall
