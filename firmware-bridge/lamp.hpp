// What the lamps of a keypad tell a specialist who does not look at a screen. Pure: the state of the hall →
// signs → the bytes of an output report.
//
//   keyboard report = leds ;              1 byte (HID 1.11, appendix B.1; HID Usage Tables, page 0x08):
//     bit 0 Num Lock, 1 Caps Lock, 2 Scroll Lock, 3 Compose, 4 Kana
//   lamp report     = [ report-id ] { byte } ;    as long as the description says; bit 1: the lamp is lit
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "hall/state.hpp"
#include "platform/clock.hpp"

namespace okno::bridge {

enum class Sign {
    waiting,   // the window is open and free, and somebody waits whom it would call
    called,    // the visitor is called and has not come yet
    serving,   // the visitor is being served
    on_break,  // the window pauses
    closed,    // nobody works at the window
    accepted,  // for a moment: the hall did as the last key said
    refused,   // for a moment: it did not, or did not answer
    away,      // the hall is out of reach: keys have no effect
};
// The words of the keypad file: "waiting", ... "break", ...
std::string_view to_string(Sign sign);
std::optional<Sign> sign_from(std::string_view word);
std::vector<std::string> sign_words();

struct Lamp {
    std::size_t byte = 0;  // of the report, from 0; the report id, when there is one, is byte 0
    unsigned bit = 0;
    std::set<Sign> on{};
    std::set<Sign> blink{};  // goes before `on`
    bool operator==(const Lamp&) const = default;
};

struct LampReport {
    std::size_t bytes = 0;
    std::optional<std::uint8_t> id;
    std::vector<Lamp> lamps;
    bool operator==(const LampReport&) const = default;
};

// The keyboard's lamps by name: "num_lock" is bit 0.
std::optional<unsigned> keyboard_led_from(std::string_view word);
std::vector<std::string> keyboard_led_words();

// How the hall is at a window, in signs. Null: it is out of reach, and nothing else is known.
std::set<Sign> signs_at(const hall::State* state, hall::WindowId window);

inline constexpr std::chrono::milliseconds lamp_blinks_every{500};  // so long on, so long off

// The report that shows these signs; `lit`: the half of a blink in which the lamp is on.
std::vector<std::uint8_t> output_report(const LampReport& report, const std::set<Sign>& signs, bool lit);
bool blinks(const LampReport& report, const std::set<Sign>& signs);

}  // namespace okno::bridge
