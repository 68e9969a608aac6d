// The bytes of an input report → the actions whose keys are down in it. Pure. The bytes come from whatever
// was plugged in: a report that is not exactly what the description says is refused as a whole.
//
//   boot keyboard report = modifiers reserved 6*usage         8 bytes (HID 1.11, appendix B.1)
//     modifiers: bit n is the key with usage 0xE0 + n;  usage 0x00: no key;  0x01–0x03: the keyboard's errors
//   button report = [id] bytes                                as long as the description says
#pragma once

#include <cstdint>
#include <set>
#include <span>
#include <string_view>
#include <tl/expected.hpp>

#include "firmware-bridge/keypad.hpp"

namespace okno::bridge {

enum class ReportError {
    too_short,
    too_long,
    other_report,    // another report id: not about buttons, and no fault
    keyboard_error,  // more keys at once than it can tell, or a fault of its own
};
std::string_view to_string(ReportError error);  // "the report is too short"

tl::expected<std::set<Action>, ReportError> pressed_actions(const Layout& layout,
                                                            std::span<const std::uint8_t> report);

}  // namespace okno::bridge
