// What a hall board shows, as plain data: the last calls and who waits. The view only draws it.
#pragma once

#include <vector>

#include "hall/state.hpp"

namespace okno::hall {

struct BoardCall {
    TicketNumber number;
    WindowId window;
    Timestamp at{};  // of the last call or recall
    int recalls = 0;
    bool current = false;  // the visitor is still expected at the window
    bool operator==(const BoardCall&) const = default;
};

struct Board {
    std::vector<BoardCall> calls;       // newest first
    std::vector<TicketNumber> waiting;  // in the order of their places
    bool operator==(const Board&) const = default;
};

Board board(const State& state, std::size_t calls_at_most, std::size_t waiting_at_most);

}  // namespace okno::hall
