// A window plate as the description tells it: a small indicator that shows which number a window serves.
// Plain data.
#pragma once

#include <string>

#include "firmware-bridge/device_address.hpp"
#include "hall/ids.hpp"

namespace okno::bridge {

// How bytes get to a plate: through a modem-like serial port (USB CDC 1.2, subclass ACM), through a CH340 or
// CH341 converter, or as reports of a HID device.
enum class PlateKind { cdc_acm, ch34x, hid };

struct Plate {
    std::string name;
    hall::WindowId window;
    DeviceAddress device;
    PlateKind kind{};
    int baud = 9600;     // of a serial port; 8 data bits, no parity, 1 stop bit
    int brightness = 7;  // 0 (still readable) to 9
    bool operator==(const Plate&) const = default;
};

}  // namespace okno::bridge
