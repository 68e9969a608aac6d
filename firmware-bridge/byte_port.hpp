// A way for bytes to a small device and back: a serial port on USB, or the reports of a HID device. Never
// blocks once it is open. Thread-bound to the loop that polls it.
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "firmware-bridge/device_address.hpp"
#include "platform/usb.hpp"

namespace okno::bridge {

class BytePort {
  public:
    BytePort() = default;
    virtual ~BytePort() = default;
    BytePort(const BytePort&) = delete;
    BytePort& operator=(const BytePort&) = delete;

    virtual void send(std::string_view bytes) = 0;
    virtual std::size_t unsent() const = 0;  // bytes that the device has not taken yet
    virtual std::string take_received() = 0;
    // Why it did not take what was sent, and is open all the same; "": nothing to tell.
    virtual std::string take_refusal() = 0;

    virtual std::vector<platform::UsbWatched> watched() const = 0;
    virtual std::optional<std::chrono::milliseconds> time_left() const = 0;
    virtual void work() = 0;
    virtual bool gone() const = 0;  // nothing will come or go any more: let go of the object
    virtual const std::string& why() const = 0;
};

enum class SerialKind { cdc_acm, ch34x };

// Each empty: another device of the same make. Each throws platform::UsbError when it cannot be used.
// 8 data bits, no parity, 1 stop bit.
std::unique_ptr<BytePort> open_serial_port(const platform::UsbDevice& device, const DeviceAddress& address,
                                           SerialKind kind, int baud);
// Each `send` is one report of `report_bytes`, filled up with NUL.
std::unique_ptr<BytePort> open_hid_port(const platform::UsbDevice& device, const DeviceAddress& address,
                                        platform::HidReport kind, std::size_t report_bytes);

}  // namespace okno::bridge
