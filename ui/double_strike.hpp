// A hand that shakes strikes a key twice and means it once: the same key again within the pause after it
// counts for nothing. How long the pause is, is for the administrator to say; none to begin with. Pure; one
// thread.
#pragma once

#include <chrono>
#include <optional>

#include "platform/clock.hpp"
#include "ui/keys.hpp"

namespace okno::ui {

class DoubleStrike {
  public:
    explicit DoubleStrike(std::chrono::milliseconds pause) : pause_(pause) {}

    bool counts(Key key, platform::SteadyTime now) {
        if (last_ && last_->key == key && now - last_->at <= pause_ && pause_.count() > 0) return false;
        last_ = Strike{key, now};
        return true;
    }

  private:
    struct Strike {
        Key key;
        platform::SteadyTime at;
    };

    std::chrono::milliseconds pause_;
    std::optional<Strike> last_;  // that counted
};

}  // namespace okno::ui
