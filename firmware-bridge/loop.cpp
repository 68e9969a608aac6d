#include "firmware-bridge/loop.hpp"

#include <algorithm>
#include <utility>

#include "firmware-bridge/hid_report.hpp"
#include "platform/log.hpp"
#include "platform/sockets.hpp"

namespace okno::bridge {

namespace {

constexpr std::chrono::seconds nap_at_most{10};

}  // namespace

Loop::Loop(const Config& config, Devices devices, alarm::GuardCompany company)
    : devices_(std::move(devices)),
      hotplug_(devices_),
      plates_(devices_.plates),
      relays_(devices_.relays),
      help_(config, std::move(company), context_),
      link_(context_, config.commands_endpoint, config.feed_endpoint,
            platform::read_identity(config.keys, config.name)),
      presence_({config.name}, hall::Condition::ready, protocol::bridge_reports_every),
      roll_({config.name}) {
    for (const Keypad& keypad : keypads_) {
        feedback_.emplace_back(keypad.lamps ? &*keypad.lamps : nullptr);
        filters_.emplace_back(keypad);
        panic_contacts_.emplace_back(keypad.panic.value_or(Panic{}).hold);
    }
}

void Loop::run(const platform::StopSignal& stop) {
    link_.follow();
    spdlog::info("The bridge watches the keypads. described={}", keypads_.size());
    platform::Instant now = platform::read_clock();
    while (!stop.raised()) {
        // Help first: what follows may have to do with a hall that is in trouble itself.
        for (const HotplugNews& news : hotplug_.work(now.steady))
            std::visit([&](const auto& what) { hear(what, now); }, news);
        for (std::size_t i = 0; i < panic_contacts_.size(); ++i)
            if (panic_contacts_[i].work(now.steady)) help_.press(keypads_[i], link_, now);
        help_.work(link_, now);
        close_relays(now);
        for (const protocol::News& news : link_.work(now)) hear(news, now);
        for (std::size_t i = 0; i < filters_.size(); ++i) act(i, filters_[i].work(now.steady), now);
        give_up(now);
        call_the_roll(now);
        light_lamps(now);
        plates_.work(hall_state(), now.steady);
        presence_.set(help_.works() ? hall::Condition::ready : hall::Condition::faulty);
        presence_.work(link_, now);
        wait(stop, now);
        now = platform::read_clock();
    }
    spdlog::info("Stopped.");
}

void Loop::wait(const platform::StopSignal& stop, platform::Instant now) {
    auto soonest = std::min({now.steady + nap_at_most, now.steady + link_.time_left(now),
                             now.steady + presence_.time_left(link_, now), hotplug_.next_work(now.steady)});
    for (const PressFilter& filter : filters_)
        soonest = std::min(soonest, filter.next_deadline().value_or(soonest));
    for (const Feedback& feedback : feedback_)
        soonest = std::min(soonest, feedback.next_deadline(now.steady).value_or(soonest));
    for (const PanicContact& contact : panic_contacts_)
        soonest = std::min(soonest, contact.next_deadline().value_or(soonest));
    soonest = std::min({soonest, plates_.next_work(now.steady), relays_.next_work(now.steady)});
    soonest = std::min({soonest, outbox_.next_deadline().value_or(soonest), help_.next_work(now)});
    std::vector<zmq::pollitem_t> items = link_.poll_items();
    items.push_back({nullptr, stop.descriptor(), ZMQ_POLLIN, 0});
    for (const zmq::pollitem_t& item : help_.poll_items()) items.push_back(item);
    for (const auto& usb : {hotplug_.watched(), plates_.watched(), relays_.watched()})
        for (const platform::UsbWatched& each : usb)
            items.push_back(
                {nullptr, each.descriptor,
                 static_cast<short>((each.to_read ? ZMQ_POLLIN : 0) | (each.to_write ? ZMQ_POLLOUT : 0)), 0});
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(soonest - now.steady);
    platform::wait(items, std::max(left, std::chrono::milliseconds{0}));
}

void Loop::hear(const protocol::News& news, platform::Instant now) {
    help_.hear(news, link_, now);
    if (const auto* answer = std::get_if<protocol::Answered>(&news)) {
        hear(*answer);
    } else if (std::holds_alternative<protocol::Resynchronised>(news)) {
        check_windows();
        roll_.forget();
    } else if (std::holds_alternative<protocol::LinkLost>(news)) {
        spdlog::warn(
            "The dispatcher is out of reach; keys pressed now have no effect unless it is back within {} s.",
            press_lives.count());
    } else if (std::holds_alternative<protocol::LinkRestored>(news)) {
        spdlog::info("The dispatcher is back.");
    }
}

void Loop::hear(const protocol::Answered& answer) {
    const auto press = outbox_.answered(answer.id);
    if (!press) return;
    const Keypad& keypad = keypads_[press->keypad];
    feedback_[press->keypad].answered(answer.result.has_value(), platform::read_clock().steady);
    if (answer.result)
        spdlog::info("The hall did as the key said. action={} window={}", to_string(press->action),
                     keypad.window.value);
    else
        spdlog::warn("The hall refused what the key said. action={} window={} code={}",
                     to_string(press->action), keypad.window.value, answer.result.error().code);
}

// A keypad for a window that is not there would only ever be refused: better said before somebody presses it.
void Loop::check_windows() {
    for (const Keypad& keypad : keypads_) {
        if (keypad.window == hall::WindowId{}) continue;  // a panic button
        if (hall::find(link_.state().plan, keypad.window)) continue;
        if (unknown_windows_.insert(keypad.window).second)
            spdlog::warn("The hall's plan has no such window as this keypad serves. keypad={} window={}",
                         keypad.name, keypad.window.value);
    }
    for (const Plate& plate : devices_.plates)
        if (!hall::find(link_.state().plan, plate.window) && unknown_windows_.insert(plate.window).second)
            spdlog::warn("The hall's plan has no such window as this plate hangs at. plate={} window={}",
                         plate.name, plate.window.value);
    for (const Keypad& keypad : keypads_)
        for (const Action& action : actions_of(keypad.layout))
            if (!hall_knows(link_.state().plan, action) && unknown_actions_.insert(action).second)
                spdlog::warn("The hall's plan does not know what this key names. keypad={} action={}",
                             keypad.name, to_string(action));
}

void Loop::hear(const Missing& missing, platform::Instant now) {
    const Keypad& keypad = keypads_[missing.part];
    cannot_call(missing.part, now);
    spdlog::info("The keypad is not plugged in. keypad={} window={}", keypad.name, keypad.window.value);
}

void Loop::hear(const Plugged& plugged, platform::Instant now) {
    const Keypad& keypad = keypads_[plugged.part];
    if (keypad.panic) help_.alive(keypad, now);
    bad_report_told_.erase(plugged.part);
    feedback_[plugged.part].plugged();
    spdlog::info("The keypad is plugged in. keypad={} window={}", keypad.name, keypad.window.value);
}

void Loop::hear(const Unplugged& unplugged, platform::Instant now) {
    const Keypad& keypad = keypads_[unplugged.part];
    if (panic_contacts_[unplugged.part].observe(false, now.steady)) help_.press(keypad, link_, now);
    cannot_call(unplugged.part, now);
    act(unplugged.part, filters_[unplugged.part].observe({}, now.steady), now);
    spdlog::warn("The keypad does not answer any more: {}. keypad={} window={}", unplugged.why, keypad.name,
                 keypad.window.value);
}

void Loop::hear(const Reported& reported, platform::Instant now) {
    const Keypad& keypad = keypads_[reported.part];
    auto down = pressed_actions(keypad.layout, reported.report);
    if (down) {
        const bool panic = down->erase(Action::panic) > 0;
        if (panic_contacts_[reported.part].observe(panic, now.steady)) help_.press(keypad, link_, now);
        return act(reported.part, filters_[reported.part].observe(*down, now.steady), now);
    }
    if (down.error() == ReportError::other_report || !bad_report_told_.insert(reported.part).second) return;
    spdlog::warn("The keypad sends what its description does not tell: {}. keypad={} bytes={}",
                 to_string(down.error()), keypad.name, reported.report.size());
}

void Loop::hear(const Unusable& unusable, platform::Instant now) {
    const Keypad& keypad = keypads_[unusable.part];
    cannot_call(unusable.part, now);
    spdlog::warn("The keypad is there but cannot be used: {}. keypad={} window={}", unusable.why, keypad.name,
                 keypad.window.value);
}

void Loop::hear(const NoBus& no_bus, platform::Instant now) {
    for (std::size_t i = 0; i < keypads_.size(); ++i) cannot_call(i, now);
    spdlog::warn("There is no USB here; the bridge goes on trying: {}", no_bus.why);
}

void Loop::hear(const TypesElsewhere& typing, platform::Instant) {
    spdlog::error("What is pressed on this keypad may be typed into another program, too: {}. keypad={}",
                  typing.why, keypads_[typing.part].name);
}

void Loop::hear(const LampsRefused& refused, platform::Instant now) {
    if (!feedback_[refused.part].refused(now.steady)) return;
    spdlog::warn("The keypad does not light its lamps; its keys go on working: {}. keypad={}", refused.why,
                 keypads_[refused.part].name);
}

void Loop::act(std::size_t place, const std::vector<FilterNews>& news, platform::Instant now) {
    const Keypad& keypad = keypads_[place];
    for (const FilterNews& each : news) {
        if (const auto* stuck = std::get_if<Stuck>(&each)) {
            spdlog::warn("A key has been held for {} s: does something lie on it? action={} keypad={}",
                         keypad.timing.stuck_after.count() / 1000, to_string(stuck->action), keypad.name);
            continue;
        }
        const Action action = std::get<Pressed>(each).action;
        spdlog::info("{} pressed at window {}. keypad={}", to_string(action), keypad.window.value,
                     keypad.name);
        outbox_.sent(link_.send(wish(action, keypad.window), now), {place, action, now.steady});
    }
}

void Loop::cannot_call(std::size_t place, platform::Instant now) {
    if (keypads_[place].panic) help_.dead(keypads_[place], now);
}

void Loop::call_the_roll(platform::Instant now) {
    for (std::size_t i = 0; i < keypads_.size(); ++i)
        roll_.set(keypads_[i].window == hall::WindowId{} ? "panic" : "keypad", keypads_[i].name,
                  hotplug_.condition(i));
    for (std::size_t i = 0; i < devices_.plates.size(); ++i)
        roll_.set("plate", devices_.plates[i].name, plates_.condition(i));
    for (std::size_t i = 0; i < devices_.relays.size(); ++i)
        roll_.set("relay", devices_.relays[i].name, relays_.condition(i));
    help_.tell_parts(roll_);
    if (!link_.synchronised()) return;
    for (const hall::ReportDevice& news : roll_.work(link_.state())) link_.send(news, now);
}

const hall::State* Loop::hall_state() const {
    return link_.connected() && link_.synchronised() ? &link_.state() : nullptr;
}

// Seen anew each turn, so a relay that was away is as it should be once it is back.
void Loop::close_relays(platform::Instant now) {
    const auto closed = [this](const Relay& relay) {
        return std::any_of(relay.zones.begin(), relay.zones.end(),
                           [this](int zone) { return help_.latched(zone); });
    };
    relays_.work(closed, now.steady);
}

void Loop::light_lamps(platform::Instant now) {
    const hall::State* const state = hall_state();
    for (std::size_t i = 0; i < keypads_.size(); ++i) {
        if (!keypads_[i].lamps || hotplug_.condition(i) != hall::Condition::ready) continue;
        const auto report = feedback_[i].work(signs_at(state, keypads_[i].window), now.steady);
        if (report) hotplug_.light(i, *report);
    }
}

void Loop::give_up(platform::Instant now) {
    for (const LatePress& late : outbox_.give_up(now.steady)) {
        link_.abandon(late.id);
        feedback_[late.press.keypad].answered(false, now.steady);
        spdlog::warn("The dispatcher did not answer in {} s; the press is forgotten. action={} window={}",
                     press_lives.count(), to_string(late.press.action),
                     keypads_[late.press.keypad].window.value);
    }
}

}  // namespace okno::bridge
