// All that the description of a hall's small USB devices tells. Plain data.
#pragma once

#include <set>
#include <vector>

#include "firmware-bridge/keypad.hpp"
#include "firmware-bridge/plate.hpp"
#include "firmware-bridge/relay.hpp"

namespace okno::bridge {

struct Devices {
    std::vector<Keypad> keypads;
    std::vector<Plate> plates;
    std::vector<Relay> relays;
    bool operator==(const Devices&) const = default;
};

// The interfaces of the device at `address` that other descriptions of this file name as theirs.
std::set<int> interfaces_of_others(const Devices& devices, const DeviceAddress& address);

}  // namespace okno::bridge
