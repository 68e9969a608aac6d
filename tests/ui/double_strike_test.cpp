#include "ui/double_strike.hpp"

#include <doctest/doctest.h>

using namespace okno::ui;
using namespace std::chrono_literals;
using okno::platform::SteadyTime;

// EN 301 549, 5.8: the pause can be half a second and more, and a key struck again at its end does not count.
TEST_CASE("a key that is struck again within the pause counts once, another key at once") {
    DoubleStrike strikes(500ms);
    const SteadyTime start{1h};
    CHECK(strikes.counts(Key::next, start));
    CHECK_FALSE(strikes.counts(Key::next, start + 40ms));
    CHECK_FALSE(strikes.counts(Key::next, start + 500ms));
    CHECK(strikes.counts(Key::next, start + 501ms));
    CHECK(strikes.counts(Key::select, start + 520ms));
    CHECK(strikes.counts(Key::next, start + 540ms));
}

TEST_CASE("a key that is held trembling counts again when the pause is over") {
    DoubleStrike strikes(500ms);
    int counted = 0;
    for (auto at = 0ms; at < 2000ms; at += 50ms)
        counted += strikes.counts(Key::next, SteadyTime{1h + at}) ? 1 : 0;
    CHECK(counted == 4);
}

TEST_CASE("without a pause every strike counts") {
    DoubleStrike strikes(0ms);
    CHECK(strikes.counts(Key::next, SteadyTime{1h}));
    CHECK(strikes.counts(Key::next, SteadyTime{1h}));
}
