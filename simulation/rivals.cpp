#include "simulation/rivals.hpp"

#include <algorithm>
#include <tuple>
#include <vector>

#include "hall/capacity.hpp"
#include "hall/selection.hpp"

namespace okno::simulation {

namespace {

using hall::ServiceId;

// The earliest of a queue, lanes together.
std::optional<hall::Place> first_of(const hall::State& state, const hall::Destination& destination) {
    const auto queue = state.queues.find(destination);
    if (queue == state.queues.end()) return std::nullopt;
    std::optional<hall::Place> first;
    for (const auto* lane : {&queue->second.ordinary, &queue->second.priority})
        if (!lane->empty() && (!first || *lane->begin() < *first)) first = *lane->begin();
    return first;
}

// Whoever was sent to this window comes first; else the queue that `better` finds best.
template <class Rank>
Chooser best_queue(Rank rank) {
    return [rank](const hall::State& state, hall::WindowId id,
                  hall::Timestamp) -> std::optional<hall::TicketId> {
        if (const auto sent = first_of(state, id)) return sent->ticket;
        const hall::Window* window = hall::find(state.plan, id);
        if (!window) return std::nullopt;
        using Key = decltype(rank(state, *window, window->services.front(), hall::Place{}));
        std::optional<std::pair<Key, hall::TicketId>> best;
        for (const ServiceId& service : window->services) {
            const auto first = first_of(state, service);
            if (!first) continue;
            const std::pair one{rank(state, *window, service, *first), first->ticket};
            if (!best || one < *best) best = one;
        }
        return best ? std::optional{best->second} : std::nullopt;
    };
}

std::size_t place_of_group(const hall::State& state, const hall::Window& window, const ServiceId& service) {
    const hall::GroupId& group = hall::find(state.plan, service)->group;
    const auto same =
        std::find_if(window.services.begin(), window.services.end(),
                     [&](const ServiceId& other) { return hall::find(state.plan, other)->group == group; });
    return static_cast<std::size_t>(same - window.services.begin());
}

}  // namespace

std::optional<Chooser> rival_named(std::string_view name) {
    if (name == "groups")
        return best_queue([](const hall::State& state, const hall::Window& window, const ServiceId& service,
                             const hall::Place& first) {
            return std::tuple(place_of_group(state, window, service), first.rank);
        });
    if (name == "longest-queue")
        return best_queue([](const hall::State& state, const hall::Window&, const ServiceId& service,
                             const hall::Place& first) {
            return std::tuple(-static_cast<std::int64_t>(hall::waiting_for(state, service)), first.rank);
        });
    if (name == "c-mu")
        return best_queue([](const hall::State& state, const hall::Window&, const ServiceId& service,
                             const hall::Place& first) {
            return std::tuple(hall::usual_time(state, *hall::find(state.plan, service)), first.rank);
        });
    return std::nullopt;
}

}  // namespace okno::simulation
