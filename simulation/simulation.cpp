#include "simulation/simulation.hpp"

#include <algorithm>
#include <utility>

namespace okno::simulation {

namespace {

constexpr int days_looked_ahead = 400;
const hall::Author office{hall::DeviceId{"administrator"}, {}};
const hall::Author clock_author{hall::DeviceId{"dispatcher"}, {}};

}  // namespace

void Simulation::Loudspeaker::after(const hall::State&, const hall::Event& event) {
    const hall::Timestamp now = std::max(simulation_.now_, event.at);
    simulation_.crowd_.hear(event, now);
    simulation_.staff_.hear(event, now);
}

Simulation::Simulation(Scenario scenario, std::uint64_t seed)
    : scenario_(std::move(scenario)),
      seed_(seed),
      day_(scenario_.first_day),
      crowd_(scenario_.behaviour, reception_, agenda_),
      staff_(scenario_, reception_, agenda_, crowd_, seed),
      loudspeaker_(*this) {
    reception_.add(recorder_);
    reception_.add(loudspeaker_);
}

std::optional<hall::LocalDay> Simulation::next_open_day() {
    for (int ahead = 0; ahead < days_looked_ahead; ++ahead, day_ += std::chrono::days{1})
        if (hours_of_day(scenario_.plan, day_)) return day_;
    return std::nullopt;
}

std::optional<Day> Simulation::run_day() {
    const auto day = next_open_day();
    if (!day) return std::nullopt;
    const hall::Plan& plan = scenario_.plan;
    const Hours hours = *hours_of_day(plan, *day);
    if (!hall::has_plan(reception_.state())) adopt_plan(hours);
    const Visitors& ways = scenario_.behaviour.visitors;
    std::vector<Visitor> visitors = scenario_.arrivals.empty()
                                        ? deal_visitors(plan, ways, *day, seed_)
                                        : deal_arrivals(plan, ways, arrivals_of_the_day(), *day, seed_);
    std::erase_if(visitors,
                  [&](const Visitor& visitor) { return scenario_.stay_away.contains(visitor.key); });
    crowd_.expect(std::move(visitors));
    staff_.plan_day(hours, *day);
    const hall::Timestamp midnight = hall::end_of_day(plan.zone, *day);
    play_until(midnight);
    day_ += std::chrono::days{1};
    return recorder_.take_day(*day, midnight);
}

const std::vector<Arrival>& Simulation::arrivals_of_the_day() {
    return scenario_.arrivals[days_played_++ % scenario_.arrivals.size()];
}

void Simulation::adopt_plan(const Hours& hours) {
    now_ = std::max(hours.opens - std::chrono::hours{2},
                    hall::instant_of(scenario_.plan.zone, hall::LocalTime{day_}));
    (void)reception_.hear(office, hall::AdoptPlan{scenario_.plan}, now_);
}

void Simulation::play_until(hall::Timestamp end) {
    for (;;) {
        const auto deadline = reception_.deadline();
        const bool acts = !agenda_.empty() && agenda_.next().at < end;
        if (deadline && *deadline < end && (!acts || *deadline <= std::max(now_, agenda_.next().at))) {
            now_ = std::max(now_, *deadline);
            (void)reception_.hear(clock_author, hall::CheckTime{}, now_);
        } else if (acts) {
            Act act = agenda_.take();
            now_ = act.at = std::max(now_, act.at);
            play(act);
        } else {
            now_ = std::max(now_, end);
            return;
        }
    }
}

void Simulation::play(const Act& act) {
    if (act.deed >= Deed::begins_shift) return staff_.act(act);
    const hall::TicketId ticket{act.who};
    switch (crowd_.act(act)) {
        case Crowd::Arrival::none:
            return;
        case Crowd::Arrival::at_window:
            return staff_.receive(ticket, act.at);
        case Crowd::Arrival::with_form:
            return staff_.take_up(ticket, act.at);
    }
}

}  // namespace okno::simulation
