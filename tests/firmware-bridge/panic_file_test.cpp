// Panic buttons in the description of the devices, and what their reports mean.
#include <doctest/doctest.h>

#include <array>
#include <string>

#include "firmware-bridge/devices_file.hpp"
#include "firmware-bridge/hid_report.hpp"
#include "tests/fakes/description.hpp"

using namespace okno;
using bridge::Action;
using bridge::read_devices_text;
using fakes::replaced;

namespace {

const std::string button = R"([[panic]]
name = "cashier"
zone = 7
vid = 0x16c0
pid = 0x27d9
report_bytes = 1
[[panic.button]]
byte = 0
bit = 3
)";

const std::string keys = R"([[panic]]
name = "desk"
zone = 8
hold_ms = 500
vid = 0x16c0
pid = 0x0001
keys = ["0x29", "0x2c"]
)";

const std::string chord = R"([[keypad]]
name = "pad"
window = 3
vid = 0x16c0
pid = 0x27db
keys = { 0x54 = "call_next" }
panic_chord = ["0x54", "0x55"]
zone = 9
)";

std::string complaints(const std::string& text) {
    const auto devices = read_devices_text(text, "pads.toml");
    REQUIRE_FALSE(devices);
    return fakes::lines_of(devices.error());
}

std::set<Action> pressed(const bridge::Keypad& keypad, const std::vector<std::uint8_t>& report) {
    const auto actions = pressed_actions(keypad.layout, report);
    REQUIRE(actions);
    return *actions;
}

}  // namespace

TEST_CASE("a panic button is a device of its own, with a zone and no window") {
    const auto devices = read_devices_text(button + keys, "pads.toml");
    REQUIRE(devices);
    REQUIRE(devices->keypads.size() == 2);
    const bridge::Keypad& first = devices->keypads.at(0);
    CHECK(first.window == hall::WindowId{});
    CHECK(first.panic == bridge::Panic{7, std::chrono::milliseconds{0}});
    CHECK(first.layout == bridge::Layout{bridge::ButtonReport{1, std::nullopt, {{0, 3, Action::panic}}}});
    CHECK(pressed(first, {0x08}) == std::set<Action>{Action::panic});
    CHECK(pressed(first, {0x04}).empty());
    const bridge::Keypad& second = devices->keypads.at(1);
    CHECK(second.panic == bridge::Panic{8, std::chrono::milliseconds{500}});
    CHECK(pressed(second, {0, 0, 0x2c, 0, 0, 0, 0, 0}) == std::set<Action>{Action::panic});
    CHECK(pressed(second, {0, 0, 0x2d, 0, 0, 0, 0, 0}).empty());
}

TEST_CASE("two keys of a keypad may call for help together, and neither does alone") {
    const auto devices = read_devices_text(chord, "pads.toml");
    REQUIRE(devices);
    const bridge::Keypad& keypad = devices->keypads.front();
    CHECK(keypad.panic == bridge::Panic{9, std::chrono::milliseconds{0}});
    CHECK(pressed(keypad, {0, 0, 0x54, 0, 0, 0, 0, 0}) == std::set<Action>{Action::call_next});
    CHECK(pressed(keypad, {0, 0, 0x55, 0, 0, 0, 0, 0}).empty());
    CHECK(pressed(keypad, {0, 0, 0x55, 0x54, 0, 0, 0, 0}) ==
          std::set<Action>{Action::call_next, Action::panic});
}

TEST_CASE("a panic button of two keys is pressed by both") {
    const auto devices = read_devices_text(replaced(keys, "keys", "chord"), "pads.toml");
    REQUIRE(devices);
    CHECK(pressed(devices->keypads.front(), {0, 0, 0x29, 0, 0, 0, 0, 0}).empty());
    CHECK(pressed(devices->keypads.front(), {0, 0, 0x2c, 0x29, 0, 0, 0, 0}) ==
          std::set<Action>{Action::panic});
}

TEST_CASE("panic is no word for a key of a keypad") {
    CHECK(complaints(replaced(chord, "call_next", "panic")).find("no key can mean this") !=
          std::string::npos);
}

TEST_CASE("a zone is named once, and has a number that can be sent") {
    CHECK(complaints(button + replaced(keys, "zone = 8", "zone = 7")) ==
          "pads.toml:12:8: zone = 7: \"cashier\" has this zone; expected a zone of its own.");
    CHECK(complaints(replaced(button, "zone = 7", "zone = 1000")) ==
          "pads.toml:3:8: zone = 1000: out of range; expected a whole number from 1 to 999.");
    CHECK(complaints(replaced(button, "zone = 7\n", "")) ==
          "pads.toml:1:1: the panic button has no key \"zone\"; expected a whole number from 1 to 999.");
}

TEST_CASE("a panic button has one layout") {
    CHECK(complaints(replaced(keys, "keys = [\"0x29\", \"0x2c\"]\n", "")) ==
          "pads.toml:1:1: the panic button has 0 layouts; expected keys = [...], or chord = [...], or tables "
          "[[panic.button]].");
    CHECK(complaints(keys + "chord = [\"0x29\", \"0x2c\"]\n").find("has 2 layouts") != std::string::npos);
    CHECK(complaints(replaced(keys, "[\"0x29\", \"0x2c\"]", "[]")).find("at least one key") !=
          std::string::npos);
    CHECK(complaints(replaced(keys, "0x29", "0x01")).find("this is no key of a keyboard") !=
          std::string::npos);
}

TEST_CASE("a chord is two keys, of a keyboard") {
    for (const std::string wrong :
         {"[\"0x54\"]", "[\"0x54\", \"0x54\"]", "[\"0x54\", \"0x55\", \"0x56\"]", "[]"}) {
        CAPTURE(wrong);
        CHECK(complaints(replaced(chord, "[\"0x54\", \"0x55\"]", wrong))
                  .find("this is no chord; expected two keys") != std::string::npos);
    }
    CHECK(complaints(replaced(chord, "panic_chord = [\"0x54\", \"0x55\"]\n", "")) ==
          "pads.toml:1:1: the keypad has a zone and no chord; expected two keys, as [\"0x54\", \"0x55\"].");
    CHECK(complaints(replaced(chord, "zone = 9\n", "")).find("has no key \"zone\"") != std::string::npos);
}

TEST_CASE("one device is not a keypad and a panic button") {
    const std::string same = replaced(replaced(button, "0x27d9", "0x27db"), "cashier", "other");
    CHECK(complaints(chord + same).find("the same device would fit \"pad\", too") != std::string::npos);
}
