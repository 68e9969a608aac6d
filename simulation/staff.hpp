// The operators of a simulated hall: they open their windows, press "next" when they are free, call again,
// serve, finish, rest and go home; now and then they press twice, or the wrong key. A refusal is normal life.
#pragma once

#include <map>
#include <vector>

#include "simulation/crowd.hpp"
#include "simulation/scenario.hpp"

namespace okno::simulation {

class Staff {
  public:
    // All must outlive the staff.
    Staff(const Scenario& scenario, Reception& reception, Agenda& agenda, const Crowd& crowd,
          std::uint64_t seed);

    void plan_day(const Hours& hours, hall::LocalDay day);
    void act(const Act& act);
    void hear(const hall::Event& event, hall::Timestamp now);

    void receive(hall::TicketId ticket, hall::Timestamp now);  // at its window
    void take_up(hall::TicketId ticket, hall::Timestamp now);  // parked, and ready to go on

  private:
    enum class Doing { away, free, resting, expecting, serving };

    struct Clerk {
        hall::WindowId window;
        const hall::Window* planned = nullptr;
        const Shift* shift = nullptr;
        hall::Author author;
        Random random{0};
        Doing doing = Doing::away;
        std::uint64_t turn = 0;
        std::optional<hall::TicketId> visitor;
        Matter matter;
        bool will_look = false;
        bool leaving = false;
        std::optional<Break> due;
        std::size_t stage = 0;  // of those to be entered
        int attempts = 0;       // to finish
        std::optional<hall::Wish> last;
    };

    hall::Decision press(Clerk& clerk, hall::Wish wish, hall::Timestamp now);
    hall::Timestamp seen_at(Clerk& clerk, hall::Timestamp now);
    void begin(Clerk& clerk, Doing doing);
    void see(Clerk& clerk, hall::Timestamp now);
    void look_soon(Clerk& clerk, hall::Timestamp now);
    void look(Clerk& clerk, hall::Timestamp now);
    bool announces(Clerk& clerk) const;
    bool goes_home(Clerk& clerk, hall::Timestamp now);
    bool takes_up(Clerk& clerk, hall::Timestamp now);
    void call(Clerk& clerk, hall::Timestamp now);
    std::optional<hall::TicketId> somebody_for(Clerk& clerk) const;
    hall::TicketNumber anybody(Clerk& clerk) const;
    void miss_visitor(Clerk& clerk, hall::Timestamp now);
    void enter_stage(Clerk& clerk, hall::Timestamp now);
    void finish(Clerk& clerk, hall::Timestamp now);
    bool sends_on(Clerk& clerk, hall::Timestamp now);
    void press_wrong(Clerk& clerk, hall::Timestamp now);
    void notice(const hall::TicketId& ticket, hall::Timestamp now);
    hall::Milliseconds length_of(const Clerk& clerk) const;
    hall::OutcomeId outcome_of(const Clerk& clerk) const;
    hall::ServiceId other_service(const Clerk& clerk, Random& random) const;

    const hall::State& state() const { return reception_.state(); }

    const Scenario& scenario_;
    const Operators& habits_;
    Reception& reception_;
    Agenda& agenda_;
    const Crowd& crowd_;
    std::uint64_t seed_;
    std::map<hall::WindowId, Clerk> clerks_;
    std::vector<hall::TicketId> ready_;  // parked, and done with their forms
};

}  // namespace okno::simulation
