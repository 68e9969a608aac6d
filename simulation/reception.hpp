// The dispatcher's place in a simulated hall: a command goes through the very `decide` and `evolve` that run
// the real one. No clock, no journal of its own: whoever wants to know is a witness.
#pragma once

#include <optional>
#include <vector>

#include "hall/decide.hpp"
#include "simulation/witness.hpp"

namespace okno::simulation {

class Reception {
  public:
    // The witness must outlive the reception.
    void add(Witness& witness) { witnesses_.push_back(&witness); }

    // Decides and folds. The events, or why not.
    hall::Decision hear(const hall::Author& author, hall::Wish wish, hall::Timestamp now);

    const hall::State& state() const { return state_; }
    std::optional<hall::Timestamp> deadline();

  private:
    hall::State state_;
    std::vector<Witness*> witnesses_;
    std::optional<hall::Timestamp> deadline_;
    bool deadline_known_ = false;
};

}  // namespace okno::simulation
