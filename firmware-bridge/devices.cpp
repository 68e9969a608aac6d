#include "firmware-bridge/devices.hpp"

namespace okno::bridge {

std::set<int> interfaces_of_others(const Devices& devices, const DeviceAddress& address) {
    std::set<int> interfaces;
    const auto consider = [&](const DeviceAddress& other) {
        if (other.interface && other.interface != address.interface && could_share(other, address))
            interfaces.insert(*other.interface);
    };
    for (const Keypad& keypad : devices.keypads) consider(keypad.device);
    for (const Plate& plate : devices.plates) consider(plate.device);
    for (const Relay& relay : devices.relays) consider(relay.device);
    return interfaces;
}

}  // namespace okno::bridge
