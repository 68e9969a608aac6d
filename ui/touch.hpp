// From pointers to touches: an action is touched when one finger goes down on its target and comes up inside
// it within five seconds. A second finger, a finger that slides off and a finger that rests do nothing, and
// none of them locks the screen for the next. Three and more at once are a palm, a sleeve or water: none of
// them means anything until all are gone, or have rested for so long that they do not count any more. Pure;
// one thread.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "platform/clock.hpp"
#include "ui/scene.hpp"

namespace okno::ui {

struct Pointer {
    enum class Kind { down, move, up };
    Kind kind = Kind::down;
    std::int64_t finger = 0;  // the mouse is finger -1
    Point at;
};

class TouchTracker {
  public:
    static constexpr std::chrono::seconds held_at_most{5};
    static constexpr std::size_t crowd = 3;  // fingers at once that nobody meant

    // The action that has just been touched, if any. `targets` are those on the screen now.
    std::optional<std::string> hear(const Pointer& pointer, const std::vector<Target>& targets,
                                    platform::SteadyTime now);
    // The targets have changed: a finger that is down no longer means anything.
    void forget() { press_.reset(); }
    // A finger rested too long lets go of its target; call it when `deadline` has come.
    void pass_time(platform::SteadyTime now);
    std::optional<platform::SteadyTime> deadline() const;

    std::string pressed() const { return press_ ? press_->target.action : std::string(); }

  private:
    struct Press {
        std::int64_t finger = 0;
        Target target;
        platform::SteadyTime since;
    };
    std::optional<Press> press_;
    std::map<std::int64_t, platform::SteadyTime> resting_;  // the fingers on the glass, and since when
    bool crowded_ = false;
};

}  // namespace okno::ui
