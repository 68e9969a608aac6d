#include "hall/readiness.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "hall/decide.hpp"
#include "hall/evolve.hpp"
#include "tests/hall/small_hall.hpp"

using namespace okno;
using namespace okno::hall;
using namespace std::chrono_literals;

namespace {

using Windows = std::vector<WindowId>;
using Devices = std::vector<MissingDevice>;

// Weekdays 9 to 18, the cash desk (window 7) with a break from 13 to 14 and until 17:30; a kiosk and a
// printer.
struct MorningHall {
    State state;

    MorningHall() { at(0h, AdoptPlan{test::plan_named("everything")}); }

    void at(Seconds time_of_day, const Wish& wish, const char* device = "console") {
        const auto events = decide(state, {{DeviceId{device}, OperatorId{"anna"}}, wish},
                                   test::at(test::first_day, time_of_day));
        REQUIRE(events);
        for (const Event& event : *events) state = evolve(std::move(state), event);
    }
    Readiness ready(Seconds time_of_day) const {
        return readiness(state, test::at(test::first_day, time_of_day));
    }
};

}  // namespace

TEST_CASE(
    "a closed hall misses nothing; a quarter of an hour before it opens everything that is not there is "
    "named") {
    const MorningHall hall;
    const Readiness night = hall.ready(8h + 44min + 59s);
    CHECK(night == Readiness{Mode::closed, test::at(test::first_day, 9h), {}, {}});
    const Readiness morning = hall.ready(8h + 45min);
    CHECK(morning.mode == Mode::preparing);
    CHECK(morning.opens == test::at(test::first_day, 9h));
    CHECK(morning.devices ==
          Devices{{DeviceId{"kiosk-1"}, Condition::away}, {DeviceId{"printer-1"}, Condition::away}});
    CHECK(morning.windows == Windows{{3}, {4}, {5}, {7}});
}

TEST_CASE("what has come is no longer missing, and a trouble is told by its name") {
    MorningHall hall;
    hall.at(8h + 46min, ReportDevice{DeviceId{"kiosk-1"}, Condition::ready}, "kiosk-1");
    hall.at(8h + 46min, ReportDevice{DeviceId{"printer-1"}, Condition::no_paper}, "printer-1");
    hall.at(8h + 47min, OpenWindow{{3}});
    hall.at(8h + 47min, OpenWindow{{7}});
    CHECK(hall.ready(8h + 50min).devices == Devices{{DeviceId{"printer-1"}, Condition::no_paper}});
    CHECK(hall.ready(8h + 50min).windows == Windows{{4}, {5}});
    hall.at(8h + 51min, ReportDevice{DeviceId{"printer-1"}, Condition::ready}, "printer-1");
    CHECK(hall.ready(8h + 52min).devices.empty());
}

TEST_CASE("in the hall's hours only those windows are missing without which a service is served by nobody") {
    MorningHall hall;
    hall.at(8h + 47min, OpenWindow{{3}});
    CHECK(hall.ready(9h).mode == Mode::open);
    CHECK(hall.ready(9h).opens == std::nullopt);
    CHECK(hall.ready(9h).windows == Windows{{7}});
    CHECK(hall.ready(13h + 10min).windows.empty());  // its break
    CHECK(hall.ready(13h + 45min).windows == Windows{{7}});
    hall.at(13h + 50min, OpenWindow{{7}});
    CHECK(hall.ready(14h).windows.empty());
}

TEST_CASE("a visitor left over a break hides nothing of what is missing after it") {
    MorningHall hall;
    hall.at(9h, OpenWindow{{7}});
    hall.at(12h, TakeTicket{ServiceId{"payment"}, Language{"ru"}}, "kiosk-1");
    hall.at(12h + 1min, CallNext{{7}});
    hall.at(12h + 5min, ParkTicket{{7}, "", {}});
    hall.at(13h, CloseWindow{{7}, true});
    const auto missing = [&](Seconds time_of_day) {
        const Windows windows = hall.ready(time_of_day).windows;
        return std::find(windows.begin(), windows.end(), WindowId{7}) != windows.end();
    };
    CHECK_FALSE(missing(13h + 44min));
    CHECK(missing(13h + 50min));
}

TEST_CASE("after closing nobody needs to come any more") {
    MorningHall hall;
    hall.at(9h, TakeTicket{ServiceId{"consultation"}, Language{"ru"}}, "kiosk-1");
    const Readiness closing = hall.ready(18h + 1min);
    CHECK(closing.mode == Mode::closing);
    CHECK(closing.windows.empty());
}
