// The control requests of the serial converters CH340 and CH341 that set up a line: 8 data bits, no parity,
// 1 stop bit. Pure. As the Linux driver does it (drivers/usb/serial/ch341.c of 6.x: ch341_configure,
// ch341_get_divisor, ch341_set_baudrate_lcr, ch341_set_handshake); all are vendor requests to the device.
//
//   5F IN,  value 0, index 0, 2 bytes         the chip's version, in the first byte
//   A1 OUT, value 0, index 0                  begin
//   9A OUT, value 1312, index divisor         registers 13 (divisor) and 12 (prescaler)
//   9A OUT, value 2518, index 00C3            registers 25 and 18: receiver, transmitter, 8 data bits;
//                                             version 30 and later, older chips have it fixed
//   A4 OUT, value ~0060, index 0              DTR and RTS, inverted
//
//   baud = 48000000 / (2^(12 - 3 * prescaler - fast) * divisor);
//   divisor register = (256 - divisor) << 8 | fast << 2 | prescaler, and bit 7: no waiting for a full packet
//   (not before version 28)
#pragma once

#include <cstdint>
#include <vector>

namespace okno::bridge::ch34x {

inline constexpr std::uint8_t read_version = 0x5f;
inline constexpr std::size_t version_bytes = 2;

struct Request {
    std::uint8_t request = 0;
    std::uint16_t value = 0;
    std::uint16_t index = 0;
    bool operator==(const Request&) const = default;
};

// `baud`: 1200..921600.
std::vector<Request> set_up(int baud, std::uint8_t version);

std::uint16_t divisor_register(int baud);

}  // namespace okno::bridge::ch34x
