// The bridge's loop: the USB bus on one side, the link to the hall on the other, a press filter for each
// keypad between them. One thread. It only carries and tells the log; what counts as a press is the filter's
// rule, how long a press lives is the outbox's, what a press means to the visitors is the hall's.
// A call for help goes past the filter and the link to the guard company (alarm/), whether the hall is there
// or not. Nothing of it is shown or heard in the hall.
#pragma once

#include <set>
#include <vector>

#include "firmware-bridge/config.hpp"
#include "firmware-bridge/feedback.hpp"
#include "firmware-bridge/help_way.hpp"
#include "firmware-bridge/hotplug.hpp"
#include "firmware-bridge/outbox.hpp"
#include "firmware-bridge/panic_contact.hpp"
#include "firmware-bridge/plates.hpp"
#include "firmware-bridge/press_filter.hpp"
#include "firmware-bridge/relays.hpp"
#include "firmware-bridge/roll.hpp"
#include "platform/stop_signal.hpp"
#include "protocol/link.hpp"
#include "protocol/presence.hpp"

namespace okno::bridge {

class Loop {
  public:
    Loop(const Config& config, Devices devices, alarm::GuardCompany company);

    void run(const platform::StopSignal& stop);

  private:
    void wait(const platform::StopSignal& stop, platform::Instant now);
    void hear(const protocol::News& news, platform::Instant now);
    void hear(const protocol::Answered& answer);
    void hear(const Missing& missing, platform::Instant now);
    void hear(const Plugged& plugged, platform::Instant now);
    void hear(const Unplugged& unplugged, platform::Instant now);
    void hear(const Reported& reported, platform::Instant now);
    void hear(const Unusable& unusable, platform::Instant now);
    void hear(const NoBus& no_bus, platform::Instant now);
    void hear(const TypesElsewhere& typing, platform::Instant now);
    void hear(const LampsRefused& refused, platform::Instant now);
    void act(std::size_t keypad, const std::vector<FilterNews>& news, platform::Instant now);
    void give_up(platform::Instant now);
    void close_relays(platform::Instant now);
    void light_lamps(platform::Instant now);
    const hall::State* hall_state() const;  // null: it is out of reach
    void call_the_roll(platform::Instant now);
    void cannot_call(std::size_t keypad, platform::Instant now);
    void check_windows();

    const Devices devices_;
    const std::vector<Keypad>& keypads_ = devices_.keypads;
    Hotplug hotplug_;
    Plates plates_;
    Relays relays_;
    std::vector<Feedback> feedback_;            // of the keypad at the same place
    std::vector<PressFilter> filters_;          // of the keypad at the same place
    std::vector<PanicContact> panic_contacts_;  // the same
    std::set<std::size_t> bad_report_told_;     // since these keypads were plugged in
    std::set<hall::WindowId> unknown_windows_;  // told already
    std::set<Action> unknown_actions_;          // the same
    zmq::context_t context_;
    HelpWay help_;
    protocol::Link link_;
    protocol::Presence presence_;
    Outbox outbox_;
    Roll roll_;
};

}  // namespace okno::bridge
