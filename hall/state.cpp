#include "hall/state.hpp"

#include <algorithm>

namespace okno::hall {

namespace {

template <class Map, class Key>
auto value_in(const Map& map, const Key& key) -> const typename Map::mapped_type* {
    const auto it = map.find(key);
    return it == map.end() ? nullptr : &it->second;
}

}  // namespace

std::vector<Step> steps_after(const Service& service) {
    std::vector<Step> steps;
    for (const RouteStep& step : service.then)
        steps.push_back(Step{step.service, std::nullopt, step.same_window});
    return steps;
}

std::optional<WindowId> only_window_of(const Ticket& ticket) {
    if (const auto* waiting = std::get_if<Waiting>(&ticket.stage)) return waiting->only_at;
    if (const auto* missed = std::get_if<Missed>(&ticket.stage)) return missed->only_at;
    return std::nullopt;
}

std::optional<WindowId> window_of(const Ticket& ticket) {
    if (const auto* called = std::get_if<Called>(&ticket.stage)) return called->window;
    if (const auto* serving = std::get_if<Serving>(&ticket.stage)) return serving->window;
    return std::nullopt;
}

const Ticket* find(const State& state, TicketId id) {
    return value_in(state.tickets, id);
}

const Ticket* find(const State& state, const TicketNumber& number) {
    const TicketId* id = value_in(state.by_number, number);
    return id ? find(state, *id) : nullptr;
}

const WindowState* find(const State& state, WindowId id) {
    return value_in(state.windows, id);
}

const Ticket* visitor_at(const State& state, WindowId id) {
    const WindowState* window = find(state, id);
    return window && window->visitor ? find(state, *window->visitor) : nullptr;
}

Destination queue_of(const Ticket& ticket, const Waiting& waiting) {
    if (waiting.only_at) return *waiting.only_at;
    return ticket.service;
}

void put_into_queue(State& state, const Ticket& ticket) {
    const auto* waiting = std::get_if<Waiting>(&ticket.stage);
    if (!waiting) return;
    Queue& queue = state.queues[queue_of(ticket, *waiting)];
    queue.lane(has_priority(ticket)).insert(Place{ticket.rank, ticket.id});
    if (!has_priority(ticket)) queue.places.insert(Place{ticket.place, ticket.id});
}

void take_from_queue(State& state, const Ticket& ticket) {
    const auto* waiting = std::get_if<Waiting>(&ticket.stage);
    if (!waiting) return;
    const auto found = state.queues.find(queue_of(ticket, *waiting));
    if (found == state.queues.end()) return;
    Queue& queue = found->second;
    queue.lane(has_priority(ticket)).erase(Place{ticket.rank, ticket.id});
    if (!has_priority(ticket)) {
        // The oldest place goes; its holder gets the place of the one who leaves.
        const Place oldest = *queue.places.begin();
        queue.places.erase(queue.places.begin());
        if (oldest.ticket != ticket.id) {
            queue.places.erase(Place{ticket.place, ticket.id});
            queue.places.insert(Place{ticket.place, oldest.ticket});
            state.tickets.at(oldest.ticket).place = ticket.place;
        }
    }
    if (queue.empty()) state.queues.erase(found);
}

std::optional<Timestamp> alarm_of(const Ticket& ticket) {
    if (const auto* parked = std::get_if<Parked>(&ticket.stage)) return parked->remind_at;
    if (const auto* missed = std::get_if<Missed>(&ticket.stage)) return missed->until;
    return std::nullopt;
}

OperatorId who_is_at(const WindowState& window) {
    if (const auto* open = std::get_if<Open>(&window.post)) return open->person;
    if (const auto* paused = std::get_if<Paused>(&window.post)) return paused->person;
    return {};
}

bool is_staffed(const State& state, WindowId id) {
    const WindowState* window = find(state, id);
    return window && !std::holds_alternative<Closed>(window->post);
}

bool is_staffed(const State& state) {
    return std::any_of(state.windows.begin(), state.windows.end(),
                       [](const auto& entry) { return !std::holds_alternative<Closed>(entry.second.post); });
}

Plan adopted_plan(const State& state) {
    Plan plan = state.plan;
    for (Window& window : plan.windows)
        if (const WindowState* known = find(state, window.id); known && known->assigned)
            assign(window, known->assigned->planned);
    return plan;
}

bool has_plan(const State& state) {
    return !state.plan.services.empty();
}

}  // namespace okno::hall
