// A press reaches the hall soon or not at all.
#include "firmware-bridge/outbox.hpp"

#include <doctest/doctest.h>

#include "firmware-bridge/hotplug.hpp"
#include "protocol/codec.hpp"

using namespace okno;
using namespace okno::bridge;
using namespace std::chrono_literals;

namespace {

constexpr platform::SteadyTime start{};

protocol::RequestId id(std::uint8_t number) {
    protocol::RequestId made;
    made.bytes[15] = number;
    return made;
}

}  // namespace

TEST_CASE("a press that is answered in time is not given up") {
    Outbox outbox;
    outbox.sent(id(1), {0, Action::call_next, start});
    CHECK(outbox.give_up(start + 2999ms).empty());
    CHECK(outbox.answered(id(1)) == Press{0, Action::call_next, start});
    CHECK(outbox.give_up(start + 10s).empty());
    CHECK_FALSE(outbox.next_deadline());
}

TEST_CASE("a press that is not answered for three seconds is given up, once, and a late answer is nobody's") {
    Outbox outbox;
    outbox.sent(id(1), {0, Action::call_next, start});
    outbox.sent(id(2), {1, Action::recall, start + 1s});
    CHECK(outbox.next_deadline() == start + 3s);
    CHECK(outbox.give_up(start + 3s) ==
          std::vector<LatePress>{LatePress{id(1), Press{0, Action::call_next, start}}});
    CHECK_FALSE(outbox.answered(id(1)));
    CHECK(outbox.next_deadline() == start + 4s);
    CHECK(outbox.give_up(start + 3500ms).empty());
    CHECK(outbox.answered(id(2)));
}

TEST_CASE("each action is the wish of its name, at the keypad's window") {
    for (const std::string& word : verb_words()) {
        const auto verb = verb_from(word);
        REQUIRE(verb);
        Action action{*verb};
        CHECK(to_string(action) == word);
        if (needs_of(*verb).to == Says::necessarily) action.to = hall::ServiceId{"payment"};
        CHECK(protocol::kind_of(wish(action, hall::WindowId{3})) == word);
        CHECK(protocol::to_json(wish(action, hall::WindowId{3})).at("window") == 3);
    }
    CHECK_FALSE(verb_from("take_ticket"));
    CHECK_FALSE(verb_from("panic"));
}

TEST_CASE("a device fits a description by its numbers, and by its port when one is given") {
    DeviceAddress keypad;
    keypad.vendor = 0x16c0;
    keypad.product = 0x27db;
    const platform::UsbDevice device{0x16c0, 0x27db, "1-2.3", 1, 7};
    CHECK(fits(keypad, device));
    keypad.port = "1-2.3";
    CHECK(fits(keypad, device));
    keypad.port = "1-2";
    CHECK_FALSE(fits(keypad, device));
    keypad.port.reset();
    keypad.product = 0x27dc;
    CHECK_FALSE(fits(keypad, device));
}
