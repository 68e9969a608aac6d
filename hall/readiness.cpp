#include "hall/readiness.hpp"

#include <algorithm>

#include "hall/panic_rules.hpp"
#include "hall/selection.hpp"

namespace okno::hall {

namespace {

std::vector<MissingDevice> missing_devices(const State& state) {
    std::vector<MissingDevice> missing;
    for (const PlannedDevice& device : state.plan.devices) {
        const auto known = state.devices.find(device.id);
        const Condition condition = known == state.devices.end() ? Condition::away : known->second.condition;
        if (condition != Condition::ready) missing.push_back({device.id, condition});
        // A program that is away says nothing of its parts, and one that is gone from it is `away`.
        if (condition == Condition::away) continue;
        for (const auto& [id, part] : state.devices)
            if (id != device.id && speaks_for(device.id, id) && part.condition != Condition::ready &&
                part.condition != Condition::away)
                missing.push_back({id, part.condition});
    }
    return missing;
}

// Somebody should be at the window for this service.
bool is_wanted(const State& state, const ServiceId& id, Timestamp now) {
    const Service* service = find(state.plan, id);
    const Mode mode = service ? mode_of(state, *service, now) : Mode::closed;
    return mode == Mode::preparing || (mode == Mode::open && !is_served(state, id));
}

std::vector<WindowId> missing_windows(const State& state, Timestamp now) {
    std::vector<WindowId> missing;
    for (const Window& window : state.plan.windows)
        if (!is_staffed(state, window.id) &&
            std::any_of(window.services.begin(), window.services.end(),
                        [&](const ServiceId& id) { return is_wanted(state, id, now); }))
            missing.push_back(window.id);
    return missing;
}

}  // namespace

bool is_away(const State& state, const DeviceId& id) {
    const auto known = state.devices.find(id);
    return known == state.devices.end() || known->second.condition == Condition::away;
}

Readiness readiness(const State& state, Timestamp now) {
    Readiness found{mode_of(state, now), {}, {}, {}, false};
    if (found.mode != Mode::open) found.opens = next_opening(state.plan, now);
    if (found.mode == Mode::closed) return found;
    found.devices = missing_devices(state);
    found.windows = missing_windows(state, now);
    found.panic_test_due = !state.plan.panic.zones.empty() && !tested_today(state);
    return found;
}

}  // namespace okno::hall
