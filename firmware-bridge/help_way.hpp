// The whole way of a call for help through the bridge: from its buttons, the consoles' pages and the hall to
// the guard company, and back to the hall. Put together of the alarm path (alarm/), the line of the pages and
// the help desk, which decides who is to be told what. The loop gives it its turn and its link.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>
#include <zmq.hpp>

#include "alarm/alarm_path.hpp"
#include "firmware-bridge/config.hpp"
#include "firmware-bridge/help_desk.hpp"
#include "firmware-bridge/keypad.hpp"
#include "firmware-bridge/page_calls.hpp"
#include "firmware-bridge/roll.hpp"
#include "protocol/link.hpp"

namespace okno::bridge {

class HelpWay {
  public:
    // Throws what AlarmPath and PageCalls throw. `context` must outlive it.
    HelpWay(const Config& config, alarm::GuardCompany company, zmq::context_t& context);

    // A keypad or button that has a zone.
    void press(const Keypad& button, protocol::Link& link, platform::Instant now);
    void dead(const Keypad& button, platform::Instant now);
    void alive(const Keypad& button, platform::Instant now);

    // Once a turn, before anything that has to do with the visitors: a hall in trouble must not hold it up.
    void work(protocol::Link& link, platform::Instant now);
    void hear(const protocol::News& news, protocol::Link& link, platform::Instant now);
    void tell_parts(Roll& roll) const;

    std::vector<zmq::pollitem_t> poll_items();
    platform::SteadyTime next_work(platform::Instant now) const;

    bool latched(int zone) const { return alarm_.latched(zone); }
    // A fault that could stop an alarm is a fault of the bridge: the hall's staff sees it before it opens.
    // Without a guard company there is nothing that could be stopped.
    bool works() const;

  private:
    void hear_pages(platform::Instant now);
    void tell_hall(protocol::Link& link, platform::Instant now);
    void run_errands(const std::vector<Errand>& errands, platform::Instant now);
    void run(const Raise& errand, platform::Instant now);
    void run(const Escalate& errand, platform::Instant now);
    void run(const Restore& errand, platform::Instant now);
    void run(const Test& errand, platform::Instant now);

    alarm::AlarmPath alarm_;
    std::optional<PageCalls> page_calls_;
    HelpDesk help_desk_;
    std::set<std::string> buttons_;  // by name
    std::set<std::string> dead_;     // of them: cannot be pressed
};

}  // namespace okno::bridge
