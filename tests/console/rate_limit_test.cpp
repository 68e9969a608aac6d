#include "console/outside/rate_limit.hpp"

#include <doctest/doctest.h>

using namespace okno;
using namespace okno::console;
using namespace std::chrono_literals;

namespace {

constexpr Rate two_a_second{2, 4};
constexpr platform::SteadyTime start{std::chrono::hours{1}};

}  // namespace

TEST_CASE("after a rest a burst is let through, then as many as the rate allows") {
    RateLimit limit;
    for (int i = 0; i < 4; ++i) CHECK(limit.take("site", two_a_second, start) == 0s);
    CHECK(limit.take("site", two_a_second, start) == 1s);
    CHECK(limit.take("site", two_a_second, start + 500ms) == 0s);
    CHECK(limit.take("site", two_a_second, start + 500ms) == 1s);
    int let_through = 0;
    for (auto now = start + 1s; now < start + 11s; now += 10ms)
        let_through += limit.take("site", two_a_second, now) == 0s ? 1 : 0;
    CHECK(let_through >= 20);
    CHECK(let_through <= 21);
}

TEST_CASE("one who asks too often does not take from another") {
    RateLimit limit;
    while (limit.take("site", two_a_second, start) == 0s) {
    }
    CHECK(limit.take("bot", two_a_second, start) == 0s);
}

TEST_CASE("whoever has rested is forgotten when there is no room, and nobody who has not") {
    RateLimit limit;
    for (std::size_t i = 0; i < RateLimit::kept_at_most; ++i)
        limit.take(std::to_string(i), two_a_second, start + (i == 0 ? 0s : 1s));
    CHECK(limit.take("one more", two_a_second, start + 1s) == 0s);  // in the place of the first
    CHECK(limit.take("another", two_a_second, start + 1s) > 0s);
    CHECK(limit.size() == RateLimit::kept_at_most);
    CHECK(limit.take("another", two_a_second, start + 3s) == 0s);
}
