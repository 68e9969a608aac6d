#include "firmware-bridge/help_way.hpp"

#include <algorithm>
#include <utility>

#include "platform/log.hpp"

namespace okno::bridge {

namespace {

bool is_lost(const alarm::PathReport& path) {
    return path.condition == alarm::PathCondition::lost;
}

}  // namespace

HelpWay::HelpWay(const Config& config, alarm::GuardCompany company, zmq::context_t& context)
    : alarm_(std::move(company), config.alarms, platform::read_clock()), help_desk_({config.name}) {
    if (!config.page_calls.empty()) page_calls_.emplace(context, config.page_calls, config.keys, config.name);
}

// To the guard company first, by our own way; then to the hall, until it has answered.
void HelpWay::press(const Keypad& button, protocol::Link& link, platform::Instant now) {
    help_desk_.pressed(button.panic->zone, alarm_.raise(button.panic->zone, now), {}, now.steady);
    tell_hall(link, now);
    spdlog::warn("A panic button is pressed. button={} zone={}", button.name, button.panic->zone);
}

void HelpWay::dead(const Keypad& button, platform::Instant now) {
    buttons_.insert(button.name);
    dead_.insert(button.name);
    alarm_.unplugged(button.panic->zone, now);
    spdlog::error("NOBODY CAN CALL FOR HELP with this panic button. button={} zone={}", button.name,
                  button.panic->zone);
}

void HelpWay::alive(const Keypad& button, platform::Instant now) {
    buttons_.insert(button.name);
    dead_.erase(button.name);
    alarm_.plugged(button.panic->zone, now);
}

void HelpWay::work(protocol::Link& link, platform::Instant now) {
    hear_pages(now);
    alarm_.work(now);
    tell_hall(link, now);
}

void HelpWay::hear(const protocol::News& news, protocol::Link& link, platform::Instant now) {
    if (const auto* answer = std::get_if<protocol::Answered>(&news)) {
        if (help_desk_.answered(answer->id) && !answer->result)
            spdlog::error("The hall does not take what it is told of a call for help. code={}",
                          answer->result.error().code);
    } else if (const auto* followed = std::get_if<protocol::Followed>(&news)) {
        if (followed->entry.event) run_errands(help_desk_.hear(*followed->entry.event), now);
    } else if (std::holds_alternative<protocol::Resynchronised>(news)) {
        run_errands(help_desk_.compare(link.state(), alarm_.calls_for_help()), now);
    }
    tell_hall(link, now);
}

// A call from a page is a press like any other, and its answer says that it is on the disk.
void HelpWay::hear_pages(platform::Instant now) {
    if (!page_calls_) return;
    for (const PageCall& call : page_calls_->work()) {
        help_desk_.pressed(call.zone, alarm_.raise(call.zone, now), call.person, now.steady);
        page_calls_->accept(call);
        spdlog::warn("Somebody calls for help from a page. zone={}", call.zone);
    }
}

void HelpWay::tell_hall(protocol::Link& link, platform::Instant now) {
    for (const alarm::Event& event : alarm_.take_accepted()) help_desk_.accepted(event);
    run_errands(help_desk_.work(now.steady), now);
    if (const auto* news = help_desk_.next()) help_desk_.sent(link.send(news->wish, now, news->person));
}

void HelpWay::run_errands(const std::vector<Errand>& errands, platform::Instant now) {
    for (const Errand& errand : errands) std::visit([&](const auto& what) { run(what, now); }, errand);
}

void HelpWay::run(const Raise& errand, platform::Instant now) {
    help_desk_.passed_on(errand.zone, alarm_.raise(errand.zone, now));
    spdlog::warn("Somebody in the hall calls for help. zone={}", errand.zone);
}

void HelpWay::run(const Escalate& errand, platform::Instant now) {
    alarm_.escalate(errand.zone, now);
}

void HelpWay::run(const Restore& errand, platform::Instant now) {
    alarm_.restore(errand.zone, now);
}

void HelpWay::run(const Test&, platform::Instant now) {
    if (buttons_.empty() && alarm_.paths().empty()) return;  // it has no part in calls for help
    help_desk_.testing(alarm_.test(now), dead_.empty() && alarm_.disk_takes_alarms(), now.steady);
}

void HelpWay::tell_parts(Roll& roll) const {
    using hall::Condition;
    for (const alarm::PathReport& path : alarm_.paths())
        roll.set("receiver", path.receiver, is_lost(path) ? Condition::out_of_reach : Condition::ready);
    if (!alarm_.paths().empty())
        roll.set("alarms", "disk",
                 alarm_.disk_takes_alarms() && !alarm_.disk_is_full() ? Condition::ready : Condition::faulty);
}

std::vector<zmq::pollitem_t> HelpWay::poll_items() {
    std::vector<zmq::pollitem_t> items;
    if (page_calls_) items = page_calls_->poll_items();
    for (const alarm::Watched& each : alarm_.watched())
        items.push_back({nullptr, each.descriptor,
                         static_cast<short>(ZMQ_POLLIN | (each.to_write ? ZMQ_POLLOUT : 0)), 0});
    return items;
}

platform::SteadyTime HelpWay::next_work(platform::Instant now) const {
    const auto next = alarm_.next_work(now);
    return std::min(next, help_desk_.next_deadline().value_or(next));
}

bool HelpWay::works() const {
    const std::vector<alarm::PathReport> paths = alarm_.paths();
    return paths.empty() ||
           (dead_.empty() && alarm_.disk_takes_alarms() && std::none_of(paths.begin(), paths.end(), is_lost));
}

}  // namespace okno::bridge
