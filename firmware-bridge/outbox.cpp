#include "firmware-bridge/outbox.hpp"

#include <algorithm>

namespace okno::bridge {

void Outbox::sent(const protocol::RequestId& id, const Press& press) {
    presses_.emplace(id, press);
}

std::optional<Press> Outbox::answered(const protocol::RequestId& id) {
    const auto found = presses_.extract(id);
    return found.empty() ? std::nullopt : std::optional{found.mapped()};
}

std::vector<LatePress> Outbox::give_up(platform::SteadyTime now) {
    std::vector<LatePress> late;
    for (const auto& [id, press] : presses_)
        if (now - press.at >= press_lives) late.push_back({id, press});
    for (const LatePress& each : late) presses_.erase(each.id);
    return late;
}

std::optional<platform::SteadyTime> Outbox::next_deadline() const {
    std::optional<platform::SteadyTime> next;
    for (const auto& [id, press] : presses_)
        next = next ? std::min(*next, press.at + press_lives) : press.at + press_lives;
    return next;
}

}  // namespace okno::bridge
