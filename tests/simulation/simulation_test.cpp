// The simulator's own parts: its chances, its visitors, its records.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <sstream>

#include "simulation/chronicle.hpp"
#include "simulation/estimate_study.hpp"
#include "simulation/rivals.hpp"
#include "simulation/service_times.hpp"
#include "simulation/simulation.hpp"
#include "tests/simulation/drawn_hall.hpp"

using namespace okno;
using namespace okno::simulation;
using namespace std::chrono_literals;

namespace {

// A hall of one service, one window, nine to noon, in UTC.
hall::Plan one_window() {
    hall::Plan plan;
    plan.languages = {hall::Language{"en"}};
    plan.kinds = {{hall::KindId{"specialist"}, {}, {20min, 10min}, {}}};
    plan.kinds[0].schedule.week.fill({{9h, 12h}});
    plan.groups = {{hall::GroupId{"all"}, {}}};
    hall::Service service;
    service.id = hall::ServiceId{"advice"};
    service.group = hall::GroupId{"all"};
    service.letter = std::string(1, 'A');
    service.kind = hall::KindId{"specialist"};
    plan.services = {service};
    plan.windows = {{hall::WindowId{1}, hall::KindId{"specialist"}, {service.id}}};
    plan.calling.recalls_at_most = 2;
    return plan;
}

// What a hall did while its dispatcher was away from ten to eleven, and afterwards.
class OutageWitness : public Witness {
  public:
    int events_meanwhile = 0;
    std::vector<hall::TicketTaken> merged;
    std::vector<hall::TicketId> called;
    hall::Timestamp first_merge{};

    void after(const hall::State& state, const hall::Event& event) override {
        const auto time = hall::local_time(state.plan.zone, event.at).time_since_epoch() % 24h;
        events_meanwhile += time >= 10h && time < 11h;
        if (const auto* call = std::get_if<hall::TicketCalled>(&event.fact)) called.push_back(call->ticket);
        const auto* taken = std::get_if<hall::TicketTaken>(&event.fact);
        if (!taken || !taken->taken) return;
        if (merged.empty()) first_merge = event.at;
        merged.push_back(*taken);
    }
};

}  // namespace

TEST_CASE("while the dispatcher is away kiosks give tickets alone, and afterwards nobody is missing") {
    Scenario scenario;
    scenario.plan = one_window();
    scenario.behaviour.visitors.a_day[hall::ServiceId{"advice"}] = 60;
    scenario.behaviour.visitors.matter[hall::ServiceId{"advice"}] = constant(2min);
    scenario.behaviour.operators.shifts[hall::WindowId{1}] = Shift{};
    const int issued = Simulation(scenario, 3).run_day()->issued;
    scenario.outages = {{1.0 / 3, 2.0 / 3, Outage::Of::dispatcher}};
    OutageWitness witness;
    Simulation simulation(scenario, 3);
    simulation.watch(witness);
    const Day day = *simulation.run_day();
    CHECK(witness.events_meanwhile == 0);
    CHECK(day.issued == issued);
    CHECK(day.refusals == 0);
    CHECK(simulation.unmerged() == 0);
    std::map<int, int> by_block;
    for (const hall::TicketTaken& taken : witness.merged) {
        ++by_block[hall::block_of(taken.number)];
        CHECK(*taken.taken < witness.first_merge);
    }
    CHECK(by_block.size() == 2);  // two kiosks
    CHECK(witness.merged.size() > 10);
    // Served in the order in which they had come, whichever kiosk brought its tickets first.
    std::map<hall::Timestamp, hall::TicketId> in_order;
    for (const hall::TicketTaken& taken : witness.merged) in_order.emplace(*taken.taken, taken.ticket);
    auto call = std::find(witness.called.begin(), witness.called.end(), in_order.begin()->second);
    for (const auto& [since, ticket] : in_order) {
        REQUIRE(call != witness.called.end());
        CHECK(*call++ == ticket);
    }
}

TEST_CASE("our logarithm, exponential and normal quantile are those of mathematics") {
    for (double x = 1e-9; x < 1e9; x *= 1.7)
        CHECK(natural_logarithm(x) == doctest::Approx(std::log(x)).epsilon(1e-14));
    for (double x = -40; x < 40; x += 0.37)
        CHECK(simulation::exponential(x) == doctest::Approx(std::exp(x)).epsilon(1e-14));
    for (double p = 0.0001; p < 1; p += 0.0001)
        CHECK(0.5 * std::erfc(-normal_quantile(p) / std::sqrt(2)) == doctest::Approx(p).epsilon(1e-8));
}

TEST_CASE("a lognormal spread has the mean and the variation it was given") {
    const Spread spread = lognormal(600s, 0.7);
    Random random(7);
    double sum = 0, squares = 0;
    constexpr int draws = 200'000;
    for (int i = 0; i < draws; ++i) {
        const auto drawn = static_cast<double>(spread.draw(random).count()) / 1000;
        sum += drawn;
        squares += drawn * drawn;
    }
    const double mean = sum / draws;
    CHECK(mean == doctest::Approx(600).epsilon(0.01));
    CHECK(std::sqrt(squares / draws - mean * mean) / mean == doctest::Approx(0.7).epsilon(0.03));
}

// M/G/1: one window, Poisson arrivals, first come first served. Pollaczek and Khinchine give the mean wait.
TEST_CASE("the simulator keeps to the theory where there is one") {
    hall::Plan plan = one_window();
    plan.kinds[0].schedule.week.fill({{0h, 24h}});
    Scenario scenario;
    scenario.plan = plan;
    Behaviour& behaviour = scenario.behaviour;
    behaviour.visitors.a_day[hall::ServiceId{"advice"}] = 24.0 * 60 / 10 * 0.7;  // one in 10/0.7 minutes
    behaviour.visitors.matter[hall::ServiceId{"advice"}] = lognormal(600s, 0.7);
    behaviour.visitors.walk = constant(0s);
    behaviour.operators.reaction = constant(0s);
    behaviour.operators.shifts[hall::WindowId{1}] = Shift{};
    Simulation simulation(scenario, 11);
    std::vector<Day> days;
    for (int i = 0; i < 1500; ++i) days.push_back(*simulation.run_day());
    const Figures figures = figures_of(days);
    // ρ (1 + c²) / (2 (1 − ρ)) × mean service
    const double expected = 0.7 * (1 + 0.49) / (2 * 0.3) * 10;
    CHECK(figures.mean_wait_minutes() == doctest::Approx(expected).epsilon(0.05));
    CHECK(figures.utilisation() == doctest::Approx(0.7).epsilon(0.02));
    CHECK(figures.overtakings == 0);
}

TEST_CASE("whatever the policy, the same visitors come") {
    const test::DrawnHall drawn = test::draw_hall(4);
    const auto& visitors = drawn.scenario.behaviour.visitors;
    const auto one = deal_visitors(drawn.scenario.plan, visitors, drawn.scenario.first_day, 4);
    hall::Plan other = drawn.scenario.plan;
    other.ordering.policy =
        other.ordering.policy == hall::Policy::norm ? hall::Policy::arrival : hall::Policy::norm;
    const auto two = deal_visitors(other, visitors, drawn.scenario.first_day, 4);
    REQUIRE(one.size() == two.size());
    for (std::size_t i = 0; i < one.size(); ++i) {
        CHECK(one[i].comes == two[i].comes);
        CHECK(one[i].key == two[i].key);
        CHECK(one[i].patience == two[i].patience);
    }
}

TEST_CASE("a list of arrivals is played as it stands") {
    std::istringstream lines("time,service\n09:30,advice\n09:30:20,advice\n");
    Scenario scenario;
    scenario.plan = one_window();
    scenario.arrivals = {*read_arrivals(lines, scenario.plan)};
    scenario.behaviour.visitors.matter[hall::ServiceId{"advice"}] = constant(5min);
    scenario.behaviour.operators.shifts[hall::WindowId{1}] = Shift{};
    Simulation simulation(scenario, 1);
    const Day day = *simulation.run_day();
    REQUIRE(day.visits.size() == 2);
    CHECK(day.visits[0].wait() == 10s);                     // the operator's reaction
    CHECK(day.visits[1].wait() == 5min + 15s + 10s - 10s);  // the walk and the matter of the first
    CHECK(day.visits[1].ending == Ending::served);
    CHECK(day.queue_length == day.waits);
}

TEST_CASE("a mistake in a list of arrivals is told with its line") {
    std::istringstream strange("09:00,advice\n25:00,advice\n"), unknown("09:00,nonsense\n");
    CHECK(read_arrivals(strange, one_window()).error().find("line 2") != std::string::npos);
    CHECK(read_arrivals(unknown, one_window()).error().find("nonsense") != std::string::npos);
}

TEST_CASE("every kind of day and every rival plays") {
    const hall::Plan plan = one_window();
    for (const std::string& kind : kinds_of_day())
        for (const char* rival : {"groups", "longest-queue", "c-mu"}) {
            Scenario scenario;
            scenario.plan = plan;
            scenario.behaviour = *behaviour_of(kind, plan, 0.8, People::human);
            scenario.chooser = *rival_named(rival);
            Simulation simulation(scenario, 3);
            const Day day = *simulation.run_day();
            CHECK(day.visits.size() == static_cast<std::size_t>(day.issued));
            CHECK(day.queue_length == day.waits);
        }
    CHECK_FALSE(behaviour_of("doomsday", plan, 1, People::exact).has_value());
    CHECK_FALSE(rival_named("coin").has_value());
}

TEST_CASE("a journal tells who came and how long the services took, and the days are played again from it") {
    const test::DrawnHall drawn = test::draw_hall(2);
    class Scribe : public Witness {
      public:
        void after(const hall::State&, const hall::Event& event) override { chronicle.hear(event); }
        Chronicle chronicle;
    } scribe;
    Simulation first(drawn.scenario, 5);
    first.watch(scribe);
    std::vector<Day> days;
    for (int i = 0; i < 2; ++i) days.push_back(*first.run_day());
    const auto arrivals = scribe.chronicle.days();
    REQUIRE(arrivals.size() == 2);
    for (std::size_t i = 0; i < 2; ++i) CHECK(arrivals[i].size() == static_cast<std::size_t>(days[i].issued));

    Scenario again = drawn.scenario;
    again.arrivals = arrivals;
    again.behaviour.visitors.patience.reset();
    Simulation second(again, 6);
    for (std::size_t i = 0; i < 2; ++i) {
        const Day day = *second.run_day();
        CHECK(static_cast<std::size_t>(day.issued + day.turned_away) == arrivals[i].size());
    }
}

TEST_CASE("a chronicle counts a service from its start to the moment the visitor leaves the window") {
    Chronicle chronicle;
    hall::PlanAdopted plan{one_window()};
    const hall::TicketId ticket{1};
    const hall::WindowId window{1};
    const hall::ServiceId advice{"advice"}, cash{"cash"};
    const hall::Timestamp nine{9h};
    const auto hear = [&](hall::Milliseconds after, hall::Fact fact) {
        chronicle.hear({nine + after, {}, std::move(fact)});
    };
    hear(0s, plan);
    hall::TicketTaken taken;
    taken.ticket = ticket;
    taken.service = advice;
    hear(0s, taken);
    hear(10s, hall::TicketCalled{ticket, window, {}});
    hear(25s, hall::ServiceStarted{ticket, window});
    hear(85s, hall::StepFinished{ticket, window, {}, {cash, {}}});
    hear(100s, hall::TicketCalled{ticket, window, {}});
    hear(140s, hall::ServiceFinished{ticket, window, {}});
    hear(150s, hall::ServiceFinished{hall::TicketId{7}, window, {}});  // from before the journal
    CHECK(chronicle.services().at(advice) == std::vector<hall::Milliseconds>{60s});
    CHECK(chronicle.services().at(cash) == std::vector<hall::Milliseconds>{40s});
    REQUIRE(chronicle.days().size() == 1);
    CHECK(chronicle.days()[0][0].since_midnight == 9h);
}

TEST_CASE("service times are read by service, and a mistake in them is told with its line") {
    std::istringstream right("service,seconds\nadvice,61.5\n\nadvice,20\n");
    const auto times = read_service_times(right, one_window());
    REQUIRE(times);
    CHECK(times->at(hall::ServiceId{"advice"}) == std::vector<hall::Milliseconds>{61500ms, 20s});
    for (const char* wrong : {"advice,60\nnonsense,1\n", "advice,60\nadvice,-1\n", "advice,60\nadvice\n",
                              "advice,60\nadvice,1e9\n", "advice,60\nadvice,12 min\n"}) {
        std::istringstream lines(wrong);
        CHECK(read_service_times(lines, one_window()).error().find("line 2") != std::string::npos);
    }
    std::istringstream empty("service,seconds\n");
    CHECK_FALSE(read_service_times(empty, one_window()));
}

TEST_CASE("how far a bias is by chance is reckoned from days, not from tickets") {
    EstimateScore score;
    for (const double error : {+1.0, -1.0}) {
        score.today = {2, 2 * error};
        score.count += 2;
        score.signed_sum += 2 * error;
        score.end_day();
    }
    CHECK(score.bias() == 0);
    // Two days of two tickets, each day off by one minute: 1.96 × √(2² + 2²) ÷ 4.
    CHECK(score.bias_interval() == doctest::Approx(1.96 * std::sqrt(8.0) / 4));
}
