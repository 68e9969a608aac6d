// Which devices have been heard of lately: the dispatcher's own memory, not the journal's. A device that has
// told its condition once and then keeps silent is away (docs/decisions). Pure; time is passed in. After a
// start every device gets the whole patience: the dispatcher was away then, not they.
#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <vector>

#include "hall/state.hpp"
#include "platform/clock.hpp"

namespace okno::dispatcher {

class Attendance {
  public:
    static constexpr std::chrono::milliseconds patience{15'000};
    // A bridge carries calls for help and speaks more often (protocol/presence.hpp): its death is to be known
    // within three seconds, the dispatcher's turn included.
    static constexpr std::chrono::milliseconds patience_with_bridge{2'400};

    explicit Attendance(platform::SteadyTime start) : start_(start) {}

    void heard(const hall::DeviceId& device, platform::SteadyTime now,
               std::chrono::milliseconds patience_with_it = patience) {
        last_[device] = {now, patience_with_it};
    }

    // Empty: not since the start.
    std::optional<platform::SteadyTime> last_heard(const hall::DeviceId& device) const {
        const auto known = last_.find(device);
        return known == last_.end() ? std::nullopt : std::optional{known->second.at};
    }

    // Those known to be in the hall, of whom nothing has been heard for so long. Of parts of a device its
    // owner is asked, not they.
    std::vector<hall::DeviceId> silent(const hall::State& state, platform::SteadyTime now) const;

  private:
    struct Heard {
        platform::SteadyTime at;
        std::chrono::milliseconds patience;
    };

    platform::SteadyTime start_;
    std::map<hall::DeviceId, Heard> last_;
};

}  // namespace okno::dispatcher
