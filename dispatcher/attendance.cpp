#include "dispatcher/attendance.hpp"

namespace okno::dispatcher {

std::vector<hall::DeviceId> Attendance::silent(const hall::State& state, platform::SteadyTime now) const {
    std::vector<hall::DeviceId> found;
    for (const auto& [id, device] : state.devices) {
        if (device.condition == hall::Condition::away) continue;
        const auto last = last_.find(id);
        if (now - (last == last_.end() ? start_ : last->second) >= patience) found.push_back(id);
    }
    return found;
}

}  // namespace okno::dispatcher
