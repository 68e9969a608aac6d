#include "hall/selection.hpp"

#include <algorithm>
#include <iterator>
#include <set>

namespace okno::hall {

namespace {

const Place* head(const State& state, const Destination& destination) {
    const auto queue = state.queues.find(destination);
    return queue == state.queues.end() ? nullptr : &*queue->second.begin();
}

std::size_t places_before(const State& state, const Destination& destination, const Place& place) {
    const auto queue = state.queues.find(destination);
    if (queue == state.queues.end()) return 0;
    return static_cast<std::size_t>(std::distance(queue->second.begin(), queue->second.lower_bound(place)));
}

bool is_open(const State& state, WindowId id) {
    const WindowState* window = find(state, id);
    return window && !std::holds_alternative<Closed>(window->post);
}

// The services whose visitors compete with those of `service`: all that its windows serve. Windows with
// somebody at them count; when there is none yet, all that could open.
std::set<ServiceId> rivals(const State& state, const ServiceId& service) {
    const auto gather = [&](bool open_only) {
        std::set<ServiceId> services;
        for (const Window& window : state.plan.windows)
            if (serves(window, service) && (!open_only || is_open(state, window.id)))
                services.insert(window.services.begin(), window.services.end());
        return services;
    };
    std::set<ServiceId> found = gather(true);
    if (found.empty()) found = gather(false);
    found.insert(service);
    return found;
}

}  // namespace

std::optional<TicketId> next_for(const State& state, WindowId id) {
    const Window* window = find(state.plan, id);
    if (!window) return std::nullopt;
    const Place* first = head(state, id);
    for (const ServiceId& service : window->services) {
        const Place* candidate = head(state, service);
        if (candidate && (!first || *candidate < *first)) first = candidate;
    }
    if (!first) return std::nullopt;
    return first->ticket;
}

std::size_t waiting_for(const State& state, const ServiceId& service) {
    const auto queue = state.queues.find(service);
    return queue == state.queues.end() ? 0 : queue->second.size();
}

std::size_t people_ahead(const State& state, TicketId id) {
    const Ticket* ticket = find(state, id);
    const auto* waiting = ticket ? std::get_if<Waiting>(&ticket->stage) : nullptr;
    if (!waiting) return 0;
    const Place place{ticket->taken, ticket->id};
    if (waiting->only_at) return places_before(state, *waiting->only_at, place);
    std::size_t ahead = 0;
    for (const ServiceId& service : rivals(state, ticket->service))
        ahead += places_before(state, service, place);
    return ahead;
}

}  // namespace okno::hall
