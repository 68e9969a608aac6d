// Who watches a simulated hall: the records, the journal, the tests, a forecast that is measured. Called in
// the simulation's own thread, for every event and every decision; a witness changes nothing.
#pragma once

#include "hall/events.hpp"
#include "hall/rejection.hpp"
#include "hall/state.hpp"

namespace okno::simulation {

class Witness {
  public:
    Witness() = default;
    Witness(const Witness&) = delete;
    Witness& operator=(const Witness&) = delete;
    virtual ~Witness() = default;

    // `state` is what the hall decided on; `now` may be before its last event when a clock was set back.
    virtual void decided(const hall::State& state, const hall::Command& command, hall::Timestamp now,
                         const hall::Decision& decision);
    virtual void before(const hall::State& state, const hall::Event& event);
    virtual void after(const hall::State& state, const hall::Event& event);
};

}  // namespace okno::simulation
