// What a kiosk shows of itself to the administrator who has to let it in.
#include <doctest/doctest.h>

#include "tests/kiosk/kiosk_visit.hpp"

using namespace okno;
using namespace okno::kiosk;
using namespace std::chrono_literals;
using kiosk_test::Kiosk;

TEST_CASE(
    "a kiosk that nobody has let in shows the administrator its name and its fingerprint, once it has "
    "waited") {
    const platform::Instant now{{}, platform::SteadyTime{} + 1h};
    Flow flow(now);
    flow.introduce({"kiosk-2", "K7QF-2M9X-0BTR-H4ZC"});
    CHECK(flow.screen({}, now).kind == ScreenKind::connecting);
    CHECK_FALSE(flow.screen({}, now).name_tag);
    flow.hear(protocol::LinkLost{}, {}, now);
    CHECK(flow.screen({}, now).kind == ScreenKind::lost);
    CHECK(flow.screen({}, now).name_tag ==
          ui::NameTag{{"Для администратора: отпечаток ключа этого устройства",
                       "For the administrator: this device's fingerprint"},
                      "kiosk-2",
                      "K7QF-2M9X-0BTR-H4ZC"});
}

TEST_CASE("a kiosk that has been answered since its start bothers nobody with its fingerprint") {
    Kiosk kiosk;
    kiosk.hear(protocol::LinkLost{});
    CHECK_FALSE(kiosk.screen().name_tag);  // nor one that has nothing to tell
    kiosk.flow.introduce({"kiosk-2", "K7QF-2M9X-0BTR-H4ZC"});
    kiosk.hear(protocol::LinkLost{});
    CHECK(kiosk.screen().name_tag);
    kiosk.hear(protocol::Resynchronised{7});
    CHECK_FALSE(kiosk.screen().name_tag);
    kiosk.hear(protocol::LinkLost{});
    CHECK(kiosk.kind() == ScreenKind::lost);
    CHECK_FALSE(kiosk.screen().name_tag);
}
