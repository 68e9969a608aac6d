// Which calls a board shows when more have just been made than it has rows. The letters never get smaller for
// that (somebody in the last row of seats could not read them): the calls take turns, a new one at once, and
// each is seen for fifteen seconds in all. Pure; one thread.
#pragma once

#include <chrono>
#include <cstddef>
#include <map>
#include <optional>
#include <vector>

#include "hall/ids.hpp"
#include "platform/clock.hpp"

namespace okno::display {

class CallRows {
  public:
    static constexpr std::chrono::milliseconds fresh_for{5000};  // a new call stands without a break
    static constexpr std::chrono::milliseconds seen_for{15000};  // in all, at least
    static constexpr std::chrono::milliseconds turn_for{2500};
    static constexpr std::chrono::minutes forgotten_after{2};  // whoever has not looked by then asks

    struct Called {
        hall::TicketNumber number;
        std::optional<platform::SteadyTime> since;  // empty: before the board was switched on
    };

    // `calls`: all of them, the newest first; `room`: at least 1.
    void pass_time(const std::vector<Called>& calls, std::size_t room, platform::SteadyTime now);

    bool shows(const hall::TicketNumber& number) const;
    // When the rows change by themselves; empty: they do not.
    std::optional<platform::SteadyTime> next_change() const { return next_change_; }

  private:
    struct Seen {
        platform::SteadyTime since;  // of the call; another one begins anew
        std::chrono::nanoseconds time{};
    };

    void account(const std::vector<Called>& calls, platform::SteadyTime now);
    bool is_to_be_seen(const Called& call, platform::SteadyTime now) const;
    std::vector<hall::TicketNumber> take_turns(std::vector<Called> waiting, std::size_t room,
                                               platform::SteadyTime now) const;

    std::map<hall::TicketNumber, Seen> seen_;
    std::vector<hall::TicketNumber> shown_;
    std::optional<hall::TicketNumber> newest_;
    platform::SteadyTime newest_since_{};
    platform::SteadyTime looked_at_{};
    std::optional<platform::SteadyTime> turn_ends_;  // empty: all that is to be seen has a row
    std::optional<platform::SteadyTime> next_change_;
};

}  // namespace okno::display
