#include "firmware-bridge/roll.hpp"

#include <doctest/doctest.h>

using namespace okno;
using namespace okno::bridge;
using hall::Condition;
using Reports = std::vector<hall::ReportDevice>;

TEST_CASE("a part is told of once, when it differs from what the hall knows, and again when that was lost") {
    Roll roll({"bridge-1"});
    hall::State state;
    roll.set("keypad", "Окно 3", Condition::ready);
    const hall::DeviceId part{"bridge-1/keypad/Окно 3"};
    CHECK(roll.work(state) == Reports{{part, Condition::ready}});
    CHECK(roll.work(state).empty());
    roll.forget();
    CHECK(roll.work(state) == Reports{{part, Condition::ready}});
    state.devices[part] = {Condition::ready, {}};
    CHECK(roll.work(state).empty());
    roll.set("keypad", "Окно 3", Condition::out_of_reach);
    CHECK(roll.work(state) == Reports{{part, Condition::out_of_reach}});
    roll.set("keypad", "Окно 3", Condition::ready);  // back before the hall has answered
    CHECK(roll.work(state).empty());
}

TEST_CASE("a part of an earlier description goes away; another device's parts are not ours") {
    Roll roll({"bridge-1"});
    hall::State state;
    state.devices[{"bridge-1/panic/old"}] = {Condition::out_of_reach, {}};
    state.devices[{"bridge-1"}] = {Condition::ready, {}};
    state.devices[{"bridge-10/panic/other"}] = {Condition::ready, {}};
    CHECK(roll.work(state) == Reports{{{"bridge-1/panic/old"}, Condition::away}});
}
