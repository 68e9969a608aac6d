// The receivers of a guard company, as their file describes them. Plain data.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "alarm/cipher.hpp"
#include "alarm/dc09.hpp"
#include "alarm/event.hpp"

namespace okno::alarm {

enum class Transport { tcp, udp };

struct Receiver {
    std::string name;
    std::string host;  // an address, no name: a name server that is away must not hold up an alarm
    std::uint16_t port = 0;
    Transport transport{};
    dc09::Token token{};
    dc09::Line line;
    std::optional<Key> key;                 // empty: in the clear
    std::chrono::milliseconds retry{2000};  // no answer so long is none
};

struct GuardCompany {
    Signal press = Signal::panic;  // what a press of a button is told as
    std::chrono::hours test_every{24};
    std::vector<Receiver> receivers;  // in the order in which they are tried; empty: there is no company
};

}  // namespace okno::alarm
