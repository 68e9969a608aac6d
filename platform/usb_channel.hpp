// A USB device that takes bytes and answers with bytes through bulk endpoints: a printer. By libusb, with a
// context of its own, thread-bound, never blocking but for the requests at plugging in (`platform/usb.hpp`).
// Knows neither what the bytes mean nor how long to wait for them: whoever gives up lets go of the object.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/usb.hpp"

namespace okno::platform {

// What of a device may be such a channel, from its descriptors alone; none of it is open yet.
struct UsbPrinterDevice {
    UsbDevice device;
    bool printer_class =
        false;  // an interface of the printer class (7); else it merely has a bulk OUT endpoint
    bool operator==(const UsbPrinterDevice&) const = default;
};

// The devices with an interface that takes bulk data. Throws UsbError.
std::vector<UsbPrinterDevice> list_usb_printers();

// Any failure of the constructor and of `claim` and `start` is an UsbError.
//
//     UsbChannel channel(device);  channel.claim();  channel.start();
//     ... send(bytes); poll watched(), then work(), take_received() until gone() ...
class UsbChannel {
  public:
    explicit UsbChannel(const UsbDevice& device);
    ~UsbChannel();  // what was not sent is not sent
    UsbChannel(const UsbChannel&) = delete;
    UsbChannel& operator=(const UsbChannel&) = delete;

    std::string serial();  // "" when the device has none
    // The first interface of the printer class that answers, else the first one that answers, else the first
    // that takes bytes; taken from the kernel's driver for as long as this object lives.
    void claim();
    bool answers() const;  // it has a bulk IN endpoint
    // What it says it is (GET_DEVICE_ID of the printer class), as it came; "" when it does not say. Claimed.
    std::string device_id();
    void start();

    void send(std::string_view bytes);  // after all that was sent before
    std::size_t unsent() const;         // bytes that the device has not taken yet

    std::vector<UsbWatched> watched() const;
    std::optional<std::chrono::milliseconds> time_left() const;  // until `work` must be called anyway
    void work();                                                 // never blocks
    std::string take_received();
    bool gone() const;               // nothing will come or go any more: let go of the object
    const std::string& why() const;  // it has gone

  private:
    struct Claim;
    std::unique_ptr<Claim> claim_;
};

}  // namespace okno::platform
