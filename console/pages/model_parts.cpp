#include "console/pages/model_parts.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "protocol/codec.hpp"

namespace okno::console {

std::int64_t ms(hall::Timestamp at) {
    return at.time_since_epoch().count();
}

Json text(const hall::Text& text) {
    Json json = Json::object();
    for (const auto& [language, words] : text) json[language.value] = words;
    return json;
}

Json ticket_json(const hall::State& state, const hall::Ticket& ticket) {
    const hall::Service* service = hall::find(state.plan, ticket.service);
    Json json{{"number", hall::to_string(ticket.number)},
              {"letter", ticket.number.letter},
              {"ordinal", ticket.number.ordinal},
              {"service", service ? text(service->name) : Json::object()},
              {"taken", ms(ticket.taken)}};
    if (const auto* waiting = std::get_if<hall::Waiting>(&ticket.stage)) json["since"] = ms(waiting->since);
    return json;
}

Json category_json(const hall::State& state, const hall::Ticket& ticket) {
    const hall::Category* category = hall::find(state.plan, ticket.category);
    return category ? text(category->name) : Json(nullptr);
}

Json route_json(const hall::State& state, const hall::Ticket& ticket) {
    Json steps = Json::array();
    for (const hall::Step& step : ticket.route) {
        const hall::Service* service = hall::find(state.plan, step.service);
        steps.push_back({{"service", service ? text(service->name) : Json::object()},
                         {"window", step.back_to ? Json(step.back_to->value) : Json(nullptr)}});
    }
    return steps;
}

Json mode_json(hall::Mode mode, std::optional<hall::Timestamp> opens) {
    constexpr std::array words{"closed", "preparing", "open", "closing"};  // in the order of the enumerators
    return {{"mode", words.at(static_cast<std::size_t>(mode))},
            {"opens", opens ? Json(ms(*opens)) : Json(nullptr)}};
}

// What happens when the visitor who is there has left.
Json leave_json(const hall::State& state, const hall::Leave& leave) {
    const hall::PauseReason* reason = hall::find(state.plan, leave.reason);
    return {{"to", leave.close ? "close" : "pause"},
            {"reason", reason ? text(reason->name) : Json::object()}};
}

Json post_json(const hall::State& state, const hall::WindowState& window) {
    if (const auto* open = std::get_if<hall::Open>(&window.post)) {
        Json json{{"state", "open"}, {"person", open->person.value}, {"since", ms(open->since)}};
        if (window.leave) json["leave"] = leave_json(state, *window.leave);
        return json;
    }
    if (const auto* paused = std::get_if<hall::Paused>(&window.post)) {
        const hall::PauseReason* reason = hall::find(state.plan, paused->reason);
        return {{"state", "paused"},
                {"person", paused->person.value},
                {"since", ms(paused->since)},
                {"reason", reason ? text(reason->name) : Json::object()}};
    }
    return {{"state", "closed"}};
}

Json range_json(const std::optional<hall::Estimate>& wait) {
    if (!wait) return nullptr;
    const hall::Range range = hall::told(*wait);
    return {{"from_min", range.from_min}, {"to_min", range.to_min}};
}

Json norm_json(const hall::Norm& norm) {
    return {{"wait_ms", hall::Milliseconds(norm.wait).count()},
            {"service_ms", hall::Milliseconds(norm.service).count()}};
}

Json measure_json(const Measure& measure, hall::Seconds norm) {
    return {{"count", measure.count},
            {"sum_ms", measure.sum_ms},
            {"over_norm", measure.over_norm},
            {"p90_ms", measure.p90_ms ? Json(*measure.p90_ms) : Json(nullptr)},
            {"norm_ms", hall::Milliseconds(norm).count()}};
}

Json device_name(const hall::State& state, const hall::DeviceId& id) {
    const auto& devices = state.plan.devices;
    const auto planned = std::find_if(devices.begin(), devices.end(), [&](const auto& device) {
        return device.id.value == hall::owner_of(id.value);
    });
    return planned == devices.end() ? Json::object() : text(planned->name);
}

Json device_json(const hall::State& state, const hall::DeviceId& id, hall::Condition condition) {
    const std::string owner{hall::owner_of(id.value)};
    const auto known = state.devices.find(id);
    Json json{{"id", id.value},
              {"name", device_name(state, id)},
              {"kind", nullptr},
              {"part", nullptr},
              {"condition", protocol::to_string(condition)},
              {"since", known == state.devices.end() ? Json(nullptr) : Json(ms(known->second.since))}};
    if (!hall::is_part(id)) return json;
    const std::string part = id.value.substr(owner.size() + 1);
    const auto slash = part.find('/');
    if (slash == std::string::npos) {
        json["part"] = part;
    } else {
        json["kind"] = part.substr(0, slash);
        json["part"] = part.substr(slash + 1);
    }
    return json;
}

Json calls_for_help_json(const hall::State& state) {
    constexpr std::array told{"nothing", "sent", "accepted"};  // in the order of the enumerators
    Json calls = Json::array();
    for (const auto& [zone, panic] : state.panics.raised) {
        const hall::PanicZone* planned = hall::find(state.plan, zone);
        Json json{{"zone", zone.value},
                  {"name", planned ? text(planned->name) : Json::object()},
                  {"since", ms(panic.since)},
                  {"presses", panic.presses},
                  {"person", panic.person.value},
                  {"escalated", panic.escalated},
                  {"told", told.at(static_cast<std::size_t>(panic.told))},
                  {"acknowledged", nullptr}};
        if (panic.acknowledged)
            json["acknowledged"] = {{"person", panic.acknowledged->person.value},
                                    {"at", ms(panic.acknowledged->at)}};
        calls.push_back(std::move(json));
    }
    return calls;
}

Json manager_call_json(const hall::WindowState& window) {
    const auto& call = window.manager_call;
    if (!call) return nullptr;
    return {{"since", ms(call->since)},
            {"answered", call->answered ? Json(ms(*call->answered)) : Json(nullptr)}};
}

std::optional<hall::OperatorId> person_at(const hall::WindowState& window) {
    if (const auto* open = std::get_if<hall::Open>(&window.post)) return open->person;
    if (const auto* paused = std::get_if<hall::Paused>(&window.post)) return paused->person;
    return std::nullopt;
}

}  // namespace okno::console
