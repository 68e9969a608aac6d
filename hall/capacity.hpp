// Whether the day's end is still within reach for one more visitor (§46: all who have a ticket are served).
#pragma once

#include "hall/state.hpp"

namespace okno::hall {

// What a visitor of this service occupies a window for: learnt, and until the hall has seen enough the plan's
// word (its `usual`, else the norm of service) with the weight of `prior_weight` visits.
inline constexpr int prior_weight = 8;
Milliseconds usual_time(const State& state, const Service& service);

// When the windows that work now would have served all who wait and one more for `service`, everybody taking
// the usual time; nothing when no window that serves it works.
std::optional<Timestamp> expected_end(const State& state, const Service& service, Timestamp now);

// That is later than the plan's latest end of the hours that run now; never while those do not end.
bool is_full(const State& state, const Service& service, Timestamp now);

}  // namespace okno::hall
