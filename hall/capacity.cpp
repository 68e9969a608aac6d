#include "hall/capacity.hpp"

#include <algorithm>
#include <set>
#include <vector>

#include "hall/schedule.hpp"

namespace okno::hall {

namespace {

bool works(const State& state, const Window& window) {
    const WindowState* post = find(state, window.id);
    return post && !std::holds_alternative<Closed>(post->post);
}

// A group of services and the working windows that share their work.
struct Pool {
    std::set<ServiceId> services;
    std::vector<const Window*> windows;
};

// What is left of the work of those at the windows and in the queues of the pool.
Milliseconds work_of(const State& state, const Pool& pool, Timestamp now) {
    Milliseconds work{0};
    for (const ServiceId& id : pool.services) {
        const auto queue = state.queues.find(id);
        const Service* service = find(state.plan, id);
        if (queue != state.queues.end() && service)
            work += usual_time(state, *service) * static_cast<int>(queue->second.size());
    }
    for (const Window* window : pool.windows) {
        if (const auto queue = state.queues.find(window->id); queue != state.queues.end())
            for (const std::set<Place>* lane : {&queue->second.ordinary, &queue->second.priority})
                for (const Place& place : *lane)
                    if (const Service* service = find(state.plan, state.tickets.at(place.ticket).service))
                        work += usual_time(state, *service);
        const Ticket* visitor = visitor_at(state, window->id);
        if (!visitor) continue;
        const auto* called = std::get_if<Called>(&visitor->stage);
        const Timestamp since = called ? called->since : std::get<Serving>(visitor->stage).called;
        const Service* service = find(state.plan, visitor->service);
        if (service) work += std::max(usual_time(state, *service) - (now - since), Milliseconds{0});
    }
    return work;
}

// The windows that serve `service`, with the services that none but they serve: their own work alone.
// And all that compete: every service they serve, every window that serves one of these.
std::vector<Pool> pools_of(const State& state, const ServiceId& service) {
    Pool own, all;
    for (const Window& window : state.plan.windows)
        if (works(state, window) && serves(window, service)) {
            own.windows.push_back(&window);
            all.services.insert(window.services.begin(), window.services.end());
        }
    for (const ServiceId& id : all.services) {
        const bool elsewhere =
            std::any_of(state.plan.windows.begin(), state.plan.windows.end(), [&](const Window& window) {
                return works(state, window) && serves(window, id) && !serves(window, service);
            });
        if (!elsewhere) own.services.insert(id);
    }
    for (const Window& window : state.plan.windows)
        if (works(state, window) &&
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

std::optional<Timestamp> expected_end(const State& state, const Service& service, Timestamp now) {
    Milliseconds longest{0};
    for (const Pool& pool : pools_of(state, service.id)) {
        if (pool.windows.empty()) return std::nullopt;
        longest =
            std::max(longest, work_of(state, pool, now) / static_cast<std::int64_t>(pool.windows.size()));
    }
    return now + longest + usual_time(state, service);
}

bool is_full(const State& state, const Service& service, Timestamp now) {
    const auto closes = next_closing(schedule_of(state.plan, service), state.plan.zone, now);
    if (!closes) return false;
    const auto end = expected_end(state, service, now);
    return end && *end > *closes + state.plan.closing.latest_end;
}

}  // namespace okno::hall
