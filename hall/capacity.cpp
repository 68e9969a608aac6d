#include "hall/capacity.hpp"

#include <algorithm>
#include <set>
#include <vector>

#include "hall/schedule.hpp"

namespace okno::hall {

namespace {

// A group of services and the working windows that share their work.
struct Pool {
    std::set<ServiceId> services;
    std::vector<const Window*> windows;
};

// The window this step or wait is for, if it is for one alone where somebody is.
const Window* only_window(const State& state, const std::optional<WindowId>& id) {
    const Window* window = id ? find(state.plan, *id) : nullptr;
    return window && is_staffed(state, window->id) ? window : nullptr;
}

bool is_work_of(const Pool& pool, const ServiceId& service, const Window* only_at) {
    if (!only_at) return pool.services.contains(service);
    return std::find(pool.windows.begin(), pool.windows.end(), only_at) != pool.windows.end();
}

Milliseconds usual_time(const State& state, const ServiceId& id) {
    const Service* service = find(state.plan, id);
    return service ? usual_time(state, *service) : Milliseconds{0};
}

// What this visitor is still to occupy a window of the pool for: the step that waits, is parked or has been
// missed, or the rest of the one that is served; and the steps of the route after it.
Milliseconds work_of(const State& state, const Pool& pool, const Ticket& ticket, Timestamp now) {
    Milliseconds work{0};
    if (const auto at = window_of(ticket)) {
        const auto* called = std::get_if<Called>(&ticket.stage);
        const Timestamp since = called ? called->since : std::get<Serving>(ticket.stage).called;
        if (is_work_of(pool, ticket.service, only_window(state, at)))
            work = std::max(usual_time(state, ticket.service) - (now - since), Milliseconds{0});
    } else {
        const Window* only_at = only_window(state, only_window_of(ticket));
        if (is_work_of(pool, ticket.service, only_at)) work = usual_time(state, ticket.service);
    }
    for (const Step& step : ticket.route)
        if (is_work_of(pool, step.service, only_window(state, step.back_to)))
            work += usual_time(state, step.service);
    return work;
}

Milliseconds work_of(const State& state, const Pool& pool, Timestamp now) {
    Milliseconds work{0};
    for (const auto& [id, ticket] : state.tickets) work += work_of(state, pool, ticket, now);
    return work;
}

// The windows that serve `service`, with the services that none but they serve: their own work alone.
// And all that compete: every service they serve, every window that serves one of these.
std::vector<Pool> pools_of(const State& state, const ServiceId& service) {
    Pool own, all;
    for (const Window& window : state.plan.windows)
        if (is_staffed(state, window.id) && serves(window, service)) {
            own.windows.push_back(&window);
            all.services.insert(window.services.begin(), window.services.end());
        }
    for (const ServiceId& id : all.services) {
        const bool elsewhere =
            std::any_of(state.plan.windows.begin(), state.plan.windows.end(), [&](const Window& window) {
                return is_staffed(state, window.id) && serves(window, id) && !serves(window, service);
            });
        if (!elsewhere) own.services.insert(id);
    }
    for (const Window& window : state.plan.windows)
        if (is_staffed(state, window.id) &&
            std::any_of(window.services.begin(), window.services.end(),
                        [&](const ServiceId& id) { return all.services.contains(id); }))
            all.windows.push_back(&window);
    return {own, all};
}

}  // namespace

Milliseconds usual_time(const State& state, const Service& service) {
    const Milliseconds prior = service.usual ? *service.usual : norm_of(state.plan, service).service;
    const auto known = state.experience.occupied.find(service.id);
    if (known == state.experience.occupied.end()) return prior;
    const Milliseconds mean = known->second.mean().value_or(prior);
    return (prior * prior_weight + mean * known->second.total()) / (prior_weight + known->second.total());
}

Timestamp expected_end(const State& state, const Service& service, Timestamp now) {
    Milliseconds longest{0};
    for (Pool& pool : pools_of(state, service.id)) {
        Milliseconds begins{0};
        if (pool.windows.empty()) {
            pool.services.insert(service.id);
            begins = state.plan.closing.prepare;
        }
        const auto windows = static_cast<std::int64_t>(std::max<std::size_t>(pool.windows.size(), 1));
        longest = std::max(longest, begins + work_of(state, pool, now) / windows);
    }
    return now + longest + usual_time(state, service);
}

bool is_full(const State& state, const Service& service, Timestamp now) {
    const Schedule& schedule = schedule_of(state.plan, service);
    if (!is_open(schedule, state.plan.zone, now)) return false;
    const auto left = hours_left(schedule, state.plan.zone, now);
    return left && expected_end(state, service, now) > now + left->open + state.plan.closing.latest_end;
}

}  // namespace okno::hall
