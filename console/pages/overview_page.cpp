#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "console/pages/model_parts.hpp"
#include "console/pages/page_models.hpp"
#include "hall/readiness.hpp"
#include "hall/selection.hpp"
#include "protocol/codec.hpp"
#include "protocol/sentences.hpp"

namespace okno::console {

namespace {

struct Waiters {
    std::size_t count = 0;
    std::optional<hall::Timestamp> longest_since;

    void add(std::size_t more, hall::Timestamp since) {
        count += more;
        if (!longest_since || since < *longest_since) longest_since = since;
    }
};

struct Crowd {
    std::map<hall::ServiceId, Waiters> services;
    std::map<hall::KindId, Waiters> kinds;
    Waiters all;
};

// The wait that counts began with this leg.
Crowd crowd(const hall::State& state) {
    Crowd found;
    for (const auto& [id, ticket] : state.tickets) {
        const auto* waiting = std::get_if<hall::Waiting>(&ticket.stage);
        if (!waiting) continue;
        const hall::Service* service = hall::find(state.plan, ticket.service);
        const hall::Window* window = waiting->only_at ? hall::find(state.plan, *waiting->only_at) : nullptr;
        found.all.add(1, waiting->since);
        found.services[ticket.service].add(1, waiting->since);
        if (window)
            found.kinds[window->kind].add(1, waiting->since);
        else if (service)
            found.kinds[service->kind].add(1, waiting->since);
    }
    return found;
}

Json waiters_json(const Waiters& waiters) {
    return {{"waiting", waiters.count},
            {"longest_since", waiters.longest_since ? Json(ms(*waiters.longest_since)) : Json(nullptr)}};
}

Json kind_json(const hall::State& state, const hall::WindowKind& kind, const Crowd& waiting,
               const Figures& figures) {
    const auto waiters = waiting.kinds.find(kind.id);
    const auto found = figures.kinds.find(kind.id);
    const Measures day = found == figures.kinds.end() ? Measures{} : found->second;
    int open = 0;
    int all = 0;
    for (const hall::Window& window : state.plan.windows) {
        if (window.kind != kind.id) continue;
        ++all;
        const hall::WindowState* now = hall::find(state, window.id);
        if (now && std::holds_alternative<hall::Open>(now->post)) ++open;
    }
    Json json = waiters_json(waiters == waiting.kinds.end() ? Waiters{} : waiters->second);
    json["id"] = kind.id.value;
    json["name"] = text(kind.name);
    json["windows_open"] = open;
    json["windows"] = all;
    json["wait"] = measure_json(day.wait, kind.norm.wait);
    json["service"] = measure_json(day.service, kind.norm.service);
    return json;
}

Json ids_json(const std::vector<hall::ServiceId>& services) {
    Json json = Json::array();
    for (const hall::ServiceId& id : services) json.push_back(id.value);
    return json;
}

// On the boards; null: nothing.
Json message_json(const hall::State& state) {
    if (!state.message) return nullptr;
    return {{"text", text(state.message->text)},
            {"until", ms(state.message->until)},
            {"reason", state.message->reason}};
}

Json window_json(const hall::State& state, hall::WindowId id, const hall::WindowState& window) {
    const hall::Window* planned = hall::find(state.plan, id);
    const hall::WindowKind* kind = planned ? hall::find(state.plan, planned->kind) : nullptr;
    Json json{{"window", id.value},
              {"kind", kind ? text(kind->name) : Json::object()},
              {"post", post_json(state, window)},
              {"visitor", nullptr},
              {"idled_ms", window.idled.count()},
              {"idles_since", hall::is_idle(state, id) ? Json(ms(state.latest)) : Json(nullptr)},
              {"calls_itself", planned && planned->push},
              {"kind_id", planned ? planned->kind.value : ""},
              {"services", planned ? ids_json(planned->services) : Json::array()},
              {"helps", planned ? ids_json(planned->helps) : Json::array()},
              {"assigned", window.assigned ? Json(window.assigned->reason) : Json(nullptr)},
              {"assigned_to", window.assigned ? window.assigned->whose.value : ""},
              {"manager_call", manager_call_json(window)}};
    if (const hall::Ticket* visitor = hall::visitor_at(state, id)) {
        Json ticket = ticket_json(state, *visitor);
        if (const auto* called = std::get_if<hall::Called>(&visitor->stage)) {
            ticket["stage"] = "called";
            ticket["since"] = ms(called->last_call);
            ticket["reason"] = text(protocol::reason_of_call(called->reason));
        } else if (const auto* serving = std::get_if<hall::Serving>(&visitor->stage)) {
            ticket["stage"] = "serving";
            ticket["since"] = ms(serving->since);
            ticket["reason"] = text(protocol::reason_of_call(serving->reason));
        }
        ticket["category"] = category_json(state, *visitor);
        json["visitor"] = std::move(ticket);
        const hall::Service* service = hall::find(state.plan, visitor->service);
        json["norm"] = norm_json(service ? hall::norm_of(state.plan, *service) : hall::Norm{});
    }
    return json;
}

// Every device that the plan names or that tells of itself, and of their parts those that are out of order.
// What is neither planned nor there has been taken away.
Json devices_json(const hall::State& state) {
    Json json = Json::array();
    std::set<hall::DeviceId> named;
    const auto add = [&](const hall::DeviceId& id) {
        const auto known = state.devices.find(id);
        const bool away = hall::is_away(state, id);
        json.push_back(device_json(state, id, away ? hall::Condition::away : known->second.condition));
        named.insert(id);
    };
    for (const hall::PlannedDevice& device : state.plan.devices) add(device.id);
    for (const auto& [id, device] : state.devices) {
        if (named.contains(id)) continue;
        const bool part = hall::is_part(id);
        const bool lost =
            part ? hall::is_away(state, {std::string(hall::owner_of(id.value))}) : hall::is_away(state, id);
        if (lost || (part && device.condition == hall::Condition::ready)) continue;
        add(id);
    }
    return json;
}

// The norm that breaks first, if any will today; the sentence beside it says what helps.
Json breaks_json(const std::optional<hall::Advice>& advice) {
    if (!advice) return nullptr;
    return {{"kind", advice->kind.value},
            {"at", ms(advice->breaks)},
            {"window", advice->open ? Json(advice->open->value) : Json(nullptr)}};
}

Json service_json(const hall::State& state, const hall::Service& service, const Crowd& waiting,
                  const Figures& figures, const hall::Forecast& forecast) {
    const auto found = waiting.services.find(service.id);
    const auto closed = state.closed_services.find(service.id);
    const auto wait = forecast.services.find(service.id);
    const auto day = figures.services.find(service.id);
    const Measures today = day == figures.services.end() ? Measures{} : day->second;
    const hall::Norm& norm = hall::norm_of(state.plan, service);
    Json json = waiters_json(found == waiting.services.end() ? Waiters{} : found->second);
    json["id"] = service.id.value;
    json["name"] = text(service.name);
    json["letter"] = service.letter;
    json["kind_id"] = service.kind.value;
    json["own_norm"] = service.norm.has_value();
    json["closed"] = closed == state.closed_services.end() ? Json(nullptr) : Json(closed->second);
    json["wait"] = range_json(wait == forecast.services.end() ? std::nullopt : std::optional(wait->second));
    json["today"] = {{"wait", measure_json(today.wait, norm.wait)},
                     {"service", measure_json(today.service, norm.service)}};
    return json;
}

// What is not there that should be, each by its name.
Json readiness_json(const hall::State& state, const hall::Readiness& found) {
    Json json = mode_json(found.mode, found.opens);
    json["devices"] = Json::array();
    for (const hall::MissingDevice& missing : found.devices)
        json["devices"].push_back(device_json(state, missing.device, missing.condition));
    json["skips"] = Json::array();
    for (const auto& [id, device] : state.devices)
        if (!device.skips.empty())
            json["skips"].push_back(
                {{"id", id.value}, {"name", device_name(state, id)}, {"files", device.skips}});
    json["panic_test_due"] = found.panic_test_due;
    json["windows"] = Json::array();
    for (const hall::WindowId id : found.windows) {
        const hall::Window* planned = hall::find(state.plan, id);
        const hall::WindowKind* kind = planned ? hall::find(state.plan, planned->kind) : nullptr;
        json["windows"].push_back({{"window", id.value}, {"kind", kind ? text(kind->name) : Json::object()}});
    }
    return json;
}

}  // namespace

Json overview_page(const hall::State& state, const Figures& figures, const hall::Forecast& forecast,
                   bool blind, hall::Timestamp wall) {
    Json page{{"page", "overview"}, {"blind", blind}, {"known", hall::has_plan(state)}};
    if (!hall::has_plan(state)) return page;
    const Crowd waiting = crowd(state);
    page["hall"] = text(state.plan.hall);
    page["zone"] = state.plan.zone.name;
    page["readiness"] = readiness_json(state, hall::readiness(state, std::max(wall, state.latest)));
    page["advice"] =
        forecast.advice ? text(protocol::advice_sentence(*forecast.advice, state.plan)) : Json(nullptr);
    page["breaks"] = breaks_json(forecast.advice);
    page["devices"] = devices_json(state);
    page["differing"] = figures.differing ? Json(*figures.differing) : Json(nullptr);
    page["calls_for_help"] = calls_for_help_json(state);
    page["today"] = {{"issued", figures.issued},
                     {"alone", state.merged.size()},
                     {"served", figures.served},
                     {"abandoned", figures.abandoned},
                     {"waiting", waiting.all.count}};
    Json kinds = Json::array();
    for (const hall::WindowKind& kind : state.plan.kinds)
        kinds.push_back(kind_json(state, kind, waiting, figures));
    page["kinds"] = kinds;
    Json windows = Json::array();
    for (const auto& [id, window] : state.windows) windows.push_back(window_json(state, id, window));
    page["windows"] = windows;
    Json services = Json::array();
    for (const hall::Service& service : state.plan.services)
        services.push_back(service_json(state, service, waiting, figures, forecast));
    page["services"] = services;
    page["message"] = message_json(state);
    page["languages"] = Json::array();
    for (const hall::Language& language : state.plan.languages) page["languages"].push_back(language.value);
    page["categories"] = Json::array();
    for (const hall::Category& category : state.plan.categories)
        page["categories"].push_back({{"id", category.id.value}, {"name", text(category.name)}});
    return page;
}

}  // namespace okno::console
