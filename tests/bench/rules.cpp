#include "tests/bench/rules.hpp"

#include <time.h>

#include <algorithm>
#include <chrono>
#include <stdexcept>
#include <vector>

#include "hall/decide.hpp"
#include "hall/evolve.hpp"
#include "hall/forecast.hpp"
#include "plan/plan_file.hpp"
#include "simulation/simulation.hpp"

namespace okno::bench {

namespace {

constexpr int learning_days = 20;
constexpr int forecasts = 21;
constexpr double usual_load = 0.78;
constexpr std::chrono::minutes noon{12 * 60};

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

// Keeps the state of a working hall in the middle of the day.
class Noon : public simulation::Witness {
  public:
    void after(const hall::State& state, const hall::Event& event) override {
        const hall::LocalTime local = hall::local_time(state.plan.zone, event.at);
        if (local - std::chrono::floor<std::chrono::days>(local) < noon) found = state;
    }

    hall::State found;
};

std::size_t waiting_in(const hall::State& state) {
    std::size_t waiting = 0;
    for (const auto& [destination, queue] : state.queues) waiting += queue.size();
    return waiting;
}

// A coach arrives: a ticket a second, for each service in turn, until so many wait.
hall::Timestamp crowd(hall::State& state, std::size_t waiting) {
    const hall::Author kiosk{hall::DeviceId{"kiosk-1"}, {}};
    hall::Timestamp now = state.latest;
    for (std::size_t i = 0; waiting_in(state) < waiting; ++i) {
        now += std::chrono::seconds{1};
        const hall::ServiceId& service = state.plan.services[i % state.plan.services.size()].id;
        const auto events = hall::decide(state, {kiosk, hall::TakeTicket{service, {"ru"}}}, now);
        if (!events) throw std::runtime_error("a ticket was refused");
        for (const hall::Event& event : *events) state = hall::evolve(std::move(state), event);
    }
    return now;
}

// Of this thread's core: whatever else the machine does is not ours.
double core_seconds() {
    timespec now{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

}  // namespace

double forecast_ms(const std::filesystem::path& plan, hall::Policy policy, std::size_t waiting) {
    simulation::Simulation hall(scenario_of(plan, policy, usual_load), 1);
    Noon noon_of_the_last_day;
    hall.watch(noon_of_the_last_day);
    for (int day = 0; day <= learning_days; ++day) hall.run_day();
    hall::State& state = noon_of_the_last_day.found;
    const hall::Timestamp now = crowd(state, waiting);
    std::vector<double> all;
    for (int i = 0; i < forecasts; ++i) {
        const double begun = core_seconds();
        const hall::Forecast forecast = hall::forecast(state, now);
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
