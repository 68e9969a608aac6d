#include "console/outside/public_hall.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <variant>

#include "console/outside/rfc3339.hpp"
#include "console/pages/model_parts.hpp"
#include "hall/selection.hpp"

namespace okno::console {

namespace {

using Span = std::pair<std::chrono::minutes, std::chrono::minutes>;

std::string clock_text(std::chrono::minutes since_midnight) {
    return fmt::format("{:02}:{:02}", since_midnight.count() / 60, since_midnight.count() % 60);
}

Json hours_json(const hall::DayHours& hours) {
    Json spans = Json::array();
    for (const hall::OpenHours& each : hours)
        spans.push_back({{"from", clock_text(each.opens)}, {"to", clock_text(each.closes)}});
    return spans;
}

// Of the whole hall: whenever one of its services is open.
hall::DayHours hours_of_all(const hall::Plan& plan, hall::LocalDay day) {
    std::vector<Span> spans;
    for (const hall::Service& service : plan.services)
        for (const hall::OpenHours& each : hall::hours_on(hall::schedule_of(plan, service), day))
            spans.emplace_back(each.opens, each.closes);
    std::sort(spans.begin(), spans.end());
    hall::DayHours hours;
    for (const auto& [opens, closes] : spans) {
        if (hours.empty() || hours.back().closes < opens)
            hours.push_back({opens, closes});
        else
            hours.back().closes = std::max(hours.back().closes, closes);
    }
    return hours;
}

bool is_open(const hall::State& state, hall::WindowId id) {
    const hall::WindowState* window = hall::find(state, id);
    return window && std::holds_alternative<hall::Open>(window->post);
}

Json service_json(const hall::State& state, const hall::Service& service, const hall::Forecast& forecast,
                  hall::Timestamp now) {
    const auto& windows = state.plan.windows;
    const auto wait = forecast.services.find(service.id);
    Json json = mode_json(hall::mode_of(state, service, now), std::nullopt);
    json.erase("opens");
    json["id"] = service.id.value;
    json["name"] = text(service.name);
    json["group"] = service.group.value;
    json["open"] = json["mode"] == "open";
    json["hours_today"] = hours_json(
        hall::hours_on(hall::schedule_of(state.plan, service), hall::local_day(state.plan.zone, now)));
    json["waiting"] = hall::waiting_for(state, service.id);
    json["estimate"] =
        range_json(wait == forecast.services.end() ? std::nullopt : std::optional(wait->second));
    json["windows_open"] = std::count_if(windows.begin(), windows.end(), [&](const hall::Window& window) {
        return hall::serves(window, service.id) && is_open(state, window.id);
    });
    return json;
}

}  // namespace

nlohmann::json public_hall(const hall::State& state, const hall::Forecast& forecast, bool blind,
                           hall::Timestamp heard, hall::Timestamp wall) {
    const hall::Timestamp now = std::max(wall, state.latest);
    const auto& windows = state.plan.windows;
    const auto opens = hall::next_opening(state.plan, now);
    Json json = mode_json(hall::mode_of(state, now), std::nullopt);
    json["name"] = text(state.plan.hall);
    json["zone"] = state.plan.zone.name;
    json["open"] = json["mode"] == "open";
    json["opens"] = opens ? Json(rfc3339(*opens)) : Json(nullptr);
    json["hours_today"] = hours_json(hours_of_all(state.plan, hall::local_day(state.plan.zone, now)));
    json["waiting"] = std::count_if(state.tickets.begin(), state.tickets.end(), [](const auto& ticket) {
        return std::holds_alternative<hall::Waiting>(ticket.second.stage);
    });
    json["windows_open"] = std::count_if(windows.begin(), windows.end(), [&](const hall::Window& window) {
        return is_open(state, window.id);
    });
    json["blind"] = blind;
    json["heard"] = rfc3339(heard);
    json["services"] = Json::array();
    for (const hall::Service& service : state.plan.services)
        json["services"].push_back(service_json(state, service, forecast, now));
    return json;
}

void PublicHallBoard::publish(const nlohmann::json& hall) {
    std::map<std::string, std::string> services;
    for (const Json& service : hall.at("services"))
        services[service.at("id").get<std::string>()] =
            Json{{"service", service}, {"blind", hall.at("blind")}}.dump();
    std::string text = hall.dump();
    const std::lock_guard lock(mutex_);
    hall_ = std::move(text);
    services_ = std::move(services);
}

std::optional<std::string> PublicHallBoard::hall() const {
    const std::lock_guard lock(mutex_);
    return hall_.empty() ? std::nullopt : std::optional(hall_);
}

std::optional<std::string> PublicHallBoard::service(const std::string& id) const {
    const std::lock_guard lock(mutex_);
    const auto found = services_.find(id);
    return found == services_.end() ? std::nullopt : std::optional(found->second);
}

}  // namespace okno::console
