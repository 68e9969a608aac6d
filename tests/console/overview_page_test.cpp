// What the manager sees of today beyond the queues: times of each service against its own norm, every device,
// and the hall's zone on every page; and whom an operator may call by number.
#include <doctest/doctest.h>

#include "tests/console/acting_hall.hpp"

using namespace okno;
using namespace okno::console;

TEST_CASE("every page says in which zone its times are shown") {
    Hall hall;
    const std::string zone = hall.state.plan.zone.name;
    REQUIRE_FALSE(zone.empty());
    const hall::Timestamp now = hall.state.latest;
    for (const Json& page :
         {overview_page(hall.state, {}, {}, false, now), guard_page(hall.state, false),
          reception_page(hall.state, {}, false, now), window_page(hall.state, one, {}, {}, false, now)})
        CHECK(page["zone"] == zone);
}

TEST_CASE("the times of a service are measured against its own norm where it has one") {
    hall::Plan plan = fakes::small_plan();
    plan.services[0].norm = hall::Norm{hall::Seconds{300}, hall::Seconds{120}};
    Hall hall(plan);
    hall.figures.services[plan.services[0].id] = {{4, 1'000'000, 2, 400'000}, {3, 500'000, 1, 200'000}};
    const Json services = overview_page(hall.state, hall.figures, {}, false, hall.state.latest)["services"];
    CHECK(services[0]["own_norm"] == true);
    CHECK(services[0]["today"]["wait"] == Json{{"count", 4},
                                               {"sum_ms", 1'000'000},
                                               {"over_norm", 2},
                                               {"p90_ms", 400'000},
                                               {"norm_ms", 300'000}});
    CHECK(services[0]["today"]["service"]["norm_ms"] == 120'000);
    CHECK(services[1]["own_norm"] == false);
    CHECK(services[1]["today"]["wait"]["norm_ms"] == 1'200'000);
    CHECK(services[1]["today"]["wait"]["p90_ms"].is_null());
}

TEST_CASE("every device is listed at any hour, and of the parts those that are out of order") {
    hall::Plan plan = fakes::small_plan();
    plan.devices = {{{"kiosk-1"}, fakes::both("Киоск", "Kiosk")},
                    {{"printer-1"}, fakes::both("Принтер", "Printer")}};
    Hall hall(plan);
    const auto devices = [&] {
        std::map<std::string, std::string> found;
        const Json page = overview_page(hall.state, {}, {}, false, hall.state.latest);
        for (const Json& device : page["devices"]) found[device["id"]] = device["condition"];
        return found;
    };
    using Found = std::map<std::string, std::string>;
    CHECK(devices() == Found{{"kiosk-1", "away"}, {"printer-1", "away"}});
    const auto tell = [&](const char* id, hall::Condition condition) {
        hall.state.devices[{id}] = {condition, hall.state.latest};
    };
    tell("kiosk-1", hall::Condition::ready);
    tell("printer-1", hall::Condition::no_paper);
    tell("bridge-9", hall::Condition::ready);
    tell("bridge-9/keypad/3", hall::Condition::ready);
    tell("bridge-9/panic/door", hall::Condition::out_of_reach);
    CHECK(devices() == Found{{"kiosk-1", "ready"},
                             {"printer-1", "no_paper"},
                             {"bridge-9", "ready"},
                             {"bridge-9/panic/door", "out_of_reach"}});
    tell("bridge-9", hall::Condition::away);  // it was never planned: taken away, with all its parts
    CHECK(devices() == Found{{"kiosk-1", "ready"}, {"printer-1", "no_paper"}});
}

TEST_CASE("a free window offers to call by number those who wait there, in the order of the numbers") {
    Hall hall;
    const auto can = [&] { return hall.page()["can"].dump().find("call_by_number") != std::string::npos; };
    hall.at(0s, hall::OpenWindow{one});
    CHECK_FALSE(can());
    hall.take(1s, "payment");  // another window's
    CHECK(hall.page()["numbers"].empty());
    CHECK_FALSE(can());
    hall.take(2s, "readings");
    hall.take(3s, "contract");
    hall.take(4s, "contract");
    CHECK(hall.page()["numbers"] == Json{"A001", "A002", "B001"});
    CHECK(can());
    hall.at(5s, hall::CallByNumber{one, {"A", 2}});
    CHECK(hall.page()["numbers"] == Json{"A001", "B001"});
    CHECK_FALSE(can());
}

TEST_CASE("a wrong count of yesterday is on the page as soon as it is known") {
    Hall hall;
    const auto differing = [&] {
        return overview_page(hall.state, hall.figures, {}, false, hall.state.latest)["differing"];
    };
    CHECK(differing().is_null());
    hall.figures.differing = 3;
    CHECK(differing() == 3);
}
