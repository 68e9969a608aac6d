// The kiosk's screens while the dispatcher cannot be reached and it has numbers of its own.
#include <doctest/doctest.h>

#include "tests/kiosk/kiosk_visit.hpp"

using namespace okno;
using namespace okno::kiosk;
using namespace std::chrono_literals;
using kiosk_test::Kiosk;
using kiosk_test::offers;

namespace {

// With numbers for every service, or for those of one letter.
Kiosk lone_kiosk(const std::string& letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ") {
    Kiosk kiosk;
    kiosk.flow.give_alone(
        [letters](const std::string& letter) { return letters.find(letter) != std::string::npos; });
    return kiosk;
}

}  // namespace

TEST_CASE("a kiosk with numbers of its own goes on without the dispatcher") {
    Kiosk kiosk = lone_kiosk();
    kiosk.hear(protocol::LinkLost{});
    CHECK(kiosk.kind() == ScreenKind::welcome);
    REQUIRE_FALSE(kiosk.screen().notices.empty());  // before anything is touched: there will be no paper
    CHECK(kiosk.screen().notices.front().tone == Tone::attention);
    kiosk.touch("language:ru");
    kiosk.touch("group:accounts");
    for (const Tile& tile : kiosk.screen().tiles) CHECK(tile.detail == "");  // nobody knows how many wait
    const Orders orders = kiosk.touch("service:refund");
    REQUIRE(orders.size() == 1);
    const Unsettled touch = std::get<TakeAlone>(orders[0]).touch;
    CHECK(touch.wish.service.value == "refund");
    CHECK(kiosk.kind() == ScreenKind::taking);
    CHECK(kiosk.flow.drawn(touch, hall::TicketNumber{"C", 1000}, kiosk.hall.state(), kiosk.now) ==
          Orders{Settle{touch.id}});
    CHECK(kiosk.kind() == ScreenKind::ticket);
    const Screen shown = kiosk.screen();
    CHECK(shown.number == "C1000");
    CHECK(shown.place == "Сейчас нельзя сказать, сколько придётся ждать.");
    CHECK(shown.wait == "");
    REQUIRE(shown.notices.size() == 1);
    CHECK(shown.notices.front().tone == Tone::attention);
    kiosk.wait(Flow::trouble_shown);
    CHECK(kiosk.kind() == ScreenKind::welcome);
    kiosk.hear(protocol::Resynchronised{7});
    CHECK(kiosk.screen().notices.empty());
}

TEST_CASE("who is choosing when the link is lost goes on choosing, if there are numbers") {
    Kiosk kiosk = lone_kiosk();
    kiosk.touch("language:en");
    kiosk.touch("group:accounts");
    kiosk.hear(protocol::LinkLost{});
    CHECK(kiosk.kind() == ScreenKind::services);
    CHECK(std::holds_alternative<TakeAlone>(kiosk.touch("service:refund").at(0)));
}

TEST_CASE("a touch the dispatcher has not answered when the link is lost gets a number under the same id") {
    Kiosk kiosk = lone_kiosk();
    const Unsettled touched = kiosk.touch_service();
    CHECK(kiosk.hear(protocol::LinkLost{}) == Orders{TakeAlone{touched}});
    kiosk.flow.drawn(touched, hall::TicketNumber{"C", 1001}, kiosk.hall.state(), kiosk.now);
    CHECK(kiosk.screen().number == "C1001");
    // What the dispatcher answers later is the merger's business.
    kiosk.hear(protocol::LinkRestored{});
    CHECK(kiosk.hear(protocol::Answered{touched.id, kiosk.dispatch(touched)}).empty());
    CHECK(kiosk.screen().number == "C1001");
}

TEST_CASE("without a number for the service the visitor is sent to the staff") {
    Kiosk kiosk = lone_kiosk("A");
    kiosk.hear(protocol::LinkLost{});
    kiosk.touch("language:en");
    kiosk.touch("group:accounts");
    const Unsettled touch = std::get<TakeAlone>(kiosk.touch("service:refund").at(0)).touch;
    CHECK(kiosk.flow.drawn(touch, std::nullopt, kiosk.hall.state(), kiosk.now) == Orders{Settle{touch.id}});
    CHECK(kiosk.kind() == ScreenKind::refused);
    CHECK(kiosk.screen().sayings.front().text ==
          "There is no connection now, and this kiosk has no number to issue. Please ask the staff.");
    CHECK(lone_kiosk("").kind() == ScreenKind::welcome);
    Kiosk none = lone_kiosk("");
    none.hear(protocol::LinkLost{});
    CHECK(none.kind() == ScreenKind::lost);
}

TEST_CASE("a kiosk that is alone keeps the hours") {
    Kiosk kiosk = lone_kiosk();
    kiosk.set_clock(std::chrono::year{2026} / 11 / 24, 23h);
    kiosk.hear(protocol::LinkLost{});
    CHECK(kiosk.kind() == ScreenKind::closed);
}

TEST_CASE("a number drawn before the kiosk was killed is shown after its start") {
    Kiosk killed = lone_kiosk();
    const Unsettled touched = killed.touch_service();
    Kiosk restarted = lone_kiosk();
    CHECK(restarted.flow.resume(touched, hall::TicketNumber{"C", 1000},
                                {touched.touched + 5s, restarted.now.steady}) == Orders{Settle{touched.id}});
    CHECK(restarted.screen().number == "C1000");
}
