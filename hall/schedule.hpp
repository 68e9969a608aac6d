// When the hall is open: hours, breaks, holidays and short days, in the hall's own time zone. At closing no
// more tickets are issued and all issued ones are served (§46); a quarter of an hour before opening the hall
// prepares (§45).
#pragma once

#include <optional>

#include "hall/state.hpp"

namespace okno::hall {

const DayHours& hours_on(const Schedule& schedule, LocalDay day);
bool is_open(const Schedule& schedule, const Zone& zone, Timestamp at);

// The next moment after `at` at which hours begin; nothing within 400 days: never. Hours that go on over
// midnight do not begin there.
std::optional<Timestamp> next_opening(const Schedule& schedule, const Zone& zone, Timestamp at);
// When the hours that run at `at` end; nothing when closed then, or when they never do.
std::optional<Timestamp> next_closing(const Schedule& schedule, const Zone& zone, Timestamp at);

enum class Mode { closed, preparing, open, closing };

// Of one service, and of the whole hall (the most awake of its services). Closing: the hours are over, and
// there are visitors yet.
Mode mode_of(const State& state, const Service& service, Timestamp now);
Mode mode_of(const State& state, Timestamp now);

// The first opening of `day` among all services, less the time to prepare; nothing on a day that does not
// open or has begun open at midnight.
std::optional<Timestamp> preparation(const Plan& plan, LocalDay day);
// The end of the last hours of `day` among all services; the day's beginning when there are none; nothing
// when some go on over midnight.
std::optional<Timestamp> last_closing(const Plan& plan, LocalDay day);

}  // namespace okno::hall
