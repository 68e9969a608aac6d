#include <map>
#include <set>
#include <string>

#include "console/pages/model_parts.hpp"
#include "console/pages/page_models.hpp"
#include "hall/panic_rules.hpp"
#include "hall/readiness.hpp"

namespace okno::console {

namespace {

hall::DeviceId owner(const hall::DeviceId& part) {
    return {std::string(hall::owner_of(part.value))};
}

// What of the way of a call for help does not work: bridges, and the parts they tell of.
Json faults_json(const hall::State& state) {
    Json faults = Json::array();
    std::set<hall::DeviceId> bridges;
    for (const auto& [id, device] : state.devices) {
        if (!hall::is_part(id)) continue;
        bridges.insert(owner(id));
        if (!hall::is_away(state, owner(id)) && !hall::is_away(state, id) &&
            device.condition != hall::Condition::ready)
            faults.push_back(device_json(state, id, device.condition));
    }
    for (const hall::DeviceId& bridge : bridges)
        if (hall::is_away(state, bridge)) faults.push_back(device_json(state, bridge, hall::Condition::away));
    return faults;
}

// How many of each kind are ready: {"panic": 3, "receiver": 2, ...}
Json ready_json(const hall::State& state) {
    std::map<std::string, int> ready;
    for (const auto& [id, device] : state.devices) {
        if (device.condition != hall::Condition::ready || !hall::is_part(id) ||
            hall::is_away(state, owner(id)))
            continue;
        if (const Json kind = device_json(state, id, device.condition)["kind"]; kind.is_string())
            ++ready[kind.get<std::string>()];
    }
    return ready;
}

Json test_json(const hall::State& state, const hall::PanicTest& test) {
    Json answers = Json::array(), waits_for = Json::array();
    for (const hall::DeviceId& bridge : hall::yet_to_answer(state)) waits_for.push_back(bridge.value);
    for (const auto& [device, passed] : test.passed)
        answers.push_back({{"device", device.value}, {"passed", passed}});
    return {{"started", ms(test.started)},
            {"person", test.person.value},
            {"answers", answers},
            {"waits_for", waits_for}};
}

}  // namespace

Json guard_page(const hall::State& state, bool blind) {
    Json page{{"page", "guard"}, {"blind", blind}, {"known", hall::has_plan(state)}};
    if (!hall::has_plan(state)) return page;
    page["hall"] = text(state.plan.hall);
    page["zone"] = state.plan.zone.name;
    page["has_zones"] = !state.plan.panic.zones.empty();
    page["calls"] = calls_for_help_json(state);
    page["faults"] = faults_json(state);
    page["ready"] = ready_json(state);
    page["test"] = state.panics.test ? test_json(state, *state.panics.test) : Json(nullptr);
    page["tested_today"] = hall::tested_today(state);
    return page;
}

}  // namespace okno::console
