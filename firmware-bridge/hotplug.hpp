// The keypads of the description, as they come and go on the USB bus: finds them, takes them from the kernel,
// reads their reports, and takes them again after a plug was pulled. Hears of changes by hot-plug events and
// looks for missing keypads itself each second, for systems without udev. Thread-bound. Knows no windows and
// no presses.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "firmware-bridge/keypad.hpp"
#include "platform/clock.hpp"
#include "platform/usb.hpp"

namespace okno::bridge {

// `keypad`: the one at this place of the description.
struct Missing {  // not found at the first look
    std::size_t keypad = 0;
};
struct Plugged {
    std::size_t keypad = 0;
};
struct Unplugged {
    std::size_t keypad = 0;
    std::string why;
};
struct Reported {
    std::size_t keypad = 0;
    std::vector<std::uint8_t> report;
};
// It is there and cannot be used; told once for each reason.
struct Unusable {
    std::size_t keypad = 0;
    std::string why;
};
// USB itself cannot be used; told once. It is tried again.
struct NoBus {
    std::string why;
};
using HotplugNews = std::variant<Missing, Plugged, Unplugged, Reported, Unusable, NoBus>;

// Whether a device is the one a description means, as far as that shows from outside (a serial number does
// not).
bool fits(const Keypad& keypad, const platform::UsbDevice& device);

class Hotplug {
  public:
    // `keypads` must outlive this.
    explicit Hotplug(const std::vector<Keypad>& keypads);

    std::vector<HotplugNews> work(platform::SteadyTime now);  // never blocks for long
    std::vector<platform::UsbWatched> watched() const;
    platform::SteadyTime next_work(platform::SteadyTime now) const;

  private:
    struct Place {
        std::unique_ptr<platform::UsbInput> input;  // empty: not plugged in
        platform::UsbDevice device;
        std::string told;  // why it could not be used
    };

    void read(std::vector<HotplugNews>& news);
    void look(platform::SteadyTime now, std::vector<HotplugNews>& news);
    void plug_in(std::size_t keypad, const std::vector<platform::UsbDevice>& devices,
                 std::vector<HotplugNews>& news);
    std::unique_ptr<platform::UsbInput> open(const Keypad& keypad, const platform::UsbDevice& device) const;
    bool taken(const platform::UsbDevice& device, const Keypad& keypad) const;
    bool somebody_missing() const;

    const std::vector<Keypad>& keypads_;
    std::vector<Place> places_;
    std::unique_ptr<platform::UsbHotplug> ears_;
    platform::SteadyTime next_look_{};  // the first: at once
    bool missing_told_ = false;
    bool bus_told_ = false;
};

}  // namespace okno::bridge
