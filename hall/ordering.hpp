// The order in which a window calls those it could call: policies, priority, ceiling. Pure arithmetic on a
// few contenders, so that the hall and its forecast decide by the very same code.
#pragma once

#include <cstddef>
#include <optional>
#include <span>

#include "hall/plan.hpp"
#include "hall/ticket.hpp"

namespace okno::hall {

// Somebody a window could call now. Of each queue only a few can be chosen at all: see `for_each_contender`.
struct Contender {
    Timestamp rank{};   // the place earned
    Timestamp since{};  // waits from the visitor's own point of view: the later of rank and issue
    TicketId ticket;
    bool priority = false;  // has a category
    bool sent = false;      // to this window alone
    bool helped = false;    // of a service this window only helps with
    Seconds norm{};         // the wait the hall means to hold for this service
    Seconds usual{};        // what the service usually takes
    int servers = 0;        // open windows that serve it
};

struct Pick {
    std::size_t index = 0;  // among the contenders
    CallReason reason;
};

// `priority_in_a_row`: how many with a category this window has called one after the other. Empty contenders:
// nothing. Ties: the earlier rank, then the lower ticket.
std::optional<Pick> pick(std::span<const Contender> contenders, const Ordering& ordering,
                         int priority_in_a_row, Timestamp now);

}  // namespace okno::hall
