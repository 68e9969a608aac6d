// Blocks of ticket numbers. A kiosk leases one while it can reach the dispatcher, so that it can go on giving
// tickets when it cannot: the numbers with an ordinal from block * 1000 on to the next thousand are then its
// own, for every letter and for ever. The hall's own count, which starts at 1 each day, steps over them.
// Plain data; the rules are in hall/leasing.hpp.
#pragma once

#include <string>

#include "hall/ids.hpp"
#include "hall/time.hpp"

namespace okno::hall {

inline constexpr int numbers_per_block = 1000;
inline constexpr int blocks_at_most = 99;  // so a number has five digits at most

// `machine` names the computer and not its disk: a copied disk finds itself on another machine and needs a
// block of its own. `epoch` is when the lease was made; who knows the block from another journal, a backup of
// it, or another hall, knows another epoch.
struct Lease {
    DeviceId device;
    std::string machine;
    Timestamp epoch{};
    bool operator==(const Lease&) const = default;
};

// 0: none, the hall's own numbers begin there.
inline int block_of(const TicketNumber& number) {
    return number.ordinal / numbers_per_block;
}

}  // namespace okno::hall
