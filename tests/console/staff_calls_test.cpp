#include "console/pages/staff_calls.hpp"

#include "tests/console/acting_hall.hpp"

using namespace okno;
using namespace okno::console;

namespace {

hall::Plan plan_with_kiosks() {
    hall::Plan plan = fakes::small_plan();
    plan.devices = {{{"kiosk-1"}, fakes::both("Киоск у входа", "Kiosk at the door")},
                    {{"kiosk-2"}, fakes::both("Киоск у лифта", "Kiosk at the lift")}};
    return plan;
}

Json shown(const StaffCalls& calls, const Hall& hall, hall::Seconds after) {
    return calls.json(hall.state, fakes::nine_o_clock + after);
}

void follow(StaffCalls& calls, const hall::Events& events) {
    for (const hall::Event& event : events) calls.hear(protocol::Followed{protocol::Entry{1, event}});
}

}  // namespace

TEST_CASE("a visitor's call is told with the kiosk's name and since when, who waits longest first") {
    Hall hall(plan_with_kiosks());
    const StaffCalls calls;
    CHECK(shown(calls, hall, 1s).empty());
    hall.by("kiosk-2", 10s, hall::CallStaff{});
    hall.by("kiosk-1", 20s, hall::CallStaff{});
    const Json told = shown(calls, hall, 30s);
    REQUIRE(told.size() == 2);
    CHECK(told[0]["kiosk"] == "kiosk-2");
    CHECK(told[0]["name"]["en"] == "Kiosk at the lift");
    CHECK(told[0]["since"] == after_nine(10s));
    CHECK(told[0]["answered"].is_null());
    CHECK(told[1]["kiosk"] == "kiosk-1");
}

TEST_CASE("an answered call says who comes, and is gone two minutes later") {
    Hall hall(plan_with_kiosks());
    StaffCalls calls;
    hall.by("kiosk-1", 10s, hall::CallStaff{});
    follow(calls, hall.by("console", 30s, hall::AnswerStaffCall{{"kiosk-1"}}));
    CHECK(shown(calls, hall, 31s)[0]["answered"] == Json{{"person", "anna"}, {"at", after_nine(30s)}});
    CHECK(shown(calls, hall, 149s).size() == 1);
    CHECK(shown(calls, hall, 150s).empty());
}

TEST_CASE("a call that was never answered stays, and a new one after an answer is open again") {
    Hall hall(plan_with_kiosks());
    StaffCalls calls;
    hall.by("kiosk-1", 10s, hall::CallStaff{});
    CHECK(shown(calls, hall, 3h).size() == 1);
    follow(calls, hall.by("console", 3h, hall::AnswerStaffCall{{"kiosk-1"}}));
    hall.by("kiosk-1", 3h + 30s, hall::CallStaff{});
    CHECK(shown(calls, hall, 3h + 31s)[0]["answered"].is_null());
    CHECK(shown(calls, hall, 3h + 31s)[0]["since"] == after_nine(3h + 30s));
}

TEST_CASE("who answered while nothing was heard is not known, and nobody else is named") {
    Hall hall(plan_with_kiosks());
    StaffCalls calls;
    hall.by("kiosk-1", 10s, hall::CallStaff{});
    follow(calls, hall.by("console", 30s, hall::AnswerStaffCall{{"kiosk-1"}}));
    hall.by("kiosk-1", 40s, hall::CallStaff{});
    hall.by("console", 50s, hall::AnswerStaffCall{{"kiosk-1"}});  // unheard
    calls.hear(protocol::Resynchronised{7});
    CHECK(shown(calls, hall, 51s)[0]["answered"] == Json{{"person", ""}, {"at", after_nine(50s)}});
}
