// Tells what a finger meant from what the contacts of one keypad did. Pure; time is passed in.
//
// - A press counts once, however long it is held. Contacts that open for less than `bounce` never opened.
// - The same action again within `minimum_interval` of its last press is not meant.
// - Two actions pressed within `chord_window` are a hand or a folder on the pad: neither counts. So a press
// is
//   held back for that long; not on a pad with a single action.
// - A key held for `stuck_after` is reported once; the other keys go on working.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <variant>
#include <vector>

#include "firmware-bridge/keypad.hpp"
#include "platform/clock.hpp"

namespace okno::bridge {

struct Pressed {
    Action action{};
    bool operator==(const Pressed&) const = default;
};
struct Stuck {
    Action action{};
    bool operator==(const Stuck&) const = default;
};
using FilterNews = std::variant<Pressed, Stuck>;

class PressFilter {
  public:
    PressFilter(const Timing& timing, bool single_action);
    explicit PressFilter(const Keypad& keypad);

    // `down`: the actions whose keys are down now. What it says was meant up to `now`, in order.
    std::vector<FilterNews> observe(const std::set<Action>& down, platform::SteadyTime now);
    std::vector<FilterNews> work(platform::SteadyTime now);  // the same when only time has passed

    std::optional<platform::SteadyTime> next_deadline() const;  // of `work`

  private:
    struct Contact {
        bool down = false;
        bool stuck_told = false;
        std::optional<platform::SteadyTime> down_since;
        std::optional<platform::SteadyTime> up_since;
        std::optional<platform::SteadyTime> last_press;  // that counted, or was spoiled by another
    };
    // A press that waits for its chord window to pass.
    struct Candidate {
        platform::SteadyTime since;
        bool spoiled = false;
    };

    void press(Action action, Contact& contact, platform::SteadyTime now);

    Timing timing_;
    std::map<Action, Contact> contacts_;
    std::map<Action, Candidate> candidates_;
};

}  // namespace okno::bridge
