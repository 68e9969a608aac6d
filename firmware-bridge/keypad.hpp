// A keypad as its description file tells it: which device it is, at which window it lies, what its keys mean.
// A panic button is one, too: without a window, and all its keys mean panic. Plain data.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include "firmware-bridge/action.hpp"
#include "firmware-bridge/device_address.hpp"
#include "firmware-bridge/lamp.hpp"

namespace okno::bridge {

// Keys of a boot keyboard: usage (HID Usage Tables, page 7) → what it means.
struct KeyboardKeys {
    std::map<std::uint8_t, Action> keys;
    std::set<std::uint8_t> panic_chord{};  // all of these down at once mean panic; empty: no chord does
    bool operator==(const KeyboardKeys&) const = default;
};

struct Button {
    std::size_t byte = 0;  // of the report, from 0; the report id, when there is one, is byte 0
    unsigned bit = 0;      // 0: the least significant
    Action action{};
    bool operator==(const Button&) const = default;
};

// A pad that sends one bit for each button.
struct ButtonReport {
    std::size_t bytes = 0;           // the length of its report
    std::optional<std::uint8_t> id;  // its first byte; other reports are not about buttons
    std::vector<Button> buttons;
    bool operator==(const ButtonReport&) const = default;
};

using Layout = std::variant<KeyboardKeys, ButtonReport>;

inline std::set<Action> actions_of(const Layout& layout) {
    std::set<Action> actions;
    if (const auto* keyboard = std::get_if<KeyboardKeys>(&layout))
        for (const auto& [usage, action] : keyboard->keys) actions.insert(action);
    else
        for (const Button& button : std::get<ButtonReport>(layout).buttons) actions.insert(button.action);
    return actions;
}

// How fingers are told from slips.
struct Timing {
    std::chrono::milliseconds minimum_interval{300};  // the same action sooner than this is not meant
    std::chrono::milliseconds chord_window{60};       // two actions sooner than this: a hand, not a finger
    std::chrono::milliseconds bounce{30};             // a contact that closes again sooner never opened
    std::chrono::milliseconds stuck_after{10'000};    // held longer than this: something lies on the key
    bool operator==(const Timing&) const = default;
};

// How a call for help is told from an accident, and where it comes from.
struct Panic {
    int zone = 0;                       // the place, as agreed with the guard company: 1..999
    std::chrono::milliseconds hold{0};  // held so long it is meant; 0: at once
    bool operator==(const Panic&) const = default;
};

struct Keypad {
    std::string name;
    hall::WindowId window;       // 0: a panic button at no window
    std::optional<Panic> panic;  // some keys call for help
    DeviceAddress device;
    Layout layout;
    Timing timing;
    std::optional<LampReport> lamps{};  // what it can show
    bool operator==(const Keypad&) const = default;
};

}  // namespace okno::bridge
