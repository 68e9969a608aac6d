// Whatever bytes come, reading them ends in a value or a CodecError: never a crash, never another exception.
#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "protocol/codec.hpp"
#include "tests/fakes/small_hall.hpp"
#include "tests/protocol/rich_hall.hpp"

using namespace okno;
using protocol::CodecError;
using protocol::Json;

namespace {

void read_everything(const std::string& text) {
    const auto attempt = [&](auto read) {
        try {
            read(protocol::parse(text));
        } catch (const CodecError&) {
        }
    };
    attempt([](const Json& json) { protocol::event_from_json(json); });
    attempt([](const Json& json) { protocol::state_from_json(json); });
    attempt([](const Json& json) { protocol::plan_from_json(json); });
    attempt([](const Json& json) { protocol::forecast_from_json(json); });
    for (const char* kind : {"adopt_plan", "take_ticket", "report_print", "transfer_ticket", "call_by_number",
                             "park_ticket", "add_step", "return_ticket", "report_device"})
        attempt([&](const Json& json) { protocol::wish_from_json(kind, json); });
}

// A JSON value out of the words the protocol uses, nested a little, mostly wrong.
rc::Gen<Json> arbitrary_json(int depth) {
    const auto word = rc::gen::element<std::string>(
        "at", "kind", "ticket_taken", "plan_adopted", "plan", "number", "letter", "ordinal", "to", "window",
        "service", "tickets", "windows", "calls", "day", "2026-11-24", "2026-99-99", "stage", "waiting",
        "print", "missed", "until", "experience", "occupied", "usual", "route", "reason", "why", "schedule",
        "special", "12");
    const auto leaf = rc::gen::oneOf(
        rc::gen::map(word, [](const std::string& text) { return Json(text); }),
        rc::gen::map(rc::gen::arbitrary<std::int64_t>(), [](std::int64_t n) { return Json(n); }),
        rc::gen::map(rc::gen::arbitrary<double>(), [](double n) { return Json(n); }),
        rc::gen::map(rc::gen::arbitrary<bool>(), [](bool b) { return Json(b); }),
        rc::gen::just(Json(nullptr)));
    if (depth == 0) return leaf;
    const auto below = rc::gen::lazy([depth] { return arbitrary_json(depth - 1); });
    return rc::gen::oneOf(leaf,
                          rc::gen::map(rc::gen::container<std::vector<Json>>(below),
                                       [](const std::vector<Json>& l) { return Json(l); }),
                          rc::gen::map(rc::gen::container<std::map<std::string, Json>>(word, below),
                                       [](const std::map<std::string, Json>& m) { return Json(m); }));
}

}  // namespace

TEST_CASE("arbitrary bytes are refused in an orderly way") {
    CHECK(rc::check([](const std::string& bytes) { read_everything(bytes); }));
}

TEST_CASE("arbitrary JSON of the protocol's own words is refused in an orderly way") {
    CHECK(rc::check([] {
        const Json json = *arbitrary_json(3);
        read_everything(json.dump(-1, ' ', false, Json::error_handler_t::replace));
    }));
}

TEST_CASE("a good message with one byte changed is read or refused") {
    const hall::Event event{fakes::nine_o_clock, {{"console"}, {}}, hall::PlanAdopted{fakes::rich_plan()}};
    const std::string good = protocol::to_json(event).dump();
    CHECK(rc::check([&](unsigned char byte) {
        std::string text = good;
        text[*rc::gen::inRange<std::size_t>(0, text.size())] = static_cast<char>(byte);
        read_everything(text);
    }));
}

TEST_CASE("a good snapshot with one byte changed is read or refused") {
    const std::string good = protocol::to_json(fakes::busy_hall()).dump();
    CHECK(rc::check([&](unsigned char byte) {
        std::string text = good;
        text[*rc::gen::resize(rc::kNominalSize, rc::gen::inRange<std::size_t>(0, text.size()))] =
            static_cast<char>(byte);
        read_everything(text);
    }));
}

namespace {

// The complaint about a snapshot with one value replaced; "" when it was read.
std::string complaint_with(const std::string& where, const char* value) {
    static const Json good = protocol::to_json(fakes::busy_hall());
    Json json = good;
    json[Json::json_pointer(where)] = Json::parse(value);
    try {
        protocol::state_from_json(json);
        return "";
    } catch (const CodecError& error) {
        return error.what();
    }
}

}  // namespace

TEST_CASE("what no hall can have learnt is refused") {
    CHECK(complaint_with("/experience/occupied/contract", R"({"47": 511})") == "");
    for (const char* counts :
         {R"({"48": 1})", R"({"-1": 1})", R"({"07": 1})", R"({"": 1})", R"({" 7": 1})", R"({"7x": 1})",
          R"({"4294967303": 1})", R"({"7": 0})", R"({"7": -1})", R"({"7": 513})", R"({"7": 512})",
          R"({"7": 300, "8": 300})", R"({"7": 1.5})", R"({"7": "1"})", "[]", "null"}) {
        CAPTURE(counts);
        CHECK(complaint_with("/experience/occupied/contract", counts) != "");
        CHECK(complaint_with("/experience/turnaround", counts) != "");
    }
    CHECK(complaint_with("/experience/issued/contract", "4095") == "");
    CHECK(complaint_with("/experience/issued/contract", "4096") ==
          "state.experience.issued.contract must be between 0 and 4095");
    CHECK(complaint_with("/experience/arrivals/specialist/today", R"({"47": 1})") == "");
    CHECK(complaint_with("/experience/arrivals/specialist/today", R"({"48": 1})") ==
          "state.experience.arrivals.specialist.today must be counts by whole numbers below 48");
    CHECK(complaint_with("/experience/arrivals/specialist/usual", R"({"336": 1})") ==
          "state.experience.arrivals.specialist.usual must be counts by whole numbers below 336");
    CHECK(complaint_with("/experience/arrivals/specialist/today", R"({"1": 2147484})") != "");
    CHECK(complaint_with("/experience/waits/specialist/count", "-1") != "");
    CHECK(complaint_with("/experience/waits/specialist/sum_ms", "9223372036854775807") != "");
    const auto presence = [](const std::string& window, const std::string& usual, const std::string& today) {
        return complaint_with(
            "/experience/presence",
            (R"({")" + window + R"(": {"usual": )" + usual + R"(, "today": )" + today + "}}").c_str());
    };
    CHECK(presence("9999", R"({"335": 1000})", R"({"47": 1800})") == "");
    CHECK(presence("10000", "{}", "{}") ==
          "state.experience.presence must be presence by window numbers below 10000");
    CHECK(presence("3", R"({"335": 1001})", "{}") != "");
    CHECK(presence("3", R"({"336": 1})", "{}") != "");
    CHECK(presence("3", "{}", R"({"47": 1801})") != "");
    CHECK(presence("3", "{}", R"({"48": 1})") != "");
    CHECK(complaint_with("/experience/presence", "[]") != "");
    CHECK(complaint_with("/experience/presence", "null") == "");  // from before there was any
    CHECK(complaint_with("/experience/pace/anna/spent_s", "-1") != "");
    CHECK(complaint_with("/experience/pace", R"({"a\u0000b": {"spent_s": 1, "usual_s": 1}})") != "");
}

TEST_CASE("a snapshot that contradicts itself is refused") {
    const Json good = protocol::to_json(fakes::busy_hall());
    CHECK(complaint_with("/tickets/1", good["tickets"][0].dump().c_str()) ==
          "state.tickets holds " + good["tickets"][0]["ticket"].dump() + " twice");
    CHECK(complaint_with("/windows/1", good["windows"][0].dump().c_str()) == "state.windows holds 1 twice");
    const std::string called =
        R"({"stage": "called", "window": 1, "since": 0, "last_call": 0, "recalls": 0})";
    std::string told;
    for (std::size_t i = 0; i < good["tickets"].size(); ++i)
        if (!good["tickets"][i]["at"].contains("window"))
            told = complaint_with("/tickets/" + std::to_string(i) + "/at", called.c_str());
    CHECK(told == "state.tickets holds two visitors of window 1");
    CHECK(complaint_with("/windows/0/idled_ms", "-1") != "");
    CHECK(complaint_with("/windows/0/priority_in_a_row", "1000001") != "");
    CHECK(complaint_with("/devices/0/condition", R"("burnt")") != "");
    CHECK(complaint_with("/last_ordinal", R"({"A\u0007": 1})") != "");
    CHECK(complaint_with("/tickets/0/at", R"({"stage": "lost"})") ==
          "state.tickets.at.stage must be one of waiting, called, serving, parked, missed");
}

TEST_CASE("numbers that no plan can mean are refused") {
    const auto complaint = [](const std::string& where, const char* value) -> std::string {
        Json json = protocol::to_json(fakes::rich_plan());
        json[Json::json_pointer(where)] = Json::parse(value);
        try {
            protocol::plan_from_json(json);
            return "";
        } catch (const CodecError& error) {
            return error.what();
        }
    };
    CHECK(complaint("/ordering/policy", R"("fifo")") == "plan.ordering.policy must be one of arrival, norm");
    CHECK(complaint("/closing/when_full", R"("shut")") ==
          "plan.closing.when_full must be one of go_on, warn, stop");
    for (const char* where : {"/ordering/ceiling_s", "/ordering/priority_in_a_row", "/closing/latest_end_s",
                              "/calling/return_behind", "/calling/recall_not_before_s", "/services/0/usual_s",
                              "/services/0/norm/wait_s", "/windows/0/push_s", "/categories/0/head_start_s",
                              "/stages/0/at_most_s", "/park_reminder_s"}) {
        CAPTURE(where);
        CHECK(complaint(where, "1") == "");
        CHECK(complaint(where, "-1") != "");
        CHECK(complaint(where, "1e3") != "");
        CHECK(complaint(where, "99999999999") != "");
    }
    CHECK(complaint("/window_kinds/0/schedule/week", "[[],[],[],[],[],[]]") ==
          "plan.window_kinds.schedule.week must be a list of seven days, Monday first");
    CHECK(complaint("/window_kinds/0/schedule/week/0", "null") != "");
    CHECK(complaint("/window_kinds/0/schedule/week/0", R"([{"opens_min": 0, "closes_min": 1441}])") != "");
    CHECK(complaint("/window_kinds/0/schedule/week/0", Json(std::vector<int>(25)).dump().c_str()) ==
          "plan.window_kinds.schedule.week must hold a list of at most 24 opening hours for each day");
    CHECK(complaint("/window_kinds/0/schedule/special", R"({"2026-02-29": []})") ==
          "plan.window_kinds.schedule.special must be hours by days like \"2026-11-24\"");
    const std::string nine = Json(std::vector<Json>(9, {{"service", "payment"}})).dump();
    CHECK(complaint("/services/0/then", nine.c_str()) ==
          "plan.services.then must be a list of at most 8 steps");
}

TEST_CASE("JSON nested without end is refused before it fills the stack") {
    CHECK_THROWS_AS(protocol::parse(std::string(200'000, '[')), CodecError);
    CHECK_THROWS_WITH_AS(protocol::parse(std::string(40, '[') + std::string(40, ']')),
                         "the JSON nests deeper than any message does", CodecError);
}
