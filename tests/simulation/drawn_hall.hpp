// A small hall drawn by a seed: a few windows of mixed skills, odd hours in odd zones, any of the rules a
// plan may ask for, and people who press twice, walk away and come back late.
#pragma once

#include <cstdint>

#include "simulation/scenario.hpp"

namespace okno::test {

struct DrawnHall {
    simulation::Scenario scenario;
    int days = 1;
};

DrawnHall draw_hall(std::uint64_t seed);

}  // namespace okno::test
