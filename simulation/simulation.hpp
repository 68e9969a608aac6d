// Days of a hall, played by discrete events through the very rules that run it. The same scenario and the
// same seed give the same events, bit for bit, on every machine and with every compiler. One thread, no
// clock.
#pragma once

#include "simulation/agenda.hpp"
#include "simulation/crowd.hpp"
#include "simulation/day.hpp"
#include "simulation/reception.hpp"
#include "simulation/recorder.hpp"
#include "simulation/scenario.hpp"
#include "simulation/staff.hpp"

namespace okno::simulation {

class Simulation {
  public:
    Simulation(Scenario scenario, std::uint64_t seed);
    Simulation(const Simulation&) = delete;
    Simulation& operator=(const Simulation&) = delete;

    // Hears of everything from now on; must outlive the simulation.
    void watch(Witness& witness) { reception_.add(witness); }

    // The next day on which the hall is open, from midnight to midnight; nothing when there is none within
    // 400 days. What the hall has learnt, and who is still in it, goes on from day to day.
    std::optional<Day> run_day();

    const hall::State& state() const { return reception_.state(); }
    std::size_t unmerged() const { return crowd_.unmerged(); }

  private:
    // Hears the events of each decision, for the people of the hall.
    class Loudspeaker : public Witness {
      public:
        explicit Loudspeaker(Simulation& simulation) : simulation_(simulation) {}
        void after(const hall::State& state, const hall::Event& event) override;

      private:
        Simulation& simulation_;
    };

    std::optional<hall::LocalDay> next_open_day();
    const std::vector<Arrival>& arrivals_of_the_day();
    void adopt_plan(const Hours& hours);
    void plan_outages(const Hours& hours, hall::Timestamp midnight);
    std::optional<hall::Timestamp> back_at(hall::Timestamp moment) const;
    void play_until(hall::Timestamp end);
    void play(const Act& act);

    const Scenario scenario_;
    const std::uint64_t seed_;
    hall::LocalDay day_;
    std::size_t days_played_ = 0;
    hall::Timestamp now_{};
    std::vector<std::pair<hall::Timestamp, hall::Timestamp>> away_;  // the dispatcher; from, until
    Reception reception_;
    Recorder recorder_;
    Agenda agenda_;
    Crowd crowd_;
    Staff staff_;
    Loudspeaker loudspeaker_;
};

}  // namespace okno::simulation
