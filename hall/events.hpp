// What happened in a hall. Events are facts in the past tense; the journal is a numbered list of them, and
// folding them with `evolve` gives the state. They carry everything replay needs and nothing it can derive.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "hall/commands.hpp"
#include "hall/ids.hpp"
#include "hall/plan.hpp"
#include "hall/ticket.hpp"

namespace okno::hall {

struct PlanAdopted {
    Plan plan;
    bool operator==(const PlanAdopted&) const = default;
};
struct DayStarted {
    LocalDay day{};
    bool operator==(const DayStarted&) const = default;
};

struct TicketTaken {
    TicketId ticket;
    TicketNumber number;
    ServiceId service;
    Language language;
    bool operator==(const TicketTaken&) const = default;
};
struct PrintReported {
    TicketId ticket;
    Print print{};
    bool operator==(const PrintReported&) const = default;
};
struct TicketCancelled {
    TicketId ticket;
    bool operator==(const TicketCancelled&) const = default;
};
struct TicketExpired {
    TicketId ticket;
    bool operator==(const TicketExpired&) const = default;
};  // closed by the office at the day's end

struct WindowOpened {
    WindowId window;
    bool operator==(const WindowOpened&) const = default;
};
struct WindowPaused {
    WindowId window;
    ReasonId reason;
    bool operator==(const WindowPaused&) const = default;
};
struct WindowResumed {
    WindowId window;
    bool operator==(const WindowResumed&) const = default;
};
struct WindowClosed {
    WindowId window;
    bool operator==(const WindowClosed&) const = default;
};

struct TicketCalled {
    TicketId ticket;
    WindowId window;
    bool operator==(const TicketCalled&) const = default;
};
struct TicketRecalled {
    TicketId ticket;
    WindowId window;
    bool operator==(const TicketRecalled&) const = default;
};
struct ServiceStarted {
    TicketId ticket;
    WindowId window;
    bool operator==(const ServiceStarted&) const = default;
};
struct ServiceFinished {
    TicketId ticket;
    WindowId window;
    OutcomeId outcome;
    bool operator==(const ServiceFinished&) const = default;
};
struct TicketMissed {
    TicketId ticket;
    WindowId window;
    bool operator==(const TicketMissed&) const = default;
};
struct TicketTransferred {
    TicketId ticket;
    WindowId window;  // from
    Destination to;
    std::string reason;
    bool operator==(const TicketTransferred&) const = default;
};
struct TicketParked {
    TicketId ticket;
    WindowId window;
    std::string reason;
    bool operator==(const TicketParked&) const = default;
};

using Fact =
    std::variant<PlanAdopted, DayStarted, TicketTaken, PrintReported, TicketCancelled, TicketExpired,
                 WindowOpened, WindowPaused, WindowResumed, WindowClosed, TicketCalled, TicketRecalled,
                 ServiceStarted, ServiceFinished, TicketMissed, TicketTransferred, TicketParked>;

struct Event {
    Timestamp at{};
    Author author;  // on the public feed the person is left out
    Fact fact;
    bool operator==(const Event&) const = default;
};

using Events = std::vector<Event>;

}  // namespace okno::hall
