// One reading of both clocks: wall time for records, steady time for intervals. A loop reads it once per turn
// and passes it down; nothing below a main loop reads a clock.
#pragma once

#include <chrono>

namespace okno::platform {

using WallTime = std::chrono::sys_time<std::chrono::milliseconds>;
using SteadyTime = std::chrono::steady_clock::time_point;

struct Instant {
    WallTime wall{};
    SteadyTime steady{};
};

Instant read_clock();

}  // namespace okno::platform
