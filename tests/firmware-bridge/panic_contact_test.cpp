// When a contact calls for help: dialogues with one button, in milliseconds.
#include "firmware-bridge/panic_contact.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <vector>

using namespace okno::bridge;
using okno::platform::SteadyTime;
using std::chrono::milliseconds;

namespace {

// Remembers when it called.
struct Button {
    explicit Button(int hold = 0) : contact(milliseconds{hold}) {}

    static SteadyTime time(int ms) { return SteadyTime{} + milliseconds{ms}; }
    void until(int ms) {
        for (auto at = contact.next_deadline(); at && *at <= time(ms); at = contact.next_deadline())
            if (contact.work(*at)) calls.push_back(static_cast<int>((*at - SteadyTime{}) / milliseconds{1}));
    }
    void set(bool down, int ms) {
        until(ms);
        if (contact.observe(down, time(ms))) calls.push_back(ms);
    }

    PanicContact contact;
    std::vector<int> calls;
};

using Calls = std::vector<int>;

}  // namespace

TEST_CASE("a press calls at once, and once however long it is held") {
    Button button;
    button.set(true, 0);
    button.set(true, 50);
    button.until(60'000);
    CHECK(button.calls == Calls{0});
}

TEST_CASE("a second press is never filtered, however soon it comes") {
    Button button;
    button.set(true, 0);
    button.set(false, 10);
    button.set(true, 40);
    button.set(false, 50);
    button.set(true, 80);
    CHECK(button.calls == Calls{0, 40, 80});
}

TEST_CASE("contacts that bounce make one press") {
    Button button;
    button.set(true, 0);
    button.set(false, 3);
    button.set(true, 5);
    button.set(false, 500);
    button.set(true, 504);
    button.set(false, 509);
    CHECK(button.calls == Calls{0});
}

TEST_CASE("a button with a hold time calls when it was held so long, and not before") {
    Button button(1000);
    button.set(true, 0);
    button.set(false, 999);
    button.until(5000);
    CHECK(button.calls == Calls{});
    button.set(true, 6000);
    button.until(20'000);
    CHECK(button.calls == Calls{7000});
}

TEST_CASE("a bounce does not begin the hold time anew") {
    Button button(1000);
    button.set(true, 0);
    button.set(false, 400);
    button.set(true, 410);
    button.until(5000);
    CHECK(button.calls == Calls{1000});
}

TEST_CASE("what is up for 30 ms before each press calls at each press") {
    CHECK(rc::check("no press is filtered", [] {
        Button button;
        int at = 0;
        Calls expected;
        const auto presses = *rc::gen::inRange(1, 40);
        for (int i = 0; i < presses; ++i) {
            at += *rc::gen::inRange(30, 100);
            expected.push_back(at);
            button.set(true, at);
            at += *rc::gen::inRange(0, 100);
            button.set(false, at);
        }
        RC_ASSERT(button.calls == expected);
    }));
}
