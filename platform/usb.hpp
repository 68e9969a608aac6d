// Small USB devices that are read through an interrupt endpoint (keypads, buttons), by libusb. Owns every
// libusb handle; knows neither keys nor reports. Each object has a libusb context of its own, so that it can
// come and go without the others; all of them are thread-bound to the loop that polls their descriptors.
// Nothing here waits, but for the requests at plugging in: a fifth of a second each at most, a second for the
// serial number.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

namespace okno::platform {

// The world says no: no bus, no rights, the device has gone.
struct UsbError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

struct UsbDevice {
    std::uint16_t vendor = 0;
    std::uint16_t product = 0;
    std::string port;  // bus and ports as the kernel writes them: "1-2.3"
    int bus = 0;
    int address = 0;  // another one after each plugging in
    bool operator==(const UsbDevice&) const = default;
};

// What is plugged in now. Looks anew each time, so it also sees what no hot-plug event told. Throws UsbError.
std::vector<UsbDevice> list_usb_devices();

// A descriptor for the poll of a loop.
struct UsbWatched {
    int descriptor = -1;
    bool to_read = false;
    bool to_write = false;
};

// Hears at once that something was plugged in or out, where the system tells it (udev).
class UsbHotplug {
  public:
    UsbHotplug();  // throws UsbError
    ~UsbHotplug();
    UsbHotplug(const UsbHotplug&) = delete;
    UsbHotplug& operator=(const UsbHotplug&) = delete;

    std::vector<UsbWatched> watched() const;
    bool changed();  // since the last question; never blocks

  private:
    struct Ears;
    std::unique_ptr<Ears> ears_;
};

enum class HidReport : std::uint8_t { output = 2, feature = 3 };  // HID 1.11, 7.2.1

// One device, opened; its interface taken from the kernel for as long as this object lives. Any failure of
// the constructor and of the three steps after it is an UsbError.
//
//     UsbInput input(device);  input.claim(std::nullopt);  input.start();
//     ... poll watched(), then work(), take_reports() until gone() ...
class UsbInput {
  public:
    explicit UsbInput(const UsbDevice& device);
    ~UsbInput();
    UsbInput(const UsbInput&) = delete;
    UsbInput& operator=(const UsbInput&) = delete;

    std::string serial();  // "" when the device has none
    // Takes the interface, or the first one with an interrupt IN endpoint.
    void claim(std::optional<int> interface);
    // Takes the other HID interfaces, too, so that the kernel hears nothing of them, and leaves those of
    // `but` alone. Why one could not be had; "" when all were.
    std::string silence_others(const std::set<int>& but);
    bool is_boot_keyboard() const;  // what the claimed interface calls itself (HID 1.11, 4.2 and 4.3)
    // A class request without data to the claimed interface; false: the device does not know it.
    bool request(std::uint8_t request, std::uint16_t value);
    void start();

    // A report to the device, through the interrupt OUT endpoint when there is one (output reports), else by
    // SET_REPORT (HID 1.11, 7.2.2). One at a time: of those that wait only the newest one goes. With an `id`
    // other than 0 `bytes` begin with it.
    void send(HidReport kind, std::uint8_t id, std::vector<std::uint8_t> bytes);
    bool sending() const;
    std::string take_refusal();  // why a report was not taken, half a second after it at most; "": none

    std::vector<UsbWatched> watched() const;
    std::optional<std::chrono::milliseconds> time_left() const;  // until `work` must be called anyway
    void work();                                                 // never blocks
    // What has arrived, oldest first; each is one packet, at most the endpoint's size.
    std::vector<std::vector<std::uint8_t>> take_reports();
    bool gone() const;               // nothing will come any more: let go of the object
    const std::string& why() const;  // it has gone

  private:
    struct Claim;
    std::unique_ptr<Claim> claim_;
};

}  // namespace okno::platform
