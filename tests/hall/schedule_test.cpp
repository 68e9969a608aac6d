// Opening hours where calendars are awkward: breaks, holidays, midnights, clocks that are moved.
#include "hall/schedule.hpp"

#include <doctest/doctest.h>

#include "hall/evolve.hpp"
#include "tests/hall/hall_truth.hpp"
#include "tests/hall/small_hall.hpp"

using namespace okno;
using namespace okno::hall;
using namespace std::chrono_literals;
using std::chrono::days;

namespace {

const LocalDay monday = test::first_day;

Schedule office() {
    Schedule schedule;
    schedule.week.fill({{9h, 13h}, {14h, 18h}});
    schedule.week[6] = {};
    return schedule;
}

const Zone moscow{"Europe/Moscow", {{Timestamp{}, 3h}}};

}  // namespace

TEST_CASE("hours begin at their first minute and end before their last") {
    CHECK_FALSE(is_open(office(), moscow, test::at(monday, 9h) - 1ms));
    CHECK(is_open(office(), moscow, test::at(monday, 9h)));
    CHECK(is_open(office(), moscow, test::at(monday, 13h) - 1ms));
    CHECK_FALSE(is_open(office(), moscow, test::at(monday, 13h)));
    CHECK(is_open(office(), moscow, test::at(monday, 18h) - 1ms));
}

TEST_CASE("the next opening is after the break, on the next day, after the Sunday, after the holidays") {
    Schedule schedule = office();
    CHECK(next_opening(schedule, moscow, test::at(monday, 13h + 5min)) == test::at(monday, 14h));
    CHECK(next_opening(schedule, moscow, test::at(monday, 18h)) == test::at(monday + days{1}, 9h));
    CHECK(next_opening(schedule, moscow, test::at(monday + days{5}, 20h)) == test::at(monday + days{7}, 9h));
    for (int day = 1; day < 10; ++day) schedule.special[monday + days{day}] = {};
    schedule.special[monday + days{10}] = {{11h, 12h}};
    CHECK(next_opening(schedule, moscow, test::at(monday, 18h)) == test::at(monday + days{10}, 11h));
    CHECK_FALSE(next_opening(Schedule{}, moscow, test::at(monday, 18h)));
}

TEST_CASE("hours that go on over midnight neither end nor begin there") {
    Schedule always;
    always.week.fill({{0h, 24h}});
    CHECK(is_open(always, moscow, test::at(monday, 24h)));
    CHECK_FALSE(next_closing(always, moscow, test::at(monday, 12h)));
    Schedule night = always;
    night.special[monday + days{1}] = {{0h, 2h}};
    CHECK(next_closing(night, moscow, test::at(monday, 12h)) == test::at(monday + days{1}, 2h));
    CHECK(next_opening(night, moscow, test::at(monday, 12h)) == test::at(monday + days{2}, 0h));
}

TEST_CASE(
    "an hour that the clocks skip opens when they have, an hour that comes twice opens the first time") {
    const Timestamp night = test::at(monday, 24h);  // 21:00 UTC
    Schedule early;
    early.week.fill({{2h + 30min, 5h}});
    const Zone spring{"", {{Timestamp{}, 3h}, {night + 2h, 4h}}};  // 02:00 becomes 03:00
    CHECK(next_opening(early, spring, night) == night + 2h);
    const Zone autumn{"", {{Timestamp{}, 3h}, {night + 3h, 2h}}};  // 03:00 becomes 02:00
    CHECK(next_opening(early, autumn, night) == night + 2h + 30min);
    // The hall is closed from the second 02:00 to the second 02:30.
    CHECK(next_closing(early, autumn, night + 2h + 40min) == night + 3h);
    CHECK(next_opening(early, autumn, night + 2h + 40min) == night + 3h + 30min);
    CHECK(next_closing(early, autumn, night + 3h + 40min) == night + 6h);
}

TEST_CASE("hours that the clocks show twice end twice, and each time the hall says the truth about it") {
    const Timestamp night = test::at(monday, 24h);
    Schedule early;
    early.week.fill({{1h, 2h + 30min}});
    const Zone autumn{"", {{Timestamp{}, 3h}, {night + 3h, 2h}}};  // 03:00 becomes 02:00
    CHECK(next_closing(early, autumn, night + 1h) == night + 2h + 30min);
    CHECK(next_opening(early, autumn, night + 2h + 30min) == night + 3h);
    CHECK(next_closing(early, autumn, night + 3h + 10min) == night + 3h + 30min);
    for (Timestamp at = night; at < night + 24h; at += 5min) {
        const auto closes = next_closing(early, autumn, at);
        CHECK(closes.has_value() == is_open(early, autumn, at));
        if (closes) {
            CHECK(is_open(early, autumn, *closes - 1ms));
            CHECK_FALSE(is_open(early, autumn, *closes));
        }
    }
}

TEST_CASE("what is left of a day's hours is counted without the breaks, over midnight to their end") {
    CHECK(hours_left(office(), moscow, test::at(monday, 12h)) == HoursLeft{5h, test::at(monday, 18h)});
    CHECK(hours_left(office(), moscow, test::at(monday, 17h)) == HoursLeft{1h, test::at(monday, 18h)});
    Schedule late;
    late.week.fill({{0h, 2h}, {22h, 24h}});
    CHECK(hours_left(late, moscow, test::at(monday, 23h)) == HoursLeft{3h, test::at(monday, 26h)});
    CHECK(hours_left(late, moscow, test::at(monday, 25h)) == HoursLeft{1h, test::at(monday, 26h)});
    Schedule always;
    always.week.fill({{0h, 24h}});
    CHECK_FALSE(hours_left(always, moscow, test::at(monday, 12h)));
}

TEST_CASE("a day ends with the last hours that began on it") {
    Plan plan = test::plan_named("daytime");
    CHECK(last_closing(plan, monday) == test::at(monday, 18h));
    CHECK_FALSE(last_closing(plan, monday + days{6}));  // a Sunday
    for (WindowKind& kind : plan.kinds) kind.schedule.special.clear();
    plan.kinds[1].schedule.week.fill({{0h, 2h}, {22h, 24h}});
    CHECK(last_closing(plan, monday) == test::at(monday, 26h));
    plan.kinds[0].schedule.week.fill({{2h, 22h}});
    CHECK_FALSE(last_closing(plan, monday + days{3}));  // one desk takes over from the other
}

TEST_CASE("an evening that the clocks skip leaves the next day all its hours") {
    Schedule late;
    late.week.fill({{0h, 1h}, {23h, 24h}});
    const Timestamp midnight = test::at(monday, 23h);
    const Zone skipping{"", {{Timestamp{}, 3h}, {midnight, 4h}}};        // Monday 23:00 becomes Tuesday 00:00
    CHECK(hours_left(late, moscow, test::at(monday, 24h))->open == 1h);  // what is left of Monday's evening
    CHECK(hours_left(late, skipping, midnight)->open == 3h);             // Tuesday, and the night after it
}

TEST_CASE(
    "a hall prepares for a day whose first hours the clocks skip, though the plan has them go on from the "
    "day before") {
    Plan plan = test::plan_named("late-hours");
    const Timestamp midnight = test::at(monday, 24h);
    for (auto& kind : plan.kinds) kind.schedule.week.fill({{0h, 1h}, {9h, 24h}});
    CHECK_FALSE(preparation(plan, monday + days{1}));
    plan.zone = {"Africa/Cairo", {{Timestamp{}, 3h}, {midnight, 4h}}};  // 00:00 becomes 01:00
    CHECK(preparation(plan, monday + days{1}) == midnight + 8h - plan.closing.prepare);
}

TEST_CASE("a hall prepares, opens, closes with its last visitor, and is closed") {
    State state = test::fold({}, {{test::at(monday, 8h), {}, PlanAdopted{test::plan_named("daytime")}}});
    CHECK(mode_of(state, test::at(monday, 8h + 44min)) == Mode::closed);
    CHECK(mode_of(state, test::at(monday, 8h + 45min)) == Mode::preparing);
    CHECK(mode_of(state, test::at(monday, 9h)) == Mode::open);
    const Service& payment = *find(state.plan, ServiceId{"payment"});
    CHECK(mode_of(state, payment, test::at(monday, 13h)) == Mode::closed);
    CHECK(mode_of(state, payment, test::at(monday, 13h + 45min)) == Mode::preparing);
    CHECK(mode_of(state, test::at(monday, 18h)) == Mode::closed);
    state = evolve(state, {test::at(monday, 17h),
                           {},
                           TicketTaken{TicketId{1}, {"A", 1}, ServiceId{"contract"}, Language{"ru"}}});
    CHECK(mode_of(state, test::at(monday, 18h)) == Mode::closing);
    CHECK(last_closing(state.plan, monday) == test::at(monday, 18h));
    CHECK(preparation(state.plan, monday) == test::at(monday, 8h + 45min));
    CHECK_FALSE(preparation(state.plan, monday + days{6}).has_value());  // a Sunday
}
