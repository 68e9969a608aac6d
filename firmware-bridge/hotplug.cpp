#include "firmware-bridge/hotplug.hpp"

#include <algorithm>
#include <utility>

namespace okno::bridge {

namespace {

using namespace std::chrono_literals;
using platform::SteadyTime;
using platform::UsbDevice;
using platform::UsbError;
using platform::UsbInput;

constexpr auto look_again_after = 1s;
constexpr auto try_bus_again_after = 10s;
constexpr auto rest = 1h;  // nothing to look for

// HID 1.11, 7.2.
constexpr std::uint8_t set_idle = 0x0a;
constexpr std::uint16_t only_when_changed = 0;
constexpr std::uint8_t set_protocol = 0x0b;
constexpr std::uint16_t boot_protocol = 0;

}  // namespace

bool fits(const Keypad& keypad, const UsbDevice& device) {
    return device.vendor == keypad.vendor && device.product == keypad.product &&
           (!keypad.port || device.port == *keypad.port);
}

Hotplug::Hotplug(const std::vector<Keypad>& keypads) : keypads_(keypads), places_(keypads.size()) {}

std::vector<HotplugNews> Hotplug::work(SteadyTime now) {
    std::vector<HotplugNews> news;
    read(news);
    const bool changed = ears_ && ears_->changed();
    if (somebody_missing() && (changed || now >= next_look_)) look(now, news);
    return news;
}

void Hotplug::read(std::vector<HotplugNews>& news) {
    for (std::size_t i = 0; i < places_.size(); ++i) {
        Place& place = places_[i];
        if (!place.input) continue;
        place.input->work();
        for (std::vector<std::uint8_t>& report : place.input->take_reports())
            news.emplace_back(Reported{i, std::move(report)});
        if (!place.input->gone()) continue;
        news.emplace_back(Unplugged{i, place.input->why()});
        place = {};
    }
}

void Hotplug::look(SteadyTime now, std::vector<HotplugNews>& news) {
    next_look_ = now + look_again_after;
    try {
        if (!ears_) ears_ = std::make_unique<platform::UsbHotplug>();
        const std::vector<UsbDevice> devices = platform::list_usb_devices();
        bus_told_ = false;
        for (std::size_t i = 0; i < places_.size(); ++i)
            if (!places_[i].input) plug_in(i, devices, news);
        if (std::exchange(missing_told_, true)) return;
        for (std::size_t i = 0; i < places_.size(); ++i)
            if (!places_[i].input && places_[i].told.empty()) news.emplace_back(Missing{i});
    } catch (const UsbError& error) {
        next_look_ = now + try_bus_again_after;
        if (!std::exchange(bus_told_, true)) news.emplace_back(NoBus{error.what()});
    }
}

void Hotplug::plug_in(std::size_t keypad, const std::vector<UsbDevice>& devices,
                      std::vector<HotplugNews>& news) {
    Place& place = places_[keypad];
    for (const UsbDevice& device : devices) {
        if (!fits(keypads_[keypad], device) || taken(device, keypads_[keypad])) continue;
        try {
            place.input = open(keypads_[keypad], device);
            if (!place.input) continue;
            place.device = device;
            place.told.clear();
            news.emplace_back(Plugged{keypad});
            return;
        } catch (const UsbError& error) {
            if (std::exchange(place.told, error.what()) != error.what())
                news.emplace_back(Unusable{keypad, error.what()});
        }
    }
}

// Empty: another one of the same make.
std::unique_ptr<UsbInput> Hotplug::open(const Keypad& keypad, const UsbDevice& device) const {
    auto input = std::make_unique<UsbInput>(device);
    if (keypad.serial && input->serial() != *keypad.serial) return nullptr;
    input->claim(keypad.interface);
    // A keyboard may have a report format of its own until it is told to speak the simple one.
    if (std::holds_alternative<KeyboardKeys>(keypad.layout) && input->is_boot_keyboard())
        input->request(set_protocol, boot_protocol);
    input->request(set_idle, only_when_changed);
    input->start();
    return input;
}

bool Hotplug::taken(const UsbDevice& device, const Keypad& keypad) const {
    for (std::size_t i = 0; i < places_.size(); ++i)
        if (places_[i].input && places_[i].device == device && keypads_[i].interface == keypad.interface)
            return true;
    return false;
}

bool Hotplug::somebody_missing() const {
    return std::any_of(places_.begin(), places_.end(), [](const Place& place) { return !place.input; });
}

std::vector<platform::UsbWatched> Hotplug::watched() const {
    std::vector<platform::UsbWatched> watched;
    const auto add = [&](const std::vector<platform::UsbWatched>& more) {
        watched.insert(watched.end(), more.begin(), more.end());
    };
    if (ears_) add(ears_->watched());
    for (const Place& place : places_)
        if (place.input) add(place.input->watched());
    return watched;
}

SteadyTime Hotplug::next_work(SteadyTime now) const {
    SteadyTime next = somebody_missing() ? next_look_ : now + rest;
    for (const Place& place : places_)
        if (const auto left = place.input ? place.input->time_left() : std::nullopt)
            next = std::min(next, now + *left);
    return next;
}

}  // namespace okno::bridge
