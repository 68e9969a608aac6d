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
    plan_outages(hours, midnight);
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
    if (!scenario_.outages.empty()) crowd_.prepare_for_outages(now_);
}

void Simulation::plan_outages(const Hours& hours, hall::Timestamp midnight) {
    away_.clear();
    for (const Outage& outage : scenario_.outages) {
        const hall::Timestamp from = hours.at(outage.from);
        const hall::Timestamp until = hours.at(outage.until);
        if (from < now_ || until <= from || until >= midnight) continue;
        const bool all = outage.of == Outage::Of::dispatcher;
        if (all) away_.emplace_back(from, until);
        for (const std::uint64_t kiosk : {0U, 1U}) {
            if (!all && kiosk != static_cast<std::uint64_t>(outage.of)) continue;
            agenda_.add(from, Deed::loses_dispatcher, kiosk);
            agenda_.add(until, Deed::finds_dispatcher, kiosk);
        }
    }
}

// The dispatcher is away at that moment, and until when.
std::optional<hall::Timestamp> Simulation::back_at(hall::Timestamp moment) const {
    for (const auto& [from, until] : away_)
        if (from <= moment && moment < until) return until;
    return std::nullopt;
}

void Simulation::play_until(hall::Timestamp end) {
    for (;;) {
        auto deadline = reception_.deadline();
        if (const auto back = deadline ? back_at(std::max(now_, *deadline)) : std::nullopt) deadline = back;
        const bool acts = !agenda_.empty() && agenda_.next().at < end;
        if (deadline && *deadline < end && (!acts || *deadline <= std::max(now_, agenda_.next().at))) {
            now_ = std::max(now_, *deadline);
            (void)reception_.hear(clock_author, hall::CheckTime{}, now_);
        } else if (acts) {
            Act act = agenda_.take();
            now_ = act.at = std::max(now_, act.at);
            // Whoever needs the dispatcher waits for it; kiosks need not.
            const bool needs_it = act.deed != Deed::comes && act.deed != Deed::loses_dispatcher;
            if (const auto back = back_at(now_); back && needs_it)
                agenda_.add(*back, act.deed, act.who, act.turn);
            else
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
