// Whether the day's end is still within reach for one more visitor (§46: all who have a ticket are served).
#pragma once

#include "hall/state.hpp"

namespace okno::hall {

// What a visitor of this service occupies a window for: learnt, and until the hall has seen enough the plan's
// word (its `usual`, else the norm of service) with the weight of `prior_weight` visits.
inline constexpr int prior_weight = 8;
Milliseconds usual_time(const State& state, const Service& service);

// When the windows that work now would have served all who are in the hall, with the steps still to come, and
// one more for `service`, everybody taking the usual time. When no window that serves it works, one must
// first be prepared.
Timestamp expected_end(const State& state, const Service& service, Timestamp now);

// That leaves too little of the day: the service's hours of today, breaks not counted, and the plan's latest
// end after them. Never out of its hours, nor while these do not end.
bool is_full(const State& state, const Service& service, Timestamp now);

}  // namespace okno::hall
