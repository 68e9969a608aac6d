#include "ui/touch.hpp"

#include <doctest/doctest.h>

using namespace okno;
using namespace okno::ui;
using namespace std::chrono_literals;

namespace {

const std::vector<Target> targets{{{0, 0, 100, 100}, "left"}, {{120, 0, 100, 100}, "right"}};

struct Glass {
    TouchTracker tracker;
    platform::SteadyTime now = platform::SteadyTime{} + 1h;

    std::optional<std::string> down(std::int64_t finger, Point at) {
        return hear(Pointer::Kind::down, finger, at);
    }
    std::optional<std::string> move(std::int64_t finger, Point at) {
        return hear(Pointer::Kind::move, finger, at);
    }
    std::optional<std::string> up(std::int64_t finger, Point at) {
        return hear(Pointer::Kind::up, finger, at);
    }
    std::optional<std::string> hear(Pointer::Kind kind, std::int64_t finger, Point at) {
        now += 50ms;
        return tracker.hear({kind, finger, at}, targets, now);
    }
};

}  // namespace

TEST_CASE("a finger that goes down and up inside a target touches it") {
    Glass glass;
    CHECK(!glass.down(1, {50, 50}));
    CHECK(glass.tracker.pressed() == "left");
    CHECK(!glass.move(1, {60, 40}));
    CHECK(glass.up(1, {60, 40}) == "left");
    CHECK(glass.tracker.pressed().empty());
}

TEST_CASE("a finger that slides off touches nothing, even if it comes back") {
    Glass glass;
    glass.down(1, {50, 50});
    glass.move(1, {110, 50});
    CHECK(glass.tracker.pressed().empty());
    glass.move(1, {50, 50});
    CHECK(!glass.up(1, {50, 50}));
    glass.down(1, {50, 50});
    CHECK(!glass.up(1, {150, 50}));
}

TEST_CASE("a second finger does nothing, and the first still counts") {
    Glass glass;
    glass.down(1, {50, 50});
    CHECK(!glass.down(2, {150, 50}));
    CHECK(!glass.up(2, {150, 50}));
    CHECK(glass.up(1, {50, 50}) == "left");
}

TEST_CASE("three fingers at once are a palm: none of them counts until all have gone") {
    Glass glass;
    glass.down(1, {50, 50});
    glass.down(2, {60, 60});
    CHECK(glass.tracker.pressed() == "left");
    glass.down(3, {150, 50});
    CHECK(glass.tracker.pressed().empty());
    CHECK(!glass.up(1, {50, 50}));
    CHECK(!glass.up(2, {60, 60}));
    glass.down(4, {50, 50});
    CHECK(!glass.up(4, {50, 50}));  // the third is still there
    CHECK(!glass.up(3, {150, 50}));
    glass.down(5, {50, 50});
    CHECK(glass.up(5, {50, 50}) == "left");
}

TEST_CASE("drops of water that stay on the glass lock the screen for five seconds, not for ever") {
    Glass glass;
    for (std::int64_t drop = 1; drop <= 9; ++drop) glass.down(drop, {50, 50});
    glass.down(10, {50, 50});
    CHECK(!glass.up(10, {50, 50}));
    glass.now += TouchTracker::held_at_most + 1ms;
    glass.down(11, {50, 50});
    CHECK(glass.up(11, {50, 50}) == "left");
}

TEST_CASE("a sleeve resting beside the targets does not lock the screen") {
    Glass glass;
    glass.down(7, {110, 300});
    glass.down(1, {50, 50});
    CHECK(glass.up(1, {50, 50}) == "left");
}

TEST_CASE("a touch held for more than five seconds does nothing and frees the screen") {
    Glass glass;
    glass.down(1, {50, 50});
    REQUIRE(glass.tracker.deadline());
    glass.now += TouchTracker::held_at_most + 1ms;
    SUBCASE("when it is lifted") {
        CHECK(!glass.up(1, {50, 50}));
    }
    SUBCASE("while it still rests there, another finger can touch") {
        glass.tracker.pass_time(glass.now);
        CHECK(glass.tracker.pressed().empty());
        glass.down(2, {150, 50});
        CHECK(glass.up(2, {150, 50}) == "right");
    }
}

TEST_CASE("a finger that was down when the screen changed touches nothing") {
    Glass glass;
    glass.down(1, {50, 50});
    glass.tracker.forget();
    CHECK(!glass.up(1, {50, 50}));
}

TEST_CASE("a target that has gone or moved under the finger is not touched") {
    Glass glass;
    glass.down(1, {50, 50});
    const std::vector<Target> others{{{0, 0, 100, 100}, "another"}};
    CHECK(!glass.tracker.hear({Pointer::Kind::up, 1, {50, 50}}, others, glass.now));
}
