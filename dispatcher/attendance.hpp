// Which devices have been heard of lately: the dispatcher's own memory, not the journal's. A device that has
// told its condition once and then keeps silent is away (docs/decisions). Pure; time is passed in. After a
// start every device gets the whole patience: the dispatcher was away then, not they.
#pragma once

#include <chrono>
#include <map>
#include <vector>

#include "hall/state.hpp"
#include "platform/clock.hpp"

namespace okno::dispatcher {

class Attendance {
  public:
    static constexpr std::chrono::seconds patience{15};

    explicit Attendance(platform::SteadyTime start) : start_(start) {}

    void heard(const hall::DeviceId& device, platform::SteadyTime now) { last_[device] = now; }

    // Those known to be in the hall, of whom nothing has been heard for so long.
    std::vector<hall::DeviceId> silent(const hall::State& state, platform::SteadyTime now) const;

  private:
    platform::SteadyTime start_;
    std::map<hall::DeviceId, platform::SteadyTime> last_;
};

}  // namespace okno::dispatcher
