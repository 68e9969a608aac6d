// What the book has heard and the tables do not hold yet. Plain data, and the one place that knows which sums
// a leg counts in.
#pragma once

#include <compare>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "statistics/buckets.hpp"
#include "statistics/figures.hpp"
#include "statistics/forwarded.hpp"
#include "statistics/idleness.hpp"
#include "statistics/visit.hpp"

namespace okno::statistics {

struct NumberedSpell {
    std::uint64_t number = 0;  // of the event that began it
    hall::LocalDay day{};
    Spell spell;
    bool operator==(const NumberedSpell&) const = default;
};

// A sum is kept for the hall as a whole and for each name of a scope. The hour is that of the issue, as the
// day is; the outcome that of a finished leg, so legs without a finish are in no outcome.
enum class Scope { hall, kind, window, person, service, outcome, category, hour };

// Of legs: `wait` ends with the first call, `service` with a finish, transfer or park; `parked` is the part
// of `wait` after a park; `left` and `closed` waited in vain, until they cancelled or the office closed;
// `missed` is from a call to the no-show. Of visits: `visit_wait`; and when they have ended, by the queue
// they were issued for, the time until the first call or the end: `served_wait` over the norm,
// `abandoned_wait` over the visit's X. Of windows and persons: `idle`.
enum class Quantity {
    wait,
    service,
    parked,
    visit_wait,
    idle,
    left,
    closed,
    missed,
    served_wait,
    abandoned_wait
};

struct SumKey {
    hall::LocalDay day{};
    Scope scope{};
    std::string name;
    Quantity quantity{};
    auto operator<=>(const SumKey&) const = default;
};

struct Sum {
    Measure measure;
    BucketChanges buckets;
};

// Tickets issued in one hour of one day, and what became of them.
struct HourKey {
    hall::LocalDay day{};
    int hour = 0;
    auto operator<=>(const HourKey&) const = default;
};

struct Counts {
    std::int64_t issued = 0;
    std::int64_t served = 0;
    std::int64_t cancelled = 0;
    std::int64_t missed = 0;
    std::int64_t expired = 0;
    bool operator==(const Counts&) const = default;
};

// The norms that a plan brought.
struct Adoption {
    std::uint64_t number = 0;  // of the event
    hall::LocalDay day{};      // from which on they hold
    std::map<hall::KindId, hall::Norm> norms;
};

struct Rating {
    hall::TicketId ticket;
    int score = 0;
    hall::TopicId topic;
};

struct Changes {
    std::vector<Adoption> adoptions;                         // not empty: the plan is new
    bool assigned = false;                                   // what a window calls is new
    std::vector<Visit> visits;                               // as they are now
    std::map<std::uint64_t, NumberedSpell> spells;           // as they are now, by number
    std::map<SumKey, Sum> sums;                              // to be added
    std::map<hall::WindowId, std::optional<Idling>> idling;  // as they are now
    std::map<HourKey, Counts> hours;                         // to be added
    std::vector<Rating> ratings;                             // of visits that have ended
    std::vector<Forwarded> forwarded;                        // to be added
};

// Counts what one of the leg's quantities came to, in every scope but that of the outcome.
void count_leg(Changes& changes, const Visit& visit, const Leg& leg, Quantity quantity,
               hall::Milliseconds took);
// Counts the wait and the service of a leg that was finished, by its outcome.
void count_outcome(Changes& changes, const Visit& visit, const Leg& leg);
// Counts a visit that has ended in the share within the norm; one the office closed is not in it.
void count_end(Changes& changes, const Visit& visit);
// Counts a wait that has been added to `visit.waited`; `first`: none was before.
void count_visit_wait(Changes& changes, const Visit& visit, hall::Milliseconds wait, bool first);
// Counts a stretch of idleness that has ended.
void count_idle(Changes& changes, hall::WindowId window, const Idling& idling, hall::Milliseconds took);

}  // namespace okno::statistics
