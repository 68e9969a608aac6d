#include "console/office/device_page.hpp"

#include <map>
#include <string>

#include "console/pages/model_parts.hpp"
#include "platform/version.hpp"
#include "protocol/codec.hpp"

namespace okno::console {

namespace {

Json row(const hall::State& state, const hall::DeviceId& id) {
    return {{"id", id.value},     {"name", device_name(state, id)},
            {"planned", false},   {"has_key", false},
            {"role", nullptr},    {"fingerprint", nullptr},
            {"revocable", false}, {"condition", nullptr},
            {"since", nullptr},   {"version", nullptr},
            {"skips", 0},         {"heard_ago_ms", nullptr},
            {"address", nullptr}, {"parts", Json::array()}};
}

void add_condition(Json& device, const hall::DeviceState& known) {
    device["condition"] = protocol::to_string(known.condition);
    device["since"] = ms(known.since);
    if (!known.version.empty()) device["version"] = known.version;
    device["skips"] = known.skips.size();
}

}  // namespace

Json device_page(const hall::State& state, const Json& told) {
    std::map<std::string, Json> rows;
    const auto of = [&](const std::string& id) -> Json& {
        return rows.try_emplace(id, row(state, {id})).first->second;
    };
    for (const hall::PlannedDevice& planned : state.plan.devices) of(planned.id.value)["planned"] = true;
    for (const auto& [id, known] : state.devices) {
        if (!hall::is_part(id))
            add_condition(of(id.value), known);
        else if (known.condition != hall::Condition::away)
            of(std::string{hall::owner_of(id.value)})["parts"].push_back(
                device_json(state, id, known.condition));
    }
    for (const Json& key : told.at("devices")) {
        Json& device = of(key.at("name").get<std::string>());
        device["has_key"] = true;
        for (const char* field : {"role", "fingerprint", "revocable", "heard_ago_ms", "address"})
            device[field] = key.at(field);
    }
    Json page = told;
    page["console"] = {{"version", platform::version}};
    page["devices"] = Json::array();
    for (auto& [id, device] : rows) page["devices"].push_back(std::move(device));
    return page;
}

}  // namespace okno::console
