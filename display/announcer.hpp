// Who is called aloud now. Pure: calls and the state of the hall come in, one reading after the other goes
// out, never two at once. Each call is read twice, in the order of the calls; who has not been read at all
// goes before who is read again, so that nobody waits for somebody else's repetition. A call that the visitor
// has answered, or that is over, is not read again; nor at all when it is old by then. A recall is a new
// call. One thread.
#pragma once

#include <chrono>
#include <deque>
#include <optional>
#include <vector>

#include "hall/state.hpp"
#include "platform/clock.hpp"

namespace okno::display {

struct Reading {
    hall::Call call;
    std::vector<hall::Language> languages;  // the visitor's, then the hall's own when that is another
    bool again = false;
    bool operator==(const Reading&) const = default;
};

class Announcer {
  public:
    static constexpr std::chrono::milliseconds again_after{3000};  // from the end of the first reading
    static constexpr std::chrono::milliseconds breath{500};        // between two readings
    static constexpr std::chrono::seconds worth_reading{30};       // a call that is over

    void call(const hall::Call& call, const hall::State& state, platform::SteadyTime now);
    // Forgets what need not be read any more.
    void look(const hall::State& state, platform::SteadyTime now);

    // The reading that begins now, if one does; it lasts until `ended`.
    std::optional<Reading> begin(platform::SteadyTime now);
    void ended(platform::SteadyTime now);

    // When `begin` has something to say, if nothing else happens.
    std::optional<platform::SteadyTime> next_due() const;

  private:
    struct Pending {
        Reading reading;
        platform::SteadyTime called;
        platform::SteadyTime due;
    };
    std::deque<Pending>::iterator next();

    std::deque<Pending> pending_;  // in the order of the calls
    std::optional<Pending> current_;
    platform::SteadyTime quiet_until_{};
};

}  // namespace okno::display
