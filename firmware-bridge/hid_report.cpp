#include "firmware-bridge/hid_report.hpp"

namespace okno::bridge {

namespace {

using Pressed = tl::expected<std::set<Action>, ReportError>;

constexpr std::size_t keyboard_bytes = 8;
constexpr std::size_t first_key_byte = 2;
constexpr std::uint8_t first_modifier = 0xe0;
constexpr unsigned bits_of_a_byte = 8;
constexpr std::uint8_t last_error_usage = 0x03;

bool has_bit(std::uint8_t byte, unsigned bit) {
    return ((static_cast<unsigned>(byte) >> bit) & 1U) != 0;
}

Pressed pressed(const KeyboardKeys& layout, std::span<const std::uint8_t> report) {
    if (report.size() < keyboard_bytes) return tl::make_unexpected(ReportError::too_short);
    if (report.size() > keyboard_bytes) return tl::make_unexpected(ReportError::too_long);
    std::set<Action> actions;
    std::set<std::uint8_t> chord = layout.panic_chord;
    const auto down = [&](std::uint8_t usage) {
        chord.erase(usage);
        if (const auto key = layout.keys.find(usage); key != layout.keys.end()) actions.insert(key->second);
    };
    for (unsigned bit = 0; bit < bits_of_a_byte; ++bit)
        if (has_bit(report[0], bit)) down(static_cast<std::uint8_t>(first_modifier + bit));
    for (const std::uint8_t usage : report.subspan(first_key_byte)) {
        if (usage == 0) continue;
        if (usage <= last_error_usage) return tl::make_unexpected(ReportError::keyboard_error);
        down(usage);
    }
    if (!layout.panic_chord.empty() && chord.empty()) actions.insert(Action::panic);
    return actions;
}

Pressed pressed(const ButtonReport& layout, std::span<const std::uint8_t> report) {
    if (report.empty()) return tl::make_unexpected(ReportError::too_short);
    if (layout.id && report[0] != *layout.id) return tl::make_unexpected(ReportError::other_report);
    if (report.size() < layout.bytes) return tl::make_unexpected(ReportError::too_short);
    if (report.size() > layout.bytes) return tl::make_unexpected(ReportError::too_long);
    std::set<Action> actions;
    for (const Button& button : layout.buttons)
        if (has_bit(report[button.byte], button.bit)) actions.insert(button.action);
    return actions;
}

}  // namespace

std::string_view to_string(ReportError error) {
    switch (error) {
        case ReportError::too_short:
            return "the report is too short";
        case ReportError::too_long:
            return "the report is too long";
        case ReportError::other_report:
            return "the report is not about buttons";
        case ReportError::keyboard_error:
            break;
    }
    return "the keyboard cannot tell which keys are down";
}

Pressed pressed_actions(const Layout& layout, std::span<const std::uint8_t> report) {
    return std::visit([&](const auto& known) { return pressed(known, report); }, layout);
}

}  // namespace okno::bridge
