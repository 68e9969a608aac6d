// Every call of a simulated hall against an order worked out anew: whom, why, past whom; and how long the
// windows stood free while somebody waited.
#pragma once

#include <map>
#include <set>

#include "simulation/witness.hpp"
#include "tests/simulation/naive_order.hpp"

namespace okno::test {

class TrueCalls : public simulation::Witness {
  public:
    void decided(const hall::State& state, const hall::Command& command, hall::Timestamp now,
                 const hall::Decision& decision) override;
    void before(const hall::State& state, const hall::Event& event) override;
    void after(const hall::State& state, const hall::Event& event) override;

    const OrderMemory& memory() const { return memory_; }

  private:
    void check_chosen(const hall::State& state, const hall::TicketCalled& call, hall::Timestamp at) const;
    void check_ceiling(const hall::State& state, const hall::TicketCalled& call, hall::Timestamp at) const;
    void count_row(const hall::State& state, const hall::TicketCalled& call, hall::Timestamp at);
    void count_idleness(const hall::State& state, hall::Timestamp at);
    void count_wait(const hall::State& state, const hall::TicketCalled& call, hall::Timestamp at);

    OrderMemory memory_;
    void check_push(const hall::State& state, const hall::TicketCalled& call, hall::Timestamp at);
    void follow_legs(const hall::State& state, const hall::Event& event);

    std::map<hall::WindowId, hall::Timestamp> free_since_;
    std::map<hall::TicketId, hall::Timestamp> leg_since_;
    std::map<hall::WindowId, hall::Milliseconds> idled_;
    std::map<hall::WindowId, int> row_;
    std::map<hall::KindId, hall::Waits> waits_;  // of the day
    std::set<hall::WindowId> leaves_;            // announced, and not taken back
};

}  // namespace okno::test
