// A visit as the statistics keep it: what happened to one ticket, leg by leg. Plain data.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "hall/ids.hpp"
#include "hall/ticket.hpp"
#include "hall/time.hpp"

namespace okno::statistics {

enum class LegBegin { issue, transfer, park, step, comeback };
enum class LegEnd { finished, transferred, parked, missed, cancelled, expired };
enum class VisitEnd { served, cancelled, missed, expired };

// One wait and, when the visitor is called, one stay at a window. A leg begins with the issue, a transfer, a
// park, the step before (`step`) or the return of somebody who was missed (`comeback`).
struct Leg {
    LegBegin begin{};
    hall::ServiceId service;
    hall::KindId kind;  // of the queue waited in
    hall::Timestamp since{};
    std::optional<hall::Timestamp> called;  // the first call
    hall::WindowId window;                  // that called; 0 before
    hall::OperatorId called_by;             // "" when unknown, as below
    hall::OperatorId person;                // who started the service, else who called
    int recalls = 0;
    std::optional<hall::Timestamp> started;  // the specialist's action
    std::optional<LegEnd> end;
    std::optional<hall::Timestamp> ended;
    std::optional<hall::Why> reason;          // of the call
    hall::OutcomeId outcome;                  // of a finish
    std::optional<hall::WindowId> only_at{};  // waited for this window alone
    // The norms in force when the wait and when the service ended; empty: none was.
    std::optional<hall::Milliseconds> wait_norm{};
    std::optional<hall::Milliseconds> service_norm{};
    bool operator==(const Leg&) const = default;
};

struct Visit {
    hall::TicketId ticket;
    hall::TicketNumber number;
    hall::Language language;
    hall::DeviceId device;  // that issued the ticket
    hall::LocalDay day{};   // the hall's local date of issue
    int hour = 0;           // and hour, 0 to 23; twice the same where clocks are set back
    hall::Timestamp issued{};
    hall::Milliseconds waited{};  // the waits of the legs that were called, added up
    hall::OutcomeId outcome;      // of the last finish
    hall::CategoryId category;    // "": none
    std::optional<VisitEnd> end;
    std::optional<hall::Timestamp> ended;
    std::vector<Leg> legs;  // at least one
    // X of the share within the norm, as the plan had it at the issue: who gave up sooner had not waited.
    hall::Milliseconds abandoned_after{};
    // The journal's numbers between which all that happened to the ticket stands. While the visit is open the
    // last may lag behind what changed neither a leg nor a sum.
    std::uint64_t first_number = 0;
    std::uint64_t last_number = 0;
    bool operator==(const Visit&) const = default;
};

// As they stand in the tables.
std::string_view to_string(LegBegin begin);
std::string_view to_string(LegEnd end);
std::string_view to_string(VisitEnd end);
std::string_view to_string(hall::Why why);
// A word that no version of this program wrote: std::runtime_error.
LegBegin leg_begin(std::string_view word);
LegEnd leg_end(std::string_view word);
VisitEnd visit_end(std::string_view word);
hall::Why why(std::string_view word);

}  // namespace okno::statistics
