// Folds the journal's events into visits, spells of the windows and sums. Pure: no database, no clock. It
// remembers only what can still change (open visits, the plan, who is at which window) and collects what is
// to be written until `take_changes`. It trusts the journal: an event about an unknown ticket changes
// nothing.
#pragma once

#include <compare>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "hall/events.hpp"
#include "statistics/figures.hpp"
#include "statistics/idleness.hpp"
#include "statistics/visit.hpp"

namespace okno::statistics {

// What of a plan the statistics need after it was adopted.
struct PlanDigest {
    hall::Zone zone;
    std::map<hall::ServiceId, hall::KindId> services;
    std::map<hall::WindowId, hall::KindId> windows;
    std::map<hall::KindId, hall::Norm> kinds;
    std::map<hall::ServiceId, hall::Norm> own_norms;            // of services that do not go by their kind's
    std::map<hall::WindowId, std::set<hall::ServiceId>> calls;  // what a window serves or helps with
    bool operator==(const PlanDigest&) const = default;
};

struct NumberedSpell {
    std::uint64_t number = 0;  // of the event that began it
    hall::LocalDay day{};
    Spell spell;
    bool operator==(const NumberedSpell&) const = default;
};

enum class Scope { hall, kind, window, person };
enum class Quantity { wait, service, parked, visit_wait, idle };

struct SumKey {
    hall::LocalDay day{};
    Scope scope{};
    std::string name;
    Quantity quantity{};
    auto operator<=>(const SumKey&) const = default;
};

struct DayCounts {
    std::int64_t issued = 0;
    std::int64_t served = 0;
    std::int64_t cancelled = 0;
    std::int64_t missed = 0;
    std::int64_t expired = 0;
    bool operator==(const DayCounts&) const = default;
};

// The norms that a plan brought.
struct Adoption {
    std::uint64_t number = 0;  // of the event
    hall::LocalDay day{};      // from which on they hold
    std::map<hall::KindId, hall::Norm> norms;
};

struct Changes {
    std::vector<Adoption> adoptions;                         // not empty: the plan is new
    bool assigned = false;                                   // what a window calls is new
    std::vector<Visit> visits;                               // as they are now
    std::map<std::uint64_t, NumberedSpell> spells;           // as they are now, by number
    std::map<SumKey, Measure> sums;                          // to be added
    std::map<hall::WindowId, std::optional<Idling>> idling;  // as they are now
    std::map<hall::LocalDay, DayCounts> days;                // to be added
};

class Book {
  public:
    Book() = default;
    // Goes on from what a database holds; `visits` and `spells` are those without an end.
    Book(std::uint64_t position, PlanDigest plan, std::vector<Visit> visits,
         const std::vector<NumberedSpell>& spells, std::map<hall::WindowId, Idling> idling);

    std::uint64_t position() const { return position_; }
    const PlanDigest& plan() const { return plan_; }

    // `number` follows `position`. No event: only the number counts.
    void hear(std::uint64_t number, const std::optional<hall::Event>& event);

    Changes take_changes();

  private:
    class Fold;

    std::uint64_t position_ = 0;
    PlanDigest plan_;
    std::map<hall::TicketId, Visit> open_;
    std::map<hall::WindowId, NumberedSpell> spells_;  // that still last
    std::set<hall::TicketId> touched_;                // of the open visits
    Presence present_;
    std::map<hall::WindowId, Idling> idling_;
    Changes changes_;
};

}  // namespace okno::statistics
