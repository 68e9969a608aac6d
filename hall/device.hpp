// What is known of a device of the hall: it tells its condition itself, or the dispatcher misses it.
#pragma once

#include "hall/ids.hpp"
#include "hall/time.hpp"

namespace okno::hall {

enum class Condition { ready, paper_low, no_paper, cover_open, faulty, away };

struct DeviceState {
    Condition condition = Condition::away;
    Timestamp since{};
    bool operator==(const DeviceState&) const = default;
};

}  // namespace okno::hall
