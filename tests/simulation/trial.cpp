#include "tests/simulation/trial.hpp"

#include <algorithm>
#include <exception>

#include "simulation/event_line.hpp"
#include "simulation/simulation.hpp"
#include "tests/simulation/broken_rule.hpp"
#include "tests/simulation/true_calls.hpp"
#include "tests/simulation/true_clock.hpp"
#include "tests/simulation/true_journal.hpp"
#include "tests/simulation/true_visits.hpp"

namespace okno::test {

namespace {

// What the last command and the last event were, before anybody objects to them.
class Trail : public simulation::Witness {
  public:
    void decided(const hall::State&, const hall::Command& command, hall::Timestamp now,
                 const hall::Decision&) override {
        command_ = command;
        now_ = now;
        event_.reset();
    }
    void before(const hall::State&, const hall::Event& event) override { event_ = event; }

    std::vector<std::string> last() const {
        std::vector<std::string> lines;
        if (command_) lines.push_back("asked: " + simulation::line_of(*command_, now_));
        if (event_) lines.push_back("then:  " + simulation::line_of(*event_));
        return lines;
    }

  private:
    std::optional<hall::Command> command_;
    hall::Timestamp now_{};
    std::optional<hall::Event> event_;
};

void check_day(const simulation::Day& day) {
    must(day.queue_length == day.waits, "the queue's length over the day is not the sum of the waits");
}

std::vector<std::uint64_t> keys_of_visitors(const DrawnHall& hall, std::uint64_t seed) {
    std::vector<std::uint64_t> keys;
    const auto& scenario = hall.scenario;
    for (int day = 0; day < 8; ++day)
        for (const simulation::Visitor& visitor :
             simulation::deal_visitors(scenario.plan, scenario.behaviour.visitors,
                                       scenario.first_day + std::chrono::days{day}, seed))
            keys.push_back(visitor.key);
    return keys;
}

}  // namespace

Trial try_hall(const DrawnHall& hall, std::uint64_t seed, simulation::Witness* another) {
    Trail trail;
    TrueJournal journal;
    TrueCalls calls;
    TrueVisits visits;
    TrueClock clock;
    simulation::Digest digest;
    Trial trial;
    try {
        simulation::Simulation simulation(hall.scenario, seed);
        for (simulation::Witness* witness :
             std::initializer_list<simulation::Witness*>{&trail, &calls, &visits, &clock, &journal, &digest})
            simulation.watch(*witness);
        if (another) simulation.watch(*another);
        for (int day = 0; day < hall.days; ++day) {
            const auto played = simulation.run_day();
            if (!played) break;
            check_day(*played);
        }
        journal.check_at_end(simulation.state());
        must(simulation.unmerged() == 0, "a kiosk keeps tickets that it gave alone");
    } catch (const std::exception& broken) {
        Objection objection{broken.what(), {}, visits.issued()};
        for (const hall::Event& event : journal.events())
            objection.lines.push_back(simulation::line_of(event));
        for (std::string& line : trail.last()) objection.lines.push_back(std::move(line));
        trial.objection = std::move(objection);
    }
    trial.events = journal.events().size();
    trial.visitors = visits.issued();
    trial.digest = digest.value();
    return trial;
}

Objection shrunk(DrawnHall hall, std::uint64_t seed, Objection best, const MakeWitness& another) {
    std::vector<std::uint64_t> keys = keys_of_visitors(hall, seed);
    std::set<std::uint64_t>& away = hall.scenario.stay_away;
    // True when the hall breaks a rule without these as soon as with them; then they stay away for good.
    const auto not_needed = [&](std::size_t first, std::size_t count) {
        const auto begin = keys.begin() + static_cast<std::ptrdiff_t>(first);
        const auto end = begin + static_cast<std::ptrdiff_t>(count);
        const std::set<std::uint64_t> tried_before = away;
        away.insert(begin, end);
        auto objection = try_hall(hall, seed, another().get()).objection;
        if (!objection || objection->lines.size() > best.lines.size()) {
            away = tried_before;
            return false;
        }
        best = *std::move(objection);
        keys.erase(begin, end);
        return true;
    };
    // The latest first: whoever comes after the rule is broken is in nobody's way.
    const auto leave_out = [&](std::size_t part) {
        bool any = false;
        for (std::size_t last = keys.size(); last > 0;) {
            const std::size_t first = last - std::min(part, last);
            any = not_needed(first, last - first) || any;
            last = first;
        }
        return any;
    };
    // Halves, quarters, … single visitors, and these again until each is needed.
    for (std::size_t part = keys.size() / 2; part > 1; part /= 2) leave_out(part);
    while (leave_out(1)) {
    }
    return best;
}

}  // namespace okno::test
