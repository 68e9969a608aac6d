// The journal of a simulated hall is all there is: replayed it gives the same state, from the beginning and
// from any snapshot; what the public feed tells folds into the public state; and the state holds together.
#pragma once

#include "simulation/witness.hpp"

namespace okno::test {

class TrueJournal : public simulation::Witness {
  public:
    void decided(const hall::State& state, const hall::Command& command, hall::Timestamp now,
                 const hall::Decision& decision) override;
    void after(const hall::State& state, const hall::Event& event) override;

    void check_replay(const hall::State& state) const;
    const hall::Events& events() const { return events_; }

  private:
    hall::Events events_;
    hall::State shown_;      // folded from the public feed
    hall::State snapshot_;   // taken some time ago
    std::size_t taken_ = 0;  // after so many events
};

}  // namespace okno::test
