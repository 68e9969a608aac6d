// The presses that are on their way to the hall. Pure; time is passed in. A press has one request id, kept
// through every retry; one that the hall has not answered in time is given up: a call that comes late would
// surprise everybody.
#pragma once

#include <chrono>
#include <cstddef>
#include <map>
#include <optional>
#include <vector>

#include "firmware-bridge/action.hpp"
#include "platform/clock.hpp"
#include "protocol/messages.hpp"

namespace okno::bridge {

inline constexpr std::chrono::seconds press_lives{3};

struct Press {
    std::size_t keypad = 0;  // its place in the description
    Action action{};
    platform::SteadyTime at;
    bool operator==(const Press&) const = default;
};

struct LatePress {
    protocol::RequestId id;
    Press press;
    bool operator==(const LatePress&) const = default;
};

class Outbox {
  public:
    void sent(const protocol::RequestId& id, const Press& press);
    std::optional<Press> answered(const protocol::RequestId& id);  // empty: given up, or nobody's
    std::vector<LatePress> give_up(platform::SteadyTime now);
    std::optional<platform::SteadyTime> next_deadline() const;

  private:
    std::map<protocol::RequestId, Press> presses_;
};

}  // namespace okno::bridge
