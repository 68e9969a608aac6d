// What no dialogue shows of a manager's acts: that every estimate follows them, what the public hears of
// them, and by when a forwarded application must be answered.
#include <doctest/doctest.h>

#include "hall/acts.hpp"
#include "hall/capacity.hpp"
#include "hall/decide.hpp"
#include "hall/evolve.hpp"
#include "hall/forecast.hpp"
#include "hall/public_view.hpp"
#include "hall/selection.hpp"
#include "hall/timekeeping.hpp"
#include "tests/hall/small_hall.hpp"

using namespace okno;
using namespace okno::hall;
using namespace std::chrono_literals;

namespace {

const Author manager{{"console"}, {"olga"}};
const ServiceId contract{"contract"};
const ServiceId documents{"documents"};

struct Office {
    State state;
    Timestamp now = test::at(test::first_day, 9h);

    Office() {
        then(AdoptPlan{test::small_plan()});
        for (const Window& window : State{state}.plan.windows) then(OpenWindow{window.id});
    }
    void then(const Wish& wish) {
        now += 1s;
        const auto events = decide(state, {manager, wish}, now);
        REQUIRE_MESSAGE(events.has_value(), std::string(to_string(events.error())));
        for (const Event& event : *events) state = evolve(std::move(state), event);
    }
};

}  // namespace

TEST_CASE("what is assigned to a window is what it serves, for every rule and estimate") {
    Office office;
    for (int i = 0; i < 6; ++i) office.then(TakeTicket{documents, {"ru"}});
    const State before = office.state;
    REQUIRE_FALSE(could_call(before, *find(before.plan, WindowId{5})));
    const Timestamp end = expected_end(before, *find(before.plan, documents), office.now);
    const Seconds wait = forecast(before, office.now).services.at(documents).expected;

    office.then(AssignServices{{5}, {documents}, {}, "queue"});
    const State& after = office.state;
    CHECK(could_call(after, *find(after.plan, WindowId{5})));
    CHECK(is_idle(after, {5}));
    CHECK(waiting_at(after, *find(after.plan, WindowId{5})) == 6);
    CHECK(expected_end(after, *find(after.plan, documents), office.now) < end);
    CHECK(forecast(after, office.now).services.at(documents).expected < wait);
    CHECK(adopted_plan(after) == before.plan);
    CHECK(after.plan != before.plan);
}

TEST_CASE("a window that serves somebody keeps its visitor whatever is assigned to it") {
    Office office;
    office.then(TakeTicket{contract, {"ru"}});
    office.then(CallNext{{5}});
    office.then(AssignServices{{5}, {documents}, {}, "queue"});
    REQUIRE(visitor_at(office.state, {5}));
    office.then(FinishService{{5}, {}});
    CHECK(office.state.tickets.empty());
}

TEST_CASE("a window that is closed may be assigned anything: it calls nobody") {
    Office office;
    for (const WindowId id : {WindowId{3}, WindowId{5}}) office.then(CloseWindow{id});
    office.then(TakeTicket{contract, {"ru"}});
    office.then(AssignServices{{5}, {documents}, {}, "queue"});
    CHECK(find(office.state.plan, WindowId{5})->services == std::vector{documents});
}

TEST_CASE("a service to come in a visit is not taken from its last window") {
    Office office;
    office.then(TakeTicket{documents, {"ru"}});
    office.then(CallNext{{4}});
    office.then(AddStep{{4}, contract});
    office.then(CloseWindow{{3}});
    const Command assign{manager, AssignServices{{5}, {documents}, {}, "queue"}};
    CHECK(decide(office.state, assign, office.now).error() == Rejection::assignment_leaves_waiting);
}

namespace {

struct Desks {
    State state;
    Timestamp now = test::at(test::first_day, 9h);

    Desks() { then("olga", AdoptPlan{test::small_plan()}); }
    void then(const char* person, const Wish& wish) {
        now += 1s;
        const auto events = decide(state, {{{"console"}, {person}}, wish}, now);
        REQUIRE_MESSAGE(events.has_value(), std::string(to_string(events.error())));
        for (const Event& event : *events) state = evolve(std::move(state), event);
    }
    std::vector<ServiceId> at(int window) const { return find(state.plan, WindowId{window})->services; }
};

}  // namespace

TEST_CASE("what is assigned to an operator goes with them from window to window, and ends with the day") {
    Desks hall;
    const auto five = hall.at(5), four = hall.at(4);
    const std::vector only_documents{documents};
    REQUIRE(five != only_documents);
    hall.then("maria", OpenWindow{{5}});
    const auto assign = [&](const char* whose) {
        return Command{manager, AssignServices{{5}, {documents}, {}, "queue", false, {whose}}};
    };
    CHECK(decide(hall.state, assign("ivan"), hall.now).error() == Rejection::operator_elsewhere);
    hall.then("olga", assign("maria").wish);
    CHECK(hall.at(5) == only_documents);
    CHECK(decide(hall.state, assign("maria"), hall.now)->empty());

    hall.then("maria", CloseWindow{{5}});
    CHECK(hall.at(5) == five);
    hall.then("ivan", OpenWindow{{5}});
    CHECK(hall.at(5) == five);
    hall.then("maria", OpenWindow{{4}});
    CHECK(hall.at(4) == only_documents);
    CHECK(adopted_plan(hall.state) == test::small_plan());
    hall.then("ivan", OpenWindow{{4}, true});  // ivan takes over
    CHECK(hall.at(4) == four);
    hall.then("maria", OpenWindow{{5}, true});
    CHECK(hall.at(5) == only_documents);

    hall.now += 24h;
    hall.then("ivan", TakeTicket{contract, {"ru"}});  // the next day
    CHECK(hall.state.operator_duties.empty());
    CHECK(hall.at(5) == five);
}

TEST_CASE("an operator gets back what the plan says; a window's own assignment does not go with anybody") {
    Desks hall;
    const auto five = hall.at(5), four = hall.at(4);
    hall.then("maria", OpenWindow{{5}});
    hall.then("olga", AssignServices{{5}, {documents}, {}, "queue", false, {"maria"}});
    hall.then("olga", AssignServices{{5}, five, {}, "as before", false, {"maria"}});
    CHECK(hall.state.operator_duties.empty());
    hall.then("olga", AssignServices{{5}, {documents}, {}, "queue"});
    hall.then("maria", CloseWindow{{5}});
    CHECK(hall.at(5) == std::vector{documents});
    hall.then("maria", OpenWindow{{4}});
    CHECK(hall.at(4) == four);
}

TEST_CASE("the public hears no operator's name in what is assigned") {
    Desks hall;
    hall.then("maria", OpenWindow{{5}});
    hall.then("olga", AssignServices{{5}, {documents}, {}, "queue", false, {"maria"}});
    const State seen = public_state(hall.state);
    CHECK(seen.operator_duties.empty());
    CHECK(seen.windows.at({5}).assigned->whose.value.empty());
    const auto told =
        public_event({hall.now, manager, ServicesAssigned{{5}, {{documents}}, "queue", {"maria"}}});
    CHECK(std::get<ServicesAssigned>(told->fact).whose.value.empty());
}

TEST_CASE("the public hears what is assigned, closed and posted, and not why") {
    Office office;
    office.then(TakeTicket{contract, {"ru"}});
    office.then(AssignServices{{4}, {documents}, {}, "queue"});
    office.then(CloseService{documents, "no forms"});
    office.then(PostMessage{{{{"ru"}, "Лифт"}, {{"en"}, "Lift"}}, 10min, "repair"});
    office.then(CallManager{{3}});
    const State seen = public_state(office.state);
    CHECK(find(seen.plan, WindowId{4})->services == std::vector{documents});
    CHECK(seen.windows.at({4}).assigned->reason.empty());
    CHECK(seen.closed_services.at(documents).empty());
    CHECK(seen.message->text == office.state.message->text);
    CHECK(seen.message->reason.empty());
    CHECK_FALSE(seen.windows.at({3}).manager_call);
    CHECK_FALSE(public_event({office.now, manager, ManagerCalled{{3}}}));
    CHECK_FALSE(public_event({office.now, manager, ManagerCallAnswered{{3}}}));
    const auto finished =
        public_event({office.now, manager, ServiceFinished{{1}, {3}, {"forwarded"}, "17-204"}});
    CHECK(std::get<ServiceFinished>(finished->fact).reference.empty());
}

TEST_CASE("why a manager closes a window is kept until its visitor has left, and is for staff alone") {
    Office office;
    office.then(TakeTicket{contract, {"ru"}});
    office.then(CallNext{{3}});
    office.then(CloseWindow{{3}, true, "ill"});
    CHECK(office.state.windows.at({3}).leave->why == "ill");
    CHECK(public_state(office.state).windows.at({3}).leave->why.empty());
    office.now += 1s;
    const auto events = decide(office.state, {manager, ReportNoShow{{3}}}, office.now + 1h);
    REQUIRE(events);
    const auto closed = std::find_if(events->begin(), events->end(), [](const Event& event) {
        return std::holds_alternative<WindowClosed>(event.fact);
    });
    REQUIRE(closed != events->end());
    CHECK(closed->fact == Fact{WindowClosed{{3}, "ill"}});
    CHECK(public_event(*closed)->fact == Fact{WindowClosed{{3}}});
    for (const Fact& fact : {Fact{WindowOpened{{3}, {}, "queue"}}, Fact{ServiceReopened{documents, "forms"}},
                             Fact{MessageWithdrawn{"mended"}}})
        CHECK(public_event({office.now, manager, fact})->fact != fact);
}

TEST_CASE("what was closed or posted is not taken back without a reason") {
    Office office;
    office.then(CloseService{documents, "no forms"});
    CHECK(decide(office.state, {manager, ReopenService{documents, " "}}, office.now).error() ==
          Rejection::reason_required);
    CHECK(decide(office.state, {manager, WithdrawMessage{""}}, office.now).error() ==
          Rejection::reason_required);
    office.then(ReopenService{documents, "forms are here"});
    CHECK(office.state.closed_services.empty());
}

TEST_CASE("the hall looks at the clock when a message's time is over") {
    Office office;
    office.then(PostMessage{{{{"ru"}, "Лифт"}, {{"en"}, "Lift"}}, 10min, "repair"});
    CHECK(office.state.message->until == office.now + 10min);
    CHECK(next_deadline(office.state) == office.now + 10min);
}

TEST_CASE("a forwarded application is due at the end of a calendar day of the hall") {
    const Zone zone = test::small_plan().zone;  // UTC+3
    const Forwarding usual;
    const LocalDay day{std::chrono::year{2026} / 11 / 30};
    for (const Seconds time : {0s, 12 * 3600s, 24 * 3600s - 1s}) {
        const auto deadlines = deadlines_of(usual, zone, test::at(day, time));
        CHECK(deadlines.registered == test::at(day + std::chrono::days{2}, 0s));
        CHECK(deadlines.answered == test::at(day + std::chrono::days{31}, 0s));
    }
    const auto same_day = deadlines_of({std::chrono::days{0}, std::chrono::days{0}}, zone, test::at(day, 9h));
    CHECK(same_day.registered == test::at(day + std::chrono::days{1}, 0s));
    CHECK(same_day.answered == same_day.registered);
}

TEST_CASE("a reference is printable and short, without a blank around it") {
    CHECK(is_reference("17-204/2026"));
    CHECK(is_reference("№ 17"));
    CHECK(is_reference(std::string(64, 'x')));
    for (const std::string& wrong :
         {std::string{}, std::string{" 17"}, std::string{"17 "}, std::string(65, 'x'), std::string{"17\n"}})
        CHECK_FALSE(is_reference(wrong));
}
