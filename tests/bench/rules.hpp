// The rules alone, without a socket: how long the hall's own forecast takes with many waiting, and how fast
// days of a hall are played. In this process, in time of one core.
#pragma once

#include <cstddef>
#include <filesystem>

#include "hall/plan.hpp"

namespace okno::bench {

// The median of several forecasts of all tickets and services, in milliseconds: noon in a hall that has
// learnt for twenty days, into which so many visitors come at once.
double forecast_ms(const std::filesystem::path& plan, hall::Policy policy, std::size_t waiting);

struct Played {
    int days = 0;
    int tickets = 0;
    double seconds = 0;
};
// Days of the example plan's lunch peak at load 0.78, exact people.
Played play_days(const std::filesystem::path& plan, hall::Policy policy, int days);

}  // namespace okno::bench
