// The order in which a window calls those it could call: policies, priority, ceiling. Pure arithmetic over a
// few lines, so that the hall and its forecast decide by the very same code. Why it is so: docs/policies.md.
//
// `arrival`: the earliest rank. `norm`: the *service* is chosen almost as arrival order would choose it, by
// the places of its queue, and the *visitor* by whom a call now still saves from breaking the norm, then from
// a long wait. Exchanging places within a service changes nobody's average, and bunches the unavoidable
// waiting.
#pragma once

#include <cstddef>
#include <optional>
#include <span>

#include "hall/plan.hpp"
#include "hall/ticket.hpp"

namespace okno::hall {

struct Candidate {
    Timestamp rank{};
    Timestamp since{};  // waits from the visitor's own point of view: the later of rank and issue
    TicketId ticket;
    std::size_t tag = 0;  // the caller's own
};

// One lane of a queue as a window sees it; never empty. Lanes of priority are ordered by rank alone.
struct Line {
    Candidate oldest;  // by rank
    std::optional<Candidate>
        longest{};  // of a lane of priority: who waits longer than the oldest, if anybody
    std::optional<Candidate> within_norm;  // the oldest who has waited at most the norm
    std::optional<Candidate> within_long;  // the oldest who has waited at most `long_wait_of(line)`
    Timestamp place{};                     // the oldest place of the queue, whoever had it
    int waiting = 1;
    bool priority = false;  // of those with a category
    bool sent = false;      // to this window alone
    bool helped = false;    // of a service this window only helps with
    Seconds norm{};         // the wait the hall means to hold for this service
    Seconds usual{};        // what the service usually takes
    int servers = 1;        // windows with somebody at them that serve it; `sent`: this one
};

// What else the order depends on.
struct Outlook {
    Timestamp now{};
    Seconds norm{};             // of the window's kind
    int priority_in_a_row = 0;  // called by this window one after the other
    bool strained = false;      // a long wait was unavoidable already today
};

struct Pick {
    std::size_t line = 0;
    Candidate candidate;
    CallReason reason;
};

// Beyond it a wait is long: the plan's, or the service's norm when that is longer.
inline Seconds long_wait_of(const Ordering& ordering, Seconds norm) {
    return std::max(ordering.long_wait, norm);
}

// Nothing when there are no lines. Ties: the earlier `since`, then the lower ticket. By pointer for whoever
// keeps lines from call to call (the forecast asks many thousand times).
std::optional<Pick> pick(std::span<const Line* const> lines, const Ordering& ordering,
                         const Outlook& outlook);
std::optional<Pick> pick(std::span<const Line> lines, const Ordering& ordering, const Outlook& outlook);

}  // namespace okno::hall
