#include "tests/console/acting_hall.hpp"

using namespace okno;
using namespace okno::console;

namespace {

hall::Plan guarded_plan() {
    hall::Plan plan = fakes::small_plan();
    plan.devices = {{{"bridge-1"}, fakes::both("Пульты", "Keypads")}};
    plan.panic.zones = {{{7}, fakes::both("Касса", "Cash desk"), one},
                        {{12}, fakes::both("Вход", "Entrance")}};
    return plan;
}

}  // namespace

TEST_CASE("the guard's page shows who calls where, who has answered and what the guard company knows") {
    Hall hall(guarded_plan());
    hall.at(10s, hall::RaisePanic{{7}});
    Json call = guard_page(hall.state, false)["calls"][0];
    CHECK(call["name"]["en"] == "Cash desk");
    CHECK(call["person"] == "anna");
    CHECK(call["since"] == after_nine(10s));
    CHECK(call["told"] == "nothing");
    CHECK(call["acknowledged"] == nullptr);
    CHECK(call["escalated"] == false);
    hall.at(11s, hall::ReportAlarm{{7}, 41, true});
    hall.at(41s, hall::CheckTime{});
    hall.at(42s, hall::AcknowledgePanic{{7}});
    call = guard_page(hall.state, false)["calls"][0];
    CHECK(call["told"] == "accepted");
    CHECK(call["escalated"] == true);
    CHECK(call["acknowledged"] == Json{{"person", "anna"}, {"at", after_nine(42s)}});
    CHECK(overview_page(hall.state, {}, {}, false, hall.state.latest)["calls_for_help"][0] == call);
    hall.at(50s, hall::RestorePanic{{7}});
    CHECK(guard_page(hall.state, false)["calls"].empty());
}

TEST_CASE("a window calls for help at its own zone, and its page says no more than how far that is") {
    Hall hall(guarded_plan());
    CHECK(hall.page()["help"] == Json{{"zone", 7}, {"stage", "none"}});
    hall.at(10s, hall::RaisePanic{{7}});
    CHECK(hall.page()["help"]["stage"] == "called");
    hall.at(20s, hall::AcknowledgePanic{{7}});
    CHECK(hall.page()["help"]["stage"] == "acknowledged");
    CHECK(window_page(hall.state, WindowId{2}, {}, {}, false, hall.state.latest)["help"] == nullptr);
}

TEST_CASE(
    "parts of a device that do not work are named with what they are, unless the device is away itself") {
    Hall hall(guarded_plan());
    const auto report = [&](const char* about, hall::Condition condition) {
        const auto events = hall::decide(
            hall.state, {{{"bridge-1"}, {}}, hall::ReportDevice{{about}, condition}}, hall.state.latest + 1s);
        REQUIRE(events);
        for (const hall::Event& event : *events) hall.state = hall::evolve(hall.state, event);
    };
    report("bridge-1", hall::Condition::ready);
    report("bridge-1/panic/Кнопка у кассы", hall::Condition::out_of_reach);
    report("bridge-1/receiver/main", hall::Condition::ready);
    report("bridge-1/keypad/gone", hall::Condition::away);
    Json page = guard_page(hall.state, false);
    REQUIRE(page["faults"].size() == 1);
    CHECK(page["faults"][0]["kind"] == "panic");
    CHECK(page["faults"][0]["part"] == "Кнопка у кассы");
    CHECK(page["faults"][0]["name"]["en"] == "Keypads");
    CHECK(page["faults"][0]["condition"] == "out_of_reach");
    CHECK(page["ready"] == Json{{"receiver", 1}});
    const Json devices = overview_page(hall.state, {}, {}, false, hall.state.latest)["readiness"]["devices"];
    CHECK(devices == page["faults"]);
    report("bridge-1", hall::Condition::away);
    page = guard_page(hall.state, false);
    REQUIRE(page["faults"].size() == 1);
    CHECK(page["faults"][0]["id"] == "bridge-1");
    CHECK(page["ready"].empty());  // a dead bridge's parts are not green
}

TEST_CASE("the daily test of calls for help is asked for until every bridge has passed it") {
    Hall hall(guarded_plan());
    const auto due = [&] {
        return overview_page(hall.state, {}, {}, false, hall.state.latest)["readiness"]["panic_test_due"];
    };
    CHECK(due() == true);
    CHECK(guard_page(hall.state, false)["test"] == nullptr);
    hall.at(10s, hall::StartPanicTest{});
    CHECK(due() == true);
    hall.at(12s, hall::ReportPanicTest{false});
    CHECK(guard_page(hall.state, false)["tested_today"] == false);
    hall.at(13s, hall::ReportPanicTest{true});
    CHECK(due() == false);
    CHECK(guard_page(hall.state, false)["test"]["answers"] ==
          Json::array({{{"device", "console"}, {"passed", true}}}));
}

TEST_CASE("a bridge with a button that has not answered the test is named, and the test has not passed") {
    Hall hall(guarded_plan());
    const auto report = [&](const char* about, hall::Condition condition) {
        const auto events = hall::decide(
            hall.state, {{{"bridge-2"}, {}}, hall::ReportDevice{{about}, condition}}, hall.state.latest + 1s);
        REQUIRE(events);
        for (const hall::Event& event : *events) hall.state = hall::evolve(hall.state, event);
    };
    hall.at(10s, hall::StartPanicTest{});
    hall.at(13s, hall::ReportPanicTest{true});
    report("bridge-2", hall::Condition::ready);
    report("bridge-2/keypad/pad", hall::Condition::ready);
    CHECK(guard_page(hall.state, false)["tested_today"] == true);  // it has no part in calls for help
    report("bridge-2/panic/under the desk", hall::Condition::ready);
    CHECK(guard_page(hall.state, false)["test"]["waits_for"] == Json::array({"bridge-2"}));
    CHECK(guard_page(hall.state, false)["tested_today"] == false);
    report("bridge-2", hall::Condition::away);  // neither there nor planned: nobody waits for it
    CHECK(guard_page(hall.state, false)["tested_today"] == true);
}
