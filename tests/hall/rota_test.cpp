// When windows are usually left, learnt from their own days.
#include "hall/rota.hpp"

#include <doctest/doctest.h>

#include "tests/hall/small_hall.hpp"

using namespace okno;
using namespace okno::hall;
using namespace std::chrono_literals;

namespace {

const Zone zone = test::small_plan().zone;

Timestamp at(Seconds since_midnight) {
    return test::at(test::first_day, since_midnight);
}

struct Stay {
    Seconds from{};
    Seconds until{};
};

// A window at which somebody worked so on an earlier day of this weekday.
Presence worked(const std::vector<Stay>& stays) {
    Experience experience;
    const LocalTime midnight{test::first_day - std::chrono::days{7}};
    for (const Stay& stay : stays)
        learn_presence(experience, {3}, midnight + stay.from, midnight + stay.until);
    learn_day(experience, test::first_day - std::chrono::days{7});
    return experience.presence[{3}];
}

}  // namespace

TEST_CASE("work at a window is counted by the half hours it falls into") {
    Experience experience;
    const LocalTime midnight{test::first_day};
    learn_presence(experience, {3}, midnight + 8h + 55min, midnight + 10h + 500ms);
    learn_presence(experience, {3}, midnight + 10h + 20min, midnight + 10h + 30min);
    CHECK(experience.presence[{3}].today == std::map<int, int>{{17, 300}, {18, 1800}, {19, 1800}, {20, 600}});
    learn_presence(experience, {3}, midnight + 9h, midnight + 9h + 30min);  // an hour that comes twice
    CHECK(experience.presence[{3}].today.at(18) == 1800);
}

TEST_CASE("a weekday is learnt at once, then by quarters, and also from staying away") {
    Experience experience;
    const LocalDay monday = test::first_day;
    const auto work = [&](WindowId window, LocalDay day) {
        learn_presence(experience, window, LocalTime{day} + 9h, LocalTime{day} + 9h + 30min);
    };
    work({3}, monday);
    work({4}, monday);
    learn_day(experience, monday);
    CHECK(experience.presence[{3}].usual == std::map<int, int>{{18, 1000}});
    work({4}, monday + std::chrono::days{7});
    learn_day(experience, monday + std::chrono::days{7});
    CHECK(experience.presence[{3}].usual == std::map<int, int>{{18, 750}});
    CHECK(experience.presence[{4}].usual == std::map<int, int>{{18, 1000}});
    CHECK(experience.presence[{4}].today.empty());
    // The hall was not open at all, then it was a Tuesday: nothing of Mondays is forgotten.
    learn_day(experience, monday + std::chrono::days{14});
    work({3}, monday + std::chrono::days{15});
    learn_day(experience, monday + std::chrono::days{15});
    CHECK(experience.presence[{3}].usual == std::map<int, int>{{18, 750}, {48 + 18, 1000}});
}

TEST_CASE("absences stand where the work was interrupted") {
    const Presence presence = worked({{8h + 55min, 12h + 10min}, {12h + 50min, 15h + 20min}});
    const auto found = usual_absences(presence, zone, at(10h), at(18h), true);
    REQUIRE(found.size() == 2);
    CHECK(std::chrono::abs(found[0].from - at(12h + 10min)) < 5s);
    CHECK(std::chrono::abs(found[0].until - at(12h + 50min)) < 5s);
    CHECK(std::chrono::abs(found[1].from - at(15h + 20min)) < 5s);
    CHECK(found[1].until == Timestamp::max());
    CHECK(usual_absences(presence, zone, at(13h + 10min), at(18h), true).size() == 1);
    CHECK(usual_absences(presence, zone, at(10h), at(12h), true).empty());
    CHECK(usual_absences(presence, zone, at(24h + 9h), at(24h + 18h), true)
              .empty());  // nothing known of Tuesdays
}

TEST_CASE("whoever is usually away for long comes when that ends, or a little later") {
    const Presence presence = worked({{9h, 12h}, {12h + 20min, 14h}, {16h, 18h}});
    const auto coming = [&](Seconds now) {
        return usual_coming(usual_absences(presence, zone, at(now), at(18h), false), at(now));
    };
    CHECK(coming(8h + 50min) == at(9h));
    CHECK(coming(9h + 5min) == at(9h + 5min));  // late
    CHECK_FALSE(coming(9h + 20min));            // does not come today
    CHECK_FALSE(coming(12h + 10min));           // a break, and somebody closed: gone
    CHECK(coming(15h) == at(16h));
    CHECK_FALSE(coming(17h));
}

TEST_CASE("days on which nobody came do not make a window that works absent, nor a short day the next one") {
    Experience experience;
    const auto day = [&](int weeks_ago, Seconds until, bool both) {
        const LocalDay monday = test::first_day - std::chrono::days{7 * weeks_ago};
        learn_presence(experience, {4}, LocalTime{monday} + 9h, LocalTime{monday} + until);
        if (both) learn_presence(experience, {3}, LocalTime{monday} + 9h, LocalTime{monday} + until);
        learn_day(experience, monday);
    };
    day(3, 18h, true);
    day(2, 18h, false);  // window 3 stayed empty: a quarter of its days
    CHECK(experience.presence[{3}].usual.at(20) == 750);
    CHECK(usual_absences(experience.presence[{3}], zone, at(10h), at(18h), true).empty());
    day(1, 13h, true);  // a short day
    CHECK(usual_absences(experience.presence[{4}], zone, at(10h), at(18h), true).empty());
}
