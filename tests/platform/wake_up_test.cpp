#include "platform/wake_up.hpp"

#include <doctest/doctest.h>
#include <poll.h>

using okno::platform::WakeUp;

namespace {

bool is_readable(const WakeUp& wake_up) {
    pollfd watched{wake_up.descriptor(), POLLIN, 0};
    return ::poll(&watched, 1, 0) == 1;
}

}  // namespace

TEST_CASE("a loop is woken by the first ring, until it hears, however often it was rung") {
    WakeUp wake_up;
    CHECK_FALSE(is_readable(wake_up));
    CHECK_FALSE(wake_up.hear());
    wake_up.ring();
    wake_up.ring();
    CHECK(is_readable(wake_up));
    CHECK(wake_up.hear());
    CHECK_FALSE(is_readable(wake_up));
    CHECK_FALSE(wake_up.hear());
    wake_up.ring();
    CHECK(wake_up.hear());
}
