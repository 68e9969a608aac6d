#include "tests/bench/rules.hpp"

#include <time.h>

#include <algorithm>
#include <stdexcept>
#include <vector>

#include "hall/forecast.hpp"
#include "plan/plan_file.hpp"
#include "simulation/simulation.hpp"

namespace okno::bench {

namespace {

constexpr int learning_days = 20;
constexpr int forecasts = 21;
constexpr double usual_load = 0.78;
constexpr double crush = 3;  // as many come as three such halls could serve

simulation::Scenario scenario_of(const std::filesystem::path& file, hall::Policy policy, double load) {
    auto plan = plan::read_plan(file);
    if (!plan) throw std::runtime_error(to_string(plan.error().front()));
    simulation::Scenario scenario;
    scenario.plan = *std::move(plan);
    scenario.plan.ordering.policy = policy;
    scenario.behaviour =
        *simulation::behaviour_of("lunch-peak", scenario.plan, load, simulation::People::exact);
    return scenario;
}

// Keeps the state of the moment at which so many wait.
class Rush : public simulation::Witness {
  public:
    explicit Rush(std::size_t waiting) : wanted_(waiting) {}

    void after(const hall::State& state, const hall::Event& event) override {
        if (found_) return;
        std::size_t waiting = 0;
        for (const auto& [destination, queue] : state.queues) waiting += queue.size();
        if (waiting < wanted_) return;
        found_ = state;
        at_ = event.at;
    }

    const std::optional<hall::State>& found() const { return found_; }
    hall::Timestamp at() const { return at_; }

  private:
    std::size_t wanted_;
    std::optional<hall::State> found_;
    hall::Timestamp at_{};
};

// Of this thread's core: whatever else the machine does is not ours.
double core_seconds() {
    timespec now{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

}  // namespace

double forecast_ms(const std::filesystem::path& plan, hall::Policy policy, std::size_t waiting) {
    simulation::Simulation hall(scenario_of(plan, policy, crush), 1);
    for (int day = 0; day < learning_days; ++day) hall.run_day();
    Rush rush(waiting);
    hall.watch(rush);
    hall.run_day();
    if (!rush.found()) throw std::runtime_error("never did so many wait");
    std::vector<double> all;
    for (int i = 0; i < forecasts; ++i) {
        const double begun = core_seconds();
        const hall::Forecast forecast = hall::forecast(*rush.found(), rush.at());
        all.push_back(1000 * (core_seconds() - begun));
        if (forecast.tickets.size() < waiting / 2) throw std::runtime_error("the forecast tells nobody");
    }
    std::nth_element(all.begin(), all.begin() + forecasts / 2, all.end());
    return all[forecasts / 2];
}

Played play_days(const std::filesystem::path& plan, hall::Policy policy, int days) {
    simulation::Simulation hall(scenario_of(plan, policy, usual_load), 1);
    Played played;
    const double begun = core_seconds();
    for (; played.days < days; ++played.days) {
        const auto day = hall.run_day();
        if (!day) break;
        played.tickets += day->issued;
    }
    played.seconds = core_seconds() - begun;
    return played;
}

}  // namespace okno::bench
