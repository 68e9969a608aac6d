// What must be true of any hall at any moment, whatever happened before. Used after every step of every
// scenario and of every random run.
#pragma once

#include <string>

#include "hall/events.hpp"
#include "hall/state.hpp"

namespace okno::test {

hall::State fold(hall::State state, const hall::Events& events);

// "" when the state holds together: the indexes say what the tickets say, nobody is at two places, nothing is
// kept that has ended. Otherwise a sentence.
std::string what_is_untrue(const hall::State& state);

}  // namespace okno::test
