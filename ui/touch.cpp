#include "ui/touch.hpp"

#include <algorithm>

namespace okno::ui {

std::optional<std::string> TouchTracker::hear(const Pointer& pointer, const std::vector<Target>& targets,
                                              platform::SteadyTime now) {
    pass_time(now);
    if (pointer.kind == Pointer::Kind::down) {
        resting_[pointer.finger] = now;
        if (resting_.size() >= crowd) {
            crowded_ = true;
            press_.reset();
        }
        if (press_ || crowded_) return std::nullopt;
        const auto target = std::find_if(targets.begin(), targets.end(),
                                         [&](const Target& one) { return one.box.contains(pointer.at); });
        if (target != targets.end()) press_ = Press{pointer.finger, *target, now};
        return std::nullopt;
    }
    if (pointer.kind == Pointer::Kind::up) {
        resting_.erase(pointer.finger);
        if (resting_.empty()) crowded_ = false;
    }
    if (!press_ || press_->finger != pointer.finger) return std::nullopt;
    const bool inside = press_->target.box.contains(pointer.at);
    if (pointer.kind == Pointer::Kind::move) {
        if (!inside) press_.reset();
        return std::nullopt;
    }
    const Target touched = press_->target;
    press_.reset();
    const bool still_there = std::find(targets.begin(), targets.end(), touched) != targets.end();
    if (!inside || !still_there) return std::nullopt;
    return touched.action;
}

void TouchTracker::pass_time(platform::SteadyTime now) {
    if (press_ && now - press_->since > held_at_most) press_.reset();
    std::erase_if(resting_, [now](const auto& finger) { return now - finger.second > held_at_most; });
    if (resting_.empty()) crowded_ = false;
}

std::optional<platform::SteadyTime> TouchTracker::deadline() const {
    if (!press_) return std::nullopt;
    return press_->since + held_at_most + std::chrono::milliseconds(1);
}

}  // namespace okno::ui
