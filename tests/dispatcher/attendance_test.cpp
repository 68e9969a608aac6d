#include "dispatcher/attendance.hpp"

#include <doctest/doctest.h>

using namespace okno;
using namespace okno::dispatcher;
using namespace std::chrono_literals;
using Devices = std::vector<hall::DeviceId>;

namespace {

const hall::DeviceId kiosk{"kiosk-1"};
const hall::DeviceId printer{"printer-1"};
const platform::SteadyTime start{1h};

hall::State with(hall::Condition of_kiosk, hall::Condition of_printer) {
    hall::State state;
    state.devices[kiosk] = {of_kiosk, {}};
    state.devices[printer] = {of_printer, {}};
    return state;
}

}  // namespace

TEST_CASE("a device is silent once nothing has been heard of it for the whole patience") {
    Attendance attendance(start);
    const hall::State state = with(hall::Condition::ready, hall::Condition::no_paper);
    attendance.heard(kiosk, start + 10s);
    CHECK(attendance.silent(state, start + 14s + 999ms).empty());
    CHECK(attendance.silent(state, start + 15s) == Devices{printer});
    CHECK(attendance.silent(state, start + 25s) == Devices{kiosk, printer});
    attendance.heard(kiosk, start + 25s);
    attendance.heard(printer, start + 25s);
    CHECK(attendance.silent(state, start + 39s).empty());
}

TEST_CASE("who is away already, or never was there, is not told of") {
    const Attendance attendance(start);
    CHECK(attendance.silent(with(hall::Condition::away, hall::Condition::ready), start + 1h) ==
          Devices{printer});
    CHECK(attendance.silent({}, start + 1h).empty());
}

TEST_CASE("of a bridge, which carries calls for help, two and a half seconds without a word are too many") {
    Attendance attendance(start);
    hall::State state;
    state.devices[{"bridge-1"}] = {hall::Condition::ready, {}};
    attendance.heard({"bridge-1"}, start + 1s, Attendance::patience_with_bridge);
    CHECK(attendance.silent(state, start + 3s).empty());
    CHECK(attendance.silent(state, start + 3s + 400ms) == Devices{{"bridge-1"}});
}

TEST_CASE("a part of a device speaks through its owner and is never silent itself") {
    Attendance attendance(start);
    hall::State state;
    state.devices[{"bridge-1"}] = {hall::Condition::ready, {}};
    state.devices[{"bridge-1/panic/button"}] = {hall::Condition::ready, {}};
    CHECK(attendance.silent(state, start + 1h) == Devices{{"bridge-1"}});
}
