// What comes out of a plugged-in device may be anything.
#include "firmware-bridge/hid_report.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

using namespace okno::bridge;
using Bytes = std::vector<std::uint8_t>;
using Actions = std::set<Action>;

namespace {

const Layout keyboard =
    KeyboardKeys{{{0x28, Action::call_next}, {0x58, Action::call_next}, {0xe1, Action::recall}}};
const Layout pad = ButtonReport{2, std::nullopt, {{0, 0, Action::call_next}, {1, 7, Action::recall}}};
const Layout numbered_pad = ButtonReport{2, 5, {{1, 0, Action::call_next}}};

ReportError error_of(const Layout& layout, const Bytes& report) {
    const auto actions = pressed_actions(layout, report);
    REQUIRE_FALSE(actions);
    return actions.error();
}

}  // namespace

TEST_CASE("a keyboard's key is found in each of the six places") {
    for (std::size_t place = 2; place < 8; ++place) {
        Bytes report(8, 0);
        report[place] = 0x28;
        CHECK(pressed_actions(keyboard, report) == Actions{Action::call_next});
    }
    CHECK(pressed_actions(keyboard, Bytes(8, 0)) == Actions{});
}

TEST_CASE("a modifier is a key like others, and the reserved byte is none") {
    CHECK(pressed_actions(keyboard, Bytes{0x02, 0x28, 0, 0, 0, 0, 0, 0}) == Actions{Action::recall});
}

TEST_CASE("two keys of one meaning are one action, and keys without a meaning are none") {
    CHECK(pressed_actions(keyboard, Bytes{0, 0, 0x28, 0x58, 0x04, 0xff, 0, 0}) == Actions{Action::call_next});
}

TEST_CASE("a keyboard that cannot tell its keys is not believed") {
    CHECK(error_of(keyboard, Bytes{0, 0, 1, 1, 1, 1, 1, 1}) == ReportError::keyboard_error);
    CHECK(error_of(keyboard, Bytes{0, 0, 0x28, 0, 0, 0, 0, 3}) == ReportError::keyboard_error);
}

TEST_CASE("a button is a bit of its byte") {
    CHECK(pressed_actions(pad, Bytes{0x01, 0x80}) == Actions{Action::call_next, Action::recall});
    CHECK(pressed_actions(pad, Bytes{0xfe, 0x7f}) == Actions{});
}

TEST_CASE("a report with another id is not about buttons") {
    CHECK(pressed_actions(numbered_pad, Bytes{5, 1}) == Actions{Action::call_next});
    CHECK(error_of(numbered_pad, Bytes{6, 1}) == ReportError::other_report);
    CHECK(error_of(numbered_pad, Bytes{6, 1, 2, 3}) == ReportError::other_report);
}

TEST_CASE("a report of another length is refused") {
    for (const Layout& layout : {keyboard, pad, numbered_pad})
        CHECK(error_of(layout, {}) == ReportError::too_short);
    CHECK(error_of(keyboard, Bytes(7, 0)) == ReportError::too_short);
    CHECK(error_of(keyboard, Bytes(9, 0)) == ReportError::too_long);
    CHECK(error_of(pad, Bytes{1}) == ReportError::too_short);
    CHECK(error_of(pad, Bytes{1, 0, 0}) == ReportError::too_long);
    CHECK(error_of(numbered_pad, Bytes{5}) == ReportError::too_short);
    CHECK(error_of(numbered_pad, Bytes{5, 0, 0}) == ReportError::too_long);
}

TEST_CASE("random bytes give only described actions, and exactly those whose bits are set") {
    CHECK(rc::check("any report", [] {
        const auto length = *rc::gen::inRange<std::size_t>(0, 12);
        const auto report = *rc::gen::container<Bytes>(length, rc::gen::arbitrary<std::uint8_t>());
        for (const Layout& layout : {keyboard, pad, numbered_pad}) {
            const auto actions = pressed_actions(layout, report);
            if (!actions) continue;
            for (const Action action : *actions)
                RC_ASSERT(action == Action::call_next || action == Action::recall);
        }
    }));
    CHECK(rc::check("a report of the right length", [] {
        const Bytes report{*rc::gen::arbitrary<std::uint8_t>(), *rc::gen::arbitrary<std::uint8_t>()};
        const auto actions = pressed_actions(pad, report);
        RC_ASSERT(actions.has_value());
        RC_ASSERT(actions->contains(Action::call_next) == (report[0] % 2 == 1));
        RC_ASSERT(actions->contains(Action::recall) == (report[1] >= 0x80));
    }));
}
