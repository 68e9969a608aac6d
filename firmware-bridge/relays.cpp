#include "firmware-bridge/relays.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

#include "platform/log.hpp"

namespace okno::bridge {

namespace {

using platform::SteadyTime;
using platform::UsbDevice;

// A relay that lost its power for a moment has opened by itself: it is told again and again.
constexpr std::chrono::seconds told_every{2};
constexpr std::chrono::seconds deaf_after{2};
constexpr std::chrono::seconds pause_at_most{5};  // it is part of the way of an alarm

std::vector<DeviceAddress> addresses(const std::vector<Relay>& relays) {
    std::vector<DeviceAddress> found;
    for (const Relay& relay : relays) found.push_back(relay.device);
    return found;
}

std::unique_ptr<BytePort> open(const Relay& relay, const UsbDevice& device) {
    if (relay.kind == RelayKind::ch340_serial)
        return open_serial_port(device, relay.device, SerialKind::ch34x, serial_relay_baud);
    return open_hid_port(device, relay.device, platform::HidReport::feature, hid_relay_report_bytes);
}

}  // namespace

Relays::Relays(const std::vector<Relay>& relays)
    : relays_(relays),
      finder_(
          addresses(relays),
          [this](std::size_t relay, const UsbDevice& device) { return open(relays_[relay], device); },
          pause_at_most),
      places_(relays.size()) {}

void Relays::look(SteadyTime now) {
    finder_.work_ports();
    for (const FinderNews& news : finder_.work(now)) {
        if (const auto* plugged = std::get_if<Plugged>(&news)) {
            Place& place = places_[plugged->part];
            place = {{}, {}, {}, place.deaf};
            if (!place.deaf) spdlog::info("The relay is plugged in. relay={}", relays_[plugged->part].name);
        } else if (const auto* unplugged = std::get_if<Unplugged>(&news)) {
            places_[unplugged->part].deaf = false;
            spdlog::error("THE RELAY CANNOT TELL ANY ALARM: {}. relay={}", unplugged->why,
                          relays_[unplugged->part].name);
        } else if (const auto* missing = std::get_if<Missing>(&news)) {
            spdlog::error("THE RELAY CANNOT TELL ANY ALARM: it is not plugged in. relay={}",
                          relays_[missing->part].name);
        } else if (const auto* unusable = std::get_if<Unusable>(&news)) {
            spdlog::error("THE RELAY CANNOT TELL ANY ALARM: {}. relay={}", unusable->why,
                          relays_[unusable->part].name);
        } else {
            spdlog::error("There is no USB here for the relays; the bridge goes on trying: {}",
                          std::get<NoBus>(news).why);
        }
    }
}

void Relays::keep(std::size_t i, bool closed, SteadyTime now) {
    BytePort* const port = finder_.port(i);
    if (!port) return;
    Place& place = places_[i];
    port->take_received();  // nothing it says has a meaning
    if (const std::string why = port->take_refusal(); !why.empty()) return fail(i, why, now);
    if (port->unsent() > 0) {
        if (!place.unsent_since) place.unsent_since = now;
        if (now - *place.unsent_since >= deaf_after) fail(i, "it takes no bytes", now);
        return;
    }
    place.unsent_since.reset();
    if (place.told && std::exchange(place.deaf, false))
        spdlog::info("The relay does as it is told again. relay={}", relays_[i].name);
    if (place.told == closed && now < place.tell_again) return;
    if (place.told.value_or(false) != closed)
        spdlog::info("The relay {}. relay={}", closed ? "closes" : "opens", relays_[i].name);
    port->send(relay_bytes(relays_[i], closed));
    place.told = closed;
    place.tell_again = now + told_every;
}

// Opened anew at the next look.
void Relays::fail(std::size_t i, const std::string& why, SteadyTime now) {
    if (!std::exchange(places_[i].deaf, true))
        spdlog::error("THE RELAY CANNOT TELL ANY ALARM: {}. relay={}", why, relays_[i].name);
    places_[i] = {{}, {}, {}, true};
    finder_.drop(i, now);
}

SteadyTime Relays::next_work(SteadyTime now) const {
    SteadyTime next = finder_.next_work(now);
    for (std::size_t i = 0; i < places_.size(); ++i) {
        if (!finder_.port(i)) continue;
        const Place& place = places_[i];
        next = std::min(next, place.unsent_since ? *place.unsent_since + deaf_after : place.tell_again);
    }
    return next;
}

hall::Condition Relays::condition(std::size_t relay) const {
    if (finder_.unusable(relay) || places_[relay].deaf) return hall::Condition::faulty;
    return finder_.port(relay) ? hall::Condition::ready : hall::Condition::out_of_reach;
}

}  // namespace okno::bridge
