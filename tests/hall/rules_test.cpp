// The small pure functions of the hall that no dialogue shows: days, numbers, texts, places in a queue.
#include <doctest/doctest.h>

#include "hall/board.hpp"
#include "hall/decide.hpp"
#include "hall/evolve.hpp"
#include "hall/leasing.hpp"
#include "hall/public_view.hpp"
#include "hall/selection.hpp"
#include "hall/time.hpp"
#include "tests/hall/hall_truth.hpp"
#include "tests/hall/small_hall.hpp"

using namespace okno;
using namespace okno::hall;
using namespace std::chrono_literals;

namespace {

Timestamp utc(unsigned month, unsigned day, Milliseconds since_midnight = 0ms) {
    const std::chrono::year_month_day date{std::chrono::year{2026}, std::chrono::month{month},
                                           std::chrono::day{day}};
    return Timestamp{std::chrono::sys_days{date}} + since_midnight;
}

LocalDay local(unsigned month, unsigned day) {
    return LocalDay{
        std::chrono::local_days{std::chrono::year{2026} / std::chrono::month{month} / std::chrono::day{day}}};
}

}  // namespace

TEST_CASE("a number has at least three digits") {
    CHECK(to_string(TicketNumber{"A", 7}) == "A007");
    CHECK(to_string(TicketNumber{"A", 999}) == "A999");
    CHECK(to_string(TicketNumber{"A", 1000}) == "A1000");
}

TEST_CASE("the local day begins at local midnight, not at UTC's") {
    const Zone moscow{"Europe/Moscow", {{Timestamp{}, 3h}}};
    CHECK(local_day(moscow, utc(3, 1, 20h + 59min)) == local(3, 1));
    CHECK(local_day(moscow, utc(3, 1, 21h)) == local(3, 2));
    CHECK(end_of_day(moscow, local(3, 1)) == utc(3, 1, 21h));
}

TEST_CASE("before its first entry a zone has its first offset") {
    const Zone zone{"", {{utc(6, 1), 2h}, {utc(9, 1), 1h}}};
    CHECK(local_time(zone, utc(1, 1)) == LocalTime{utc(1, 1, 2h).time_since_epoch()});
}

TEST_CASE("a day on which the clock is moved has 23 or 25 hours") {
    const Zone berlin{"Europe/Berlin", {{utc(1, 1), 1h}, {utc(3, 29, 1h), 2h}, {utc(10, 25, 1h), 1h}}};
    CHECK(end_of_day(berlin, local(3, 29)) - end_of_day(berlin, local(3, 28)) == 23h);
    CHECK(end_of_day(berlin, local(10, 25)) - end_of_day(berlin, local(10, 24)) == 25h);
}

TEST_CASE("a midnight that does not exist still ends the day, one that comes twice ends it once") {
    const Zone skipped{"", {{utc(1, 1), 0h}, {utc(4, 2), 1h}}};  // 24:00 becomes 01:00
    CHECK(end_of_day(skipped, local(4, 1)) == utc(4, 2));
    const Zone skipped_over{"", {{utc(1, 1), 0h}, {utc(4, 1, 23h + 30min), 1h}}};  // 23:30 becomes 00:30
    CHECK(end_of_day(skipped_over, local(4, 1)) == utc(4, 1, 23h + 30min));
    const Zone twice{"", {{utc(1, 1), 0h}, {utc(4, 2), -1h}}};  // 24:00 becomes 23:00
    CHECK(end_of_day(twice, local(4, 1)) == utc(4, 2, 1h));
}

TEST_CASE("a text missing in a language is given in the hall's own, failing that in any") {
    const Plan plan = test::small_plan();
    const Text both{{Language{"ru"}, "Зал"}, {Language{"en"}, "Hall"}};
    CHECK(in(both, Language{"en"}, plan) == "Hall");
    CHECK(in(both, Language{"fr"}, plan) == "Зал");
    CHECK(in({{Language{"en"}, "Hall"}}, Language{"fr"}, plan) == "Hall");
    CHECK(in({}, Language{"fr"}, plan).empty());
}

TEST_CASE("an event about something the state does not know changes nothing but the time") {
    const State empty;
    const Author nobody;
    const TicketId ticket{17};
    const WindowId window{3};
    const std::vector<Fact> facts{PrintReported{ticket, Print::printed},
                                  TicketCancelled{ticket},
                                  TicketExpired{ticket},
                                  WindowOpened{window},
                                  WindowPaused{window, ReasonId{"lunch"}},
                                  WindowResumed{window},
                                  WindowClosed{window},
                                  TicketCalled{ticket, window},
                                  TicketRecalled{ticket, window},
                                  ServiceStarted{ticket, window},
                                  ServiceFinished{ticket, window, {}},
                                  TicketMissed{ticket, window},
                                  TicketTransferred{ticket, window, ServiceId{"x"}, {}},
                                  TicketParked{ticket, window, {}, {}},
                                  StepFinished{ticket, window, {}, {}},
                                  StepAdded{ticket, window, {}},
                                  StageEntered{ticket, window, {}},
                                  ParkReminded{ticket},
                                  TicketReturned{ticket, {}},
                                  ReturnLapsed{ticket},
                                  ServicesAssigned{window, {{ServiceId{"x"}}}},
                                  ServiceReopened{ServiceId{"x"}},
                                  MessageWithdrawn{},
                                  TicketPrioritised{ticket, {}, 20min}};
    for (const Fact& fact : facts) {
        State expected = empty;
        expected.latest = utc(3, 2);
        INFO(fact.index());
        CHECK(evolve(empty, Event{utc(3, 2), nobody, fact}) == expected);
    }
}

TEST_CASE("who waited for a window that closes goes on waiting since the transfer") {
    State state;
    Timestamp now = utc(9, 1, 7h);
    const auto then = [&](const Wish& wish) {
        now += Seconds{60};
        const auto events = decide(state, {{}, wish}, now);
        REQUIRE(events.has_value());
        state = test::fold(std::move(state), *events);
        return now;
    };
    then(AdoptPlan{test::small_plan()});
    then(TakeTicket{ServiceId{"consultation"}, Language{"ru"}});
    then(OpenWindow{WindowId{3}});
    then(OpenWindow{WindowId{4}});
    then(CallNext{WindowId{3}});
    const Timestamp sent = then(TransferTicket{WindowId{3}, WindowId{4}, {}});
    then(CloseWindow{WindowId{4}});
    CHECK(std::get<Waiting>(state.tickets.begin()->second.stage) == Waiting{sent, std::nullopt});
}

TEST_CASE("what a kiosk gave alone the day before is over in the morning, unless somebody will call it") {
    State state;
    Timestamp now = utc(9, 1, 7h);
    const auto hear = [&](const Wish& wish) {
        const auto events = decide(state, {{DeviceId{"kiosk"}, OperatorId{}}, wish}, now);
        REQUIRE(events.has_value());
        state = test::fold(std::move(state), *events);
        return *events;
    };
    hear(AdoptPlan{test::plan_named("daytime")});
    hear(LeaseBlock{"pc"});
    const Timestamp epoch = now;
    const auto merge = [&](int ordinal, Timestamp taken) {
        return hear(
            MergeTicket{{"A", ordinal}, epoch, "pc", ServiceId{"contract"}, Language{"ru"}, {}, taken});
    };
    const Timestamp yesterday = now + 1h;
    now += 24h;
    auto events = merge(1000, yesterday);
    REQUIRE(std::holds_alternative<TicketTaken>(events[events.size() - 2].fact));
    CHECK(std::holds_alternative<TicketExpired>(events.back().fact));
    CHECK(state.tickets.empty());

    // A ticket of the coming minutes is of now; one of days ago is over.
    events = merge(1001, now + 5min);
    CHECK(find(state, TicketNumber{"A", 1001})->taken == now);
    CHECK(events.size() == 1);
    merge(1002, epoch - 24h);
    CHECK(find(state, TicketNumber{"A", 1002}) == nullptr);

    // Over midnight, with somebody at the window, the visitor is served.
    state = {};
    now = epoch;
    hear(AdoptPlan{test::small_plan()});
    hear(LeaseBlock{"pc"});
    hear(OpenWindow{WindowId{5}});
    now += 15h;  // 01:00 of the next day
    events = merge(1003, now - 3h);
    CHECK(find(state, TicketNumber{"A", 1003}) != nullptr);
    CHECK(hear(CallNext{WindowId{5}}).size() == 1);
}

TEST_CASE("a kiosk whose clock is years behind gives no ticket before it had the number") {
    State state = test::fold({}, {{utc(9, 1, 7h), {}, PlanAdopted{test::small_plan()}}});
    const Timestamp leased = utc(9, 1, 7h);
    const Timestamp now = leased + 2h;
    state.leases[1] = {DeviceId{"kiosk"}, "pc", leased};
    const auto taken = [&](int ordinal, Timestamp epoch, Timestamp told) {
        const MergeTicket wish{{"A", ordinal}, epoch, "pc", ServiceId{"contract"}, Language{"ru"}, {}, told};
        const auto events = decide(state, {{DeviceId{"kiosk"}, {}}, wish}, now);
        REQUIRE(events.has_value());
        return std::get<TicketTaken>(events->back().fact).taken;
    };
    CHECK(taken(1000, leased, leased - std::chrono::days{2000}) == leased);
    CHECK(taken(1001, leased, leased + 1h) == leased + 1h);
    CHECK(taken(1002, leased, now + 1h) == now);
    // A lease the journal does not know is believed, but not that it is of the future.
    CHECK(taken(2000, leased - 3h, leased - 5h) == leased - 3h);
    CHECK(taken(2001, now + 1h, leased) == now);
}

TEST_CASE("who works at a window is named while they do, as the plan says") {
    Plan plan = test::small_plan();
    const Text name{{Language{"en"}, "Anna K."}};
    plan.staff = {{OperatorId{"anna"}, {name, {}}}};
    State state = test::fold({}, {{utc(9, 1, 7h), {}, PlanAdopted{plan}}});
    Timestamp now = utc(9, 1, 7h);
    const auto then = [&](const char* person, const Wish& wish) {
        now += Seconds{60};
        const auto events = decide(state, {{DeviceId{"console"}, OperatorId{person}}, wish}, now);
        REQUIRE(events.has_value());
        state = test::fold(std::move(state), *events);
    };
    const auto named = [&](int window) {
        const auto* open = std::get_if<Open>(&state.windows.at(WindowId{window}).post);
        return open ? open->nameplate.name : Text{};
    };
    then("anna", OpenWindow{WindowId{3}});
    then("boris", OpenWindow{WindowId{4}});
    CHECK(named(3) == name);
    CHECK(named(4).empty());  // nobody has said that Boris is named
    // What leaves the hall: the name, and neither the log-in nor the list.
    const State shown = public_state(state);
    CHECK(std::get<Open>(shown.windows.at(WindowId{3}).post).nameplate.name == name);
    CHECK(std::get<Open>(shown.windows.at(WindowId{3}).post).person.value.empty());
    CHECK(shown.plan.staff.empty());
    then("anna", PauseWindow{WindowId{3}, ReasonId{"lunch"}});
    CHECK(named(3).empty());
    then("anna", ResumeWindow{WindowId{3}});
    CHECK(named(3) == name);
    // A new plan names others at once.
    plan.staff = {{OperatorId{"boris"}, {name, {}}}};
    then("", AdoptPlan{plan});
    CHECK(named(3).empty());
    CHECK(named(4) == name);
    then("boris", CloseWindow{WindowId{4}});
    CHECK(named(4).empty());
}

TEST_CASE("what a board skips is known to the staff, and told once") {
    State state = test::fold({}, {{utc(9, 1, 7h), {}, PlanAdopted{test::small_plan()}}});
    Timestamp now = utc(9, 1, 7h);
    const auto report = [&](std::vector<std::string> skips) {
        now += Seconds{5};
        const ReportDevice wish{DeviceId{"display-1"}, Condition::ready, std::move(skips)};
        const auto events = decide(state, {{DeviceId{"display-1"}, {}}, wish}, now);
        REQUIRE(events.has_value());
        state = test::fold(std::move(state), *events);
        return std::count_if(events->begin(), events->end(), [](const Event& event) {
            return std::holds_alternative<DeviceReported>(event.fact);
        });
    };
    CHECK(report({"pump", "tariffs.png"}) == 1);
    CHECK(report({"pump", "tariffs.png"}) == 0);
    CHECK(state.devices.at(DeviceId{"display-1"}).skips.size() == 2);
    CHECK(public_state(state).devices.at(DeviceId{"display-1"}).skips.empty());
    CHECK(report({}) == 1);
    CHECK(state.devices.at(DeviceId{"display-1"}).skips.empty());
}

TEST_CASE("what program a device runs is known to the staff, told once, and outlives its absence") {
    State state = test::fold({}, {{utc(9, 1, 7h), {}, PlanAdopted{test::small_plan()}}});
    Timestamp now = utc(9, 1, 7h);
    const DeviceId kiosk{"kiosk-1"};
    const auto report = [&](Condition condition, const std::string& version) {
        now += Seconds{5};
        const auto events = decide(state, {{kiosk, {}}, ReportDevice{kiosk, condition, {}, version}}, now);
        REQUIRE(events.has_value());
        state = test::fold(std::move(state), *events);
        return std::count_if(events->begin(), events->end(), [](const Event& event) {
            return std::holds_alternative<DeviceReported>(event.fact);
        });
    };
    CHECK(report(Condition::ready, "okno 0.1.0") == 1);
    CHECK(report(Condition::ready, "okno 0.1.0") == 0);
    CHECK(report(Condition::ready, "") == 0);
    CHECK(report(Condition::away, "") == 1);
    CHECK(state.devices.at(kiosk).version == "okno 0.1.0");
    CHECK(report(Condition::away, "okno 0.2.0") == 1);
    CHECK(state.devices.at(kiosk).version == "okno 0.2.0");
    CHECK(public_state(state).devices.at(kiosk).version.empty());
}

TEST_CASE("the hall's own count steps over leased blocks") {
    State state = test::fold({}, {{utc(9, 1, 7h), {}, PlanAdopted{test::small_plan()}}});
    state.leases[1] = {DeviceId{"kiosk"}, "pc", utc(9, 1)};
    state.leases[2] = {DeviceId{"other"}, "pc", utc(9, 1)};
    state.last_ordinal["A"] = 998;
    CHECK(next_number(state, "A") == TicketNumber{"A", 999});
    state.last_ordinal["A"] = 999;
    CHECK(next_number(state, "A") == TicketNumber{"A", 3000});
    CHECK(next_number(state, "B") == TicketNumber{"B", 1});
    state.last_ordinal["A"] = 3000;
    const auto leased = decide(state, {DeviceId{"third"}, {}}, LeaseBlock{"pc"}, utc(9, 1, 7h));
    REQUIRE(leased.has_value());
    CHECK(std::get<BlockLeased>(leased->front()).block == 4);
}

TEST_CASE("the board shows as many calls and numbers as it has room for") {
    State state = test::fold({}, {{utc(3, 2), {}, PlanAdopted{test::small_plan()}}});
    for (std::uint64_t i = 1; i <= 30; ++i) {
        const TicketNumber number{"A", static_cast<int>(i)};
        state = evolve(state, {utc(3, 2, Milliseconds{i}),
                               {},
                               TicketTaken{TicketId{i}, number, ServiceId{"consultation"}, Language{"ru"}}});
        if (i <= 15)
            state = evolve(state, {utc(3, 2, Milliseconds{i}), {}, TicketCalled{TicketId{i}, WindowId{3}}});
        if (i <= 15)
            state = evolve(state, {utc(3, 2, Milliseconds{i}), {}, TicketMissed{TicketId{i}, WindowId{3}}});
    }
    CHECK(state.calls.size() == calls_remembered);
    const Board shown = board(state, 5, 4);
    REQUIRE(shown.calls.size() == 5);
    CHECK(shown.calls[0].number == TicketNumber{"A", 15});
    CHECK_FALSE(shown.calls[0].current);
    REQUIRE(shown.waiting.size() == 4);
    CHECK(shown.waiting[0] == TicketNumber{"A", 16});
    CHECK(waiting_for(state, ServiceId{"consultation"}) == 15);
    CHECK(people_ahead(state, TicketId{30}) == 14);
}

TEST_CASE(
    "an open window changes hands when a colleague takes it over, and its visits are theirs from then on") {
    const Timestamp now = utc(9, 1, 9h);
    const WindowId window{3};
    State state = test::fold({}, {{utc(9, 1, 7h), {}, PlanAdopted{test::small_plan()}}});
    const auto ask = [&](const char* person) -> std::string {
        const auto events =
            decide(state, {{DeviceId{"console"}, OperatorId{person}}, OpenWindow{window, true}}, now);
        if (!events) return std::string(to_string(events.error()));
        state = test::fold(std::move(state), *events);
        return std::get<Open>(state.windows.at(window).post).person.value;
    };
    CHECK(ask("boris") == "window_closed");  // taking over opens nothing
    state = test::fold(std::move(state),
                       {{now, {DeviceId{"console"}, OperatorId{"anna"}}, WindowOpened{window}}});
    CHECK(ask("anna") == "window_already_open");
    CHECK(ask("") == "person_required");
    CHECK(ask("boris") == "boris");
    state = test::fold(std::move(state),
                       {{now, {DeviceId{"console"}, OperatorId{"boris"}}, WindowPaused{window, {"lunch"}}}});
    CHECK(ask("anna") == "window_paused");  // who goes on after a break has the window anyway
}
