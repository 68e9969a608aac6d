// A drawn hall played under all its witnesses, and what to print when one of them objects: as few visitors as
// still break the rule, and all that happened until then.
#pragma once

#include <optional>
#include <string>

#include "tests/simulation/drawn_hall.hpp"

namespace okno::test {

struct Objection {
    std::string sentence;
    std::vector<std::string> lines;  // the events so far, then the command and the event that broke the rule
    std::size_t visitors = 0;
};

struct Trial {
    std::optional<Objection> objection;
    std::size_t events = 0;
    std::size_t visitors = 0;
    std::uint64_t digest = 0;
};

Trial try_hall(const DrawnHall& hall, std::uint64_t seed);

// The objection with every visitor left out who is not needed for it. It need not be the same objection.
Objection shrunk(DrawnHall hall, std::uint64_t seed, Objection objection);

}  // namespace okno::test
