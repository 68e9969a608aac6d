// Folds the journal's events into visits, spells of the windows and sums. Pure: no database, no clock. It
// remembers only what can still change (open visits, the plan, who is at which window) and collects what is
// to be written until `take_changes`. It trusts the journal: an event about an unknown ticket changes
// nothing.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "hall/events.hpp"
#include "hall/forwarding.hpp"
#include "statistics/changes.hpp"

namespace okno::statistics {

// What of a plan the statistics need after it was adopted.
struct PlanDigest {
    hall::Zone zone;
    std::map<hall::ServiceId, hall::KindId> services;
    std::map<hall::WindowId, hall::KindId> windows;
    std::map<hall::KindId, hall::Norm> kinds;
    std::map<hall::ServiceId, hall::Norm> own_norms;            // of services that do not go by their kind's
    std::map<hall::WindowId, std::set<hall::ServiceId>> calls;  // what a window serves or helps with
    std::map<hall::OutcomeId, hall::Forwarding> forwarding{};   // of the outcomes that forward applications
    hall::Milliseconds abandoned_after{};                       // X: who gives up sooner has not waited
    bool operator==(const PlanDigest&) const = default;
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
