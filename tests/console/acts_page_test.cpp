// What the pages say of a manager's acts, of calls for the manager, and of what an operator has at hand.
#include <doctest/doctest.h>

#include "tests/console/acting_hall.hpp"

using namespace okno;
using namespace okno::console;

namespace {

hall::Plan plan_with_guidance() {
    hall::Plan plan = fakes::small_plan();
    plan.services[0].guidance = {{fakes::both("Паспорт", "Passport")},
                                 {{fakes::both("Тарифы", "Tariffs"), "https://okno.example/tariffs"}},
                                 {fakes::both("Добрый день!", "Good afternoon!")},
                                 "https://kb.okno.example"};
    plan.outcomes.push_back({{"forwarded"}, fakes::both("Передано", "Forwarded"), true});
    return plan;
}

Json overview(const Hall& hall) {
    return overview_page(hall.state, hall.figures, {}, false, hall.state.latest);
}

}  // namespace

TEST_CASE(
    "the operator has at hand what the plan says of the visitor's service, and nothing without a visitor") {
    Hall hall(plan_with_guidance());
    hall.at(1s, hall::OpenWindow{one});
    CHECK(hall.page()["guidance"].is_null());
    hall.take(2s, "contract");
    hall.at(3s, hall::CallNext{one});
    const Json guidance = hall.page()["guidance"];
    CHECK(guidance["documents"][0]["en"] == "Passport");
    CHECK(guidance["links"][0]["address"] == "https://okno.example/tariffs");
    CHECK(guidance["phrases"][0]["ru"] == "Добрый день!");
    CHECK(guidance["knowledge_base"] == "https://kb.okno.example");
}

TEST_CASE("an outcome that forwards is told, with the ends of the days by which it is due") {
    const Hall hall(plan_with_guidance());
    const Json choices = hall.page()["choices"];
    CHECK(choices["outcomes"].back()["forwarded"] == true);
    CHECK(choices["outcomes"][0]["forwarded"] == false);
    const auto deadlines = hall::deadlines_of({}, hall.state.plan.zone, hall.state.latest);
    CHECK(choices["forwarding"]["registered"] == deadlines.registered.time_since_epoch().count());
    CHECK(choices["forwarding"]["answered"] == deadlines.answered.time_since_epoch().count());
}

TEST_CASE(
    "a call for the manager is on the window's page and on the overview, until it is answered and after") {
    Hall hall;
    CHECK_FALSE(hall.can().contains("call_manager"));
    hall.at(1s, hall::OpenWindow{one});
    CHECK(hall.page()["manager_call"].is_null());
    hall.at(2s, hall::CallManager{one});
    CHECK(hall.page()["manager_call"] == Json{{"since", after_nine(2s)}, {"answered", nullptr}});
    CHECK(overview(hall)["windows"][0]["manager_call"]["since"] == after_nine(2s));
    hall.at(5s, hall::AnswerManagerCall{one});
    CHECK(hall.page()["manager_call"]["answered"] == after_nine(5s));
}

TEST_CASE("the overview says what is assigned, closed and posted, and why") {
    Hall hall;
    CHECK(overview(hall)["windows"][0]["assigned"].is_null());
    CHECK(overview(hall)["message"].is_null());
    hall.at(1s, hall::AssignServices{one, {{"readings"}}, {{"contract"}}, "queue"});
    hall.at(2s, hall::CloseService{{"payment"}, "cash"});
    hall.at(3s, hall::PostMessage{fakes::both("Лифт", "Lift"), 60s, "repair"});
    const Json page = overview(hall);
    CHECK(page["windows"][0]["assigned"] == "queue");
    CHECK(page["windows"][0]["services"] == Json::array({"readings"}));
    CHECK(page["windows"][0]["helps"] == Json::array({"contract"}));
    CHECK(page["message"]["text"]["en"] == "Lift");
    CHECK(page["message"]["until"] == after_nine(63s));
    CHECK(page["message"]["reason"] == "repair");
    for (const Json& service : page["services"])
        CHECK(service["closed"] == (service["id"] == "payment" ? Json("cash") : Json(nullptr)));
    CHECK(page["languages"] == Json::array({"ru", "en"}));
}
