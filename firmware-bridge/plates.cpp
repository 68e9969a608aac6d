#include "firmware-bridge/plates.hpp"

#include <algorithm>

#include "platform/log.hpp"

namespace okno::bridge {

namespace {

using platform::SteadyTime;
using platform::UsbDevice;

constexpr std::chrono::seconds pause_at_most{30};

std::vector<DeviceAddress> addresses(const std::vector<Plate>& plates) {
    std::vector<DeviceAddress> found;
    for (const Plate& plate : plates) found.push_back(plate.device);
    return found;
}

std::unique_ptr<BytePort> open(const Plate& plate, const UsbDevice& device) {
    switch (plate.kind) {
        case PlateKind::cdc_acm:
            return open_serial_port(device, plate.device, SerialKind::cdc_acm, plate.baud);
        case PlateKind::ch34x:
            return open_serial_port(device, plate.device, SerialKind::ch34x, plate.baud);
        case PlateKind::hid:
            break;
    }
    return open_hid_port(device, plate.device, platform::HidReport::output, plate_report_bytes);
}

}  // namespace

Plates::Plates(const std::vector<Plate>& plates)
    : plates_(plates),
      finder_(
          addresses(plates),
          [this](std::size_t plate, const UsbDevice& device) { return open(plates_[plate], device); },
          pause_at_most) {
    for (const Plate& plate : plates) places_.push_back({PlateModel{plate.window}, {}, PlateState::untried});
}

void Plates::work(const hall::State* state, SteadyTime now) {
    if (plates_.empty()) return;
    finder_.work_ports();
    for (const FinderNews& news : finder_.work(now)) hear(news, now);
    for (std::size_t i = 0; i < places_.size(); ++i) converse(i, state, now);
}

void Plates::hear(const FinderNews& news, SteadyTime now) {
    if (const auto* plugged = std::get_if<Plugged>(&news))
        return places_[plugged->part].dialogue.plugged(now);
    if (const auto* unplugged = std::get_if<Unplugged>(&news)) {
        spdlog::warn("The plate has gone: {}. plate={} window={}", unplugged->why,
                     plates_[unplugged->part].name, plates_[unplugged->part].window.value);
        places_[unplugged->part].dialogue.unplugged();
        places_[unplugged->part].told = PlateState::absent;
    } else if (const auto* missing = std::get_if<Missing>(&news)) {
        spdlog::info("The plate is not plugged in. plate={} window={}", plates_[missing->part].name,
                     plates_[missing->part].window.value);
        places_[missing->part].told = PlateState::absent;
    } else if (const auto* unusable = std::get_if<Unusable>(&news)) {
        spdlog::warn("The plate is there but cannot be used: {}. plate={} window={}", unusable->why,
                     plates_[unusable->part].name, plates_[unusable->part].window.value);
    } else {
        spdlog::warn("There is no USB here for the plates; the bridge goes on trying: {}",
                     std::get<NoBus>(news).why);
    }
}

void Plates::converse(std::size_t i, const hall::State* state, SteadyTime now) {
    Place& place = places_[i];
    const PlateFace face = place.model.look(state, now);
    BytePort* const port = finder_.port(i);
    if (!port) return;
    place.dialogue.hear(port->take_received(), now);
    port->take_refusal();  // no answer will come, and that is told
    const auto order = place.dialogue.work(face, plates_[i].brightness, port->unsent(), now);
    if (order) port->send(*order);
    if (place.dialogue.must_be_opened_anew(now)) finder_.drop(i, now);
    tell_state(i);
}

// Once for each way in which it does not work, and once when it does.
void Plates::tell_state(std::size_t i) {
    Place& place = places_[i];
    const PlateState state = place.dialogue.state();
    if (state == PlateState::untried || std::exchange(place.told, state) == state) return;
    const auto level = state == PlateState::ready ? spdlog::level::info : spdlog::level::warn;
    spdlog::log(level, "The window's plate: {}. plate={} window={}", to_string(state), plates_[i].name,
                plates_[i].window.value);
}

SteadyTime Plates::next_work(SteadyTime now) const {
    SteadyTime next = finder_.next_work(now);
    for (std::size_t i = 0; i < places_.size(); ++i) {
        if (!finder_.port(i)) continue;
        next = std::min(next, places_[i].dialogue.next_deadline().value_or(next));
        next = std::min(next, places_[i].model.next_deadline().value_or(next));
    }
    return next;
}

hall::Condition Plates::condition(std::size_t plate) const {
    return finder_.unusable(plate) ? hall::Condition::faulty : condition_of(state(plate));
}

}  // namespace okno::bridge
