#include "tests/bench/history.hpp"

#include <chrono>
#include <stdexcept>
#include <variant>

#include "dispatcher/journal.hpp"
#include "plan/plan_file.hpp"
#include "platform/clock.hpp"
#include "protocol/codec.hpp"
#include "simulation/simulation.hpp"

namespace okno::bench {

namespace {

constexpr std::chrono::days first_day_ago{3'000};  // a million tickets of the example plan are some 900 days
constexpr std::size_t events_per_commit = 10'000;

class Scribe : public simulation::Witness {
  public:
    explicit Scribe(dispatcher::Journal& journal) : journal_(journal) {}

    void after(const hall::State& state, const hall::Event& event) override {
        const protocol::Sequence number = journal_.append(protocol::to_json(event).dump());
        const auto wall = std::chrono::time_point_cast<std::chrono::milliseconds>(event.at);
        journal_.store_reply(protocol::make_request_id(wall), {{}, number, 1, std::nullopt});
        if (std::holds_alternative<hall::DayStarted>(event.fact)) journal_.store_snapshot(state);
        history_.tickets += std::holds_alternative<hall::TicketTaken>(event.fact);
        if (++history_.events % events_per_commit == 0) journal_.commit();
    }

    const History& history() const { return history_; }

  private:
    dispatcher::Journal& journal_;
    History history_;
};

}  // namespace

History write_history(const std::filesystem::path& plan, const std::filesystem::path& key_folder,
                      const std::filesystem::path& journal, std::size_t tickets) {
    auto read = plan::read_plan(plan);
    if (!read) throw std::runtime_error(to_string(read.error().front()));
    dispatcher::Journal written(journal, dispatcher::journal_key(key_folder, journal));
    written.replay();
    simulation::Scenario scenario;
    scenario.plan = *std::move(read);
    scenario.behaviour =
        *simulation::behaviour_of("lunch-peak", scenario.plan, 0.78, simulation::People::human);
    scenario.first_day = std::chrono::floor<std::chrono::days>(
                             hall::LocalTime{platform::read_clock().wall.time_since_epoch()}) -
                         first_day_ago;
    simulation::Simulation hall(std::move(scenario), 1);
    Scribe scribe(written);
    hall.watch(scribe);
    while (scribe.history().tickets < tickets)
        if (!hall.run_day()) throw std::runtime_error("the hall of the plan does not open");
    written.commit();
    return scribe.history();
}

}  // namespace okno::bench
