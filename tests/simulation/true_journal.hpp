// The journal of a simulated hall is all there is: written as the dispatcher writes it and read again it
// gives the same state after every event, from the beginning and from any snapshot; what the public feed
// tells folds into the public state; and the state holds together.
#pragma once

#include "simulation/witness.hpp"

namespace okno::test {

class TrueJournal : public simulation::Witness {
  public:
    void decided(const hall::State& state, const hall::Command& command, hall::Timestamp now,
                 const hall::Decision& decision) override;
    void after(const hall::State& state, const hall::Event& event) override;

    void check_at_end(const hall::State& state) const;
    const hall::Events& events() const { return events_; }

  private:
    void compare(const hall::State& state) const;

    hall::Events events_;
    hall::State replayed_;   // all events, each through its line of the journal
    hall::State restarted_;  // the latest snapshot through its JSON, and the events after it
    hall::State shown_;      // folded from the public feed
};

}  // namespace okno::test
