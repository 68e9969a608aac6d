// Each mistake a person can make in a description of keypads, plates and relays is told at its very line and
// column.
#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include "firmware-bridge/devices_file.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <string>

#include "tests/fakes/description.hpp"

using namespace okno;
using bridge::Action;
using bridge::read_devices_text;
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

const std::string plate = R"([[plate]]
name = "plate 3"
window = 3
vid = 0x1a86
pid = 0x7523
kind = "ch34x"
baud = 115200
)";

const std::string panic = R"([[panic]]
name = "button"
zone = 7
vid = 0x16c0
pid = 0x27d9
keys = ["0x28"]
)";

const std::string relay = R"([[relay]]
name = "alarm panel"
vid = 0x16c0
pid = 0x05df
kind = "hid"
channel = 2
zones = [7]
)";

std::string complaints(const std::string& text) {
    const auto devices = read_devices_text(text, "pads.toml");
    REQUIRE_FALSE(devices);
    return fakes::lines_of(devices.error());
}

}  // namespace

TEST_CASE("a keyboard is described by the usages of its keys") {
    const auto devices = read_devices_text(keyboard, "pads.toml");
    REQUIRE(devices);
    REQUIRE(devices->keypads.size() == 1);
    const bridge::Keypad& keypad = devices->keypads.front();
    CHECK(keypad.name == "specialist 3");
    CHECK(keypad.window == hall::WindowId{3});
    CHECK(keypad.device.vendor == 0x16c0);
    CHECK(keypad.device.product == 0x27db);
    CHECK(keypad.layout ==
          bridge::Layout{bridge::KeyboardKeys{{{0x28, Action::call_next}, {0xe1, Action::recall}}}});
    CHECK_FALSE(keypad.device.serial);
    CHECK_FALSE(keypad.device.port);
    CHECK_FALSE(keypad.device.interface);
    CHECK(keypad.timing == bridge::Timing{});
}

TEST_CASE("a pad of buttons is described by the bits of its report") {
    const auto devices =
        read_devices_text(replaced(buttons, "report_bytes = 2",
                                   "report_bytes = 2\nserial = \"A7\"\nport = \"1-2.3\"\ninterface = 1\n"
                                   "minimum_interval_ms = 500\nchord_window_ms = 0"),
                          "pads.toml");
    REQUIRE(devices);
    const bridge::Keypad& keypad = devices->keypads.front();
    CHECK(keypad.layout ==
          bridge::Layout{bridge::ButtonReport{
              2, std::nullopt, {{0, 0, Action::call_next}, {1, 7, Action::finish_service}}}});
    CHECK(keypad.device.serial == "A7");
    CHECK(keypad.device.port == "1-2.3");
    CHECK(keypad.device.interface == 1);
    CHECK(keypad.timing.minimum_interval == std::chrono::milliseconds{500});
    CHECK(keypad.timing.chord_window == std::chrono::milliseconds{0});
}

TEST_CASE("an empty file describes no keypads") {
    CHECK(read_devices_text("", "pads.toml") == bridge::Devices{});
}

TEST_CASE("the example that ships has no mistakes") {
    const auto devices = bridge::read_devices("deploy/devices/example.toml");
    REQUIRE(devices);
    CHECK(devices->keypads.size() == 4);
    CHECK(devices->plates.size() == 1);
    CHECK(devices->relays.size() == 1);
}

TEST_CASE("a file that cannot be read is told by its name") {
    const auto devices = bridge::read_devices("no/such/file.toml");
    REQUIRE_FALSE(devices);
    CHECK(to_string(devices.error().front()) ==
          "no/such/file.toml: cannot be read (No such file or directory); expected devices in TOML.");
    CHECK_FALSE(bridge::read_devices(std::filesystem::temp_directory_path()));
}

TEST_CASE("what is no TOML is told where it stops being TOML") {
    CHECK(complaints("[[keypad]]\nname = \n").starts_with("pads.toml:2:"));
}

TEST_CASE("an unknown action is told with the nearest one") {
    CHECK(complaints(replaced(keyboard, "call_next", "call_nxt")) ==
          "pads.toml:6:17: 0x28 = \"call_nxt\": no key can mean this; expected one of call_next, recall, "
          "start_service, finish_service, report_no_show, open_window, resume_window, close_window, "
          "transfer_ticket, park_ticket, "
          "pause_window. "
          "Did you mean \"call_next\"?");
    CHECK(complaints(replaced(buttons, "\"finish_service\"", "\"take_ticket\""))
              .starts_with("pads.toml:14:10: action = \"take_ticket\": no key can mean this;"));
}

TEST_CASE("a key may transfer, park or pause, with a destination or a reason beside it") {
    const auto devices = read_devices_text(
        replaced(keyboard, "0xe1 = \"recall\"",
                 "0xe1 = { action = \"transfer_ticket\", to = \"payment\", reason = \"to pay\" }, "
                 "0xe2 = { action = \"transfer_ticket\", to = 5 }, 0xe3 = \"park_ticket\", "
                 "0xe4 = { action = \"pause_window\", reason = \"lunch\" }"),
        "pads.toml");
    REQUIRE(devices);
    const Action to_payment{Action::transfer_ticket, hall::ServiceId{"payment"}, "to pay"};
    const Action to_window{Action::transfer_ticket, hall::WindowId{5}, ""};
    const Action lunch{Action::pause_window, {}, "lunch"};
    CHECK(devices->keypads.front().layout == bridge::Layout{bridge::KeyboardKeys{{{0x28, Action::call_next},
                                                                                  {0xe1, to_payment},
                                                                                  {0xe2, to_window},
                                                                                  {0xe3, Action::park_ticket},
                                                                                  {0xe4, lunch}}}});
    CHECK(wish(to_payment, hall::WindowId{3}) ==
          hall::Wish{hall::TransferTicket{hall::WindowId{3}, hall::ServiceId{"payment"}, "to pay", false}});
    CHECK(wish(to_window, hall::WindowId{3}) ==
          hall::Wish{hall::TransferTicket{hall::WindowId{3}, hall::WindowId{5}, "", false}});
    CHECK(wish(lunch, hall::WindowId{3}) ==
          hall::Wish{hall::PauseWindow{hall::WindowId{3}, hall::ReasonId{"lunch"}}});
    CHECK(to_string(to_payment) == "transfer_ticket to payment");
    CHECK(to_string(to_window) == "transfer_ticket to window 5");
}

TEST_CASE("a button may transfer, too") {
    const auto devices = read_devices_text(
        replaced(buttons, "\"finish_service\"", "\"transfer_ticket\"\nto = \"payment\""), "pads.toml");
    REQUIRE(devices);
    const auto& report = std::get<bridge::ButtonReport>(devices->keypads.front().layout);
    CHECK(report.buttons.back().action == Action{Action::transfer_ticket, hall::ServiceId{"payment"}, ""});
}

TEST_CASE("two keys that transfer to different places are two actions, and so is their plan checked") {
    const Action here{Action::transfer_ticket, hall::ServiceId{"payment"}, ""};
    const Action there{Action::transfer_ticket, hall::WindowId{5}, ""};
    CHECK(std::set<Action>{here, there}.size() == 2);
    hall::Plan plan;
    CHECK_FALSE(bridge::hall_knows(plan, here));
    CHECK_FALSE(bridge::hall_knows(plan, there));
    CHECK_FALSE(bridge::hall_knows(plan, {Action::pause_window, {}, "lunch"}));
    CHECK(bridge::hall_knows(plan, Action::call_next));
    plan.services.push_back({hall::ServiceId{"payment"}, {}, {}, {}, {}});
    plan.pause_reasons.push_back({hall::ReasonId{"lunch"}, {}});
    CHECK(bridge::hall_knows(plan, here));
    CHECK(bridge::hall_knows(plan, {Action::pause_window, {}, "lunch"}));
}

TEST_CASE("a destination or a reason that is missing, empty or too much is refused") {
    const auto with = [](const std::string& meaning) { return replaced(keyboard, "\"recall\"", meaning); };
    CHECK(complaints(with("\"transfer_ticket\"")) ==
          "pads.toml:6:37: 0xe1 = \"transfer_ticket\": this alone says too little; expected a table as "
          "{ action = \"transfer_ticket\", to = ... }.");
    CHECK(complaints(with("{ action = \"transfer_ticket\" }")) ==
          "pads.toml:6:48: action = \"transfer_ticket\": nobody knows where to; expected a key \"to\" beside "
          "it: a service, as \"payment\", or the number of a window.");
    CHECK(complaints(with("{ action = \"transfer_ticket\", to = \"\" }")).find("this is empty") !=
          std::string::npos);
    CHECK(complaints(with("{ action = \"transfer_ticket\", to = 0 }")).find("out of range") !=
          std::string::npos);
    CHECK(complaints(with("{ action = \"transfer_ticket\", to = 1.5 }")).find("a number with a fraction") !=
          std::string::npos);
    CHECK(complaints(with("{ action = \"pause_window\" }")).find("has no key \"reason\"") !=
          std::string::npos);
    CHECK(complaints(with("{ action = \"recall\", to = 5 }")).starts_with("pads.toml:6:"));
    CHECK(complaints(with("{ to = 5 }")).find("has no key \"action\"") != std::string::npos);
}

TEST_CASE("the lamps of a keyboard are named, those of a pad are bits") {
    auto devices = read_devices_text(
        keyboard +
            "[[keypad.lamp]]\nled = \"num_lock\"\non = [\"waiting\"]\nblink = [\"called\", \"refused\"]\n"
            "[[keypad.lamp]]\nled = \"scroll_lock\"\nblink = [\"away\"]\n",
        "pads.toml");
    REQUIRE(devices);
    using bridge::Sign;
    CHECK(devices->keypads.front().lamps ==
          bridge::LampReport{
              1, {}, {{0, 0, {Sign::waiting}, {Sign::called, Sign::refused}}, {0, 2, {}, {Sign::away}}}});
    devices = read_devices_text(
        replaced(buttons, "report_bytes = 2", "report_bytes = 2\nlamp_bytes = 3\nlamp_report_id = 4") +
            "[[keypad.lamp]]\nbyte = 2\nbit = 7\non = [\"break\", \"closed\"]\n",
        "pads.toml");
    REQUIRE(devices);
    CHECK(devices->keypads.front().lamps ==
          bridge::LampReport{3, 4, {{2, 7, {Sign::on_break, Sign::closed}, {}}}});
}

TEST_CASE("a lamp that is none, twice or never lit is refused") {
    const auto lamp = [](const std::string& text) {
        return complaints(keyboard + "[[keypad.lamp]]\n" + text);
    };
    CHECK(lamp("led = \"num_lok\"\non = [\"waiting\"]\n") ==
          "pads.toml:8:7: led = \"num_lok\": no keyboard has this lamp; expected one of num_lock, caps_lock, "
          "scroll_lock, compose, kana. Did you mean \"num_lock\"?");
    CHECK(lamp("led = \"kana\"\non = [\"waitin\"]\n").ends_with("Did you mean \"waiting\"?"));
    CHECK(lamp("led = \"kana\"\n").find("the lamp is never lit") != std::string::npos);
    CHECK(lamp("byte = 0\nbit = 1\non = [\"waiting\"]\n").find("has no key \"led\"") != std::string::npos);
    const std::string one = "led = \"kana\"\non = [\"waiting\"]\n";
    CHECK(lamp(one + "[[keypad.lamp]]\n" + one).find("another lamp is there already") != std::string::npos);
    const std::string pad_lamp = "[[keypad.lamp]]\nbyte = 0\nbit = 0\non = [\"waiting\"]\n";
    CHECK(complaints(buttons + pad_lamp).find("has no key \"lamp_bytes\"") != std::string::npos);
    CHECK(complaints(
              replaced(buttons, "report_bytes = 2", "report_bytes = 2\nlamp_bytes = 1\nlamp_report_id = 2") +
              pad_lamp)
              .find("byte = 0: out of range") != std::string::npos);
}

TEST_CASE("a plate is described by its window and how it is reached") {
    const auto devices = read_devices_text(plate, "pads.toml");
    REQUIRE(devices);
    REQUIRE(devices->plates.size() == 1);
    const bridge::Plate& found = devices->plates.front();
    CHECK(found.name == "plate 3");
    CHECK(found.window == hall::WindowId{3});
    CHECK(found.device.vendor == 0x1a86);
    CHECK(found.kind == bridge::PlateKind::ch34x);
    CHECK(found.baud == 115'200);
    CHECK(found.brightness == 7);
}

TEST_CASE("a plate with mistakes is refused") {
    CHECK(complaints(replaced(plate, "ch34x", "ch340")) ==
          "pads.toml:6:8: kind = \"ch340\": no plate is reached so; expected one of cdc-acm, ch34x, hid. "
          "Did you mean \"ch34x\"?");
    CHECK(complaints(replaced(plate, "ch34x", "hid")).find("a HID plate has no serial line") !=
          std::string::npos);
    CHECK(complaints(plate + "brightness = 10\n").find("brightness = 10: out of range") != std::string::npos);
    CHECK(complaints(plate + replaced(plate, "plate 3", "plate 4"))
              .find("the same device would fit \"plate 3\", too") != std::string::npos);
    CHECK(complaints(keyboard + replaced(replaced(plate, "0x1a86", "0x16c0"), "0x7523", "0x27db"))
              .find("the same device would fit \"specialist 3\", too") != std::string::npos);
}

TEST_CASE("a relay is closed by zones from which somebody can call") {
    const auto devices = read_devices_text(panic + relay, "pads.toml");
    REQUIRE(devices);
    REQUIRE(devices->relays.size() == 1);
    CHECK(devices->relays.front().zones == std::set<int>{7});
    CHECK(devices->relays.front().channel == 2);
    CHECK(devices->relays.front().kind == bridge::RelayKind::hid);
    CHECK(complaints(relay).find("nobody can call for help from zone 7") != std::string::npos);
    CHECK(complaints(panic + replaced(relay, "[7]", "[]")).find("zones = [...]: this is a list") !=
          std::string::npos);
    CHECK(complaints(panic + replaced(relay, "[7]", "[\"7\"]")).find("this is a text") != std::string::npos);
    CHECK(complaints(panic + replaced(relay, "channel = 2", "channel = 9")).find("out of range") !=
          std::string::npos);
}

TEST_CASE("the interfaces of one device that several descriptions share are known") {
    const auto devices = read_devices_text(
        keyboard + "interface = 0\n" + replaced(keyboard, "specialist 3", "specialist 4") + "interface = 2\n",
        "pads.toml");
    REQUIRE(devices);
    CHECK(interfaces_of_others(*devices, devices->keypads.front().device) == std::set<int>{2});
    CHECK(interfaces_of_others(*devices, devices->keypads.back().device) == std::set<int>{0});
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
          "pads.toml:10:7: the same device would fit \"specialist 3\", too; expected a serial or a "
          "port in "
          "both, and different ones.");
    CHECK_FALSE(read_devices_text(keyboard + second + "port = \"1-2\"\n", "pads.toml"));
    CHECK(read_devices_text(keyboard + "port = \"1-1\"\n" + second + "port = \"1-2\"\n", "pads.toml"));
    CHECK(read_devices_text(keyboard + "serial = \"a\"\n" + second + "serial = \"b\"\n", "pads.toml"));
}

TEST_CASE("two keypads of one name are refused, and all complaints are told at once") {
    CHECK(
        complaints(keyboard + keyboard) ==
        "pads.toml:8:8: name = \"specialist 3\": another device has this name; expected a name of its own.\n"
        "pads.toml:10:7: the same device would fit \"specialist 3\", too; expected a serial or a port "
        "in "
        "both, and different ones.");
}
