// Each mistake a person can make in a description of keypads is told at its very line and column.
#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include "firmware-bridge/keypad_file.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <string>

#include "tests/fakes/description.hpp"

using namespace okno;
using bridge::Action;
using bridge::read_keypads_text;
using fakes::replaced;

namespace {

const std::string keyboard = R"([[keypad]]
name = "specialist 3"
window = 3
vid = 0x16c0
pid = 0x27db
keys = { 0x28 = "call_next", 0xe1 = "recall" }
)";

const std::string buttons = R"([[keypad]]
name = "pad"
window = 7
vid = 0x16c0
pid = 0x05df
report_bytes = 2
[[keypad.button]]
byte = 0
bit = 0
action = "call_next"
[[keypad.button]]
byte = 1
bit = 7
action = "finish_service"
)";

std::string complaints(const std::string& text) {
    const auto keypads = read_keypads_text(text, "pads.toml");
    REQUIRE_FALSE(keypads);
    return fakes::lines_of(keypads.error());
}

}  // namespace

TEST_CASE("a keyboard is described by the usages of its keys") {
    const auto keypads = read_keypads_text(keyboard, "pads.toml");
    REQUIRE(keypads);
    REQUIRE(keypads->size() == 1);
    const bridge::Keypad& keypad = keypads->front();
    CHECK(keypad.name == "specialist 3");
    CHECK(keypad.window == hall::WindowId{3});
    CHECK(keypad.vendor == 0x16c0);
    CHECK(keypad.product == 0x27db);
    CHECK(keypad.layout ==
          bridge::Layout{bridge::KeyboardKeys{{{0x28, Action::call_next}, {0xe1, Action::recall}}}});
    CHECK_FALSE(keypad.serial);
    CHECK_FALSE(keypad.port);
    CHECK_FALSE(keypad.interface);
    CHECK(keypad.timing == bridge::Timing{});
}

TEST_CASE("a pad of buttons is described by the bits of its report") {
    const auto keypads =
        read_keypads_text(replaced(buttons, "report_bytes = 2",
                                   "report_bytes = 2\nserial = \"A7\"\nport = \"1-2.3\"\ninterface = 1\n"
                                   "minimum_interval_ms = 500\nchord_window_ms = 0"),
                          "pads.toml");
    REQUIRE(keypads);
    const bridge::Keypad& keypad = keypads->front();
    CHECK(keypad.layout ==
          bridge::Layout{bridge::ButtonReport{
              2, std::nullopt, {{0, 0, Action::call_next}, {1, 7, Action::finish_service}}}});
    CHECK(keypad.serial == "A7");
    CHECK(keypad.port == "1-2.3");
    CHECK(keypad.interface == 1);
    CHECK(keypad.timing.minimum_interval == std::chrono::milliseconds{500});
    CHECK(keypad.timing.chord_window == std::chrono::milliseconds{0});
}

TEST_CASE("an empty file describes no keypads") {
    CHECK(read_keypads_text("", "pads.toml") == std::vector<bridge::Keypad>{});
}

TEST_CASE("the example that ships has no mistakes") {
    const auto keypads = bridge::read_keypads("deploy/devices/example.toml");
    REQUIRE(keypads);
    CHECK(keypads->size() == 4);
}

TEST_CASE("a file that cannot be read is told by its name") {
    const auto keypads = bridge::read_keypads("no/such/file.toml");
    REQUIRE_FALSE(keypads);
    CHECK(to_string(keypads.error().front()) ==
          "no/such/file.toml: cannot be read (No such file or directory); expected keypads in TOML.");
    CHECK_FALSE(bridge::read_keypads(std::filesystem::temp_directory_path()));
}

TEST_CASE("what is no TOML is told where it stops being TOML") {
    CHECK(complaints("[[keypad]]\nname = \n").starts_with("pads.toml:2:"));
}

TEST_CASE("an unknown action is told with the nearest one") {
    CHECK(complaints(replaced(keyboard, "call_next", "call_nxt")) ==
          "pads.toml:6:17: 0x28 = \"call_nxt\": no key can mean this; expected one of call_next, recall, "
          "start_service, finish_service, report_no_show, open_window, resume_window, close_window. "
          "Did you mean \"call_next\"?");
    CHECK(complaints(replaced(buttons, "\"finish_service\"", "\"transfer_ticket\""))
              .starts_with("pads.toml:14:10: action = \"transfer_ticket\": no key can mean this;"));
}

TEST_CASE("a key that no keyboard has is refused") {
    for (const std::string usage : {"28", "0x028", "0x03", "0xe8", "enter"}) {
        CAPTURE(usage);
        CHECK(complaints(replaced(keyboard, "0x28", usage)) ==
              "pads.toml:6:10: \"" + usage +
                  "\": this is no key of a keyboard; expected a usage from 0x04 to 0xe7, as 0x28 for Enter.");
    }
}

TEST_CASE("one key written in two ways is refused") {
    CHECK(complaints(replaced(replaced(keyboard, "0x28", "0x2a"), "0xe1", "0x2A"))
              .ends_with("this key has a meaning already; expected each key once."));
}

TEST_CASE("a missing key is told at the keypad") {
    CHECK(complaints(replaced(keyboard, "window = 3\n", "")) ==
          "pads.toml:1:1: the keypad has no key \"window\"; expected a whole number from 1 to 9999.");
    CHECK(complaints(replaced(buttons, "report_bytes = 2\n", "")) ==
          "pads.toml:1:1: the keypad has no key \"report_bytes\"; expected a whole number from 1 to 64.");
}

TEST_CASE("numbers out of range are refused") {
    CHECK(complaints(replaced(keyboard, "0x27db", "0x127db")) ==
          "pads.toml:5:7: pid = 75739: out of range; expected a whole number from 0 to 65535.");
    CHECK(complaints(replaced(keyboard, "window = 3", "window = 0"))
              .starts_with("pads.toml:3:10: window = 0:"));
    CHECK(complaints(replaced(buttons, "byte = 1", "byte = 2")) ==
          "pads.toml:12:8: byte = 2: out of range; expected a whole number from 0 to 1.");
    CHECK(complaints(replaced(buttons, "bit = 7", "bit = 8")).starts_with("pads.toml:13:7: bit = 8:"));
}

TEST_CASE("a button cannot lie in the byte of the report id") {
    CHECK(complaints(replaced(buttons, "report_bytes = 2", "report_bytes = 2\nreport_id = 1")) ==
          "pads.toml:9:8: byte = 0: out of range; expected a whole number from 1 to 1.");
}

TEST_CASE("a bit has one meaning") {
    CHECK(complaints(replaced(replaced(buttons, "byte = 1", "byte = 0"), "bit = 7", "bit = 0")) ==
          "pads.toml:13:7: bit = 0: another button has it; expected each bit once.");
}

TEST_CASE("a word of a wrong type is told with what was expected") {
    CHECK(complaints(replaced(keyboard, "vid = 0x16c0", "vid = \"16c0\"")) ==
          "pads.toml:4:7: vid = \"16c0\": this is a text; expected a whole number from 0 to 65535.");
    CHECK(complaints(replaced(keyboard, "\"recall\"", "7")) ==
          "pads.toml:6:37: 0xe1 = 7: this is a whole number; expected what the key means.");
    CHECK(complaints("keypad = 3\n") ==
          "pads.toml:1:10: keypad = 3: this is a whole number; expected tables [[keypad]].");
}

TEST_CASE("an unknown word is told with the nearest one") {
    CHECK(complaints(replaced(keyboard, "window", "windw")).ends_with("Did you mean \"window\"?"));
    CHECK(complaints("[[keypads]]\n").ends_with("Did you mean \"keypad\"?"));
}

TEST_CASE("a keypad has either keys or buttons, and at least one") {
    CHECK(complaints(replaced(buttons, "report_bytes = 2", "keys = { 0x28 = \"recall\" }\nreport_bytes = 2"))
              .find("pads.toml:6:8: the keypad has both keys and buttons;") != std::string::npos);
    CHECK(complaints(replaced(keyboard, "keys = { 0x28 = \"call_next\", 0xe1 = \"recall\" }\n", "")) ==
          "pads.toml:1:1: the keypad has no keys; expected either keys = {...} or tables [[keypad.button]].");
    CHECK(complaints(replaced(keyboard, "{ 0x28 = \"call_next\", 0xe1 = \"recall\" }", "{}")) ==
          "pads.toml:6:8: the keypad has no keys; expected at least one key.");
}

TEST_CASE("a port is a bus and the ports from there") {
    for (const std::string port : {"1", "1-", "-1", "1-2.", "1.2", "1-2-3", "1-0", "1-2 ", ""}) {
        CAPTURE(port);
        CHECK(complaints(keyboard + "port = \"" + port + "\"\n") ==
              "pads.toml:7:8: port = \"" + port +
                  "\": this is no port; expected a bus and its ports, as in \"1-2.3\".");
    }
}

TEST_CASE("two keypads that one device could fit are refused") {
    const std::string second = replaced(keyboard, "specialist 3", "specialist 4");
    CHECK(complaints(keyboard + second) ==
          "pads.toml:10:7: the same device would fit keypad \"specialist 3\", too; expected a serial or a "
          "port in "
          "both, and different ones.");
    CHECK_FALSE(read_keypads_text(keyboard + second + "port = \"1-2\"\n", "pads.toml"));
    CHECK(read_keypads_text(keyboard + "port = \"1-1\"\n" + second + "port = \"1-2\"\n", "pads.toml"));
    CHECK(read_keypads_text(keyboard + "serial = \"a\"\n" + second + "serial = \"b\"\n", "pads.toml"));
}

TEST_CASE("two keypads of one name are refused, and all complaints are told at once") {
    CHECK(
        complaints(keyboard + keyboard) ==
        "pads.toml:8:8: name = \"specialist 3\": another keypad has this name; expected a name of its own.\n"
        "pads.toml:10:7: the same device would fit keypad \"specialist 3\", too; expected a serial or a port "
        "in "
        "both, and different ones.");
}
