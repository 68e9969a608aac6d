// The very text on the wire: what another program, written from SPEC.md, sends and expects.
#include <doctest/doctest.h>

#include <string>

#include "protocol/codec.hpp"
#include "tests/fakes/small_hall.hpp"
#include "tests/protocol/rich_hall.hpp"

using namespace okno;
using namespace okno::hall;
using namespace std::chrono_literals;
using protocol::Json;

namespace {

const WindowId window{3};
const TicketId ticket{17};
const Timestamp at{Milliseconds{1'795'500'000'000}};

std::string text_of(const Wish& wish) {
    return std::string(protocol::kind_of(wish)) + ' ' + protocol::to_json(wish).dump();
}

// Without what every event has.
std::string text_of(const Fact& fact) {
    Json json = protocol::to_json(Event{at, {{"console"}, {}}, fact});
    for (const char* field : {"at", "device", "kind"}) json.erase(field);
    return std::string(protocol::kind_of(fact)) + ' ' + json.dump();
}

}  // namespace

TEST_CASE("commands on the wire") {
    CHECK(text_of(Wish{TakeTicket{{"contract"}, {"ru"}}}) ==
          R"(take_ticket {"language":"ru","service":"contract"})");
    CHECK(text_of(Wish{TakeTicket{{"contract"}, {"ru"}, {"disabled"}}}) ==
          R"(take_ticket {"category":"disabled","language":"ru","service":"contract"})");
    CHECK(text_of(Wish{OpenWindow{window}}) == R"(open_window {"window":3})");
    CHECK(text_of(Wish{OpenWindow{window, true}}) == R"(open_window {"take_over":true,"window":3})");
    CHECK(text_of(Wish{CloseWindow{window}}) == R"(close_window {"window":3})");
    CHECK(text_of(Wish{CloseWindow{window, true}}) == R"(close_window {"sure":true,"window":3})");
    CHECK(text_of(Wish{TransferTicket{window, ServiceId{"payment"}, "", true}}) ==
          R"(transfer_ticket {"back":true,"reason":"","to":{"service":"payment"},"window":3})");
    CHECK(text_of(Wish{ParkTicket{window, "", 600s}}) ==
          R"(park_ticket {"reason":"","remind_after_s":600,"window":3})");
    CHECK(text_of(Wish{AddStep{window, {"payment"}, true}}) ==
          R"(add_step {"back":true,"service":"payment","window":3})");
    CHECK(text_of(Wish{EnterStage{window, {"matter"}}}) == R"(enter_stage {"stage":"matter","window":3})");
    CHECK(text_of(Wish{ReturnTicket{{"A", 12}}}) ==
          R"(return_ticket {"number":{"letter":"A","ordinal":12}})");
    CHECK(text_of(Wish{ReportDevice{{"printer-1"}, Condition::paper_low}}) ==
          R"(report_device {"about":"printer-1","condition":"paper_low"})");
    CHECK(text_of(Wish{ReportDevice{{"display-1"}, Condition::ready, {"tariffs.png"}}}) ==
          R"(report_device {"about":"display-1","condition":"ready","skips":["tariffs.png"]})");
    CHECK(text_of(Wish{ReportDevice{{"kiosk-1"}, Condition::ready, {}, "okno 0.1.0"}}) ==
          R"(report_device {"about":"kiosk-1","condition":"ready","version":"okno 0.1.0"})");
    CHECK(text_of(Wish{RaisePanic{{7}}}) == R"(raise_panic {"zone":7})");
    CHECK(text_of(Wish{RaisePanic{{7}, 41}}) == R"(raise_panic {"press":41,"zone":7})");
    CHECK(text_of(Wish{ReportAlarm{{7}, 41, true}}) ==
          R"(report_alarm {"accepted":true,"press":41,"zone":7})");
    CHECK(text_of(Wish{LeaseBlock{"5f3a"}}) == R"(lease_block {"machine":"5f3a"})");
    const TicketNumber a1001{"A", 1001};
    const Wish merge = MergeTicket{a1001, at, "5f3a", {"contract"}, {"ru"}, {}, at, ticket};
    CHECK(text_of(merge) ==
          R"(merge_ticket {"epoch":1795500000000,"instead_of":17,"language":"ru","machine":"5f3a",)"
          R"("number":{"letter":"A","ordinal":1001},"service":"contract","taken":1795500000000})");
    CHECK(text_of(Wish{TakeTicket{{"contract"}, {"ru"}, {}, "no hands free", {"kiosk-1"}}}) ==
          R"(take_ticket {"kiosk":"kiosk-1","language":"ru","reason":"no hands free","service":"contract"})");
    CHECK(text_of(Wish{CallStaff{}}) == "call_staff {}");
    CHECK(text_of(Wish{AnswerStaffCall{{"kiosk-1"}}}) == R"(answer_staff_call {"kiosk":"kiosk-1"})");
    CHECK(text_of(Wish{RateVisit{{"A", 12}, 5, {"waiting"}}}) ==
          R"(rate_visit {"number":{"letter":"A","ordinal":12},"score":5,"topic":"waiting"})");
    CHECK(text_of(Wish{StartPanicTest{}}) == "start_panic_test {}");
    CHECK(text_of(Wish{ReportPanicTest{true}}) == R"(report_panic_test {"passed":true})");
}

TEST_CASE("events on the wire") {
    CHECK(text_of(Fact{DayEnded{}}) == "day_ended {}");
    CHECK(text_of(Fact{TicketTaken{ticket,
                                   {"A", 12},
                                   {"contract"},
                                   {"ru"},
                                   {"disabled"},
                                   20min,
                                   {{{"payment"}, {}}, {{"contract"}, window, true}}}}) ==
          R"(ticket_taken {"category":"disabled","head_start_s":1200,"language":"ru",)"
          R"("number":{"letter":"A","ordinal":12},)"
          R"("route":[{"service":"payment"},{"back_to":3,"same_window":true,"service":"contract"}],)"
          R"("service":"contract","ticket":17})");
    CHECK(text_of(Fact{TicketTaken{ticket, {"A", 1001}, {"contract"}, {"ru"}, {}, {}, {}, at}}) ==
          R"(ticket_taken {"language":"ru","number":{"letter":"A","ordinal":1001},)"
          R"("service":"contract","taken":1795500000000,"ticket":17})");
    CHECK(text_of(Fact{TicketTaken{
              ticket, {"A", 12}, {"contract"}, {"ru"}, {}, {}, {}, {}, "no hands free", {"kiosk-1"}}}) ==
          R"(ticket_taken {"kiosk":"kiosk-1","language":"ru","number":{"letter":"A","ordinal":12},)"
          R"("reason":"no hands free","service":"contract","ticket":17})");
    CHECK(text_of(Fact{BlockLeased{1, {{"kiosk-1"}, "5f3a", at}}}) ==
          R"(block_leased {"lease":{"block":1,"device":"kiosk-1","epoch":1795500000000,"machine":"5f3a"}})");
    CHECK(text_of(Fact{StaffCalled{}}) == "staff_called {}");
    CHECK(text_of(Fact{StaffCallAnswered{{"kiosk-1"}}}) == R"(staff_call_answered {"kiosk":"kiosk-1"})");
    CHECK(text_of(Fact{VisitRated{ticket, 4, {"waiting"}}}) ==
          R"(visit_rated {"score":4,"ticket":17,"topic":"waiting"})");
    CHECK(text_of(Fact{TicketCalled{ticket, window}}) == R"(ticket_called {"ticket":17,"window":3})");
    CHECK(text_of(Fact{TicketCalled{ticket, window, {Why::priority, 2, 3, 5min}}}) ==
          R"(ticket_called {"reason":{"at_most":3,"count":2,"time_s":300,"why":"priority"},)"
          R"("ticket":17,"window":3})");
    CHECK(text_of(Fact{TicketCalled{ticket, window, {Why::least_slack, 0, 0, -250s}}}) ==
          R"(ticket_called {"reason":{"time_s":-250,"why":"least_slack"},"ticket":17,"window":3})");
    CHECK(text_of(Fact{StepFinished{ticket, window, {"resolved"}, {{"payment"}, {}}}}) ==
          R"(step_finished {"next":{"service":"payment"},"outcome":"resolved","ticket":17,"window":3})");
    CHECK(text_of(Fact{StepAdded{ticket, window, {{"contract"}, window}}}) ==
          R"(step_added {"step":{"back_to":3,"service":"contract"},"ticket":17,"window":3})");
    CHECK(text_of(Fact{StageEntered{ticket, window, {"matter"}}}) ==
          R"(stage_entered {"stage":"matter","ticket":17,"window":3})");
    CHECK(text_of(Fact{TicketMissed{ticket, window}}) == R"(ticket_missed {"ticket":17,"window":3})");
    CHECK(text_of(Fact{TicketMissed{ticket, window, at}}) ==
          R"(ticket_missed {"ticket":17,"until":1795500000000,"window":3})");
    CHECK(text_of(Fact{TicketParked{ticket, window, "", at}}) ==
          R"(ticket_parked {"reason":"","remind_at":1795500000000,"ticket":17,"window":3})");
    CHECK(text_of(Fact{ParkReminded{ticket}}) == R"(park_reminded {"ticket":17})");
    CHECK(text_of(Fact{TicketReturned{ticket, at}}) ==
          R"(ticket_returned {"rank":1795500000000,"ticket":17})");
    CHECK(text_of(Fact{TicketReturned{ticket, at, window}}) ==
          R"(ticket_returned {"only_at":3,"rank":1795500000000,"ticket":17})");
    CHECK(text_of(Fact{LeaveAnnounced{window, {false, false, {"lunch"}}}}) ==
          R"(leave_announced {"leave":{"reason":"lunch","to":"pause"},"window":3})");
    CHECK(text_of(Fact{LeaveAnnounced{window, {true, false, {}}}}) ==
          R"(leave_announced {"leave":{"to":"close"},"window":3})");
    CHECK(text_of(Fact{LeaveAnnounced{window, {true, true, {}}}}) ==
          R"(leave_announced {"leave":{"sure":true,"to":"close"},"window":3})");
    CHECK(text_of(Fact{LeaveWithdrawn{window}}) == R"(leave_withdrawn {"window":3})");
    CHECK(text_of(Fact{ReturnLapsed{ticket}}) == R"(return_lapsed {"ticket":17})");
    CHECK(text_of(Fact{DeviceReported{{"printer-1"}, Condition::away}}) ==
          R"(device_reported {"about":"printer-1","condition":"away"})");
    CHECK(text_of(Fact{DeviceReported{{"display-1"}, Condition::ready, {"pump"}}}) ==
          R"(device_reported {"about":"display-1","condition":"ready","skips":["pump"]})");
    CHECK(text_of(Fact{DeviceReported{{"kiosk-1"}, Condition::ready, {}, "okno 0.1.0"}}) ==
          R"(device_reported {"about":"kiosk-1","condition":"ready","version":"okno 0.1.0"})");
    CHECK(text_of(Fact{WindowOpened{window}}) == R"(window_opened {"window":3})");
    CHECK(text_of(Fact{WindowResumed{window, {{{{"en"}, "Anna"}}, {}}}}) ==
          R"(window_resumed {"nameplate":{"name":{"en":"Anna"}},"window":3})");
    CHECK(text_of(Fact{PanicRaised{{7}, 41}}) == R"(panic_raised {"press":41,"zone":7})");
    CHECK(text_of(Fact{AlarmReported{{7}, 41, false}}) ==
          R"(alarm_reported {"accepted":false,"press":41,"zone":7})");
    CHECK(text_of(Fact{PanicEscalated{{7}}}) == R"(panic_escalated {"zone":7})");
    CHECK(text_of(Fact{PanicTestStarted{}}) == "panic_test_started {}");
    CHECK(text_of(Fact{PanicTestReported{false}}) == R"(panic_test_reported {"passed":false})");
}

TEST_CASE("calls for help on the wire") {
    const Json panics = protocol::to_json(fakes::busy_hall())["panics"];
    CHECK(panics["raised"][0]["zone"] == 7);
    CHECK(panics["raised"][0]["told"] == "accepted");
    CHECK(panics["raised"][0]["acknowledged"]["person"] == "anna");
    CHECK(panics["raised"][1]["escalated"] == true);
    CHECK_FALSE(panics["raised"][1].contains("acknowledged"));
    CHECK(panics["heard"].dump() == R"([{"device":"bridge-1","press":41}])");
    CHECK(panics["test"]["answers"].dump() == R"([{"device":"bridge-1","passed":true}])");
    CHECK_FALSE(protocol::to_json(State{}).contains("panics"));
}

TEST_CASE("the rules of a plan on the wire") {
    const Json plan = protocol::to_json(fakes::rich_plan());
    CHECK(plan["calling"].dump() ==
          R"({"finish_not_before_s":3,"missed_after_s":90,"no_show_not_before_s":10,"recall_not_before_s":5,)"
          R"("recalls_at_most":3,"return_behind":3,"return_within_s":900})");
    CHECK(plan["categories"].dump() == R"([{"head_start_s":1200,"id":"disabled",)"
                                       R"("name":{"en":"People with disabilities","ru":"Инвалиды"}}])");
    CHECK(
        plan["ordering"].dump() ==
        R"({"ceiling_s":2400,"helps_when_waiting":1,"long_wait_s":2700,"policy":"norm","priority_in_a_row":2})");
    CHECK(plan["closing"].dump() == R"({"latest_end_s":1800,"prepare_s":600,"when_full":"warn"})");
    CHECK(plan["stages"][1].dump() ==
          R"({"at_most_s":600,"id":"matter","name":{"en":"Matter","ru":"Вопрос"}})");
    CHECK(plan["stages_required"] == false);
    CHECK(plan["park_reminder_s"] == 600);
    CHECK(plan["devices"].dump() == R"([{"id":"kiosk-1","name":{"en":"Kiosk","ru":"Киоск"}}])");
    CHECK(plan["panic"].dump() ==
          R"({"escalate_after_s":45,"zones":[{"name":{"en":"Cash desk","ru":"Касса"},"window":3,"zone":7},)"
          R"({"name":{"en":"Entrance","ru":"Вход"},"zone":12}]})");
    CHECK(plan["services"][0]["norm"].dump() == R"({"service_s":720,"wait_s":900})");
    CHECK(
        plan["slip"].dump() ==
        R"({"large_print":true,"logo":"logo.png","note":{"en":"Thanks","ru":"Спасибо"},"people_ahead":false,)"
        R"("qr":"https://okno.example/{id}","second_language":"en","wait":false})");
    CHECK_FALSE(protocol::to_json(Plan{}).contains("slip"));
    CHECK(plan["services"][0]["usual_s"] == 840);
    CHECK(plan["services"][0]["then"].dump() ==
          R"([{"service":"payment"},{"same_window":true,"service":"contract"}])");
    CHECK(plan["services"][3]["schedule"]["week"][6].dump() == "[]");
    CHECK(plan["services"][3]["schedule"]["week"][0].dump() ==
          R"([{"closes_min":780,"opens_min":540},{"closes_min":1080,"opens_min":840}])");
    CHECK(plan["services"][3]["schedule"]["special"].dump() ==
          R"({"2026-12-31":[{"closes_min":840,"opens_min":540}],"2027-01-01":[]})");
    CHECK(plan["windows"][0]["helps"].dump() == R"(["payment"])");
    CHECK(plan["windows"][0]["push_s"] == 30);
    for (const char* optional : {"schedule", "norm", "usual_s", "then"})
        CHECK_FALSE(plan["services"][1].contains(optional));
    for (const char* optional : {"helps", "push_s"}) CHECK_FALSE(plan["windows"][1].contains(optional));
}

TEST_CASE("stages of a visit on the wire") {
    State state;
    const auto stage_of = [&](const Stage& stage) {
        Ticket kept;
        kept.id = ticket;
        kept.stage = stage;
        state.tickets[ticket] = kept;
        return protocol::to_json(state)["tickets"][0]["at"].dump();
    };
    CHECK(stage_of(Missed{window, at, at + 15min}) ==
          R"({"since":1795500000000,"stage":"missed","until":1795500900000,"window":3})");
    CHECK(stage_of(Called{window, at, at, 1, {Why::helping, 0, 0, {}}}) ==
          R"({"last_call":1795500000000,"reason":{"why":"helping"},"recalls":1,"since":1795500000000,)"
          R"("stage":"called","window":3})");
    CHECK(stage_of(Serving{window, at, at, {"matter"}, at}) ==
          R"({"called":1795500000000,"service_stage":"matter","service_stage_since":1795500000000,)"
          R"("since":1795500000000,"stage":"serving","window":3})");
    CHECK(stage_of(Missed{window, at, at, window}) ==
          R"({"only_at":3,"since":1795500000000,"stage":"missed","until":1795500000000,"window":3})");
    CHECK(stage_of(Called{window, at, at, 0, {}, window}) ==
          R"({"last_call":1795500000000,"only_at":3,"recalls":0,"since":1795500000000,)"
          R"("stage":"called","window":3})");
    CHECK(stage_of(Serving{window, at, at, {}, at, {Why::helping, 0, 0, {}}}) ==
          R"({"called":1795500000000,"reason":{"why":"helping"},"service_stage_since":1795500000000,)"
          R"("since":1795500000000,"stage":"serving","window":3})");
    CHECK(stage_of(Parked{window, at, "", {}, true}) ==
          R"({"by":3,"reason":"","reminded":true,"since":1795500000000,"stage":"parked"})");
    CHECK(stage_of(Parked{window, at, "", at}) ==
          R"({"by":3,"reason":"","remind_at":1795500000000,"since":1795500000000,"stage":"parked"})");
}

TEST_CASE("what a hall has learnt on the wire") {
    State state;
    learn_arrival(state.experience, {"specialist"}, {"contract"}, LocalTime{9h + 31min});
    learn_day(state.experience, LocalDay{std::chrono::year{2026} / 11 / 24});  // a Tuesday
    learn_arrival(state.experience, {"specialist"}, {"contract"}, LocalTime{9h + 29min});
    learn_wait(state.experience, {"specialist"}, 90s);
    learn_turnaround(state.experience, 4999ms);
    for (int i = 0; i < 4; ++i) learn_service(state.experience, {"contract"}, {"anna"}, 5000ms);
    const LocalTime wednesday{LocalDay{std::chrono::year{2026} / 11 / 25}};
    learn_presence(state.experience, {12}, wednesday + 9h, wednesday + 9h + 31min);
    state.experience.presence[{3}].usual[67] = 250;
    CHECK(protocol::to_json(state)["experience"].dump() ==
          R"({"arrivals":{"specialist":{"today":{"18":1},"usual":{"67":1000}}},"issued":{"contract":2},)"
          R"("occupied":{"contract":{"1":4}},"pace":{"anna":{"spent_s":5,"usual_s":5}},)"
          R"("presence":{"12":{"today":{"18":1800,"19":60},"usual":{}},"3":{"today":{},"usual":{"67":250}}},)"
          R"("turnaround":{"0":1},"waits":{"specialist":{"count":1,"sum_ms":90000}}})");
    state.windows[window] = {Open{{"anna"}, at}, {}, at, 2, 1500ms};
    CHECK(protocol::to_json(state)["windows"].dump() ==
          R"([{"free_since":1795500000000,"idled_ms":1500,"person":"anna","post":"open",)"
          R"("priority_in_a_row":2,"since":1795500000000,"window":3}])");
    state.windows[window].leave = Leave{true, false, {}, {}};
    CHECK(protocol::to_json(state)["windows"][0]["leave"].dump() == R"({"to":"close"})");
    state.devices[{"printer-1"}] = {Condition::no_paper, at};
    CHECK(protocol::to_json(state)["devices"].dump() ==
          R"([{"condition":"no_paper","device":"printer-1","since":1795500000000}])");
}

TEST_CASE("forecasts on the wire, and what a norm that is about to break needs") {
    Forecast forecast{at, {{{"payment"}, {840s, 600s, 1080s}}}, {{ticket, {300s, 120s, 480s}}}, {}};
    const std::string waits =
        R"("at":1795500000000,"services":{"payment":{"expected_s":840,"least_s":600,"most_s":1080}},)"
        R"("tickets":[{"expected_s":300,"least_s":120,"most_s":480,"ticket":17}]})";
    CHECK(protocol::to_json(forecast).dump() == "{" + waits);
    CHECK(protocol::forecast_from_json(protocol::parse("{" + waits)) == forecast);
    forecast.advice = Advice{{"cashier"}, at + 1h, 1560s, WindowId{7}, 1020s, true};
    CHECK(protocol::to_json(forecast).dump() ==
          R"({"advice":{"average_s":1560,"avoids":true,"breaks":1795503600000,"kind":"cashier","open":7,)"
          R"("then_s":1020},)" +
              waits);
    CHECK(protocol::forecast_from_json(protocol::to_json(forecast)) == forecast);
    forecast.advice->open.reset();
    forecast.advice->avoids = false;
    CHECK(protocol::to_json(forecast).at("advice").at("open").is_null());
    CHECK(protocol::forecast_from_json(protocol::to_json(forecast)) == forecast);
    Json foreign = protocol::to_json(forecast);
    foreign["advice"]["average_s"] = -1;
    CHECK_THROWS_AS(protocol::forecast_from_json(foreign), protocol::CodecError);
}

TEST_CASE("areas, boards, kiosks and nameplates on the wire") {
    const Json plan = protocol::to_json(fakes::rich_plan());
    CHECK(plan["areas"][0].dump() ==
          R"({"colour":"orange","id":"left","name":{"en":"Left wing","ru":"Левое крыло"},"sign":"I"})");
    CHECK(plan["windows"][2]["area"] == "cash");
    CHECK(plan["groups"][0]["icon"] == "contract");
    CHECK(plan["services"][0]["icon"] == "cash-desk");
    CHECK_FALSE(plan["services"][1].contains("icon"));
    CHECK(plan["boards"][0].dump() ==
          R"({"arrows":{"left":"back-left"},"diagonal_mm":1905,"farthest_seat_cm":400,"height_px":1920,)"
          R"("id":"display-1","playlist":true,"rows":5,"width_px":1080})");
    CHECK(plan["boards"][1]["areas"].dump() == R"(["cash"])");
    CHECK(
        plan["kiosks"][0].dump() ==
        R"({"bottom_mm":700,"details":true,"diagonal_mm":813,"height_px":1920,"id":"kiosk-1","width_px":1080})");
    CHECK(plan["kiosks"][1].dump() ==
          R"({"diagonal_mm":483,"height_px":1024,"id":"kiosk-2","width_px":1280})");
    CHECK(plan["staff"][1].dump() == R"({"login":"boris","position":{"en":"Cashier","ru":"Кассир"}})");
    const Fact adopted = PlanAdopted{fakes::small_plan(), {{window, {{{{"en"}, "Anna"}}, {}}}}};
    CHECK(protocol::to_json(Event{at, {{"console"}, {}}, adopted})["nameplates"].dump() ==
          R"([{"name":{"en":"Anna"},"window":3}])");
}
