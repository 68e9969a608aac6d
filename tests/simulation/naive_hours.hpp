// Opening hours, minute by minute: slow, and written without looking at hall/schedule.cpp.
#pragma once

#include <optional>

#include "hall/plan.hpp"

namespace okno::test {

bool is_open_at(const hall::Schedule& schedule, const hall::Zone& zone, hall::Timestamp at);

// When the hours that run at `at` are over, to the minute; nothing when closed then or when they go on for
// eight days.
std::optional<hall::Timestamp> end_of_hours_at(const hall::Schedule& schedule, const hall::Zone& zone,
                                               hall::Timestamp at);

// Nothing of the hall is open, nor opens again on this local day.
bool is_over_for_the_day(const hall::Plan& plan, hall::Timestamp at);

// On such a day hours may be shown twice or not at all, and what "until closing" means is anybody's guess.
bool clocks_change_near(const hall::Zone& zone, hall::Timestamp at);

}  // namespace okno::test
