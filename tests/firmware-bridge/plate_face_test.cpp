// What a plate shows of the hall: a day of one window.
#include "firmware-bridge/plate_face.hpp"

#include <doctest/doctest.h>

using namespace okno;
using namespace okno::bridge;
using namespace std::chrono_literals;
using platform::SteadyTime;

namespace {

constexpr hall::WindowId window{3};

struct Day {
    Day() {
        state.plan.windows.push_back({window, {}, {hall::ServiceId{"contract"}}});
        state.windows[window] = {};
    }
    void visitor(hall::Stage stage) {
        hall::Ticket& ticket = state.tickets[hall::TicketId{7}];
        ticket.id = hall::TicketId{7};
        ticket.number = {"A", 42};
        ticket.stage = std::move(stage);
        state.windows[window].visitor = ticket.id;
    }
    void call(std::chrono::seconds last_call) {
        hall::Called called;
        called.window = window;
        called.last_call = hall::Timestamp{last_call};
        visitor(called);
    }
    PlateFace look(std::chrono::milliseconds at) { return model.look(&state, SteadyTime{} + at); }

    hall::State state;
    PlateModel model{window};
};

PlateFace face(PlateSign sign, const std::string& text = "", bool blinks = false) {
    return {sign, 3, text, blinks};
}

}  // namespace

TEST_CASE("nobody at the window, a break, and a window that is free") {
    Day day;
    CHECK(day.look(0ms) == face(PlateSign::closed));
    day.state.windows[window].post = hall::Open{};
    CHECK(day.look(0ms) == face(PlateSign::free, "-"));
    day.state.windows[window].post = hall::Paused{};
    CHECK(day.look(0ms) == face(PlateSign::on_break));
}

TEST_CASE("a call blinks for eight seconds, and so does each call of it again") {
    Day day;
    day.state.windows[window].post = hall::Open{};
    day.call(100s);
    CHECK(day.look(0ms) == face(PlateSign::called, "A042", true));
    CHECK(day.model.next_deadline() == SteadyTime{} + 8s);
    CHECK(day.look(7999ms) == face(PlateSign::called, "A042", true));
    CHECK(day.look(8000ms) == face(PlateSign::called, "A042"));
    CHECK_FALSE(day.model.next_deadline());
    day.call(130s);
    CHECK(day.look(9000ms) == face(PlateSign::called, "A042", true));
    CHECK(day.look(17'000ms) == face(PlateSign::called, "A042"));
}

TEST_CASE("it stops blinking when the visitor has come, and the number stays until he leaves") {
    Day day;
    day.state.windows[window].post = hall::Open{};
    day.call(100s);
    day.look(0ms);
    hall::Serving serving;
    serving.window = window;
    day.visitor(serving);
    CHECK(day.look(1000ms) == face(PlateSign::serving, "A042"));
    day.state.windows[window].visitor.reset();
    CHECK(day.look(2000ms) == face(PlateSign::free, "-"));
    day.call(100s);
    CHECK(day.look(3000ms) == face(PlateSign::called, "A042", true));
}

TEST_CASE("without the hall, or for a window that is not there, nothing is shown") {
    Day day;
    day.state.windows[window].post = hall::Open{};
    day.call(100s);
    day.look(0ms);
    CHECK(day.model.look(nullptr, SteadyTime{} + 1s) == face(PlateSign::away));
    day.state.windows.clear();
    CHECK(day.look(2000ms) == face(PlateSign::away));
}
