// Writes a journal with days behind it for the tests of the pages of the past: simulated days of a plan, the
// last of them yesterday, through the dispatcher's own journal.
//   past-days PLAN KEYS JOURNAL DAYS
#include <chrono>
#include <cstdlib>
#include <iostream>
#include <variant>

#include "dispatcher/journal.hpp"
#include "plan/plan_file.hpp"
#include "platform/clock.hpp"
#include "protocol/codec.hpp"
#include "simulation/simulation.hpp"

using namespace okno;

namespace {

class Scribe : public simulation::Witness {
  public:
    explicit Scribe(dispatcher::Journal& journal) : journal_(journal) {}
    void after(const hall::State& state, const hall::Event& event) override {
        journal_.append(protocol::to_json(event).dump());
        if (std::holds_alternative<hall::DayStarted>(event.fact)) journal_.store_snapshot(state);
    }

  private:
    dispatcher::Journal& journal_;
};

}  // namespace

int main(int count, char** words) {
    if (count != 5) return 2;
    auto plan = plan::read_plan(words[1]);
    if (!plan) {
        std::cerr << to_string(plan.error().front()) << '\n';
        return 1;
    }
    dispatcher::Journal journal(words[3], dispatcher::journal_key(words[2], words[3]));
    journal.replay();
    simulation::Scenario scenario;
    scenario.plan = *std::move(plan);
    scenario.behaviour =
        *simulation::behaviour_of("lunch-peak", scenario.plan, 0.8, simulation::People::human);
    const hall::LocalDay today = std::chrono::floor<std::chrono::days>(
        hall::LocalTime{platform::read_clock().wall.time_since_epoch()});
    scenario.first_day = today - std::chrono::days{std::atoi(words[4])};
    simulation::Simulation hall(std::move(scenario), 7);
    Scribe scribe(journal);
    hall.watch(scribe);
    // The first day that is not over is played, too, but never written: nothing may happen in the future.
    for (auto day = hall.run_day(); day && day->day < today; day = hall.run_day()) journal.commit();
}
