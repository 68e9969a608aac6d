// A manager's acts and what an operator has at hand, as the very text on the wire, and what is refused of
// them.
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

const Timestamp at{Milliseconds{1'795'500'000'000}};
const Text lift{{{"en"}, "Lift"}, {{"ru"}, "Лифт"}};

std::string text_of(const Wish& wish) {
    return std::string(protocol::kind_of(wish)) + ' ' + protocol::to_json(wish).dump();
}

std::string text_of(const Fact& fact) {
    Json json = protocol::to_json(Event{at, {{"console"}, {}}, fact});
    for (const char* field : {"at", "device", "kind"}) json.erase(field);
    return std::string(protocol::kind_of(fact)) + ' ' + json.dump();
}

std::string complaint(std::string_view kind, const Json& body) {
    try {
        protocol::wish_from_json(kind, body);
        return "accepted";
    } catch (const protocol::CodecError& error) {
        return error.what();
    }
}

}  // namespace

TEST_CASE("a manager's acts on the wire") {
    CHECK(text_of(Wish{AssignServices{{3}, {{"contract"}}, {}, "queue"}}) ==
          R"(assign_services {"reason":"queue","services":["contract"],"window":3})");
    CHECK(text_of(Wish{AssignServices{{3}, {{"contract"}}, {{"payment"}}, "queue", true}}) ==
          R"(assign_services {"helps":["payment"],"reason":"queue","services":["contract"],"sure":true,)"
          R"("window":3})");
    CHECK(text_of(Wish{AssignServices{{3}, {{"contract"}}, {}, "queue", false, {"maria"}}}) ==
          R"(assign_services {"reason":"queue","services":["contract"],"whose":"maria","window":3})");
    CHECK(text_of(Wish{CloseService{{"contract"}, "no forms"}}) ==
          R"(close_service {"reason":"no forms","service":"contract"})");
    CHECK(text_of(Wish{ReopenService{{"contract"}, "forms are here"}}) ==
          R"(reopen_service {"reason":"forms are here","service":"contract"})");
    CHECK(text_of(Wish{PostMessage{lift, 30min, "repair"}}) ==
          R"(post_message {"lasts_s":1800,"reason":"repair","text":{"en":"Lift","ru":"Лифт"}})");
    CHECK(text_of(Wish{WithdrawMessage{"mended"}}) == R"(withdraw_message {"reason":"mended"})");
    CHECK(text_of(Wish{OpenWindow{{3}, false, "queue"}}) == R"(open_window {"reason":"queue","window":3})");
    CHECK(text_of(Wish{CloseWindow{{3}, true, "ill"}}) ==
          R"(close_window {"reason":"ill","sure":true,"window":3})");
    CHECK(text_of(Wish{PrioritiseTicket{{"A", 12}, {"disabled"}, {}, "ill"}}) ==
          R"(prioritise_ticket {"category":"disabled","number":{"letter":"A","ordinal":12},"reason":"ill"})");
    CHECK(text_of(Wish{PrioritiseTicket{{"A", 12}, {}, 15min, "ill"}}) ==
          R"(prioritise_ticket {"head_start_s":900,"number":{"letter":"A","ordinal":12},"reason":"ill"})");
    CHECK(text_of(Wish{CallManager{{3}}}) == R"(call_manager {"window":3})");
    CHECK(text_of(Wish{AnswerManagerCall{{3}}}) == R"(answer_manager_call {"window":3})");
    CHECK(text_of(Wish{FinishService{{3}, {"forwarded"}, "17-204"}}) ==
          R"(finish_service {"outcome":"forwarded","reference":"17-204","window":3})");
}

TEST_CASE("what a manager did on the wire") {
    CHECK(text_of(Fact{ServicesAssigned{{3}, {{{"contract"}}, {{"payment"}}}, "queue"}}) ==
          R"(services_assigned {"helps":["payment"],"reason":"queue","services":["contract"],"window":3})");
    CHECK(text_of(Fact{ServiceClosed{{"contract"}, "no forms"}}) ==
          R"(service_closed {"reason":"no forms","service":"contract"})");
    CHECK(text_of(Fact{ServiceReopened{{"contract"}}}) == R"(service_reopened {"service":"contract"})");
    CHECK(text_of(Fact{MessagePosted{{lift, at, "repair"}}}) ==
          R"(message_posted {"message":{"reason":"repair","text":{"en":"Lift","ru":"Лифт"},)"
          R"("until":1795500000000}})");
    CHECK(text_of(Fact{ServiceReopened{{"contract"}, "forms are here"}}) ==
          R"(service_reopened {"reason":"forms are here","service":"contract"})");
    CHECK(text_of(Fact{MessageWithdrawn{}}) == "message_withdrawn {}");
    CHECK(text_of(Fact{MessageWithdrawn{"mended"}}) == R"(message_withdrawn {"reason":"mended"})");
    CHECK(text_of(Fact{WindowOpened{{3}, {}, "queue"}}) == R"(window_opened {"reason":"queue","window":3})");
    CHECK(text_of(Fact{WindowClosed{{3}, "ill"}}) == R"(window_closed {"reason":"ill","window":3})");
    CHECK(text_of(Fact{TicketPrioritised{{17}, {"disabled"}, 20min, "ill"}}) ==
          R"(ticket_prioritised {"category":"disabled","head_start_s":1200,"reason":"ill","ticket":17})");
    CHECK(text_of(Fact{ManagerCalled{{3}}}) == R"(manager_called {"window":3})");
    CHECK(text_of(Fact{ManagerCallAnswered{{3}}}) == R"(manager_call_answered {"window":3})");
    CHECK(text_of(Fact{ServiceFinished{{17}, {3}, {"forwarded"}, "17-204"}}) ==
          R"(service_finished {"outcome":"forwarded","reference":"17-204","ticket":17,"window":3})");
}

TEST_CASE("what is in force for today, in the state on the wire") {
    State state;
    state.windows[{3}].assigned = Assignment{{{{"contract"}}, {{"payment"}}}, "queue", {"maria"}};
    state.operator_duties[{"maria"}] = {{{{"refund"}}, {{"payment"}}}, "queue"};
    state.windows[{3}].manager_call = StaffCall{at, at};
    state.closed_services[{"refund"}] = "cash";
    state.message = Message{lift, at, "repair"};
    const Json json = protocol::to_json(state);
    CHECK(json["windows"][0]["assigned"].dump() ==
          R"({"planned":{"helps":["payment"],"services":["contract"]},"reason":"queue","whose":"maria"})");
    CHECK(json["operator_duties"].dump() ==
          R"([{"helps":["payment"],"operator":"maria","reason":"queue","services":["refund"]}])");
    CHECK(json["windows"][0]["manager_call"].dump() == R"({"answered":1795500000000,"since":1795500000000})");
    CHECK(json["closed_services"].dump() == R"([{"reason":"cash","service":"refund"}])");
    CHECK(json["message"].dump() ==
          R"({"reason":"repair","text":{"en":"Lift","ru":"Лифт"},"until":1795500000000})");
    for (const char* optional : {"closed_services", "operator_duties", "message"})
        CHECK_FALSE(protocol::to_json(State{}).contains(optional));
}

TEST_CASE("forwarding and an operator's guidance on the wire") {
    const Json plan = protocol::to_json(fakes::rich_plan());
    CHECK(plan["forwarding"].dump() == R"({"answer_days":15,"register_days":2})");
    CHECK(plan["outcomes"].back()["forwarded"] == true);
    CHECK_FALSE(plan["outcomes"][0].contains("forwarded"));
    CHECK(plan["services"][0]["guidance"].dump() ==
          R"({"documents":[{"en":"Passport","ru":"Паспорт"},{"en":"Bill","ru":"Счёт"}],)"
          R"("knowledge_base":"https://kb.okno.example/contract",)"
          R"("links":[{"address":"https://okno.example/tariffs","name":{"en":"Tariffs","ru":"Тарифы"}}],)"
          R"("phrases":[{"en":"Good afternoon!","ru":"Добрый день!"}]})");
    CHECK_FALSE(plan["services"][1].contains("guidance"));
    CHECK_FALSE(protocol::to_json(fakes::small_plan()).contains("forwarding"));
}

TEST_CASE("acts of another shape are refused, and the complaint says what is wrong") {
    const Json close{{"service", "contract"}, {"reason", std::string(201, 'x')}};
    CHECK(complaint("close_service", close) == "close_service.reason must be a text of at most 200 bytes");
    CHECK(complaint("close_service", {{"service", "contract"}}) == "close_service.reason is missing");
    Json post{{"text", {{"ru", std::string(201, 'x')}}}, {"lasts_s", 60}, {"reason", "repair"}};
    CHECK(complaint("post_message", post) ==
          "post_message.text must be words of at most 200 bytes in each language");
    post["text"] = {{"ru", "x"}};
    post["lasts_s"] = 604'801;
    CHECK(complaint("post_message", post) == "post_message.lasts_s must be between 1 and 604800");
    Json put{{"number", {{"letter", "A"}, {"ordinal", 1}}}, {"reason", "ill"}};
    CHECK(complaint("prioritise_ticket", put) == "prioritise_ticket.head_start_s is missing");
    put["head_start_s"] = 86'401;
    CHECK(complaint("prioritise_ticket", put) ==
          "prioritise_ticket.head_start_s must be between 1 and 86400");
    put["category"] = "disabled";
    CHECK(complaint("prioritise_ticket", put) ==
          "prioritise_ticket.head_start_s must be left out: the category has its own");
    const Json finish{{"window", 1}, {"outcome", "forwarded"}, {"reference", " 17"}};
    CHECK(complaint("finish_service", finish) ==
          "finish_service.reference must be a text of at most 64 bytes without a blank before or after it");
    Json plan = protocol::to_json(fakes::rich_plan());
    plan["services"][0]["guidance"]["phrases"] = Json(21, Json{{"ru", "x"}});
    CHECK(complaint("adopt_plan", {{"plan", plan}}) ==
          "plan.services.guidance.phrases must be a list of at most 20 entries");
}
