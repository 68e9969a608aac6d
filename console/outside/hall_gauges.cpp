#include "console/outside/hall_gauges.hpp"

#include <algorithm>
#include <array>
#include <variant>

#include "hall/schedule.hpp"
#include "protocol/codec.hpp"

namespace okno::console {

namespace {

double seconds(std::int64_t ms) {
    return static_cast<double>(ms) / 1000;
}

double seconds(hall::Milliseconds time) {
    return seconds(time.count());
}

Gauge mode(const hall::State& state, hall::Timestamp now) {
    constexpr std::array modes{"closed", "preparing", "open", "closing"};  // in the order of the enumerators
    Gauge gauge{"okno_hall_mode", "1 for the mode the hall is in.", {}};
    const auto is = static_cast<std::size_t>(hall::mode_of(state, now));
    for (std::size_t i = 0; i < modes.size(); ++i)
        gauge.readings.push_back({{{"mode", modes.at(i)}}, i == is ? 1.0 : 0.0});
    return gauge;
}

void add_queues(const hall::State& state, const hall::Forecast& forecast, hall::Timestamp now,
                std::vector<Gauge>& gauges) {
    std::map<hall::ServiceId, std::vector<hall::Milliseconds>> waits;
    for (const auto& [id, ticket] : state.tickets)
        if (const auto* waiting = std::get_if<hall::Waiting>(&ticket.stage))
            waits[ticket.service].push_back(now - waiting->since);
    Gauge waiting{"okno_waiting_visitors", "Visitors who wait for a service.", {}};
    Gauge longest{
        "okno_longest_wait_seconds", "Of those who wait for a service, how long the first has waited.", {}};
    Gauge estimate{"okno_estimated_wait_seconds",
                   "How long who takes a ticket now is expected to wait; no sample when nobody can tell.",
                   {}};
    for (const hall::Service& service : state.plan.services) {
        const std::map<std::string, std::string> labels{{"service", service.id.value}};
        const auto& found = waits[service.id];
        waiting.readings.push_back({labels, static_cast<double>(found.size())});
        longest.readings.push_back(
            {labels, found.empty() ? 0 : seconds(*std::max_element(found.begin(), found.end()))});
        const auto told = forecast.services.find(service.id);
        if (told != forecast.services.end())
            estimate.readings.push_back({labels, seconds(hall::Milliseconds(told->second.expected))});
    }
    for (Gauge* gauge : {&waiting, &longest, &estimate}) gauges.push_back(std::move(*gauge));
}

Gauge windows(const hall::State& state) {
    constexpr std::array posts{"closed", "open", "paused"};  // in the order of the alternatives
    std::map<std::pair<std::string, std::string>, int> count;
    for (const hall::Window& window : state.plan.windows) {
        for (const char* post : posts) count[{window.kind.value, post}];
        if (const hall::WindowState* now = hall::find(state, window.id))
            ++count[{window.kind.value, posts.at(now->post.index())}];
    }
    Gauge gauge{"okno_windows", "Windows by their kind and whether somebody works there.", {}};
    for (const auto& [key, windows] : count)
        gauge.readings.push_back({{{"kind", key.first}, {"post", key.second}}, static_cast<double>(windows)});
    return gauge;
}

Gauge devices(const hall::State& state) {
    Gauge gauge{"okno_device_ready", "1 when the device or the part of one says that it is ready.", {}};
    for (const auto& [id, device] : state.devices)
        gauge.readings.push_back(
            {{{"device", id.value}, {"condition", std::string(protocol::to_string(device.condition))}},
             device.condition == hall::Condition::ready ? 1.0 : 0.0});
    return gauge;
}

void add_today(const hall::State& state, const Figures& today, std::vector<Gauge>& gauges) {
    gauges.push_back({"okno_visits_today",
                      "Visits of this day of the hall.",
                      {{{{"what", "issued"}}, static_cast<double>(today.issued)},
                       {{{"what", "served"}}, static_cast<double>(today.served)},
                       {{{"what", "abandoned"}}, static_cast<double>(today.abandoned)}}});
    Gauge count{"okno_waits_today", "Waits of today that have ended with a call.", {}};
    Gauge sum{"okno_waits_today_seconds", "How long all of them took together.", {}};
    Gauge over{"okno_waits_over_norm_today", "Those of them that took longer than the norm.", {}};
    for (const hall::WindowKind& kind : state.plan.kinds) {
        const auto known = today.kinds.find(kind.id);
        const Measures measures = known == today.kinds.end() ? Measures{} : known->second;
        const std::map<std::string, std::string> labels{{"kind", kind.id.value}};
        count.readings.push_back({labels, static_cast<double>(measures.wait.count)});
        sum.readings.push_back({labels, seconds(measures.wait.sum_ms)});
        over.readings.push_back({labels, static_cast<double>(measures.wait.over_norm)});
    }
    if (today.differing)
        gauges.push_back({"okno_figures_differing",
                          "Figures of the last days that are not those of the journal; 0 when all is well.",
                          {{{}, static_cast<double>(*today.differing)}}});
    for (Gauge* gauge : {&count, &sum, &over}) gauges.push_back(std::move(*gauge));
}

}  // namespace

std::vector<Gauge> hall_gauges(const hall::State& state, const Figures& today, const hall::Forecast& forecast,
                               bool blind, hall::Timestamp wall) {
    std::vector<Gauge> gauges{
        {"okno_blind", "1 while the dispatcher cannot be reached.", {{{}, blind ? 1.0 : 0.0}}}};
    if (!hall::has_plan(state)) return gauges;
    const hall::Timestamp now = std::max(wall, state.latest);
    gauges.push_back(mode(state, now));
    add_queues(state, forecast, now, gauges);
    gauges.push_back(windows(state));
    gauges.push_back(devices(state));
    add_today(state, today, gauges);
    return gauges;
}

}  // namespace okno::console
