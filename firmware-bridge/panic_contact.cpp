#include "firmware-bridge/panic_contact.hpp"

#include <utility>

namespace okno::bridge {

namespace {

constexpr std::chrono::milliseconds bounce{30};

}  // namespace

bool PanicContact::observe(bool down, platform::SteadyTime now) {
    const bool held = work(now);
    if (std::exchange(down_, down) == down) return held;
    if (!down) {
        up_since_ = now;
        return held;
    }
    if (!up_since_ || now - *up_since_ >= bounce) {
        down_since_ = now;
        counted_ = false;
    }
    return work(now) || held;
}

bool PanicContact::work(platform::SteadyTime now) {
    return down_ && now - down_since_ >= hold_ && !std::exchange(counted_, true);
}

std::optional<platform::SteadyTime> PanicContact::next_deadline() const {
    if (!down_ || counted_) return std::nullopt;
    return down_since_ + hold_;
}

}  // namespace okno::bridge
