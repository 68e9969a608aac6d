// Whom a window should call, worked out anew and slowly: from the tickets one by one, never from the hall's
// queues. The rules are those of docs/policies.md; the words are this file's own. When a policy changes, it
// changes here too.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <vector>

#include "hall/events.hpp"
#include "hall/selection.hpp"

namespace okno::test {

// Where a ticket waits, if it does.
struct Standing {
    hall::Destination queue;
    hall::Timestamp rank{};
    bool priority = false;
    bool operator==(const Standing&) const = default;
};
std::optional<Standing> standing_of(const hall::State& state, hall::TicketId ticket);

// What the order depends on besides the tickets, kept from the events alone.
class OrderMemory {
  public:
    // The hall before and after the fold of an event.
    void before(const hall::State& state, const hall::Event& event);
    void after(const hall::State& state, const hall::Event& event);

    // Of a queue: the oldest of the ranks of the latest ordinary visitors who came, as many as wait.
    hall::Timestamp oldest_place(const hall::Destination& queue) const;
    int priority_in_a_row(hall::WindowId window) const;
    bool strained() const { return strained_; }

  private:
    std::map<hall::Destination, std::multiset<hall::Timestamp>> places_;
    std::map<hall::WindowId, int> in_a_row_;
    bool strained_ = false;
    std::optional<Standing> stood_;
};

// Somebody who waits and whom a window may call.
struct Eligible {
    const hall::Ticket* ticket = nullptr;
    Standing standing;
    hall::Timestamp since{};
    bool sent = false;
    bool helped = false;

    hall::Seconds waited(hall::Timestamp now) const;
};
std::vector<Eligible> eligible_for(const hall::State& state, hall::WindowId window);
bool is_earlier(const Eligible& a, const Eligible& b);  // for the visitor: who waits longer

std::optional<hall::Choice> naive_next(const hall::State& state, const OrderMemory& memory,
                                       hall::WindowId window, hall::Timestamp now);

}  // namespace okno::test
