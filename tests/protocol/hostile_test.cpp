// Whatever bytes come, reading them ends in a value or a CodecError: never a crash, never another exception.
#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "protocol/codec.hpp"
#include "tests/fakes/small_hall.hpp"

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
    for (const char* kind :
         {"adopt_plan", "take_ticket", "report_print", "transfer_ticket", "call_by_number"})
        attempt([&](const Json& json) { protocol::wish_from_json(kind, json); });
}

// A JSON value out of the words the protocol uses, nested a little, mostly wrong.
rc::Gen<Json> arbitrary_json(int depth) {
    const auto word = rc::gen::element<std::string>("at", "kind", "ticket_taken", "plan_adopted", "plan",
                                                    "number", "letter", "ordinal", "to", "window", "service",
                                                    "tickets", "windows", "calls", "day", "2026-11-24",
                                                    "2026-99-99", "stage", "waiting", "print");
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
    const hall::Event event{fakes::nine_o_clock, {{"console"}, {}}, hall::PlanAdopted{fakes::small_plan()}};
    const std::string good = protocol::to_json(event).dump();
    CHECK(rc::check([&](unsigned char byte) {
        std::string text = good;
        text[*rc::gen::inRange<std::size_t>(0, text.size())] = static_cast<char>(byte);
        read_everything(text);
    }));
}

TEST_CASE("JSON nested without end is refused before it fills the stack") {
    CHECK_THROWS_AS(protocol::parse(std::string(200'000, '[')), CodecError);
    CHECK_THROWS_WITH_AS(protocol::parse(std::string(40, '[') + std::string(40, ']')),
                         "the JSON nests deeper than any message does", CodecError);
}
