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

Loop::Loop(const Config& config, std::vector<Keypad> keypads, alarm::GuardCompany company)
    : keypads_(std::move(keypads)),
      alarm_(std::move(company), config.alarms, platform::read_clock()),
      hotplug_(keypads_),
      link_(context_, config.commands_endpoint, config.feed_endpoint,
            platform::read_identity(config.keys, config.name)),
      presence_({config.name}, hall::Condition::ready, protocol::bridge_reports_every),
      help_desk_({config.name}),
      roll_({config.name}) {
    if (!config.page_calls.empty())
        page_calls_.emplace(context_, config.page_calls, config.keys, config.name);
    for (const Keypad& keypad : keypads_) {
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
            if (panic_contacts_[i].work(now.steady)) call_for_help(i, now);
        hear_pages(now);
        alarm_.work(now);
        for (const protocol::News& news : link_.work(now)) hear(news, now);
        for (std::size_t i = 0; i < filters_.size(); ++i) act(i, filters_[i].work(now.steady), now);
        give_up(now);
        tell_hall(now);
        presence_.set(help_can_be_called() ? hall::Condition::ready : hall::Condition::faulty);
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
    for (const PanicContact& contact : panic_contacts_)
        soonest = std::min(soonest, contact.next_deadline().value_or(soonest));
    soonest = std::min({soonest, outbox_.next_deadline().value_or(soonest),
                        help_desk_.next_deadline().value_or(soonest), alarm_.next_work(now)});
    std::vector<zmq::pollitem_t> items = link_.poll_items();
    items.push_back({nullptr, stop.descriptor(), ZMQ_POLLIN, 0});
    if (page_calls_)
        for (const zmq::pollitem_t& item : page_calls_->poll_items()) items.push_back(item);
    for (const platform::UsbWatched& each : hotplug_.watched())
        items.push_back(
            {nullptr, each.descriptor,
             static_cast<short>((each.to_read ? ZMQ_POLLIN : 0) | (each.to_write ? ZMQ_POLLOUT : 0)), 0});
    for (const alarm::Watched& each : alarm_.watched())
        items.push_back({nullptr, each.descriptor,
                         static_cast<short>(ZMQ_POLLIN | (each.to_write ? ZMQ_POLLOUT : 0)), 0});
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(soonest - now.steady);
    platform::wait(items, std::max(left, std::chrono::milliseconds{0}));
}

void Loop::hear(const protocol::News& news, platform::Instant now) {
    if (const auto* answer = std::get_if<protocol::Answered>(&news)) {
        hear(*answer);
    } else if (const auto* followed = std::get_if<protocol::Followed>(&news)) {
        if (followed->entry.event) run_errands(help_desk_.hear(*followed->entry.event), now);
    } else if (std::holds_alternative<protocol::Resynchronised>(news)) {
        check_windows();
        roll_.forget();
        run_errands(help_desk_.compare(link_.state(), alarm_.calls_for_help()), now);
    } else if (std::holds_alternative<protocol::LinkLost>(news)) {
        spdlog::warn(
            "The dispatcher is out of reach; keys pressed now have no effect unless it is back within {} s.",
            press_lives.count());
    } else if (std::holds_alternative<protocol::LinkRestored>(news)) {
        spdlog::info("The dispatcher is back.");
    }
}

void Loop::hear(const protocol::Answered& answer) {
    if (help_desk_.answered(answer.id)) {
        if (!answer.result)
            spdlog::error("The hall does not take what it is told of a call for help. code={}",
                          answer.result.error().code);
        return;
    }
    const auto press = outbox_.answered(answer.id);
    if (!press) return;
    const Keypad& keypad = keypads_[press->keypad];
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
}

void Loop::hear(const Missing& missing, platform::Instant now) {
    const Keypad& keypad = keypads_[missing.keypad];
    cannot_call(missing.keypad, now);
    report(missing.keypad, hall::Condition::out_of_reach);
    spdlog::info("The keypad is not plugged in. keypad={} window={}", keypad.name, keypad.window.value);
}

void Loop::hear(const Plugged& plugged, platform::Instant now) {
    const Keypad& keypad = keypads_[plugged.keypad];
    dead_buttons_.erase(plugged.keypad);
    report(plugged.keypad, hall::Condition::ready);
    if (keypad.panic) alarm_.plugged(keypad.panic->zone, now);
    bad_report_told_.erase(plugged.keypad);
    spdlog::info("The keypad is plugged in. keypad={} window={}", keypad.name, keypad.window.value);
}

void Loop::hear(const Unplugged& unplugged, platform::Instant now) {
    const Keypad& keypad = keypads_[unplugged.keypad];
    cannot_call(unplugged.keypad, now);
    report(unplugged.keypad, hall::Condition::out_of_reach);
    panic_contacts_[unplugged.keypad].observe(false, now.steady);
    act(unplugged.keypad, filters_[unplugged.keypad].observe({}, now.steady), now);
    spdlog::warn("The keypad does not answer any more: {}. keypad={} window={}", unplugged.why, keypad.name,
                 keypad.window.value);
}

void Loop::hear(const Reported& reported, platform::Instant now) {
    const Keypad& keypad = keypads_[reported.keypad];
    auto down = pressed_actions(keypad.layout, reported.report);
    if (down) {
        const bool panic = down->erase(Action::panic) > 0;
        if (panic_contacts_[reported.keypad].observe(panic, now.steady)) call_for_help(reported.keypad, now);
        return act(reported.keypad, filters_[reported.keypad].observe(*down, now.steady), now);
    }
    if (down.error() == ReportError::other_report || !bad_report_told_.insert(reported.keypad).second) return;
    spdlog::warn("The keypad sends what its description does not tell: {}. keypad={} bytes={}",
                 to_string(down.error()), keypad.name, reported.report.size());
}

void Loop::hear(const Unusable& unusable, platform::Instant now) {
    const Keypad& keypad = keypads_[unusable.keypad];
    cannot_call(unusable.keypad, now);
    report(unusable.keypad, hall::Condition::faulty);
    spdlog::warn("The keypad is there but cannot be used: {}. keypad={} window={}", unusable.why, keypad.name,
                 keypad.window.value);
}

void Loop::hear(const NoBus& no_bus, platform::Instant now) {
    for (std::size_t i = 0; i < keypads_.size(); ++i) {
        cannot_call(i, now);
        report(i, hall::Condition::out_of_reach);
    }
    spdlog::warn("There is no USB here; the bridge goes on trying: {}", no_bus.why);
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

// To the guard company first, by our own way; then to the hall, until it has answered.
void Loop::call_for_help(std::size_t place, platform::Instant now) {
    const Keypad& button = keypads_[place];
    if (!button.panic) return;
    help_desk_.pressed(button.panic->zone, alarm_.raise(button.panic->zone, now), {});
    tell_hall(now);
    spdlog::warn("A panic button is pressed. button={} zone={}", button.name, button.panic->zone);
}

// A call from a page is a press like any other, and its answer says that it is on the disk.
void Loop::hear_pages(platform::Instant now) {
    if (!page_calls_) return;
    for (const PageCall& call : page_calls_->work()) {
        help_desk_.pressed(call.zone, alarm_.raise(call.zone, now), call.person);
        page_calls_->accept(call);
        tell_hall(now);
        spdlog::warn("Somebody calls for help from a page. zone={}", call.zone);
    }
}

void Loop::run_errands(const std::vector<Errand>& errands, platform::Instant now) {
    for (const Errand& errand : errands) std::visit([&](const auto& what) { run(what, now); }, errand);
}

void Loop::run(const Raise& errand, platform::Instant now) {
    spdlog::warn("Somebody in the hall calls for help. zone={}", errand.zone);
    help_desk_.passed_on(errand.zone, alarm_.raise(errand.zone, now));
}

void Loop::run(const Escalate& errand, platform::Instant now) {
    alarm_.escalate(errand.zone, now);
}

void Loop::run(const Restore& errand, platform::Instant now) {
    alarm_.restore(errand.zone, now);
}

void Loop::run(const Test&, platform::Instant now) {
    const bool has_button = std::any_of(keypads_.begin(), keypads_.end(),
                                        [](const Keypad& keypad) { return keypad.panic.has_value(); });
    if (!has_button && alarm_.paths().empty()) return;  // it has no part in calls for help
    help_desk_.testing(alarm_.test(now), dead_buttons_.empty(), now.steady);
}

void Loop::tell_hall(platform::Instant now) {
    for (const alarm::Event& event : alarm_.take_accepted()) help_desk_.accepted(event);
    help_desk_.work(now.steady);
    if (const auto* news = help_desk_.next()) help_desk_.sent(link_.send(news->wish, now, news->person));
    for (const alarm::PathReport& path : alarm_.paths())
        roll_.set("receiver", path.receiver,
                  path.condition == alarm::PathCondition::lost ? hall::Condition::out_of_reach
                                                               : hall::Condition::ready);
    if (!link_.synchronised()) return;
    for (const hall::ReportDevice& news : roll_.work(link_.state())) link_.send(news, now);
}

void Loop::report(std::size_t place, hall::Condition condition) {
    const Keypad& keypad = keypads_[place];
    roll_.set(keypad.window == hall::WindowId{} ? "panic" : "keypad", keypad.name, condition);
}

void Loop::cannot_call(std::size_t place, platform::Instant now) {
    const Keypad& button = keypads_[place];
    if (!button.panic) return;
    spdlog::error("NOBODY CAN CALL FOR HELP with this panic button. button={} zone={}", button.name,
                  button.panic->zone);
    dead_buttons_.insert(place);
    alarm_.unplugged(button.panic->zone, now);
}

// A fault that could stop an alarm is a fault of the bridge: the hall's staff sees it before it opens.
// Without a guard company there is nothing that could be stopped.
bool Loop::help_can_be_called() const {
    const std::vector<alarm::PathReport> paths = alarm_.paths();
    const auto lost = [](const auto& path) { return path.condition == alarm::PathCondition::lost; };
    return paths.empty() || (dead_buttons_.empty() && std::none_of(paths.begin(), paths.end(), lost));
}

void Loop::give_up(platform::Instant now) {
    for (const LatePress& late : outbox_.give_up(now.steady)) {
        link_.abandon(late.id);
        spdlog::warn("The dispatcher did not answer in {} s; the press is forgotten. action={} window={}",
                     press_lives.count(), to_string(late.press.action),
                     keypads_[late.press.keypad].window.value);
    }
}

}  // namespace okno::bridge
