// A relay with a dry contact, for whatever else should know of an alarm (a certified alarm system's input):
// as the description tells it, and its bytes. Pure.
//
//   LCUS-1 and its like, a CH340 at 9600 baud (seller's leaflet, "LCUS-1 type USB relay module"):
//     A0 channel state sum      state 01: closed, 00: open; sum: of the three bytes before, modulo 256
//     A0 01 01 A2               channel 1 closes;    A0 01 00 A1   opens
//   www.dcttech.com USBRelay, a HID device 16c0:05df (github.com/pavel-a/usb-relay-hid, usb_relay_lib.c):
//     a feature report, id 0, 8 bytes:   command channel 00 00 00 00 00 00
//     FF 01 ...                 channel 1 closes;    FD 01 ...     opens
#pragma once

#include <set>
#include <string>

#include "firmware-bridge/device_address.hpp"

namespace okno::bridge {

enum class RelayKind { ch340_serial, hid };

struct Relay {
    std::string name;
    DeviceAddress device;
    RelayKind kind{};
    int channel = 1;      // 1..8 of the board
    std::set<int> zones;  // it is closed while an alarm of one of these is on
    bool operator==(const Relay&) const = default;
};

inline constexpr std::size_t hid_relay_report_bytes = 8;
inline constexpr int serial_relay_baud = 9600;

// What makes the relay close or open.
std::string relay_bytes(const Relay& relay, bool closed);

}  // namespace okno::bridge
