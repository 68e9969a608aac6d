// What is to be told to a guard company: somebody asks for help at a place, or that this is over. Plain data.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "platform/clock.hpp"

namespace okno::alarm {

enum class Signal {
    panic,    // somebody pressed a button that may be seen to have been pressed
    hold_up,  // the same, silent: a robbery
    tamper,   // a button cannot be pressed: it is unplugged
    test,     // the path itself, once a day
    path,     // the way to one of the receivers is lost
};
std::string_view to_string(Signal signal);  // "panic"; the words of the store and of the receivers' file
std::optional<Signal> signal_from(std::string_view word);

enum class Turn { raised, restored };
std::string_view to_string(Turn turn);
std::optional<Turn> turn_from(std::string_view word);

inline constexpr int zone_at_most = 999;
inline constexpr int sequence_at_most = 9999;

struct Event {
    std::uint64_t number = 0;  // counts all events of this bridge, from 1; never given twice
    Signal signal{};
    Turn turn{};
    int zone = 0;  // the place, 1..999 by agreement with the guard company; 0: no place (a test); of a path
                   // its receiver, counted from 1
    platform::WallTime at;
    bool escalated = false;  // told once more because nobody in the hall has answered
    bool operator==(const Event&) const = default;
};

// The number on the wire, 1..9999: after 9999 comes 1. The same for every retry of the event.
int sequence_of(std::uint64_t number);

// Whether a person waits for help: goes before everything else.
bool urgent(const Event& event);

}  // namespace okno::alarm
