#include <doctest/doctest.h>

#include <set>

#include "tests/console/acting_hall.hpp"

using namespace okno;
using namespace okno::console;

namespace {

// Categories, stages, a further step after a contract, a reminder, a return, push at window 3, two devices.
hall::Plan rich_plan() {
    hall::Plan plan = fakes::small_plan();
    plan.categories = {{{"veteran"}, fakes::both("Ветеран", "Veteran"), 20min}};
    plan.stages = {{{"greeting"}, fakes::both("Приветствие", "Greeting"), 3min},
                   {{"matter"}, fakes::both("Вопрос", "The matter"), 10min}};
    plan.services[0].then = {{{"payment"}}, {{"contract"}, true}};
    plan.calling.recall_not_before = 5s;
    plan.calling.finish_not_before = 1s;
    plan.calling.return_within = 15min;
    plan.park_reminder = 10min;
    plan.windows[2].push = 5s;
    plan.devices = {{{"kiosk-1"}, fakes::both("Киоск у входа", "Kiosk at the door")},
                    {{"printer-1"}, fakes::both("Принтер", "Printer")}};
    return plan;
}

}  // namespace

TEST_CASE("a closed window can only be opened") {
    Hall hall;
    CHECK(hall.can() == std::set<std::string>{"open_window"});
    CHECK(hall.page()["post"]["state"] == "closed");
    CHECK(hall.page()["visitor"].is_null());
}

TEST_CASE("an open window without visitors can pause or close, and call once somebody waits") {
    Hall hall;
    hall.at(1s, hall::OpenWindow{one});
    CHECK(hall.can() == std::set<std::string>{"pause_window", "close_window", "call_manager"});
    hall.take(2s, "payment");
    CHECK(hall.can() == std::set<std::string>{"pause_window", "close_window", "call_manager"});
    hall.take(3s, "contract");
    CHECK(hall.can() == std::set<std::string>{"pause_window", "close_window", "call_next", "call_by_number",
                                              "call_manager"});
}

TEST_CASE("the page of a called visitor says all about the call") {
    Hall hall;
    hall.at(1s, hall::OpenWindow{one});
    hall.take(10s, "contract");
    hall.at(100s, hall::CallNext{one});
    hall.at(110s, hall::Recall{one});
    const Json visitor = hall.page()["visitor"];
    CHECK(visitor["number"] == "A001");
    CHECK(visitor["stage"] == "called");
    CHECK(visitor["service"] == Json{{"ru", "Договор"}, {"en", "Contract"}});
    CHECK(visitor["until_call_ms"] == 90'000);
    CHECK(visitor["since"] == after_nine(110s));
    CHECK(visitor["recalls"] == 1);
    CHECK(visitor["recalls_left"] == 2);
    CHECK(visitor["no_show_from"] == after_nine(120s));
    CHECK(visitor["missed_at"] == after_nine(200s));
    CHECK(visitor["thank"] == false);
    CHECK(hall.can() == std::set<std::string>{"recall", "start_service", "finish_service", "report_no_show",
                                              "transfer_ticket", "add_step", "park_ticket", "pause_window",
                                              "close_window", "call_manager"});
}

TEST_CASE("a break announced while a visitor is there is told, and can be taken back") {
    Hall hall;
    hall.at(1s, hall::OpenWindow{one});
    hall.take(10s, "contract");
    hall.at(20s, hall::CallNext{one});
    CHECK_FALSE(hall.page()["post"].contains("leave"));
    hall.at(30s, hall::PauseWindow{one, {"lunch"}});
    CHECK(hall.page()["post"]["state"] == "open");
    CHECK(hall.page()["post"]["leave"]["to"] == "pause");
    CHECK(hall.page()["post"]["leave"]["reason"]["en"] == "Lunch");
    CHECK(hall.can().contains("resume_window"));
    hall.at(31s, hall::CloseWindow{one, true});
    CHECK(hall.page()["post"]["leave"]["to"] == "close");
    hall.at(32s, hall::ResumeWindow{one});
    CHECK_FALSE(hall.page()["post"].contains("leave"));
    CHECK_FALSE(hall.can().contains("resume_window"));
    hall.at(33s, hall::PauseWindow{one, {"lunch"}});
    hall.at(60s, hall::FinishService{one, {"resolved"}});
    CHECK(hall.page()["post"]["state"] == "paused");
    CHECK(hall.page()["post"]["person"] == "anna");
}

TEST_CASE("the overview says how long a window has been idle, and that it goes on") {
    Hall hall;
    const auto window = [&] {
        return overview_page(hall.state, {}, {}, false, hall.state.latest)["windows"][0];
    };
    hall.at(1s, hall::OpenWindow{one});
    CHECK(window()["idles_since"].is_null());
    hall.take(10s, "contract");
    CHECK(window()["idled_ms"] == 0);
    CHECK(window()["idles_since"] == after_nine(10s));
    hall.take(40s, "payment");
    CHECK(window()["idled_ms"] == 30'000);
    CHECK(window()["idles_since"] == after_nine(40s));
    hall.at(50s, hall::CallNext{one});
    CHECK(window()["idled_ms"] == 40'000);
    CHECK(window()["idles_since"].is_null());
}

TEST_CASE("what a visitor waited is the sum of the waits in queues, without services and parked time") {
    Hall hall;
    hall.at(1s, hall::OpenWindow{one});
    hall.take(10s, "contract");
    hall.at(100s, hall::CallNext{one});
    hall.at(110s, hall::StartService{one});
    hall.at(40min, hall::ParkTicket{one, ""});
    hall.at(80min, hall::ResumeTicket{one, {"A", 1}});
    CHECK(hall.page()["visitor"]["until_call_ms"] == 90'000);
    CHECK(hall.page()["visitor"]["thank"] == false);
}

TEST_CASE("a reminder an operator asked for stays visible though the plan has none") {
    Hall hall;
    hall.at(1s, hall::OpenWindow{one});
    hall.take(10s, "contract");
    hall.at(20s, hall::CallNext{one});
    hall.at(60s, hall::ParkTicket{one, "", 5min});
    CHECK(hall.page()["parked"][0]["reminded"] == false);
    hall.at(60s + 5min, hall::CheckTime{});
    CHECK(hall.page()["parked"][0]["reminded"] == true);
}

TEST_CASE("recalls that are used up are no longer offered") {
    Hall hall;
    hall.at(1s, hall::OpenWindow{one});
    hall.take(10s, "contract");
    hall.at(100s, hall::CallNext{one});
    for (int i = 0; i < 3; ++i) hall.at(101s, hall::Recall{one});
    CHECK_FALSE(hall.can().contains("recall"));
    CHECK(hall.page()["visitor"]["recalls_left"] == 0);
}

TEST_CASE("a visitor who waited longer than the norm is to be thanked") {
    Hall hall;
    hall.at(1s, hall::OpenWindow{one});
    hall.take(10s, "contract");
    hall.at(10s + 20min + 1s, hall::CallNext{one});
    CHECK(hall.page()["visitor"]["thank"] == true);
}

TEST_CASE("the queue shows who comes next, in the order of the calls, whatever their service") {
    Hall hall;
    hall.at(0s, hall::OpenWindow{one});
    hall.at(0s, hall::OpenWindow{WindowId{2}});
    hall.take(1s, "readings");
    hall.take(2s, "payment");
    hall.take(3s, "contract");
    hall.take(4s, "contract");
    hall.at(5s, hall::CallNext{WindowId{2}});
    hall.at(6s, hall::TransferTicket{WindowId{2}, one, "knows the case"});
    const Json queue = hall.page()["queue"];
    CHECK(queue["waiting"] == 3);
    REQUIRE(queue["next"].size() == 3);
    CHECK(queue["next"][0]["number"] == "B001");
    CHECK(queue["next"][0]["only_here"] == true);
    CHECK(queue["next"][0]["note"] == "knows the case");
    CHECK(queue["next"][0]["since"] == after_nine(6s));
    CHECK(queue["next"][1]["number"] == "A001");
    CHECK(queue["next"][2]["number"] == "A002");
}

TEST_CASE("of a long queue the page shows the first eight and counts all") {
    Hall hall;
    for (int i = 0; i < 30; ++i) hall.take(hall::Seconds{i}, i % 2 ? "contract" : "readings");
    const Json queue = hall.page()["queue"];
    CHECK(queue["waiting"] == 30);
    REQUIRE(queue["next"].size() == 8);
    CHECK(queue["next"][7]["number"] == "A004");
}

TEST_CASE("a parked visitor is listed with the reason and can be called back by a free window") {
    Hall hall;
    hall.at(0s, hall::OpenWindow{one});
    hall.take(1s, "contract");
    hall.at(2s, hall::CallNext{one});
    hall.at(3s, hall::StartService{one});
    hall.at(4s, hall::ParkTicket{one, "copies a passport"});
    const Json parked = hall.page()["parked"];
    REQUIRE(parked.size() == 1);
    CHECK(parked[0]["number"] == "A001");
    CHECK(parked[0]["reason"] == "copies a passport");
    CHECK(parked[0]["by"] == 1);
    CHECK(hall.can().contains("resume_ticket"));
}

TEST_CASE("a paused window says why, and can go on") {
    Hall hall;
    hall.at(0s, hall::OpenWindow{one});
    hall.at(5s, hall::PauseWindow{one, {"lunch"}});
    const Json post = hall.page()["post"];
    CHECK(post["state"] == "paused");
    CHECK(post["reason"]["en"] == "Lunch");
    CHECK(post["person"] == "anna");
    CHECK(post["since"] == after_nine(5s));
    CHECK(hall.can() == std::set<std::string>{"resume_window", "close_window", "call_manager"});
}

TEST_CASE("a blind page offers nothing and keeps showing what was known") {
    Hall hall;
    hall.at(0s, hall::OpenWindow{one});
    hall.take(1s, "contract");
    CHECK(hall.page(true)["blind"] == true);
    CHECK(hall.page(true)["can"].empty());
    CHECK(hall.page(true)["queue"]["waiting"] == 1);
}

TEST_CASE("a window the plan does not have has a page that says so") {
    Hall hall;
    CHECK(window_page(hall.state, WindowId{99}, {}, {}, false, hall.state.latest)["known"] == false);
    CHECK(window_page(hall::State{}, one, {}, {}, true, {})["known"] == false);
    CHECK(overview_page(hall::State{}, {}, {}, true, {})["known"] == false);
}

TEST_CASE("my day are the figures of the person at the window") {
    Hall hall;
    hall.figures.people[{"anna"}].service = {4, 1'234'567, 1};
    CHECK(hall.page()["today"]["service"]["count"] == 0);
    hall.at(0s, hall::OpenWindow{one});
    CHECK(hall.page()["today"]["service"] == Json{{"count", 4},
                                                  {"sum_ms", 1'234'567},
                                                  {"over_norm", 1},
                                                  {"p90_ms", nullptr},
                                                  {"norm_ms", 600'000}});
}

TEST_CASE("only open windows other than one's own can be chosen for a transfer") {
    Hall hall;
    hall.at(0s, hall::OpenWindow{one});
    hall.at(0s, hall::OpenWindow{WindowId{3}});
    const Json windows = hall.page()["choices"]["windows"];
    REQUIRE(windows.size() == 1);
    CHECK(windows[0]["id"] == 3);
}

TEST_CASE("the overview counts by kind of window, by service, and in all") {
    Hall hall;
    hall.at(0s, hall::OpenWindow{one});
    hall.take(1s, "contract");
    hall.take(2s, "contract");
    hall.take(3s, "readings");
    hall.take(4s, "payment");
    hall.at(5s, hall::CallNext{one});
    hall.figures.issued = 4;
    hall.figures.kinds[{"specialist"}].wait = {1, 4'000, 0};
    const Json page = overview_page(hall.state, hall.figures, {}, false, hall.state.latest);
    CHECK(page["today"] ==
          Json{{"issued", 4}, {"alone", 0}, {"served", 0}, {"abandoned", 0}, {"waiting", 3}});
    CHECK(page["kinds"][0]["waiting"] == 2);
    CHECK(page["kinds"][0]["longest_since"] == after_nine(2s));
    CHECK(page["kinds"][0]["windows_open"] == 1);
    CHECK(page["kinds"][0]["windows"] == 2);
    CHECK(
        page["kinds"][0]["wait"] ==
        Json{{"count", 1}, {"sum_ms", 4'000}, {"over_norm", 0}, {"p90_ms", nullptr}, {"norm_ms", 1'200'000}});
    CHECK(page["kinds"][1]["waiting"] == 1);
    CHECK(page["kinds"][1]["service"]["count"] == 0);
    CHECK(page["services"][0]["waiting"] == 1);
    CHECK(page["services"][1]["waiting"] == 1);
    CHECK(page["windows"][0]["visitor"]["number"] == "A001");
    CHECK(page["windows"][0]["visitor"]["stage"] == "called");
    CHECK(page["windows"][1]["post"]["state"] == "closed");
}

TEST_CASE("a visitor sent to one window counts for that window's kind") {
    Hall hall;
    hall.at(0s, hall::OpenWindow{one});
    hall.at(0s, hall::OpenWindow{WindowId{3}});
    hall.take(1s, "contract");
    hall.at(2s, hall::CallNext{one});
    hall.at(3s, hall::TransferTicket{one, WindowId{3}, "to pay"});
    const Json page = overview_page(hall.state, {}, {}, false, hall.state.latest);
    CHECK(page["kinds"][0]["waiting"] == 0);
    CHECK(page["kinds"][1]["waiting"] == 1);
}

TEST_CASE("the page says why this visitor was called, of what category, and what comes afterwards") {
    Hall hall(rich_plan());
    hall.at(1s, hall::OpenWindow{one});
    hall.take(10s, "contract");
    hall.at(20s, hall::TakeTicket{{"contract"}, {"ru"}, {"veteran"}});
    Json next = hall.page()["queue"]["next"];
    CHECK(next[0]["number"] == "A002");
    CHECK(next[0]["category"]["en"] == "Veteran");
    CHECK(next[0]["reason"]["en"] == "Priority, 1 of at most 3 in a row.");
    CHECK(next[1]["category"].is_null());
    hall.at(70s, hall::CallNext{one});
    const Json visitor = hall.page()["visitor"];
    CHECK(visitor["category"]["ru"] == "Ветеран");
    CHECK(visitor["reason"]["en"] == "Priority, 1 of at most 3 in a row.");
    CHECK(visitor["recall_from"] == after_nine(75s));
    REQUIRE(visitor["route"].size() == 2);
    CHECK(visitor["route"][0] ==
          Json{{"service", {{"ru", "Оплата"}, {"en", "Payment"}}}, {"window", nullptr}});
    hall.at(71s, hall::AddStep{one, {"readings"}, true});
    CHECK(hall.page()["visitor"]["route"][1]["window"] == 1);
    const Json window = overview_page(hall.state, {}, {}, false, hall.state.latest)["windows"][0];
    CHECK(window["visitor"]["reason"]["en"] == "Priority, 1 of at most 3 in a row.");
    CHECK(window["visitor"]["category"]["en"] == "Veteran");
    hall.at(80s, hall::StartService{one});  // and it stays to be read
    CHECK(hall.page()["visitor"]["stage"] == "serving");
    CHECK(hall.page()["visitor"]["reason"]["en"] == "Priority, 1 of at most 3 in a row.");
    const Json served = overview_page(hall.state, {}, {}, false, hall.state.latest)["windows"][0]["visitor"];
    CHECK(served["reason"]["ru"] == "Льготная категория: 1-й подряд из не более чем 3.");
    CHECK(window["idled_ms"] == 60'000);
}

TEST_CASE("a service's stages are shown with the one that runs") {
    Hall hall(rich_plan());
    hall.at(1s, hall::OpenWindow{one});
    hall.take(10s, "readings");
    hall.at(20s, hall::CallNext{one});
    CHECK_FALSE(hall.can().contains("enter_stage"));
    hall.at(30s, hall::StartService{one});
    CHECK(hall.page()["stages"].size() == 2);
    CHECK(hall.page()["stages"][1]["at_most_ms"] == 600'000);
    CHECK(hall.page()["visitor"]["service_stage"] == "greeting");
    CHECK(hall.can().contains("enter_stage"));
    hall.at(60s, hall::EnterStage{one, {"matter"}});
    CHECK(hall.page()["visitor"]["service_stage"] == "matter");
    CHECK(hall.page()["visitor"]["stage_since"] == after_nine(60s));
}

TEST_CASE("who was missed is listed with the time left, and may come back at any window") {
    Hall hall(rich_plan());
    hall.at(1s, hall::OpenWindow{one});
    hall.take(10s, "readings");
    hall.at(20s, hall::CallNext{one});
    CHECK_FALSE(hall.can().contains("return_ticket"));
    hall.at(40s, hall::ReportNoShow{one});
    const Json missed = hall.page()["missed"];
    REQUIRE(missed.size() == 1);
    CHECK(missed[0]["number"] == "B001");
    CHECK(missed[0]["window"] == 1);
    CHECK(missed[0]["until"] == after_nine(40s + 15min));
    CHECK(hall.can().contains("return_ticket"));
    CHECK(window_page(hall.state, WindowId{2}, {}, {}, false, hall.state.latest)["missed"].size() == 1);
}

TEST_CASE("a parked visitor's reminder is counted down and then stays visible") {
    Hall hall(rich_plan());
    hall.at(0s, hall::OpenWindow{one});
    hall.take(1s, "readings");
    hall.at(2s, hall::CallNext{one});
    hall.at(6s, hall::ParkTicket{one, ""});
    CHECK(hall.page()["parked"][0]["remind_at"] == after_nine(6s + 10min));
    CHECK(hall.page()["parked"][0]["reminded"] == false);
    CHECK(hall.page()["choices"]["park_reminder_s"] == 600);
    hall.at(6s + 10min, hall::CheckTime{});
    CHECK(hall.page()["parked"][0]["remind_at"].is_null());
    CHECK(hall.page()["parked"][0]["reminded"] == true);
}

TEST_CASE("a window that calls by itself says when") {
    Hall hall(rich_plan());
    const auto cash = [&] { return window_page(hall.state, WindowId{3}, {}, {}, false, hall.state.latest); };
    CHECK(cash()["calls_itself"] == true);
    CHECK(hall.page()["calls_itself"] == false);
    hall.at(1s, hall::OpenWindow{WindowId{3}});
    CHECK(cash()["push_at"].is_null());
    hall.take(2s, "payment");
    CHECK(cash()["push_at"] == after_nine(6s));
    hall.at(3s, hall::PauseWindow{WindowId{3}, {"lunch"}});
    CHECK(cash()["push_at"].is_null());
}

TEST_CASE("closing stays possible where it needs a confirmation, and the page says for whom") {
    Hall hall(rich_plan());
    hall.at(1s, hall::OpenWindow{one});
    hall.take(2s, "readings");
    hall.take(3s, "readings");
    CHECK(hall.page()["served_only_here"] == 2);
    CHECK(hall.can().contains("close_window"));
    hall.at(4s, hall::OpenWindow{WindowId{2}});
    CHECK(hall.page()["served_only_here"] == 0);
}

TEST_CASE("the overview names what is missing, and the mode of the hall") {
    hall::Plan plan = rich_plan();
    for (hall::WindowKind& kind : plan.kinds) kind.schedule.week.fill({{9h, 18h}});
    Hall hall(plan);
    const auto ready = [&](hall::Seconds after) {
        return overview_page(hall.state, {}, {}, false, fakes::nine_o_clock + after)["readiness"];
    };
    hall.at(1min, hall::OpenWindow{one});
    hall.at(1min, hall::ReportDevice{{"console"}, hall::Condition::ready});
    CHECK(ready(1min)["mode"] == "open");
    CHECK(ready(1min)["opens"].is_null());
    REQUIRE(ready(1min)["devices"].size() == 2);
    CHECK(ready(1min)["devices"][0]["name"]["en"] == "Kiosk at the door");
    CHECK(ready(1min)["devices"][0]["condition"] == "away");
    REQUIRE(ready(1min)["windows"].size() == 1);
    CHECK(ready(1min)["windows"][0]["window"] == 3);
    CHECK(ready(1min)["skips"].empty());
    hall.at(1min, hall::ReportDevice{{"console"}, hall::Condition::ready, {"tariffs.png"}});
    REQUIRE(ready(1min)["skips"].size() == 1);
    CHECK(ready(1min)["skips"][0]["id"] == "console");
    CHECK(ready(1min)["skips"][0]["files"][0] == "tariffs.png");
    CHECK(ready(9h + 1min)["mode"] == "closed");
    CHECK(ready(9h + 1min)["opens"] == after_nine(24h));
    CHECK(ready(23h + 50min)["mode"] == "preparing");
    CHECK(ready(23h + 50min)["windows"].size() == 2);
    CHECK(window_page(hall.state, one, {}, {}, false, fakes::nine_o_clock + 10h)["hours"] ==
          Json{{"mode", "closed"}, {"opens", after_nine(24h)}});
}

TEST_CASE("how long people still wait is told as a range, to operator and manager, where anybody can tell") {
    Hall hall;
    hall.at(0s, hall::OpenWindow{one});
    hall.take(1s, "contract");
    hall.take(2s, "readings");
    const hall::Forecast forecast{hall.state.latest,
                                  {{{"contract"}, {19min, 16min, 23min}}},
                                  {{hall::TicketId{1}, {2min, 90s, 4min}}},
                                  {}};
    const Json window = window_page(hall.state, one, {}, forecast, false, hall.state.latest);
    CHECK(window["queue"]["next"][0]["wait"] == Json{{"from_min", 1}, {"to_min", 5}});
    CHECK(window["queue"]["next"][1]["wait"].is_null());
    const Json services = overview_page(hall.state, {}, forecast, false, hall.state.latest)["services"];
    CHECK(services[0]["wait"] == Json{{"from_min", 15}, {"to_min", 25}});
    CHECK(services[1]["wait"].is_null());
}

TEST_CASE("the manager reads which norm will break and which window to open, as long as that holds") {
    Hall hall;
    hall::Forecast forecast;
    const auto advice = [&] {
        return overview_page(hall.state, {}, forecast, false, fakes::nine_o_clock)["advice"];
    };
    CHECK(advice().is_null());
    forecast.advice = hall::Advice{{"cashier"}, fakes::nine_o_clock + 1h, 30min, WindowId{3}, 15min, true};
    CHECK(advice()["en"].get<std::string>().ends_with("at 10:00. Opening window 3 avoids it."));
    CHECK(advice()["ru"].get<std::string>().ends_with("в 10:00. Откройте окно 3: тогда норма сохранится."));
    CHECK(overview_page(hall.state, {}, forecast, false, fakes::nine_o_clock)["breaks"] ==
          Json{{"kind", "cashier"}, {"at", after_nine(1h)}, {"window", 3}});
}
