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
    if (std::chrono::abs(a - b) > tolerance) MESSAGE(a.count(), " s instead of ", b.count());
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

namespace {

// On the Monday before, window 3 worked as told and window 4 all day.
Hall with_a_rota(const std::vector<std::pair<Seconds, Seconds>>& stays) {
    Hall hall(test::plan_named("daytime"));
    const LocalTime midnight{test::first_day - std::chrono::days{7}};
    Experience& experience = hall.state.experience;
    for (const auto& [from, until] : stays)
        learn_presence(experience, {3}, midnight + from, midnight + until);
    learn_presence(experience, {4}, midnight + 9h, midnight + 18h);
    learn_day(experience, test::first_day - std::chrono::days{7});
    for (const char* service : {"consultation", "contract"})
        for (int i = 0; i < 200; ++i) experience.occupied[ServiceId{service}].add(10min);
    return hall;
}

}  // namespace

TEST_CASE("a window that usually goes soon is not counted on for later") {
    for (const bool goes : {false, true}) {
        Hall hall = with_a_rota({{9h, goes ? 10h : 18h}});
        const Timestamp now = nine + 55min;
        hall.hear(OpenWindow{WindowId{3}}, now);
        hall.hear(OpenWindow{WindowId{4}}, now);
        TicketId last{};
        for (int i = 0; i < 9; ++i) last = hall.take("consultation", now);
        // Two windows with ten minutes each: called in pairs; from ten on one window calls them one by one.
        CHECK(near(forecast(hall.state, now, 200).tickets.at(last).expected, goes ? 70min : 40min, 4min));
    }
}

TEST_CASE("a window that usually goes stays for whom it alone serves") {
    Hall hall = with_a_rota({{9h, 10h}});
    const Timestamp now = nine + 58min;
    hall.hear(OpenWindow{WindowId{3}}, now);
    hall.hear(OpenWindow{WindowId{4}}, now);
    hall.take("contract", now);
    hall.take("contract", now);
    const TicketId third = hall.take("contract", now);
    CHECK(near(forecast(hall.state, now, 200).tickets.at(third).expected, 20min, 3min));
}

TEST_CASE("visitors are expected until the day's last hours end, also before a break") {
    Hall hall(test::plan_named("daytime"));
    const LocalDay week_ago = test::first_day - std::chrono::days{7};
    learn_arrival(hall.state.experience, {"cashier"}, {"payment"}, LocalTime{week_ago} + 15h);
    learn_day(hall.state.experience, week_ago);
    const Scene scene = scene_of(hall.state, nine);
    REQUIRE(scene.streams.size() == 1);
    CHECK(scene.streams[0].rates.back() == std::pair{test::at(test::first_day, 17h + 30min), 0.0});
    CHECK(scene_of(hall.state, nine - 1s).streams.empty());
}

TEST_CASE("who comes for what the leaving window alone serves is told a wait though it could go") {
    Hall hall = with_a_rota({{9h, 10h}});
    const Timestamp now = nine + 58min;
    hall.hear(OpenWindow{WindowId{3}}, now);
    hall.hear(OpenWindow{WindowId{4}}, now);
    for (int i = 0; i < 6; ++i) hall.take("consultation", now);
    const auto services = forecast(hall.state, now, 200).services;
    // The six are called within 40 minutes by window 4, the first two at once; at 3 nobody is before it then.
    REQUIRE(services.contains(ServiceId{"contract"}));
    CHECK(near(services.at(ServiceId{"contract"}).expected, 40min, 6min));
    CHECK(near(services.at(ServiceId{"consultation"}).expected, 50min, 5min));
}

TEST_CASE("a window that usually opens later gives an estimate, and shortens one") {
    Hall hall = with_a_rota({{10h, 18h}});
    CHECK_FALSE(forecast(hall.state, nine - 10h, 50).services.contains(ServiceId{"contract"}));  // yesterday
    hall.hear(OpenWindow{WindowId{4}});
    CHECK(near(forecast(hall.state, nine, 50).services.at(ServiceId{"contract"}).expected, 60min, 1s));
    TicketId last{};
    for (int i = 0; i < 11; ++i) last = hall.take("consultation");
    // Six are called by ten o'clock at the one window, then two in each ten minutes.
    CHECK(near(forecast(hall.state, nine, 200).tickets.at(last).expected, 80min, 5min));
}

TEST_CASE("a break that is usual is waited for, and one that was announced or has begun is that break") {
    const auto expected = [](bool announced, bool begun) {
        Hall hall = with_a_rota({{9h, 10h}, {10h + 30min, 18h}});
        const Timestamp now = nine + 55min;
        hall.hear(OpenWindow{WindowId{3}}, now - 10min);
        if (announced) {
            hall.take("contract", now - 10min);
            hall.hear(CallNext{WindowId{3}}, now - 10min);
            hall.hear(PauseWindow{WindowId{3}, ReasonId{"lunch"}}, now);
            REQUIRE(find(hall.state, WindowId{3})->leave.has_value());
        }
        if (begun) hall.hear(PauseWindow{WindowId{3}, ReasonId{"lunch"}}, now);
        hall.take("contract", now);
        const TicketId second = hall.take("contract", now);
        return forecast(hall.state, now, 400).tickets.at(second).expected;
    };
    CHECK(near(expected(false, false), 40min, 3min));  // one is called, then half an hour, then the second
    const Seconds after_announced = expected(true, false), after_begun = expected(false, true);
    CHECK(after_announced < 38min);  // the visit's rest, a quarter of an hour, ten minutes
    CHECK(after_begun < 32min);
    CHECK(after_begun > 18min);
}

TEST_CASE(
    "who has announced to close after the visitor is not counted on, and those sent to the window wait") {
    Hall hall = with_a_rota({{9h, 18h}});
    for (const int window : {3, 4}) {
        hall.hear(OpenWindow{WindowId{window}});
        hall.take("consultation");
        hall.hear(CallNext{WindowId{window}});
    }
    TicketId last{};
    for (int i = 0; i < 4; ++i) last = hall.take("consultation");
    const Seconds both = forecast(hall.state, nine, 200).tickets.at(last).expected;
    hall.hear(CloseWindow{WindowId{3}});
    REQUIRE(find(hall.state, WindowId{3})->leave.has_value());
    CHECK(near(both, 20min, 3min));
    CHECK(near(forecast(hall.state, nine, 200).tickets.at(last).expected, 40min, 3min));
}
