// What is simulated: a hall's plan, how its people behave, on which days.
#pragma once

#include <functional>
#include <optional>
#include <set>
#include <vector>

#include "hall/state.hpp"
#include "simulation/arrivals.hpp"
#include "simulation/behaviour.hpp"

namespace okno::simulation {

// Another way of choosing than the hall's own: whom the window calls now; nobody: nothing. See rivals.hpp.
using Chooser =
    std::function<std::optional<hall::TicketId>(const hall::State&, hall::WindowId, hall::Timestamp)>;

struct Scenario {
    hall::Plan plan;
    Behaviour behaviour;
    hall::LocalDay first_day{std::chrono::year{2026} / std::chrono::March / 2};  // a Monday
    // Not empty: on the first day those of the first list come and nobody else, on the second those of the
    // second, …, and then again from the first.
    std::vector<std::vector<Arrival>> arrivals{};
    Chooser chooser{};                    // empty: the hall chooses
    std::set<std::uint64_t> stay_away{};  // visitors who do not come after all, by key
};

}  // namespace okno::simulation
