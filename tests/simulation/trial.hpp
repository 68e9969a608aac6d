// A drawn hall played under all its witnesses, and what to print when one of them objects: as few visitors as
// still break the rule, and all that happened until then.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "simulation/witness.hpp"
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

// `another`: a witness more than those of every drawn hall, or null.
Trial try_hall(const DrawnHall& hall, std::uint64_t seed, simulation::Witness* another = nullptr);

// The shortest story that still breaks a rule: no visitor can be left out of it and a rule be broken as soon.
// It need not be the rule of `objection`. `another` is made anew for each trial.
using MakeWitness = std::function<std::unique_ptr<simulation::Witness>()>;
Objection shrunk(
    DrawnHall hall, std::uint64_t seed, Objection objection,
    const MakeWitness& another = [] { return nullptr; });

}  // namespace okno::test
