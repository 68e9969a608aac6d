// Time in a simulated hall: what is due happens, nothing happens before it is due, a clock that waits for the
// hall's deadline neither sleeps too long nor spins, and a day that is over ends.
#pragma once

#include <optional>

#include "simulation/witness.hpp"

namespace okno::test {

class TrueClock : public simulation::Witness {
  public:
    void decided(const hall::State& state, const hall::Command& command, hall::Timestamp now,
                 const hall::Decision& decision) override;
    void before(const hall::State& state, const hall::Event& event) override;

  private:
    void check_overdue(const hall::State& state, hall::Timestamp now) const;
    void check_left_over(const hall::State& state, hall::Timestamp now) const;
    void check_day_over(const hall::State& state, hall::Timestamp now) const;
    void check_let_go(const hall::State& state, const hall::Ticket& ticket, hall::Timestamp at) const;
    void check_night(const hall::State& state, hall::Timestamp at) const;

    hall::Timestamp settled_{};  // a day ended, or somebody opened a window of a hall that was empty
    std::optional<hall::Timestamp> checked_at_;  // the clock was just asked, and nothing has happened since
    int decisions_ = 0;
};

}  // namespace okno::test
