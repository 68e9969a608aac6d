// Tells the service manager that the program is ready and that its loop still turns, so that a hung one is
// ended and started again: the protocol of sd_notify(3), datagrams to the socket that NOTIFY_SOCKET names.
// Without a manager it does nothing. It never waits: a beat that finds no room is lost, the manager bears two
// lost ones. Own lines, not libsystemd: all that is needed of it is one datagram. One thread.
#pragma once

#include <chrono>
#include <optional>
#include <string_view>

#include "platform/clock.hpp"
#include "platform/descriptor.hpp"

namespace okno::platform {

class Watchdog {
  public:
    static constexpr std::chrono::milliseconds beat_at_least_each{1000};

    Watchdog();  // by the environment

    void turn(SteadyTime now);  // each turn of the loop; the first one says that the program is ready
    std::chrono::milliseconds time_left(SteadyTime now) const;  // until the next turn has to come

  private:
    void tell(std::string_view words) const;

    Descriptor socket_;  // connected to the manager; none: there is no manager
    bool ready_told_ = false;
    std::optional<std::chrono::milliseconds> between_beats_;  // none: nobody waits for them
    SteadyTime last_beat_;
};

}  // namespace okno::platform
