// Opening hours, minute by minute: slow, and written without looking at hall/schedule.cpp.
#pragma once

#include <optional>

#include "hall/plan.hpp"

namespace okno::test {

bool is_open_at(const hall::Schedule& schedule, const hall::Zone& zone, hall::Timestamp at);

// How long the hours of the day still are, without the breaks; hours that go on over midnight are the day's
// on which they begin. Nothing when closed at `at`, or when they go on for eight days.
std::optional<hall::Milliseconds> hours_left_at(const hall::Schedule& schedule, const hall::Zone& zone,
                                                hall::Timestamp at);

// Some service is open.
bool is_open_at(const hall::Plan& plan, hall::Timestamp at);

// When the hours that were the last of a day ended, if nothing has opened since; nothing in hours, in a break
// between the hours of one day, or when there were none for three days.
std::optional<hall::Timestamp> closed_for_the_day_since(const hall::Plan& plan, hall::Timestamp at);

// Some service opens, or is open, at a minute from `at` on, `at` + `span` included.
bool opens_within(const hall::Plan& plan, hall::Timestamp at, hall::Seconds span);

// The hours of the local day of `at` have begun, or the hall prepares for the first of them; never on a day
// on which hours of the day before go on.
bool has_prepared(const hall::Plan& plan, hall::Timestamp at);

}  // namespace okno::test
