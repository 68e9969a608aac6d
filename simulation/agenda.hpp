// What will happen in a simulated hall and when: a heap of acts. Of two at the same moment the one that was
// put there first comes first, so that a run never depends on how the heap is built.
#pragma once

#include <cstdint>
#include <queue>
#include <vector>

#include "hall/time.hpp"

namespace okno::simulation {

enum class Deed : std::uint8_t {
    // of visitors; `who` is the number of the arrival, then the ticket
    comes,
    is_printed,
    loses_patience,
    reaches_window,
    returns,
    has_filled_in,
    // of kiosks; `who` is the number of the kiosk
    loses_dispatcher,
    finds_dispatcher,
    merges,
    // of operators; `who` is the number of the window
    begins_shift,
    ends_shift,
    wants_break,
    ends_break,
    looks,
    misses_visitor,
    enters_stage,
    finishes,
    presses_again,
    presses_wrong
};

// `turn`: the act is void when whoever does it has meanwhile begun something else.
struct Act {
    hall::Timestamp at{};
    std::uint64_t order = 0;
    Deed deed{};
    std::uint64_t who = 0;
    std::uint64_t turn = 0;
};

class Agenda {
  public:
    void add(hall::Timestamp at, Deed deed, std::uint64_t who, std::uint64_t turn = 0) {
        acts_.push(Act{at, ++added_, deed, who, turn});
    }
    bool empty() const { return acts_.empty(); }
    const Act& next() const { return acts_.top(); }
    Act take() {
        const Act act = acts_.top();
        acts_.pop();
        return act;
    }

  private:
    struct Later {
        bool operator()(const Act& a, const Act& b) const {
            return a.at != b.at ? a.at > b.at : a.order > b.order;
        }
    };
    std::priority_queue<Act, std::vector<Act>, Later> acts_;
    std::uint64_t added_ = 0;
};

}  // namespace okno::simulation
