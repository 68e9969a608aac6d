// Whether the hall is ready for its visitors (§45), and what is missing, named. Pure.
#pragma once

#include <optional>
#include <vector>

#include "hall/schedule.hpp"

namespace okno::hall {

struct MissingDevice {
    DeviceId device;
    Condition condition{};  // `away`: it never told, or has fallen silent
    bool operator==(const MissingDevice&) const = default;
};

struct Readiness {
    Mode mode{};
    std::optional<Timestamp> opens;      // the next opening, unless the hall is open
    std::vector<MissingDevice> devices;  // of the plan and their parts, not ready
    std::vector<WindowId> windows;       // of the plan, at which nobody is though somebody should be
    bool panic_test_due = false;         // the way of calls for help has not been tried today
    bool operator==(const Readiness&) const = default;
};

// It never told, or has fallen silent.
bool is_away(const State& state, const DeviceId& id);

// Nothing is missing in a closed hall. While the hall prepares, every window of which a service is about to
// open is to be staffed; in its hours, those without which a service that is open now is served by nobody.
Readiness readiness(const State& state, Timestamp now);

}  // namespace okno::hall
