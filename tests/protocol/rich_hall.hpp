// A hall that has one of everything the wire can carry: a plan with every rule, every wish and every fact, a
// state with a ticket in every stage and something learnt.
#pragma once

#include <vector>

#include "hall/commands.hpp"
#include "hall/events.hpp"
#include "hall/state.hpp"

namespace okno::fakes {

hall::Plan rich_plan();

// At least one of each kind, with optional fields given and left out.
std::vector<hall::Wish> every_wish();
std::vector<hall::Fact> every_fact();

hall::State busy_hall();

}  // namespace okno::fakes
