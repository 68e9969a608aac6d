// What a window serves and helps with: by the plan, or as a manager has assigned it for today. The plan of
// the state has what is in force, so that every rule follows; what the plan itself says is kept beside it.
#pragma once

#include <string>
#include <vector>

#include "hall/plan.hpp"

namespace okno::hall {

struct Duties {
    std::vector<ServiceId> services;
    std::vector<ServiceId> helps{};
    bool operator==(const Duties&) const = default;
};

// A window's duties are others than the plan's until the day ends.
struct Assignment {
    Duties planned;
    std::string reason{};  // staff only
    OperatorId whose{};    // the operator's, as long as they are there; empty: the window's. Staff only
    bool operator==(const Assignment&) const = default;
};

// What a manager has assigned to an operator for this day, wherever they sit. Staff only.
struct OperatorDuties {
    Duties duties;
    std::string reason{};
    bool operator==(const OperatorDuties&) const = default;
};

Duties duties_of(const Window& window);
void assign(Window& window, const Duties& duties);

// Services of the plan that the window's kind is for, at least one to serve, none named twice.
bool can_have(const Plan& plan, const Window& window, const Duties& duties);

}  // namespace okno::hall
