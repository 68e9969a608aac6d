#include "hall/board.hpp"

#include <algorithm>
#include <iterator>

namespace okno::hall {

Board board(const State& state, std::size_t calls_at_most, std::size_t waiting_at_most) {
    Board shown;
    for (const Call& call : state.calls) {
        if (shown.calls.size() == calls_at_most) break;
        const Ticket* ticket = find(state, call.number);
        const bool current = ticket && std::holds_alternative<Called>(ticket->stage);
        shown.calls.push_back(BoardCall{call.number, call.window, call.at, call.recalls, current});
    }
    std::vector<Place> places;
    for (const auto& [destination, queue] : state.queues)
        for (const std::set<Place>* lane : {&queue.ordinary, &queue.priority})
            std::copy_n(lane->begin(), std::min(lane->size(), waiting_at_most), std::back_inserter(places));
    std::sort(places.begin(), places.end());
    if (places.size() > waiting_at_most) places.resize(waiting_at_most);
    for (const Place& place : places) shown.waiting.push_back(state.tickets.at(place.ticket).number);
    return shown;
}

}  // namespace okno::hall
