// The wait estimate where its answer can be worked out by hand, and the properties it must have anywhere. How
// well it does on whole days is measured by simulation (docs/estimates.md).
#include "hall/forecast.hpp"

#include <doctest/doctest.h>

#include "hall/capacity.hpp"
#include "hall/decide.hpp"
#include "hall/sampler.hpp"
#include "hall/scene.hpp"
#include "tests/hall/hall_truth.hpp"
#include "tests/hall/small_hall.hpp"

using namespace okno;
using namespace okno::hall;
using namespace std::chrono_literals;

namespace {

const Timestamp nine = test::at(test::first_day, 9h);

// A hall in which everything is done by hand.
class Hall {
  public:
    explicit Hall(Plan plan = test::small_plan()) { hear(AdoptPlan{std::move(plan)}); }

    void hear(const Wish& wish, Timestamp at = nine) {
        const auto events = decide(state, {{DeviceId{"console"}, OperatorId{"anna"}}, wish}, at);
        REQUIRE_MESSAGE(events.has_value(), std::string{to_string(events.error())});
        state = test::fold(std::move(state), *events);
    }
    TicketId take(const char* service, Timestamp at = nine) {
        hear(TakeTicket{ServiceId{service}, Language{"ru"}}, at);
        return state.last_ticket;
    }

    State state;
};

bool near(Seconds a, Seconds b, Seconds tolerance) {
    return std::chrono::abs(a - b) <= tolerance;
}

}  // namespace

TEST_CASE("a duration falls between the edges of its bin") {
    CHECK(bin_edge(0) == 0ms);
    CHECK(bin_edge(1) == 5s);
    CHECK(bin_edge(5) == 10s);
    for (int bin = 1; bin < duration_bins; ++bin) CHECK(bin_edge(bin) < bin_edge(bin + 1));
    Durations durations;
    durations.add(7min);
    REQUIRE(durations.counts().size() == 1);
    const int bin = durations.counts().begin()->first;
    CHECK(bin_edge(bin) <= 7min);
    CHECK(bin_edge(bin + 1) > 7min);
}

TEST_CASE("old durations fade: after a change the mean follows within some hundred visits") {
    Durations durations;
    for (int i = 0; i < 2000; ++i) durations.add(5min);
    CHECK(near(std::chrono::round<Seconds>(*durations.mean()), 5min, 30s));
    for (int i = 0; i < 1200; ++i) durations.add(10min);
    CHECK(*durations.mean() > 8min + 30s);
    CHECK(durations.total() < durations_remembered);
}

TEST_CASE("draws have the mean of what was learnt, and what is left of a long visit is never negative") {
    Durations learnt;
    for (int i = 0; i < 100; ++i) learnt.add(i % 2 ? 3min : 12min);
    const Sampler sampler(&learnt, 10min, 0);
    Milliseconds sum{0};
    for (std::uint64_t i = 0; i < 4000; ++i) sum += sampler.draw(chance_of(1, i, 2));
    CHECK(near(std::chrono::round<Seconds>(sum / 4000), std::chrono::round<Seconds>(sampler.mean()), 15s));
    for (const Milliseconds elapsed :
         {Milliseconds{0}, Milliseconds{4min}, Milliseconds{13min}, Milliseconds{2h}})
        for (std::uint64_t i = 0; i < 300; ++i) CHECK(sampler.draw_rest(chance_of(2, i, 0), elapsed) >= 0ms);
    // After four minutes only the long ones are left: about 12 minutes in all.
    sum = 0ms;
    for (std::uint64_t i = 0; i < 4000; ++i) sum += sampler.draw_rest(chance_of(3, i, 2), 4min);
    CHECK(near(std::chrono::round<Seconds>(sum / 4000), 8min, 40s));
}

TEST_CASE("a prior alone has its mean") {
    const Sampler sampler(nullptr, 10min, 8);
    CHECK(near(std::chrono::round<Seconds>(sampler.mean()), 10min, 30s));
}

TEST_CASE("where a window is free nobody waits, where nobody works nobody can say") {
    Hall hall;
    hall.hear(OpenWindow{WindowId{3}});
    const Forecast found = forecast(hall.state, nine);
    CHECK(found.services.at(ServiceId{"consultation"}) == Estimate{0s, 0s, 0s});
    CHECK_FALSE(found.services.contains(ServiceId{"payment"}));
}

TEST_CASE("at one window the wait is the work ahead") {
    Hall hall;
    hall.hear(OpenWindow{WindowId{7}});
    for (int i = 0; i < 200; ++i) hall.state.experience.occupied[ServiceId{"payment"}].add(6min);
    hall.take("payment");
    hall.hear(CallNext{WindowId{7}});
    const TicketId second = hall.take("payment"), third = hall.take("payment");
    const Forecast found = forecast(hall.state, nine, 200);
    // The first has just been called; each takes about six minutes (the bins are 19 % wide).
    CHECK(near(found.tickets.at(second).expected, 6min, 45s));
    CHECK(near(found.tickets.at(third).expected, 12min, 90s));
    CHECK(near(found.services.at(ServiceId{"payment"}).expected, 18min, 135s));
    CHECK(found.tickets.at(second).least <= found.tickets.at(second).expected);
    CHECK(found.tickets.at(second).expected <= found.tickets.at(second).most);
    CHECK(forecast(hall.state, nine, 200) == found);
    // Two minutes later, with nothing new, about two minutes less.
    const Forecast later = forecast(hall.state, nine + 2min, 200);
    CHECK(near(later.tickets.at(third).expected, found.tickets.at(third).expected - 2min, 60s));
}

TEST_CASE("who waits for a window with several services waits for all that go before") {
    Hall hall;
    hall.hear(OpenWindow{WindowId{3}});
    for (const char* service : {"contract", "documents", "contract"}) hall.take(service);
    const TicketId last = hall.take("consultation");
    const Forecast found = forecast(hall.state, nine, 200);
    // One is called at once, three at ten minutes each (the norm, as nothing is learnt) go before.
    CHECK(near(found.tickets.at(last).expected, 30min, 3min));
}

TEST_CASE("a ticket is told a range in whole steps that holds the estimate") {
    CHECK(told({0s, 0s, 0s}) == Range{0, 5});
    CHECK(told({7min, 4min + 10s, 9min + 20s}) == Range{4, 10});
    CHECK(told({19min, 16min, 23min}) == Range{15, 25});
    CHECK(told({19min, 15min, 25min}) == Range{15, 25});
    CHECK(told({60min, 41min, 82min}) == Range{40, 85});
}

TEST_CASE(
    "a ticket too new for the forecast waits as its service does, and one that is known waits on its own") {
    Hall hall(test::small_plan());
    hall.take("payment");
    const Ticket& taken = hall.state.tickets.begin()->second;
    const Estimate of_all{19min, 16min, 23min}, own{3min, 2min, 4min};
    Forecast found{taken.taken - 1s, {{{"payment"}, of_all}}, {}, {}};
    CHECK(wait_of(found, taken) == of_all);
    Ticket favoured = taken;
    favoured.category = {"veteran"};
    CHECK_FALSE(wait_of(found, favoured));
    found.tickets[taken.id] = own;
    CHECK(wait_of(found, taken) == own);
    CHECK(wait_of(found, favoured) == own);
    found.tickets.clear();
    found.at = taken.taken;
    CHECK_FALSE(wait_of(found, taken));  // known, and nobody calls
    found.at -= 1s;
    found.services.clear();
    CHECK_FALSE(wait_of(found, taken));
    hall.hear(OpenWindow{WindowId{7}});
    hall.hear(CallNext{WindowId{7}});
    found.tickets[taken.id] = own;
    CHECK_FALSE(wait_of(found, hall.state.tickets.begin()->second));  // called: waits no more
}

TEST_CASE("a full day is seen before it is full") {
    Hall hall(test::plan_named("stops-when-full"));
    const Timestamp evening = test::at(test::first_day, 17h + 30min);
    hall.hear(OpenWindow{WindowId{3}}, evening);
    const Service& service = *find(hall.state.plan, ServiceId{"consultation"});
    CHECK(usual_time(hall.state, service) == 10min);
    CHECK(expected_end(hall.state, service, evening) == evening + 10min);
    CHECK_FALSE(is_full(hall.state, service, evening));
    for (int i = 0; i < 3; ++i) hall.take("consultation", evening);
    CHECK(expected_end(hall.state, service, evening) == evening + 40min);
    CHECK_FALSE(is_full(hall.state, service, evening));
    CHECK(is_full(hall.state, service, evening + 1s));
    // Nobody is at the cash desk: a window is prepared first.
    const Service& payment = *find(hall.state.plan, ServiceId{"payment"});
    CHECK(expected_end(hall.state, payment, evening) == evening + 15min + 10min);
}

TEST_CASE("the break of the norm is seen before it comes, and which window avoids it") {
    Plan plan = test::small_plan();
    plan.kinds[0].norm.wait = 40min;
    Hall hall(std::move(plan));
    hall.hear(OpenWindow{WindowId{4}});
    CHECK_FALSE(advice(hall.state, nine).has_value());
    for (int i = 0; i < 12; ++i) hall.take("documents");
    const auto found = advice(hall.state, nine);
    REQUIRE(found.has_value());
    CHECK(found->kind == KindId{"specialist"});
    // Twelve at ten minutes each, one after the other, wait 55 minutes on average; the tenth is called
    // after 90.
    CHECK(near(found->average, 55min, 6min));
    CHECK(near(std::chrono::round<Seconds>(found->breaks - nine), 95min, 15min));
    // Window 5 serves contracts alone, 7 payments: only 3 helps, and with it they wait 25.
    CHECK(found->open == WindowId{3});
    CHECK(near(found->then, 25min, 3min));
    CHECK(found->avoids);
}
