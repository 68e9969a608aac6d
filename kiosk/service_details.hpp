// Whether a service shows its details before the ticket: it has something to say that its tile and the
// welcome do not (hours of its own, or that it can be had without a visit), or the plan has the kiosk show
// them of every service. Whoever chooses another gets the ticket by the same touch.
#pragma once

#include <algorithm>

#include "hall/plan.hpp"

namespace okno::kiosk {

inline bool has_details(const hall::Plan& plan, const hall::DeviceId& kiosk, const hall::Service& service) {
    const hall::PlannedKiosk* planned = hall::find_kiosk(plan, kiosk);
    return (planned && planned->details) || service.schedule.has_value() || !service.online.empty();
}

// Whether services can be found by number at all.
inline bool services_have_numbers(const hall::Plan& plan) {
    return std::any_of(plan.services.begin(), plan.services.end(),
                       [](const hall::Service& each) { return each.code.has_value(); });
}

}  // namespace okno::kiosk
