// What a backup costs the hall that works on: a command's latency with and without one under way.
#pragma once

#include <chrono>
#include <cstddef>

#include "tests/bench/load.hpp"

namespace okno::bench {

struct BesideBackup {
    double journal_mb = 0;
    double backup_s = 0;  // of the one that was measured beside, from the wish to the verified folder
    Measured quiet;
    Measured beside;
};

// One client takes tickets one after the other, in a hall with `tickets` behind it: first alone, then from
// the wish for a backup until so long has passed. std::runtime_error when the backup was done before, which
// would have measured nothing.
BesideBackup measure_beside_backup(std::size_t tickets, std::chrono::milliseconds lasts);

}  // namespace okno::bench
