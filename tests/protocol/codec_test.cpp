#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include <doctest/doctest.h>

#include "hall/decide.hpp"
#include "hall/evolve.hpp"
#include "protocol/codec.hpp"
#include "tests/fakes/small_hall.hpp"

using namespace okno;
using namespace okno::hall;
using protocol::CodecError;
using protocol::Json;

namespace {

const TicketNumber a012{"A", 12};
const WindowId window{3};
const TicketId ticket{17};

std::vector<Wish> every_wish() {
    return {AdoptPlan{fakes::small_plan()},
            TakeTicket{{"contract"}, {"ru"}},
            ReportPrint{ticket, Print::printed},
            CancelTicket{ticket},
            OpenWindow{window},
            PauseWindow{window, {"lunch"}},
            ResumeWindow{window},
            CloseWindow{window},
            CallNext{window},
            CallByNumber{window, a012},
            Recall{window},
            StartService{window},
            FinishService{window, {"resolved"}},
            ReportNoShow{window},
            TransferTicket{window, ServiceId{"payment"}, "оплатить счёт"},
            ParkTicket{window, "ищет паспорт"},
            ResumeTicket{window, a012},
            CheckTime{}};
}

std::vector<Fact> every_fact() {
    return {PlanAdopted{fakes::small_plan()},
            DayStarted{LocalDay{std::chrono::days{20'000}}},
            TicketTaken{ticket, a012, {"contract"}, {"en"}},
            PrintReported{ticket, Print::unknown},
            TicketCancelled{ticket},
            TicketExpired{ticket},
            WindowOpened{window},
            WindowPaused{window, {"lunch"}},
            WindowResumed{window},
            WindowClosed{window},
            TicketCalled{ticket, window},
            TicketRecalled{ticket, window},
            ServiceStarted{ticket, window},
            ServiceFinished{ticket, window, {"resolved"}},
            TicketMissed{ticket, window},
            TicketTransferred{ticket, window, WindowId{2}, "к сменному мастеру"},
            TicketParked{ticket, window, "ищет паспорт"}};
}

// A hall with a ticket in every stage, a window in every post and a queue of every sort.
State busy_hall() {
    State state;
    Timestamp now = fakes::nine_o_clock;
    const auto then = [&](const Wish& wish) {
        now += Seconds{20};
        const auto events = decide(state, {{{"console"}, {"anna"}}, wish}, now);
        REQUIRE_MESSAGE(events.has_value(), std::string(to_string(events.error())));
        for (const Event& event : *events) state = evolve(std::move(state), event);
    };
    then(AdoptPlan{fakes::small_plan()});
    for (int i = 0; i < 6; ++i) then(TakeTicket{{"contract"}, {"ru"}});
    then(TakeTicket{{"payment"}, {"en"}});
    then(OpenWindow{{1}});
    then(OpenWindow{{2}});
    then(CallNext{{1}});
    then(TransferTicket{{1}, WindowId{2}, "знает дело"});
    then(CallNext{{1}});
    then(ParkTicket{{1}, "ищет паспорт"});
    then(CallNext{{1}});
    then(StartService{{1}});
    then(CallNext{{2}});
    then(Recall{{2}});
    then(OpenWindow{{3}});
    then(PauseWindow{{3}, {"lunch"}});
    then(ReportPrint{{5}, Print::failed});
    return state;
}

}  // namespace

TEST_CASE("every command survives the wire") {
    for (const Wish& wish : every_wish()) {
        CAPTURE(protocol::kind_of(wish));
        CHECK(protocol::wish_from_json(protocol::kind_of(wish),
                                       protocol::parse(protocol::to_json(wish).dump())) == wish);
    }
    CHECK(every_wish().size() == std::variant_size_v<Wish>);
}

TEST_CASE("every event survives the wire") {
    for (const Fact& fact : every_fact()) {
        CAPTURE(protocol::kind_of(fact));
        const Event event{fakes::nine_o_clock, {{"console"}, {"anna"}}, fact};
        CHECK(protocol::event_from_json(protocol::parse(protocol::to_json(event).dump())) == event);
    }
    CHECK(every_fact().size() == std::variant_size_v<Fact>);
}

TEST_CASE("a busy hall survives the wire, indexes and all") {
    const State state = busy_hall();
    CHECK(protocol::state_from_json(protocol::parse(protocol::to_json(state).dump())) == state);
    CHECK(protocol::state_from_json(protocol::to_json(State{})) == State{});
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
    CHECK(complaint("no_such_thing", "{}") == "there is no command \"no_such_thing\"");
}

TEST_CASE("an unknown extra field is ignored") {
    CHECK(protocol::wish_from_json("call_next", protocol::parse(R"({"window": 3, "colour": "blue"})")) ==
          Wish{CallNext{{3}}});
}
