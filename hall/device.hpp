// What is known of a device of the hall: it tells its condition itself, or the dispatcher misses it.
#pragma once

#include "hall/ids.hpp"
#include "hall/time.hpp"

namespace okno::hall {

// out_of_reach: the program that looks after the device is there, the device is not (cable, power). away: the
// program itself has fallen silent.
enum class Condition {
    ready,
    paper_low,
    no_paper,
    cover_open,
    cutter_jammed,
    overheated,
    out_of_reach,
    faulty,
    away
};

struct DeviceState {
    Condition condition = Condition::away;
    Timestamp since{};
    bool operator==(const DeviceState&) const = default;
};

}  // namespace okno::hall
