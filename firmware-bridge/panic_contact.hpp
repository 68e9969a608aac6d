// Tells a call for help from what one contact did. Pure; time is passed in. Unlike a key of the hall's
// keypads it is never filtered: no window in which another key spoils it, no interval in which it does not
// count. Contacts that open for less than 30 ms never opened.
#pragma once

#include <chrono>
#include <optional>

#include "platform/clock.hpp"

namespace okno::bridge {

class PanicContact {
  public:
    // `hold`: how long it must be down; 0: it counts at once.
    explicit PanicContact(std::chrono::milliseconds hold) : hold_(hold) {}

    // Whether somebody has called for help just now; true once for each press.
    bool observe(bool down, platform::SteadyTime now);
    bool work(platform::SteadyTime now);  // the same when only time has passed

    std::optional<platform::SteadyTime> next_deadline() const;  // of `work`

  private:
    std::chrono::milliseconds hold_;
    bool down_ = false;
    bool counted_ = false;
    platform::SteadyTime down_since_;
    std::optional<platform::SteadyTime> up_since_;
};

}  // namespace okno::bridge
