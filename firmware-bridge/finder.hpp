// Finds the devices of some descriptions on the USB bus, keeps what was opened, and finds them again after a
// plug was pulled. Hears of changes by hot-plug events and looks for what is missing itself each second, for
// systems without udev. Thread-bound. Knows no device from the inside: how one is opened is told to it.
// A device that is there and does not work may take its time to say so, and a call for help must not wait for
// it: it is tried more and more seldom, until it is plugged in anew.
#pragma once

#include <algorithm>
#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "firmware-bridge/device_address.hpp"
#include "platform/clock.hpp"
#include "platform/usb.hpp"

namespace okno::bridge {

// `part`: the one at this place of the descriptions.
struct Missing {  // not found at the first look
    std::size_t part = 0;
};
struct Plugged {
    std::size_t part = 0;
};
struct Unplugged {
    std::size_t part = 0;
    std::string why;
};
// It is there and cannot be used; told once for each reason.
struct Unusable {
    std::size_t part = 0;
    std::string why;
};
// USB itself cannot be used; told once. It is tried again.
struct NoBus {
    std::string why;
};
using FinderNews = std::variant<Missing, Plugged, Unplugged, Unusable, NoBus>;

// A Port is worked, polled and may be gone: `work`, `watched`, `time_left`, `gone`, `why`.
template <class Port>
class Finder {
  public:
    // Empty: another device of the same make. Throws platform::UsbError when it cannot be used.
    using Open = std::function<std::unique_ptr<Port>(std::size_t part, const platform::UsbDevice& device)>;

    // `pause_at_most`: how seldom a device that does not work is tried again, in the end.
    Finder(std::vector<DeviceAddress> addresses, Open open, std::chrono::seconds pause_at_most)
        : open_(std::move(open)), pause_at_most_(pause_at_most) {
        for (DeviceAddress& address : addresses) {
            Place place;
            place.address = std::move(address);
            places_.push_back(std::move(place));
        }
    }

    // Moves bytes; never blocks.
    void work_ports() {
        for (Place& place : places_)
            if (place.port) place.port->work();
    }
    // Lets go of what has gone and looks for what is missing, when it is time.
    std::vector<FinderNews> work(platform::SteadyTime now) {
        std::vector<FinderNews> news;
        for (std::size_t i = 0; i < places_.size(); ++i)
            if (places_[i].port && places_[i].port->gone()) {
                news.emplace_back(Unplugged{i, places_[i].port->why()});
                places_[i].port.reset();
            }
        const bool changed = ears_ && ears_->changed();
        if (somebody_missing() && (changed || now >= next_look_)) look(now, news);
        return news;
    }
    // Lets go of a device that does not do what it should; it is taken again after a pause.
    void drop(std::size_t part, platform::SteadyTime now) {
        places_[part].port.reset();
        hold_off(places_[part], now);
    }

    std::size_t size() const { return places_.size(); }
    Port* port(std::size_t part) const { return places_[part].port.get(); }  // null: not there
    bool unusable(std::size_t part) const { return !places_[part].port && !places_[part].told.empty(); }

    std::vector<platform::UsbWatched> watched() const {
        std::vector<platform::UsbWatched> watched;
        const auto add = [&](const std::vector<platform::UsbWatched>& more) {
            watched.insert(watched.end(), more.begin(), more.end());
        };
        if (ears_) add(ears_->watched());
        for (const Place& place : places_)
            if (place.port) add(place.port->watched());
        return watched;
    }
    platform::SteadyTime next_work(platform::SteadyTime now) const {
        platform::SteadyTime next = somebody_missing() ? next_look_ : now + rest;
        for (const Place& place : places_)
            if (const auto left = place.port ? place.port->time_left() : std::nullopt)
                next = std::min(next, now + *left);
        return next;
    }

  private:
    static constexpr std::chrono::seconds look_again_after{1};
    static constexpr std::chrono::seconds try_bus_again_after{10};
    static constexpr std::chrono::hours rest{1};  // nothing to look for

    struct Place {
        DeviceAddress address;
        std::unique_ptr<Port> port;  // empty: not plugged in
        platform::UsbDevice device;
        std::string told;  // why it could not be used
        std::chrono::seconds pause = look_again_after;
        platform::SteadyTime not_before{};
    };

    void look(platform::SteadyTime now, std::vector<FinderNews>& news) {
        next_look_ = now + look_again_after;
        try {
            if (!ears_) ears_ = std::make_unique<platform::UsbHotplug>();
            const std::vector<platform::UsbDevice> devices = platform::list_usb_devices();
            bus_told_ = false;
            for (std::size_t i = 0; i < places_.size(); ++i)
                if (!places_[i].port) plug_in(i, devices, now, news);
            if (std::exchange(missing_told_, true)) return;
            for (std::size_t i = 0; i < places_.size(); ++i)
                if (!places_[i].port && places_[i].told.empty()) news.emplace_back(Missing{i});
        } catch (const platform::UsbError& error) {
            next_look_ = now + try_bus_again_after;
            if (!std::exchange(bus_told_, true)) news.emplace_back(NoBus{error.what()});
        }
    }

    void plug_in(std::size_t part, const std::vector<platform::UsbDevice>& devices, platform::SteadyTime now,
                 std::vector<FinderNews>& news) {
        Place& place = places_[part];
        bool there = false;
        for (const platform::UsbDevice& device : devices) {
            if (!fits(place.address, device) || taken(device, place.address)) continue;
            there = true;
            if (now < place.not_before) continue;
            try {
                place.port = open_(part, device);
                if (!place.port) continue;
                place.device = device;
                place.told.clear();
                news.emplace_back(Plugged{part});
                return;
            } catch (const platform::UsbError& error) {
                hold_off(place, now);
                if (std::exchange(place.told, error.what()) != error.what())
                    news.emplace_back(Unusable{part, error.what()});
            }
        }
        if (there) return;
        place.told.clear();
        place.pause = look_again_after;
        place.not_before = {};
    }

    void hold_off(Place& place, platform::SteadyTime now) const {
        place.not_before = now + place.pause;
        place.pause = std::min(2 * place.pause, pause_at_most_);
    }

    bool taken(const platform::UsbDevice& device, const DeviceAddress& address) const {
        return std::any_of(places_.begin(), places_.end(), [&](const Place& place) {
            return place.port && place.device == device && place.address.interface == address.interface;
        });
    }
    bool somebody_missing() const {
        return std::any_of(places_.begin(), places_.end(), [](const Place& place) { return !place.port; });
    }

    std::vector<Place> places_;
    Open open_;
    std::chrono::seconds pause_at_most_;
    std::unique_ptr<platform::UsbHotplug> ears_;
    platform::SteadyTime next_look_{};  // the first: at once
    bool missing_told_ = false;
    bool bus_told_ = false;
};

}  // namespace okno::bridge
