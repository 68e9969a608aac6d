// What the lamps of a keypad tell, and when which report goes out: dialogues with one pad, in milliseconds.
#include "firmware-bridge/feedback.hpp"

#include <doctest/doctest.h>

#include "hall/state.hpp"

using namespace okno;
using namespace okno::bridge;
using platform::SteadyTime;
using std::chrono::milliseconds;

namespace {

const LampReport report{2,
                        9,
                        {{1, 0, {Sign::waiting, Sign::accepted}, {Sign::called, Sign::refused}},
                         {1, 7, {Sign::serving}, {Sign::away}}}};

using Bytes = std::optional<std::vector<std::uint8_t>>;

Bytes shows(std::uint8_t byte) {
    return std::vector<std::uint8_t>{9, byte};
}

SteadyTime time(int ms) {
    return SteadyTime{} + milliseconds{ms};
}

// A hall with window 3, which serves contracts, and nobody at it.
hall::State hall_with_window() {
    hall::State state;
    state.plan.windows.push_back({hall::WindowId{3}, {}, {hall::ServiceId{"contract"}}});
    state.windows[hall::WindowId{3}] = {};
    return state;
}

void visitor(hall::State& state, hall::Stage stage) {
    hall::Ticket ticket;
    ticket.id = hall::TicketId{1};
    ticket.service = hall::ServiceId{"contract"};
    ticket.stage = std::move(stage);
    state.tickets[ticket.id] = ticket;
    hall::put_into_queue(state, ticket);
    if (const auto window = hall::window_of(ticket)) state.windows[*window].visitor = ticket.id;
}

}  // namespace

TEST_CASE("signs follow the hall: closed, open, waited for, called, serving, paused") {
    using Signs = std::set<Sign>;
    const hall::WindowId window{3};
    CHECK(signs_at(nullptr, window) == Signs{Sign::away});
    hall::State state = hall_with_window();
    CHECK(signs_at(&state, window) == Signs{Sign::closed});
    CHECK(signs_at(&state, hall::WindowId{9}) == Signs{Sign::closed});
    state.windows[window].post = hall::Open{};
    CHECK(signs_at(&state, window).empty());
    SUBCASE("somebody waits") {
        visitor(state, hall::Waiting{});
        CHECK(signs_at(&state, window) == Signs{Sign::waiting});
        state.windows[window].post = hall::Paused{};
        CHECK(signs_at(&state, window) == Signs{Sign::on_break});
    }
    SUBCASE("a visitor is called") {
        hall::Called called;
        called.window = window;
        visitor(state, called);
        CHECK(signs_at(&state, window) == Signs{Sign::called});
    }
    SUBCASE("a visitor is served") {
        hall::Serving serving;
        serving.window = window;
        visitor(state, serving);
        CHECK(signs_at(&state, window) == Signs{Sign::serving});
    }
}

TEST_CASE("a report goes out at a change and only then") {
    Feedback feedback(&report);
    CHECK(feedback.work({}, time(0)) == shows(0));
    CHECK(feedback.work({}, time(10)) == Bytes{});
    CHECK(feedback.work({Sign::waiting}, time(20)) == shows(1));
    CHECK(feedback.work({Sign::serving}, time(30)) == shows(0x80));
    CHECK(feedback.work({Sign::serving, Sign::waiting}, time(40)) == shows(0x81));
    CHECK_FALSE(feedback.next_deadline(time(40)));
}

TEST_CASE("a lamp blinks twice in two seconds, and says when it wants to be seen to") {
    Feedback feedback(&report);
    CHECK(feedback.work({Sign::called}, time(0)) == shows(1));
    CHECK(feedback.next_deadline(time(0)) == time(500));
    CHECK(feedback.work({Sign::called}, time(500)) == shows(0));
    CHECK(feedback.work({Sign::called}, time(999)) == Bytes{});
    CHECK(feedback.work({Sign::called}, time(1000)) == shows(1));
}

TEST_CASE("blinking goes before being lit") {
    CHECK(output_report(report, {Sign::waiting, Sign::called}, false) == std::vector<std::uint8_t>{9, 0});
    CHECK(output_report(report, {Sign::waiting, Sign::called}, true) == std::vector<std::uint8_t>{9, 1});
}

TEST_CASE("the answer to a key is shown for a second") {
    Feedback feedback(&report);
    feedback.work({}, time(0));
    feedback.answered(true, time(100));
    CHECK(feedback.work({}, time(100)) == shows(1));
    CHECK(feedback.next_deadline(time(100)) == time(1100));
    CHECK(feedback.work({}, time(1099)) == Bytes{});
    CHECK(feedback.work({}, time(1100)) == shows(0));
    feedback.answered(false, time(2000));
    CHECK(feedback.work({}, time(2000)) == shows(1));
    CHECK(feedback.work({}, time(2500)) == shows(0));
}

TEST_CASE("an answer to a pad that was unplugged meanwhile keeps nobody awake") {
    Feedback feedback(&report);
    feedback.answered(true, time(100));
    CHECK(feedback.next_deadline(time(100)) == time(1100));
    CHECK_FALSE(feedback.next_deadline(time(1100)));
}

TEST_CASE("a pad that was plugged in anew is told everything again") {
    Feedback feedback(&report);
    feedback.work({Sign::waiting}, time(0));
    feedback.plugged();
    CHECK(feedback.work({Sign::waiting}, time(10)) == shows(1));
}

TEST_CASE("a pad that refuses is told so once and tried again after ten seconds") {
    Feedback feedback(&report);
    feedback.work({Sign::waiting}, time(0));
    CHECK(feedback.refused(time(1)));
    CHECK(feedback.work({Sign::waiting}, time(2)) == Bytes{});
    CHECK(feedback.next_deadline(time(2)) == time(10'001));
    CHECK(feedback.work({}, time(10'001)) == shows(0));
    CHECK_FALSE(feedback.refused(time(10'002)));
    feedback.plugged();
    CHECK(feedback.work({}, time(10'003)) == shows(0));
    CHECK(feedback.refused(time(10'004)));
}

TEST_CASE("a pad without lamps is never told anything") {
    Feedback feedback(nullptr);
    feedback.answered(true, time(0));
    CHECK(feedback.work({Sign::waiting}, time(0)) == Bytes{});
    CHECK_FALSE(feedback.next_deadline(time(0)));
}
