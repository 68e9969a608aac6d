// Opening hours in a plan: the table "schedule" by weekday and the table "special" by date. Both belong to a
// window kind; a service may have its own. What is wrong goes to the critic, who must outlive the call.
#pragma once

#include <optional>

#include "hall/plan.hpp"
#include "plan/strict_table.hpp"

namespace okno::plan {

// More than anybody writes by hand, and within what the wire carries (protocol/SPEC.md, "The plan").
inline constexpr std::size_t special_days_at_most = 1000;

hall::Schedule read_schedule(StrictTable& kind, Critic& critic);

// Nothing when the service has neither table. Where it says nothing the hours of its kind hold: all weekdays
// when it has no "schedule", and each special day it does not name itself.
std::optional<hall::Schedule> read_own_schedule(StrictTable& service, const hall::Schedule& of_kind,
                                                Critic& critic);

}  // namespace okno::plan
