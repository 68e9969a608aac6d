// Which USB device a description means. Plain data.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "platform/usb.hpp"

namespace okno::bridge {

struct DeviceAddress {
    std::uint16_t vendor = 0;
    std::uint16_t product = 0;
    std::optional<std::string> serial{};
    std::optional<std::string> port{};  // "1-2.3"
    std::optional<int> interface {};    // empty: the first that will do
    bool operator==(const DeviceAddress&) const = default;
};

// Whether a device is the one that is meant, as far as that shows from outside (a serial number does not).
inline bool fits(const DeviceAddress& address, const platform::UsbDevice& device) {
    return device.vendor == address.vendor && device.product == address.product &&
           (!address.port || device.port == *address.port);
}

// Whether one device could be both, interfaces aside.
inline bool could_share(const DeviceAddress& a, const DeviceAddress& b) {
    const auto same = [](const auto& x, const auto& y) { return !x || !y || *x == *y; };
    return a.vendor == b.vendor && a.product == b.product && same(a.serial, b.serial) && same(a.port, b.port);
}

}  // namespace okno::bridge
