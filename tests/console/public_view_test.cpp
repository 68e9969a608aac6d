// What other programs and visitors are told: enough, never more.
#include <doctest/doctest.h>

#include "console/outside/public_hall.hpp"
#include "console/outside/public_ticket.hpp"
#include "console/outside/rfc3339.hpp"
#include "tests/console/acting_hall.hpp"

using namespace okno;
using namespace okno::console;

namespace {

protocol::NamedTicket name_of(const hall::State& state, std::uint64_t id) {
    return {{id}, state.tickets.at(hall::TicketId{id}).taken};
}

std::optional<PublicTicket> seen(const Hall& hall, const protocol::NamedTicket& ticket,
                                 const hall::Forecast& forecast = {}) {
    return public_ticket(hall.state, forecast, ticket, false, hall.state.latest);
}

Json told(const Hall& hall, const protocol::NamedTicket& ticket) {
    return to_json(seen(hall, ticket).value());
}

hall::Plan plan_with(hall::Seconds return_within, std::optional<hall::Seconds> rated_within) {
    hall::Plan plan = fakes::small_plan();
    plan.calling.return_within = return_within;
    plan.rating.within = rated_within;
    return plan;
}

}  // namespace

TEST_CASE("a ticket's place is told from the first moment to the last") {
    Hall hall(plan_with(600s, 600s));
    hall.take(0s, "contract");
    hall.take(1s, "contract");
    const auto second = name_of(hall.state, 2);
    Json ticket = told(hall, second);
    CHECK(ticket["stage"] == "waiting");
    CHECK(ticket["number"] == "A002");
    CHECK(ticket["people_ahead"] == 1);
    CHECK(ticket["estimate"] == nullptr);
    CHECK(ticket["service"]["name"]["en"] == "Contract");
    const hall::Forecast forecast{hall.state.latest, {}, {{{2}, {600s, 300s, 900s}}}};
    CHECK(to_json(*seen(hall, second, forecast))["estimate"] == Json{{"from_min", 5}, {"to_min", 15}});

    hall.at(2s, hall::OpenWindow{one});
    hall.at(3s, hall::CallNext{one});
    CHECK(told(hall, second)["people_ahead"] == 0);
    hall.at(20s, hall::ReportNoShow{one});
    CHECK(told(hall, name_of(hall.state, 1))["stage"] == "missed");
    CHECK(told(hall, name_of(hall.state, 1))["return_until"] ==
          rfc3339(fakes::nine_o_clock + hall::Seconds{620}));
    hall.at(30s, hall::CallNext{one});
    ticket = told(hall, second);
    CHECK(ticket["stage"] == "called");
    CHECK(ticket["window"] == 1);
    CHECK(ticket["people_ahead"] == nullptr);
    hall.at(40s, hall::StartService{one});
    CHECK(told(hall, second)["stage"] == "serving");
    hall.at(60s, hall::FinishService{one, {"resolved"}});
    ticket = told(hall, second);
    CHECK(ticket["stage"] == "served");
    CHECK(ticket["number"] == "A002");
    CHECK(ticket["can_be_rated"] == true);
    hall.by("console", 70s, hall::RateVisit{{"A", 2}, 5, {}});
    ticket = told(hall, second);
    CHECK(ticket["stage"] == "ended");
    CHECK(ticket["number"] == nullptr);
    CHECK(ticket["can_be_rated"] == false);
}

TEST_CASE("a visit can be rated as long as the plan says, and not at all when it does not") {
    for (const auto within : {std::optional<hall::Seconds>{600s}, std::optional<hall::Seconds>{}}) {
        Hall hall(plan_with(600s, within));
        hall.take(0s, "contract");
        const auto ticket = name_of(hall.state, 1);
        hall.at(2s, hall::OpenWindow{one});
        hall.at(3s, hall::CallNext{one});
        hall.at(20s, hall::StartService{one});
        hall.at(60s, hall::FinishService{one, {"resolved"}});
        const auto rateable = [&](hall::Seconds after) {
            return public_ticket(hall.state, {}, ticket, false, fakes::nine_o_clock + after)->rateable;
        };
        CHECK(rateable(660s) == within.has_value());
        CHECK_FALSE(rateable(661s));
    }
}

TEST_CASE("a name that is not exactly that of a ticket is nobody's") {
    Hall hall;
    hall.take(5s, "contract");
    const auto real = name_of(hall.state, 1);
    CHECK(seen(hall, real));
    const std::vector<protocol::NamedTicket> others{
        {{1}, real.taken + 1ms}, {{2}, real.taken}, {{0}, real.taken}, {{~std::uint64_t{0}}, real.taken}};
    for (const protocol::NamedTicket& wrong : others) CHECK_FALSE(seen(hall, wrong));
    hall.at(6s, hall::CancelTicket{{1}});
    CHECK(told(hall, real)["stage"] == "ended");
    CHECK_FALSE(seen(hall, {{1}, hall.state.latest + 1ms}));  // no ticket comes from the future
    CHECK_FALSE(seen(hall, {{1}, hall::Timestamp{-1ms}}));
}

TEST_CASE("nothing of a visit that is for the staff alone leaves by the API") {
    hall::Plan plan = plan_with(600s, 600s);
    plan.categories = {{{"veteran"}, fakes::both("Ветеран", "Veteran"), 300s}};
    Hall hall(plan);
    hall.at(0s, hall::TakeTicket{{"contract"}, {"ru"}, {"veteran"}, "cannot see well"});
    const auto ticket = name_of(hall.state, 1);
    hall.at(2s, hall::OpenWindow{one});
    const auto check = [&] {
        const std::string text =
            told(hall, ticket).dump() +
            public_hall(hall.state, {}, false, hall.state.latest, hall.state.latest).dump();
        for (const char* secret : {"veteran", "Veteran", "anna", "secret reason", "cannot see", "lunch"})
            CHECK(text.find(secret) == std::string::npos);
    };
    hall.at(3s, hall::CallNext{one});
    check();
    hall.at(20s, hall::StartService{one});
    hall.at(30s, hall::ParkTicket{one, "secret reason", {}});
    check();
    hall.at(40s, hall::PauseWindow{one, {"lunch"}});
    check();
}

TEST_CASE("the hall is told with its services, who waits and who works") {
    Hall hall;
    hall.take(0s, "contract");
    hall.take(1s, "readings");
    hall.at(2s, hall::OpenWindow{one});
    const hall::Forecast forecast{hall.state.latest, {{{"contract"}, {600s, 300s, 900s}}}, {}};
    const Json page = public_hall(hall.state, forecast, true, fakes::nine_o_clock, hall.state.latest);
    CHECK(page["open"] == true);
    CHECK(page["mode"] == "open");
    CHECK(page["hours_today"] == Json::parse(R"([{"from":"00:00","to":"24:00"}])"));
    CHECK(page["waiting"] == 2);
    CHECK(page["windows_open"] == 1);
    CHECK(page["blind"] == true);
    CHECK(page["heard"] == "2026-11-24T06:00:00.000Z");
    CHECK(page["services"].size() == 3);
    const Json& contract = page["services"][0];
    CHECK(contract["id"] == "contract");
    CHECK(contract["waiting"] == 1);
    CHECK(contract["windows_open"] == 1);
    CHECK(contract["estimate"] == Json{{"from_min", 5}, {"to_min", 15}});
    CHECK(page["services"][2]["windows_open"] == 0);
    CHECK(page["services"][2]["estimate"] == nullptr);
}

TEST_CASE("hours of the hall are those of all its services together, and it says when it opens next") {
    hall::Plan plan = fakes::small_plan();
    hall::Schedule mornings;
    mornings.week.fill({{std::chrono::hours{9}, std::chrono::hours{13}}});
    hall::Schedule afternoons;
    afternoons.week.fill(
        {{std::chrono::hours{10}, std::chrono::hours{12}}, {std::chrono::hours{14}, 18h + 30min}});
    plan.kinds[0].schedule = mornings;
    plan.kinds[1].schedule = afternoons;
    Hall hall(plan);
    const Json page =
        public_hall(hall.state, {}, false, hall.state.latest, fakes::nine_o_clock + std::chrono::hours{11});
    CHECK(page["hours_today"] ==
          Json::parse(R"([{"from":"09:00","to":"13:00"},{"from":"14:00","to":"18:30"}])"));
    CHECK(page["open"] == false);
    CHECK(page["opens"] == "2026-11-25T06:00:00.000Z");
}

TEST_CASE("the board has nothing before the hall is known, then each service by its id") {
    Hall hall;
    PublicHallBoard board;
    CHECK_FALSE(board.hall());
    CHECK_FALSE(board.service("contract"));
    board.publish(public_hall(hall.state, {}, false, hall.state.latest, hall.state.latest));
    CHECK(Json::parse(board.hall().value())["name"]["en"] == "Service centre");
    CHECK(Json::parse(board.service("contract").value())["service"]["id"] == "contract");
    CHECK_FALSE(board.service("Contract"));
}
