// The bytes that close and open a relay, against those of the makers' leaflets.
#include "firmware-bridge/relay.hpp"

#include <doctest/doctest.h>

using namespace okno::bridge;
using namespace std::string_literals;

TEST_CASE("a relay at a serial port is told its channel and its state, with their sum") {
    const Relay relay{"panel", {}, RelayKind::ch340_serial, 1, {7}};
    CHECK(relay_bytes(relay, true) == "\xA0\x01\x01\xA2");
    CHECK(relay_bytes(relay, false) == "\xA0\x01\x00\xA1"s);
    CHECK(relay_bytes({"panel", {}, RelayKind::ch340_serial, 4, {7}}, true) == "\xA0\x04\x01\xA5");
}

TEST_CASE("a relay that is a HID device is told by eight bytes") {
    const Relay relay{"panel", {}, RelayKind::hid, 2, {7}};
    CHECK(relay_bytes(relay, true) == "\xFF\x02\0\0\0\0\0\0"s);
    CHECK(relay_bytes(relay, false) == "\xFD\x02\0\0\0\0\0\0"s);
}
