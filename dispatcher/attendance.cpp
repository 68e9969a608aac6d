#include "dispatcher/attendance.hpp"

namespace okno::dispatcher {

std::vector<hall::DeviceId> Attendance::silent(const hall::State& state, platform::SteadyTime now) const {
    std::vector<hall::DeviceId> found;
    for (const auto& [id, device] : state.devices) {
        if (device.condition == hall::Condition::away || hall::is_part(id)) continue;
        const auto known = last_.find(id);
        const Heard last = known == last_.end() ? Heard{start_, patience} : known->second;
        if (now - last.at >= last.patience) found.push_back(id);
    }
    return found;
}

}  // namespace okno::dispatcher
