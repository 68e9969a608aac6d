#include "firmware-bridge/roll.hpp"

namespace okno::bridge {

void Roll::set(std::string_view kind, const std::string& name, hall::Condition condition) {
    parts_[{self_.value + '/' + std::string(kind) + '/' + name}] = condition;
}

std::vector<hall::ReportDevice> Roll::work(const hall::State& state) {
    std::map<hall::DeviceId, hall::Condition> wanted = parts_;
    for (const auto& [id, device] : state.devices)
        if (hall::is_part(id) && hall::speaks_for(self_, id)) wanted.emplace(id, hall::Condition::away);
    std::vector<hall::ReportDevice> news;
    for (const auto& [id, condition] : wanted) {
        const auto known = state.devices.find(id);
        if (known != state.devices.end() && known->second.condition == condition) {
            told_.erase(id);
            continue;
        }
        const auto told = told_.find(id);
        if (told != told_.end() && told->second == condition) continue;
        told_[id] = condition;
        news.push_back({id, condition});
    }
    return news;
}

}  // namespace okno::bridge
