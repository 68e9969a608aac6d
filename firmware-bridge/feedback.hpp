// When which output report goes to one keypad: at each change, at each half of a blink, anew after it was
// plugged in. Pure; time is passed in. A pad that refuses a report goes on as a pad without lamps and is
// tried again only now and then.
#pragma once

#include <optional>
#include <set>
#include <vector>

#include "firmware-bridge/lamp.hpp"

namespace okno::bridge {

inline constexpr std::chrono::seconds answer_shown{1};
inline constexpr std::chrono::seconds lamps_tried_again_after{10};

class Feedback {
  public:
    // `report` must outlive this; null: the keypad has no lamps.
    explicit Feedback(const LampReport* report) : report_(report) {}

    void plugged();
    void answered(bool accepted, platform::SteadyTime now);  // what the hall said to a key
    // The pad did not take a report; true: for the first time since it was plugged in.
    bool refused(platform::SteadyTime now);

    // The report to be sent now. Empty: it shows what it should.
    std::optional<std::vector<std::uint8_t>> work(const std::set<Sign>& at_window, platform::SteadyTime now);
    std::optional<platform::SteadyTime> next_deadline(platform::SteadyTime now) const;  // of `work`

  private:
    struct Answer {
        Sign sign{};
        platform::SteadyTime until;
    };

    const LampReport* report_;
    std::optional<Answer> answer_;
    std::optional<std::vector<std::uint8_t>> shown_;
    platform::SteadyTime not_before_{};
    bool blinking_ = false;
    bool refuses_ = false;
};

}  // namespace okno::bridge
