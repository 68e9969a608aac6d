#include "firmware-bridge/lamp.hpp"

#include <algorithm>
#include <array>

#include "hall/selection.hpp"

namespace okno::bridge {

namespace {

// In the order of the enumeration.
constexpr std::array<std::string_view, 8> signs{"waiting", "called",   "serving", "break",
                                                "closed",  "accepted", "refused", "away"};
// In the order of their bits.
constexpr std::array<std::string_view, 5> leds{"num_lock", "caps_lock", "scroll_lock", "compose", "kana"};

template <std::size_t size>
std::optional<std::size_t> place_of(const std::array<std::string_view, size>& words, std::string_view word) {
    const auto at = std::find(words.begin(), words.end(), word);
    return at == words.end() ? std::nullopt : std::optional{static_cast<std::size_t>(at - words.begin())};
}

bool meet(const std::set<Sign>& a, const std::set<Sign>& b) {
    return std::any_of(a.begin(), a.end(), [&](Sign sign) { return b.contains(sign); });
}

}  // namespace

std::string_view to_string(Sign sign) {
    return signs.at(static_cast<std::size_t>(sign));
}

std::optional<Sign> sign_from(std::string_view word) {
    const auto place = place_of(signs, word);
    return place ? std::optional{static_cast<Sign>(*place)} : std::nullopt;
}

std::vector<std::string> sign_words() {
    return {signs.begin(), signs.end()};
}

std::optional<unsigned> keyboard_led_from(std::string_view word) {
    const auto place = place_of(leds, word);
    return place ? std::optional{static_cast<unsigned>(*place)} : std::nullopt;
}

std::vector<std::string> keyboard_led_words() {
    return {leds.begin(), leds.end()};
}

std::set<Sign> signs_at(const hall::State* state, hall::WindowId id) {
    if (!state) return {Sign::away};
    const hall::WindowState* const window = hall::find(*state, id);
    if (!window) return {Sign::closed};
    std::set<Sign> found;
    if (const hall::Ticket* const visitor = hall::visitor_at(*state, id))
        found.insert(std::holds_alternative<hall::Serving>(visitor->stage) ? Sign::serving : Sign::called);
    else if (hall::is_idle(*state, id))
        found.insert(Sign::waiting);
    if (std::holds_alternative<hall::Paused>(window->post)) found.insert(Sign::on_break);
    if (std::holds_alternative<hall::Closed>(window->post)) found.insert(Sign::closed);
    return found;
}

std::vector<std::uint8_t> output_report(const LampReport& report, const std::set<Sign>& shown, bool lit) {
    std::vector<std::uint8_t> bytes(report.bytes);
    if (report.id) bytes.at(0) = *report.id;
    for (const Lamp& lamp : report.lamps) {
        const bool on = meet(lamp.blink, shown) ? lit : meet(lamp.on, shown);
        if (on) bytes.at(lamp.byte) = static_cast<std::uint8_t>(bytes.at(lamp.byte) | (1U << lamp.bit));
    }
    return bytes;
}

bool blinks(const LampReport& report, const std::set<Sign>& shown) {
    return std::any_of(report.lamps.begin(), report.lamps.end(),
                       [&](const Lamp& lamp) { return meet(lamp.blink, shown); });
}

}  // namespace okno::bridge
