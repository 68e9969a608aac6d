#include "tests/simulation/naive_capacity.hpp"

#include <algorithm>
#include <set>

#include "hall/capacity.hpp"
#include "tests/simulation/naive_hours.hpp"

namespace okno::test {

using namespace okno::hall;

namespace {

// So long one visitor will occupy a window: that one alone, or any that serves it.
struct Work {
    ServiceId service;
    std::optional<WindowId> alone;
    Milliseconds length{};
};

bool somebody_at(const State& state, WindowId window) {
    const auto found = state.windows.find(window);
    return found != state.windows.end() && !std::holds_alternative<Closed>(found->second.post);
}

std::vector<Work> work_of(const State& state, const Ticket& ticket, Timestamp at) {
    const auto length = [&](const ServiceId& id) { return usual_time(state, *find(state.plan, id)); };
    const auto there = [&](std::optional<WindowId> window) {
        return window && somebody_at(state, *window) ? window : std::nullopt;
    };
    std::vector<Work> all;
    Work now{ticket.service, {}, length(ticket.service)};
    if (const auto* waiting = std::get_if<Waiting>(&ticket.stage)) now.alone = there(waiting->only_at);
    if (const auto* missed = std::get_if<Missed>(&ticket.stage)) now.alone = there(missed->only_at);
    if (const auto* called = std::get_if<Called>(&ticket.stage))
        now = {ticket.service, called->window, now.length - (at - called->since)};
    if (const auto* serving = std::get_if<Serving>(&ticket.stage))
        now = {ticket.service, serving->window, now.length - (at - serving->called)};
    if (now.length > Milliseconds{0}) all.push_back(now);
    for (const Step& step : ticket.route)
        all.push_back({step.service, there(step.back_to), length(step.service)});
    return all;
}

}  // namespace

bool is_full_at(const State& state, const Service& service, Timestamp at) {
    const auto left = hours_left_at(schedule_of(state.plan, service), state.plan.zone, at);
    if (!left) return false;
    std::vector<const Window*> working;
    for (const Window& window : state.plan.windows)
        if (somebody_at(state, window.id)) working.push_back(&window);
    std::set<WindowId> here, near;        // that serve it; that share a service with one of these
    std::set<ServiceId> served, nowhere;  // by these; by these and by no other
    for (const Window* window : working)
        if (serves(*window, service.id)) {
            here.insert(window->id);
            served.insert(window->services.begin(), window->services.end());
        }
    nowhere = served;
    for (const Window* window : working)
        for (const ServiceId& one : window->services) {
            if (served.contains(one)) near.insert(window->id);
            if (!here.contains(window->id)) nowhere.erase(one);
        }
    const bool nobody = here.empty();
    if (nobody) nowhere.insert(service.id);
    Milliseconds own{0}, shared{0};
    for (const auto& [id, ticket] : state.tickets)
        for (const Work& work : work_of(state, ticket, at)) {
            if (work.alone ? here.contains(*work.alone) : nowhere.contains(work.service)) own += work.length;
            if (work.alone ? near.contains(*work.alone) : served.contains(work.service))
                shared += work.length;
        }
    const auto spread = [](Milliseconds work, std::size_t windows) {
        return work / static_cast<std::int64_t>(std::max<std::size_t>(windows, 1));
    };
    Milliseconds busy = std::max(spread(own, here.size()), spread(shared, near.size()));
    if (nobody) busy += state.plan.closing.prepare;
    return busy + usual_time(state, service) > *left + state.plan.closing.latest_end;
}

}  // namespace okno::test
