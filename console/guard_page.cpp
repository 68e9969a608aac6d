#include <algorithm>
#include <map>
#include <string>

#include "console/model_parts.hpp"
#include "console/page_models.hpp"
#include "hall/panic_rules.hpp"

namespace okno::console {

namespace {

// What of the way of a call for help does not work: bridges, and the parts they tell of.
Json faults_json(const hall::State& state) {
    Json faults = Json::array();
    for (const auto& [id, device] : state.devices) {
        if (!hall::is_part(id)) continue;
        const auto owner = state.devices.find({std::string(hall::owner_of(id.value))});
        const bool away = owner == state.devices.end() || owner->second.condition == hall::Condition::away;
        if (!away && device.condition != hall::Condition::ready && device.condition != hall::Condition::away)
            faults.push_back(device_json(state, id, device.condition));
    }
    for (const hall::PlannedDevice& planned : state.plan.devices) {
        const auto known = state.devices.find(planned.id);
        const auto condition = known == state.devices.end() ? hall::Condition::away : known->second.condition;
        const bool has_parts = std::any_of(state.devices.begin(), state.devices.end(), [&](const auto& each) {
            return hall::is_part(each.first) && hall::speaks_for(planned.id, each.first);
        });
        if (has_parts && condition == hall::Condition::away)
            faults.push_back(device_json(state, planned.id, condition));
    }
    return faults;
}

// How many of each kind are ready: {"panic": 3, "receiver": 2, ...}
Json ready_json(const hall::State& state) {
    std::map<std::string, int> ready;
    for (const auto& [id, device] : state.devices)
        if (device.condition == hall::Condition::ready && hall::is_part(id))
            if (const Json kind = device_json(state, id, device.condition)["kind"]; kind.is_string())
                ++ready[kind.get<std::string>()];
    return ready;
}

Json test_json(const hall::PanicTest& test) {
    Json answers = Json::array();
    for (const auto& [device, passed] : test.passed)
        answers.push_back({{"device", device.value}, {"passed", passed}});
    return {{"started", ms(test.started)}, {"person", test.person.value}, {"answers", answers}};
}

}  // namespace

Json guard_page(const hall::State& state, bool blind) {
    Json page{{"page", "guard"}, {"blind", blind}, {"known", hall::has_plan(state)}};
    if (!hall::has_plan(state)) return page;
    page["hall"] = text(state.plan.hall);
    page["has_zones"] = !state.plan.panic.zones.empty();
    page["calls"] = calls_for_help_json(state);
    page["faults"] = faults_json(state);
    page["ready"] = ready_json(state);
    page["test"] = state.panics.test ? test_json(*state.panics.test) : Json(nullptr);
    page["tested_today"] = hall::tested_today(state);
    return page;
}

}  // namespace okno::console
