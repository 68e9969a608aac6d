#include "simulation/reception.hpp"

#include <utility>

#include "hall/evolve.hpp"

namespace okno::simulation {

hall::Decision Reception::hear(const hall::Author& author, hall::Wish wish, hall::Timestamp now) {
    const hall::Command command{author, std::move(wish)};
    hall::Decision decision = hall::decide(state_, command, now);
    for (Witness* witness : witnesses_) witness->decided(state_, command, now, decision);
    if (!decision) return decision;
    for (const hall::Event& event : *decision) {
        for (Witness* witness : witnesses_) witness->before(state_, event);
        state_ = hall::evolve(std::move(state_), event);
        deadline_known_ = false;
        for (Witness* witness : witnesses_) witness->after(state_, event);
    }
    return decision;
}

std::optional<hall::Timestamp> Reception::deadline() {
    if (!deadline_known_) deadline_ = hall::next_deadline(state_);
    deadline_known_ = true;
    return deadline_;
}

}  // namespace okno::simulation
