#include "hall/leaving.hpp"

#include <set>

#include "hall/selection.hpp"

namespace okno::hall {

std::vector<Fact> closing_of(const State& state, WindowId window, const std::string& reason) {
    std::vector<Fact> facts{WindowClosed{window, reason}};
    const auto queue = state.queues.find(window);
    if (queue == state.queues.end()) return facts;
    for (const std::set<Place>* lane : {&queue->second.priority, &queue->second.ordinary})
        for (const Place& place : *lane) {
            const Ticket& ticket = state.tickets.at(place.ticket);
            facts.push_back(TicketTransferred{ticket.id, window, ticket.service, ticket.note});
        }
    return facts;
}

std::vector<Fact> leaves_due(const State& state) {
    std::vector<Fact> facts;
    for (const auto& [id, window] : state.windows) {
        if (!window.leave || window.visitor) continue;
        if (!window.leave->close) {
            facts.push_back(WindowPaused{id, window.leave->reason});
        } else if (!window.leave->sure && served_only_by(state, id) > 0) {
            facts.push_back(LeaveWithdrawn{id});
        } else {
            const std::vector<Fact> closing = closing_of(state, id, window.leave->why);
            facts.insert(facts.end(), closing.begin(), closing.end());
        }
    }
    return facts;
}

}  // namespace okno::hall
