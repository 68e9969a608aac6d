#include "dispatcher/desk.hpp"

#include <doctest/doctest.h>

#include "protocol/codec.hpp"
#include "tests/fakes/small_hall.hpp"
#include "tests/fakes/temporary_folder.hpp"

using namespace okno;
using namespace okno::dispatcher;
using protocol::Json;

namespace {

const Guest kiosk{"kiosk-1", "kiosk"};
const Guest console{"console", "console"};
const Guest board{"display-1", "display"};

// A desk with a plan, and the letters one may put on it.
struct Hall {
    fakes::TemporaryFolder folder;
    Journal journal{folder / "journal.db", JournalKey{}};
    Desk desk{journal};
    hall::Timestamp now = fakes::nine_o_clock;

    Hall() {
        REQUIRE(desk.act(hall::AdoptPlan{fakes::small_plan()}, now).has_value());
        commit();
    }
    void commit() {
        desk.keep_restart_short();
        journal.commit();
        desk.take_recorded();
    }
    protocol::Reply ask(const Guest& guest, const std::string& kind, const Json& body,
                        std::optional<protocol::RequestId> id = {}) {
        now += hall::Seconds{1};
        return desk.answer(guest, {id.value_or(protocol::make_request_id(now)), kind, body.dump()}, now);
    }
};

std::string code(const protocol::Reply& reply) {
    return reply.accepted ? "accepted" : Json::parse(reply.body).at("code").get<std::string>();
}

const Json take{{"service", "contract"}, {"language", "ru"}};

}  // namespace

TEST_CASE("a repeated request gets the first answer and changes nothing") {
    Hall hall;
    const auto id = protocol::make_request_id(hall.now);
    const auto first = hall.ask(kiosk, "take_ticket", take, id);
    const auto in_the_same_turn = hall.ask(kiosk, "take_ticket", take, id);
    hall.commit();
    const auto later = hall.ask(kiosk, "take_ticket", take, id);
    CHECK(first.accepted);
    CHECK(first.body == in_the_same_turn.body);
    CHECK(first.body == later.body);
    CHECK(hall.desk.state().tickets.size() == 1);
}

TEST_CASE("a refusal is repeated too, though by now it would be granted") {
    Hall hall;
    hall.ask(console, "open_window", {{"window", 1}});
    const auto id = protocol::make_request_id(hall.now);
    CHECK(code(hall.ask(console, "call_next", {{"window", 1}}, id)) == "nobody_waiting");
    hall.ask(kiosk, "take_ticket", take);
    CHECK(code(hall.ask(console, "call_next", {{"window", 1}}, id)) == "nobody_waiting");
    CHECK(code(hall.ask(console, "call_next", {{"window", 1}})) == "accepted");
}

TEST_CASE("one request id for two requests is refused") {
    Hall hall;
    const auto id = protocol::make_request_id(hall.now);
    CHECK(code(hall.ask(kiosk, "take_ticket", take, id)) == "accepted");
    CHECK(code(hall.ask(kiosk, "take_ticket", {{"service", "readings"}, {"language", "ru"}}, id)) ==
          "request_id_reused");
    CHECK(code(hall.ask(console, "take_ticket", take, id)) == "request_id_reused");
    CHECK(hall.desk.state().tickets.size() == 1);
}

TEST_CASE("what may not be done, is not known or does not read is refused and leaves no trace") {
    Hall hall;
    const auto head = hall.journal.head();
    CHECK(code(hall.ask(board, "take_ticket", take)) == "not_allowed");
    CHECK(code(hall.ask(console, "check_time", Json::object())) == "not_allowed");
    CHECK(code(hall.ask(kiosk, "make_coffee", Json::object())) == "unknown_kind");
    CHECK(code(hall.ask(kiosk, "take_ticket", Json::array())) == "malformed");
    CHECK(code(hall.desk.answer(kiosk, {protocol::make_request_id(hall.now), "take_ticket", "{"},
                                hall.now)) == "malformed");
    CHECK(hall.journal.head() == head);
}

TEST_CASE("the person is kept for the staff and hidden from the public") {
    Hall hall;
    hall.ask(console, "open_window", {{"window", 1}, {"person", "anna"}});
    const auto recorded = hall.desk.take_recorded();
    REQUIRE(recorded.size() == 1);
    CHECK(Json::parse(recorded[0].for_staff).at("person") == "anna");
    REQUIRE(recorded[0].for_public.has_value());
    CHECK_FALSE(Json::parse(*recorded[0].for_public).contains("person"));

    const auto seen_by = [&](const Guest& guest) {
        const auto reply = hall.desk.look_up(guest, {protocol::make_request_id(hall.now), "snapshot", "{}"});
        return protocol::state_from_json(Json::parse(reply.body).at("state")).windows.at({1}).post;
    };
    CHECK(std::get<hall::Open>(seen_by(console)).person.value == "anna");
    CHECK(std::get<hall::Open>(seen_by(board)).person.value.empty());
}

TEST_CASE("an events query hears what its role may hear, page by page") {
    Hall hall;
    hall.ask(console, "open_window", {{"window", 1}, {"person", "anna"}});
    hall.commit();
    const auto page = [&](const Guest& guest, const Json& body) {
        return hall.desk.look_up(guest, {protocol::make_request_id(hall.now), "events", body.dump()});
    };
    const Json staff = Json::parse(page(console, {{"from", 3}, {"at_most", 10}}).body);
    CHECK(staff.at("head") == 3);
    CHECK(staff.at("events").at(0).at("event").at("person") == "anna");
    const Json shown = Json::parse(page(board, {{"from", 3}, {"at_most", 10}}).body);
    CHECK_FALSE(shown.at("events").at(0).at("event").contains("person"));
    CHECK(Json::parse(page(board, {{"from", 1}, {"at_most", 2}}).body).at("events").size() == 2);
    CHECK(code(page(board, {{"from", 0}, {"at_most", 2}})) == "malformed");
    CHECK(code(page(board, {{"from", 1}, {"at_most", 1'000'000}})) == "malformed");
}

TEST_CASE(
    "the staff may ask for the chain's link at any event, and what is no event of the journal is refused") {
    Hall hall;
    hall.ask(console, "open_window", {{"window", 1}, {"person", "anna"}});
    hall.commit();
    const auto chain = [&](const Guest& guest, const Json& body) {
        return hall.desk.look_up(guest, {protocol::make_request_id(hall.now), "chain", body.dump()});
    };
    const Json head = Json::parse(chain(console, Json::object()).body);
    CHECK(head.at("number") == hall.journal.head());
    CHECK(head.at("head") == hall.journal.head());
    CHECK(head.at("chain") == to_hex(hall.journal.chain_at(hall.journal.head()).value()));
    const Json second = Json::parse(chain(console, {{"number", 2}}).body);
    CHECK(second.at("number") == 2);
    CHECK(second.at("chain") == to_hex(hall.journal.chain_at(2).value()));
    CHECK(second.at("chain") != head.at("chain"));
    CHECK(code(chain(board, Json::object())) == "not_allowed");
    for (const Json& wrong :
         {Json{{"number", 0}}, Json{{"number", hall.journal.head() + 1}}, Json{{"number", "1"}}})
        CHECK(code(chain(console, wrong)) == "malformed");
}

TEST_CASE("a new day writes a snapshot, so that a start need not replay the years before") {
    Hall hall;
    hall.ask(kiosk, "take_ticket", take);
    hall.now += std::chrono::hours{24};
    REQUIRE(hall.desk.act(hall::CheckTime{}, hall.now).has_value());
    hall.commit();
    CHECK(hall.journal.last_snapshot() == hall.journal.head());
    CHECK(hall.desk.state().last_ordinal.empty());
}

TEST_CASE("a device that says again what is known leaves no trace, and may not speak for another") {
    Hall hall;
    const auto report = [&](const Guest& guest, const char* device, const char* condition,
                            std::optional<protocol::RequestId> id = {}) {
        return hall.ask(guest, "report_device", {{"about", device}, {"condition", condition}}, id);
    };
    const auto id = protocol::make_request_id(hall.now);
    const auto first = report(board, "display-1", "ready", id);
    CHECK(first.accepted);
    const auto head = hall.journal.head();
    CHECK(report(board, "display-1", "ready", id).body == first.body);
    for (int i = 0; i < 3; ++i) {
        const auto again_id = protocol::make_request_id(hall.now);
        const auto again = report(board, "display-1", "ready", again_id);
        CHECK(again.accepted);
        CHECK(Json::parse(again.body).at("events").empty());
        CHECK_FALSE(hall.journal.find_reply(again_id));
    }
    CHECK(hall.journal.head() == head);
    CHECK(code(report(board, "kiosk-1", "ready")) == "foreign_device");
    CHECK(report(board, "display-1", "faulty").accepted);
    CHECK(hall.journal.head() == head + 1);
}
