#include <algorithm>
#include <vector>

#include "console/pages/model_parts.hpp"
#include "console/pages/page_models.hpp"
#include "hall/decide.hpp"
#include "hall/readiness.hpp"
#include "protocol/codec.hpp"
#include "protocol/sentences.hpp"

namespace okno::console {

namespace {

// Enough for every desk to find what it has just given.
constexpr std::size_t latest_shown = 60;

// Who has leased numbers to give is a kiosk, and so is where a visitor has called staff.
bool is_kiosk(const hall::State& state, const hall::DeviceId& id) {
    return state.staff_calls.contains(id) ||
           std::any_of(state.leases.begin(), state.leases.end(),
                       [&](const auto& lease) { return lease.second.device == id; });
}

// In the plan's order; what is neither planned nor there has been taken away.
std::vector<hall::DeviceId> kiosks(const hall::State& state) {
    std::vector<hall::DeviceId> found;
    for (const hall::PlannedDevice& device : state.plan.devices)
        if (state.devices.contains(device.id) && is_kiosk(state, device.id)) found.push_back(device.id);
    for (const auto& [id, device] : state.devices)
        if (is_kiosk(state, id) && !hall::is_away(state, id) &&
            std::find(found.begin(), found.end(), id) == found.end())
            found.push_back(id);
    return found;
}

Json kiosks_json(const hall::State& state) {
    Json json = Json::array();
    for (const hall::DeviceId& id : kiosks(state))
        json.push_back(device_json(state, id, state.devices.at(id).condition));
    return json;
}

Json services_json(const hall::State& state, const hall::Forecast& forecast, hall::Timestamp now) {
    Json json = Json::array();
    for (const hall::Service& service : state.plan.services) {
        const hall::ServiceGroup* group = hall::find(state.plan, service.group);
        const auto wait = forecast.services.find(service.id);
        const hall::TakeTicket wish{service.id, state.plan.languages.front()};
        const auto decision = hall::decide(state, hall::Command{{}, wish}, now);
        json.push_back(
            {{"id", service.id.value},
             {"name", text(service.name)},
             {"letter", service.letter},
             {"group", group ? text(group->name) : Json::object()},
             {"wait",
              range_json(wait == forecast.services.end() ? std::nullopt : std::optional(wait->second))},
             {"refusal", decision ? Json(nullptr) : text(protocol::refusal(decision.error()).sentence)}});
    }
    return json;
}

// What is known of the paper of the latest tickets, newest first.
Json latest_json(const hall::State& state) {
    Json json = Json::array();
    for (auto entry = state.tickets.rbegin(); entry != state.tickets.rend() && json.size() < latest_shown;
         ++entry)
        json.push_back({{"ticket", entry->first.value},
                        {"number", hall::to_string(entry->second.number)},
                        {"print", protocol::to_string(entry->second.print)}});
    return json;
}

}  // namespace

Json reception_page(const hall::State& state, const hall::Forecast& forecast, bool blind,
                    hall::Timestamp wall) {
    Json page{{"page", "reception"}, {"blind", blind}, {"known", hall::has_plan(state)}};
    if (!hall::has_plan(state)) return page;
    page["hall"] = text(state.plan.hall);
    page["zone"] = state.plan.zone.name;
    page["languages"] = Json::array();
    for (const hall::Language& language : state.plan.languages) page["languages"].push_back(language.value);
    page["categories"] = Json::array();
    for (const hall::Category& category : state.plan.categories)
        page["categories"].push_back({{"id", category.id.value}, {"name", text(category.name)}});
    page["kiosks"] = kiosks_json(state);
    page["services"] = services_json(state, forecast, std::max(wall, state.latest));
    page["latest"] = latest_json(state);
    return page;
}

}  // namespace okno::console
