// A USB device that takes bytes and answers with bytes through bulk endpoints: a printer, a serial port. By
// libusb, with a context of its own, thread-bound, never blocking but for the requests at plugging in
// (`platform/usb.hpp`). Knows neither what the bytes mean nor how long to wait for them: whoever gives up
// lets go of the object.
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

enum class UsbRequest { to_class, to_vendor };

// Any failure of the constructor and of `claim`, `request`, `ask` and `start` is an UsbError.
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
    // The interface, or the first one, that both takes and gives bytes and is of the data class of CDC or a
    // maker's own; with it all of CDC's control class, so that the kernel's driver lets go of both.
    void claim_serial(std::optional<int> interface);
    bool answers() const;  // it has a bulk IN endpoint
    // A request with `bytes` behind it; to the class: to the control interface. False: the device does not
    // know it. `ask`: what a vendor request is answered; "" when the device does not know it.
    bool request(UsbRequest to, std::uint8_t request, std::uint16_t value, std::string_view bytes = {},
                 std::uint16_t index = 0);
    std::string ask(std::uint8_t request, std::size_t bytes_at_most);
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
