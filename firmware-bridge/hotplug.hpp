// The keypads of the description, as they come and go on the USB bus: takes them from the kernel, reads their
// reports, lights their lamps. Thread-bound. Knows no windows and no presses.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include "firmware-bridge/devices.hpp"
#include "firmware-bridge/finder.hpp"
#include "hall/device.hpp"

namespace okno::bridge {

struct Reported {
    std::size_t part = 0;
    std::vector<std::uint8_t> report;
};
// A further interface of it could not be had: what it sends there may be typed into something else.
struct TypesElsewhere {
    std::size_t part = 0;
    std::string why;
};
struct LampsRefused {
    std::size_t part = 0;
    std::string why;
};
using HotplugNews =
    std::variant<Missing, Plugged, Unplugged, Reported, Unusable, NoBus, TypesElsewhere, LampsRefused>;

class Hotplug {
  public:
    // `devices` must outlive this.
    explicit Hotplug(const Devices& devices);

    std::vector<HotplugNews> work(platform::SteadyTime now);  // never blocks for long
    // An output report of the keypad; nothing happens when it is not plugged in.
    void light(std::size_t keypad, const std::vector<std::uint8_t>& report);
    hall::Condition condition(std::size_t keypad) const;  // ready, out_of_reach or faulty

    std::vector<platform::UsbWatched> watched() const { return finder_.watched(); }
    platform::SteadyTime next_work(platform::SteadyTime now) const;

  private:
    std::unique_ptr<platform::UsbInput> open(std::size_t keypad, const platform::UsbDevice& device);

    const Devices& devices_;
    Finder<platform::UsbInput> finder_;
    std::vector<TypesElsewhere> elsewhere_;  // not told yet
};

}  // namespace okno::bridge
