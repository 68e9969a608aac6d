#include "alarm/event.hpp"

#include <algorithm>
#include <array>

namespace okno::alarm {

namespace {

// In the order of the enumerations.
constexpr std::array<std::string_view, 5> signals{"panic", "hold-up", "tamper", "test", "path"};
constexpr std::array<std::string_view, 2> turns{"raised", "restored"};

template <class Enumeration, std::size_t size>
std::optional<Enumeration> find(const std::array<std::string_view, size>& words, std::string_view word) {
    const auto at = std::find(words.begin(), words.end(), word);
    if (at == words.end()) return std::nullopt;
    return static_cast<Enumeration>(at - words.begin());
}

}  // namespace

std::string_view to_string(Signal signal) {
    return signals.at(static_cast<std::size_t>(signal));
}

std::optional<Signal> signal_from(std::string_view word) {
    return find<Signal>(signals, word);
}

std::string_view to_string(Turn turn) {
    return turns.at(static_cast<std::size_t>(turn));
}

std::optional<Turn> turn_from(std::string_view word) {
    return find<Turn>(turns, word);
}

int sequence_of(std::uint64_t number) {
    return static_cast<int>((number - 1) % sequence_at_most) + 1;
}

bool urgent(const Event& event) {
    return event.turn == Turn::raised && (event.signal == Signal::panic || event.signal == Signal::hold_up);
}

}  // namespace okno::alarm
