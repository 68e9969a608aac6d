#include "tests/hall/hall_truth.hpp"

#include <map>
#include <set>

#include "hall/evolve.hpp"

namespace okno::test {

using namespace okno::hall;

namespace {

std::string named(const Ticket& ticket) {
    return to_string(ticket.number) + " (ticket " + std::to_string(ticket.id.value) + ")";
}

std::string untrue_of_place(const State& state, const Ticket& ticket) {
    std::size_t queued = 0;
    const Place place{ticket.rank, ticket.id};
    for (const auto& [destination, queue] : state.queues)
        queued += queue.ordinary.count(place) + queue.priority.count(place);
    if (const auto* waiting = std::get_if<Waiting>(&ticket.stage)) {
        const auto queue = state.queues.find(queue_of(ticket, *waiting));
        const bool found =
            queue != state.queues.end() &&
            (has_priority(ticket) ? queue->second.priority : queue->second.ordinary).contains(place);
        if (queued != 1 || !found) return named(ticket) + " waits, but not in the one queue that is its own";
        if (waiting->only_at && std::holds_alternative<Closed>(state.windows.at(*waiting->only_at).post))
            return named(ticket) + " waits for a window that is closed";
        return {};
    }
    if (queued != 0) return named(ticket) + " is in a queue but does not wait";
    if (const auto window = window_of(ticket)) {
        const WindowState* at = find(state, *window);
        if (!at || at->visitor != ticket.id) return named(ticket) + " is at a window that does not know it";
    }
    return {};
}

std::string untrue_of_tickets(const State& state) {
    for (const auto& [id, ticket] : state.tickets) {
        if (id != ticket.id) return "a ticket is filed under another id";
        if (id > state.last_ticket) return named(ticket) + " is newer than the last ticket";
        const Ticket* same = find(state, ticket.number);
        if (!same || same->id != id) return named(ticket) + " is not found by its number";
        if (!find(state.plan, ticket.service)) return named(ticket) + " is for a service the plan lacks";
        if (ticket.taken > state.latest) return named(ticket) + " was taken in the future";
        if (auto untrue = untrue_of_place(state, ticket); !untrue.empty()) return untrue;
    }
    if (state.by_number.size() != state.tickets.size()) return "a number leads to no ticket";
    std::set<std::pair<Timestamp, TicketId>> by_time;
    for (const auto& [id, ticket] : state.tickets) by_time.emplace(ticket.taken, id);
    if (by_time != state.by_time) return "the tickets by time are not the tickets";
    return {};
}

std::string untrue_of_windows(const State& state) {
    std::set<WindowId> planned;
    for (const Window& window : state.plan.windows) planned.insert(window.id);
    std::set<TicketId> visitors;
    for (const auto& [id, window] : state.windows) {
        if (!planned.contains(id)) return "window " + std::to_string(id.value) + " is not in the plan";
        if (window.leave && !window.visitor)
            return "window " + std::to_string(id.value) + " goes on though its leave is due";
        if (!window.visitor) continue;
        const Ticket* ticket = find(state, *window.visitor);
        if (!ticket || window_of(*ticket) != id)
            return "window " + std::to_string(id.value) + " has a visitor who is not there";
        if (!visitors.insert(*window.visitor).second) return "one visitor is at two windows";
        if (!std::holds_alternative<Open>(window.post))
            return "window " + std::to_string(id.value) + " has a visitor but nobody works there";
    }
    if (planned.size() != state.windows.size()) return "a window of the plan is missing";
    return {};
}

}  // namespace

State fold(State state, const Events& events) {
    for (const Event& event : events) state = evolve(std::move(state), event);
    return state;
}

std::string what_is_untrue(const State& state) {
    if (auto untrue = untrue_of_tickets(state); !untrue.empty()) return untrue;
    if (auto untrue = untrue_of_windows(state); !untrue.empty()) return untrue;
    for (const auto& [destination, queue] : state.queues) {
        if (queue.empty()) return "an empty queue is kept";
        if (queue.places.size() != queue.ordinary.size())
            return "a queue has more or fewer places than visitors";
        for (const Place& place : queue.places) {
            const auto holder = state.tickets.find(place.ticket);
            if (holder == state.tickets.end() || holder->second.place != place.rank)
                return "a place is not that of its holder";
        }
        for (const auto* lane : {&queue.ordinary, &queue.priority})
            for (const Place& place : *lane)
                if (!state.tickets.contains(place.ticket)) return "a queue holds a ticket that has ended";
    }
    std::set<std::pair<Timestamp, TicketId>> alarms;
    for (const auto& [id, ticket] : state.tickets)
        if (const auto alarm = alarm_of(ticket)) alarms.emplace(*alarm, id);
    if (alarms != state.alarms) return "the alarms are not those of the tickets";
    std::set<TicketNumber> called;
    std::map<WindowId, std::size_t> called_to;
    for (const Call& call : state.calls)
        if (!called.insert(call.number).second) return "one number is among the calls twice";
    for (const Call& call : state.calls)
        if (++called_to[call.window] > calls_remembered) return "too many calls to a window are remembered";
    return {};
}

}  // namespace okno::test
