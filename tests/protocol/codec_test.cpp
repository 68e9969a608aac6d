#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "hall/evolve.hpp"
#include "hall/plan_check.hpp"
#include "hall/public_view.hpp"
#include "protocol/codec.hpp"
#include "tests/fakes/small_hall.hpp"
#include "tests/protocol/rich_hall.hpp"

using namespace okno;
using namespace okno::hall;
using protocol::CodecError;
using protocol::Json;

namespace {

template <class... Stages>
bool all_there(const State& state, std::variant<Stages...>*) {
    const auto some_in = [&]<class One>(std::type_identity<One>) {
        return std::any_of(state.tickets.begin(), state.tickets.end(),
                           [](const auto& entry) { return std::holds_alternative<One>(entry.second.stage); });
    };
    return (some_in(std::type_identity<Stages>{}) && ...);
}

State sent(const State& state) {
    return protocol::state_from_json(protocol::parse(protocol::to_json(state).dump()));
}

}  // namespace

TEST_CASE("every command survives the wire") {
    std::set<std::size_t> kinds;
    for (const Wish& wish : fakes::every_wish()) {
        CAPTURE(protocol::kind_of(wish));
        CHECK(protocol::wish_from_json(protocol::kind_of(wish),
                                       protocol::parse(protocol::to_json(wish).dump())) == wish);
        kinds.insert(wish.index());
    }
    CHECK(kinds.size() == std::variant_size_v<Wish>);
}

TEST_CASE("every event survives the wire") {
    std::set<std::size_t> kinds;
    for (const Fact& fact : fakes::every_fact()) {
        CAPTURE(protocol::kind_of(fact));
        const Event event{fakes::nine_o_clock, {{"console"}, {"anna"}}, fact};
        CHECK(protocol::event_from_json(protocol::parse(protocol::to_json(event).dump())) == event);
        kinds.insert(fact.index());
    }
    CHECK(kinds.size() == std::variant_size_v<Fact>);
}

TEST_CASE("the plan of these tests hangs together and differs from an empty one in every rule") {
    const Plan plan = fakes::rich_plan();
    CHECK(is_consistent(plan));
    CHECK(plan.ordering != Ordering{});
    CHECK(plan.closing != Closing{});
    CHECK(plan.slip != SlipTemplate{});
    for (const bool there :
         {plan.services.back().schedule.has_value(), plan.services.front().norm.has_value(),
          plan.services.front().usual.has_value(), !plan.services.front().then.empty(),
          !plan.windows.front().helps.empty(), plan.windows.front().push.has_value(),
          !plan.categories.empty(), !plan.stages.empty(), !plan.devices.empty(), !plan.panic.zones.empty(),
          plan.park_reminder.has_value()})
        CHECK(there);
}

TEST_CASE("a busy hall survives the wire, indexes and all") {
    const State state = fakes::busy_hall();
    REQUIRE(all_there(state, static_cast<Stage*>(nullptr)));
    const Experience& learnt = state.experience;
    for (const bool there :
         {!state.alarms.empty(), !state.devices.empty(), !learnt.occupied.empty(),
          learnt.turnaround.total() > 0, !learnt.pace.empty(), !learnt.issued.empty(),
          !learnt.arrivals.at({"specialist"}).usual.empty(),
          !learnt.arrivals.at({"specialist"}).today.empty(), !learnt.waits.empty(), !learnt.presence.empty(),
          !state.panics.raised.empty(), state.panics.test.has_value(), state.message.has_value(),
          !state.closed_services.empty(), state.windows.at({1}).assigned.has_value(),
          state.windows.at({2}).manager_call.has_value(), state.windows.at({3}).manager_call.has_value()})
        REQUIRE(there);
    CHECK(sent(state) == state);
    CHECK(sent(public_state(state)) == public_state(state));
    CHECK(protocol::state_from_json(protocol::to_json(State{})) == State{});
}

TEST_CASE("a day that has ended, and a window that idled, survive the wire") {
    State state = fakes::busy_hall();
    state.settled = state.latest - Seconds{60};
    state.windows.at({1}).idled = Milliseconds{1234};
    state.windows.at({1}).priority_in_a_row = 2;
    CHECK(sent(state) == state);
}

TEST_CASE("a state from before days were settled says whether its day had ended") {
    const State state = fakes::busy_hall();
    protocol::Json old = protocol::to_json(state);
    old.erase("settled");
    for (const bool ended : {false, true}) {
        old["day_ended"] = ended;
        CHECK(protocol::state_from_json(old).settled == (ended ? state.latest : Timestamp{}));
    }
}

TEST_CASE("what the public hears folds into what the public sees") {
    State whole = fakes::busy_hall();
    State seen = sent(public_state(whole));
    Timestamp at = whole.latest;
    for (const Fact& fact : fakes::every_fact()) {
        if (std::holds_alternative<PlanAdopted>(fact)) continue;
        const Event event{at += Seconds{1}, {{"console"}, {"anna"}}, fact};
        const auto told = public_event(event);
        CHECK(told.has_value() != is_for_staff(fact));
        whole = evolve(std::move(whole), event);
        if (told) seen = evolve(std::move(seen), protocol::event_from_json(protocol::to_json(*told)));
        CAPTURE(protocol::kind_of(fact));
        CHECK(seen == public_state(whole));
    }
}

TEST_CASE("a wrong field is named with its path") {
    const auto complaint = [](std::string_view kind, const char* text) -> std::string {
        try {
            protocol::wish_from_json(kind, protocol::parse(text));
            return "accepted";
        } catch (const CodecError& error) {
            return error.what();
        }
    };
    CHECK(complaint("take_ticket", R"({"service": 5, "language": "ru"})") ==
          "take_ticket.service must be a text");
    CHECK(complaint("take_ticket", R"({"service": "contract"})") == "take_ticket.language is missing");
    CHECK(complaint("call_next", R"({"window": "3"})") == "call_next.window must be a whole number");
    CHECK(complaint("call_next", R"({"window": 3.5})") == "call_next.window must be a whole number");
    CHECK(complaint("call_next", R"({"window": 99999999999999999999})") ==
          "call_next.window must be a whole number");
    CHECK(complaint("call_next", R"({"window": -1})") == "call_next.window must be between 0 and 9999");
    CHECK(complaint("call_next", "[]") == "call_next must be an object");
    CHECK(complaint("report_print", R"({"ticket": 1, "print": "burnt"})") ==
          "report_print.print must be one of reserved, printing, printed, failed, unknown");
    CHECK(complaint("transfer_ticket", R"({"window": 1, "to": {}})") ==
          R"(transfer_ticket.to must be {"service": "…"} or {"window": 3})");
    CHECK(complaint("take_ticket", R"({"service": "a\u0000b", "language": "ru"})") ==
          "take_ticket.service must be a text of at most 2000 bytes without control characters");
    CHECK(complaint("take_ticket", R"({"service": "contract", "language": "ru", "category": 1})") ==
          "take_ticket.category must be a text");
    CHECK(complaint("close_window", R"({"window": 1, "sure": "yes"})") ==
          "close_window.sure must be true or false");
    CHECK(complaint("park_ticket", R"({"window": 1, "remind_after_s": 0})") ==
          "park_ticket.remind_after_s must be between 1 and 86400");
    CHECK(complaint("add_step", R"({"window": 1})") == "add_step.service is missing");
    CHECK(complaint("enter_stage", R"({"window": 1, "stage": null})") == "enter_stage.stage must be a text");
    CHECK(complaint("return_ticket", R"({"number": "A012"})") == "return_ticket.number must be an object");
    CHECK(complaint("report_device", R"({"about": "printer-1", "condition": "burnt"})") ==
          "report_device.condition must be one of ready, paper_low, no_paper, cover_open, cutter_jammed, "
          "overheated, out_of_reach, faulty, away");
    CHECK(complaint("no_such_thing", "{}") == "there is no command \"no_such_thing\"");
}

TEST_CASE("an unknown extra field is ignored") {
    CHECK(protocol::wish_from_json("call_next", protocol::parse(R"({"window": 3, "colour": "blue"})")) ==
          Wish{CallNext{{3}}});
}

TEST_CASE("what a command may leave out may be left out or null") {
    const auto wish = [](const char* kind, const char* text) {
        return protocol::wish_from_json(kind, protocol::parse(text));
    };
    CHECK(wish("take_ticket", R"({"service": "contract", "language": "ru", "category": null})") ==
          Wish{TakeTicket{{"contract"}, {"ru"}}});
    CHECK(wish("close_window", R"({"window": 3, "sure": null})") == Wish{CloseWindow{{3}}});
    CHECK(wish("transfer_ticket", R"({"window": 3, "to": {"window": 4}})") ==
          Wish{TransferTicket{{3}, WindowId{4}, ""}});
    CHECK(wish("park_ticket", R"({"window": 3})") == Wish{ParkTicket{{3}, ""}});
    CHECK(wish("add_step", R"({"window": 3, "service": "payment"})") == Wish{AddStep{{3}, {"payment"}}});
    CHECK(wish("finish_service", R"({"window": 3})") == Wish{FinishService{{3}, {}}});
}
