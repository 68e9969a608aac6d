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

// On each day for a while: kiosks cannot reach the dispatcher and give tickets by themselves. One that would
// last until midnight is left out.
struct Outage {
    Moment from = 0, until = 0;
    enum class Of { first_kiosk, second_kiosk, dispatcher } of{};  // of the dispatcher: nobody reaches it
};

struct Scenario {
    hall::Plan plan;
    Behaviour behaviour;
    hall::LocalDay first_day{std::chrono::year{2026} / std::chrono::March / 2};  // a Monday
    // Not empty: on the first day those of the first list come and nobody else, on the second those of the
    // second, …, and then again from the first.
    std::vector<std::vector<Arrival>> arrivals{};
    Chooser chooser{};                    // empty: the hall chooses
    std::set<std::uint64_t> stay_away{};  // visitors who do not come after all, by key
    std::vector<Outage> outages{};        // not empty: there are two kiosks
};

}  // namespace okno::simulation
