// What time alone brings: a day begins and ends, a visitor who does not come is missed, a reminder is due, a
// free window calls by itself. Pure, as `decide`, of which it is the part without a wish.
#pragma once

#include <optional>
#include <vector>

#include "hall/events.hpp"
#include "hall/state.hpp"

namespace okno::hall {

// The numbers of a day are the hall's local date of issue; a clock that jumps back never returns to a day.
bool is_new_day(const State& state, Timestamp now);
// The day that is `now` begins; who was left over from earlier ones and will not be called any more is let go
// by the office, and when nobody is left after that, the windows are closed for the night.
std::vector<Fact> start_of_day(const State& state, Timestamp now);

// Of a day before `today`, and nobody will call it any more.
bool is_over(const State& state, const Ticket& ticket, LocalDay today, Timestamp now);

// All that is due at `now`, in order; each fact supposes the ones before it.
std::vector<Fact> due(const State& state, Timestamp now);

// When the hall must be asked again though nobody pressed anything; empty: never. Whenever `now` has reached
// it, the day begins or `due` is not empty.
std::optional<Timestamp> next_deadline(const State& state);

}  // namespace okno::hall
