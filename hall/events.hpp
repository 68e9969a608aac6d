// What happened in a hall. Events are facts in the past tense; the journal is a numbered list of them, and
// folding them with `evolve` gives the state. They carry everything replay needs and nothing it can derive.
#pragma once

#include <concepts>
#include <cstdint>
#include <map>
#include <string>
#include <variant>
#include <vector>

#include "hall/commands.hpp"
#include "hall/duties.hpp"
#include "hall/ids.hpp"
#include "hall/lease.hpp"
#include "hall/leave.hpp"
#include "hall/message.hpp"
#include "hall/plan.hpp"
#include "hall/ticket.hpp"

namespace okno::hall {

struct PlanAdopted {
    Plan plan;
    std::map<WindowId, Nameplate> nameplates{};  // of who works at a window now, by this plan
    bool operator==(const PlanAdopted&) const = default;
};
struct DayStarted {
    LocalDay day{};
    bool operator==(const DayStarted&) const = default;
};
// The last visitor after closing has been served; the windows are closed by the hall itself (§46).
struct DayEnded {
    bool operator==(const DayEnded&) const = default;
};

struct TicketTaken {
    TicketId ticket;
    TicketNumber number;
    ServiceId service;
    Language language;
    CategoryId category{};      // staff only
    Seconds head_start{};       // the category's, by the plan of that moment
    std::vector<Step> route{};  // the steps that follow, by the plan of that moment
    // Given by the kiosk itself out of its block, at this time and without paper; empty: at the event's.
    std::optional<Timestamp> taken{};
    std::string reason{};  // reception's; staff only
    DeviceId kiosk{};      // where it is given to the visitor; empty: at the author's
    bool operator==(const TicketTaken&) const = default;
};
struct BlockLeased {
    int block = 0;  // 1..blocks_at_most
    Lease lease;
    bool operator==(const BlockLeased&) const = default;
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
    Nameplate nameplate{};  // of who is there, by the plan of that moment
    std::string reason{};   // a manager's; staff only
    bool operator==(const WindowOpened&) const = default;
};
struct WindowPaused {
    WindowId window;
    ReasonId reason;
    bool operator==(const WindowPaused&) const = default;
};
struct WindowResumed {
    WindowId window;
    Nameplate nameplate{};  // of who is there, by the plan of that moment
    bool operator==(const WindowResumed&) const = default;
};
struct WindowClosed {
    WindowId window;
    std::string reason{};  // a manager's; staff only
    bool operator==(const WindowClosed&) const = default;
};

struct LeaveAnnounced {
    WindowId window;
    Leave leave{};
    bool operator==(const LeaveAnnounced&) const = default;
};
struct LeaveWithdrawn {
    WindowId window;
    bool operator==(const LeaveWithdrawn&) const = default;
};

struct TicketCalled {
    TicketId ticket;
    WindowId window;
    CallReason reason{};
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
    std::string reference{};  // of a forwarded application; staff only
    bool operator==(const ServiceFinished&) const = default;
};
// As ServiceFinished, but the visit goes on: the ticket waits for the first step of its route.
struct StepFinished {
    TicketId ticket;
    WindowId window;
    OutcomeId outcome;
    Step next;
    std::string reference{};  // of a forwarded application; staff only
    bool operator==(const StepFinished&) const = default;
};
struct StepAdded {  // goes before the steps already planned
    TicketId ticket;
    WindowId window;
    Step step;
    bool operator==(const StepAdded&) const = default;
};
struct StageEntered {
    TicketId ticket;
    WindowId window;
    StageId stage;
    bool operator==(const StageEntered&) const = default;
};
struct TicketMissed {
    TicketId ticket;
    WindowId window;
    std::optional<Timestamp> until{};  // the visitor may come back until then; empty: the visit has ended
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
    std::optional<Timestamp> remind_at{};
    bool operator==(const TicketParked&) const = default;
};
struct ParkReminded {
    TicketId ticket;
    bool operator==(const ParkReminded&) const = default;
};
struct TicketReturned {
    TicketId ticket;
    Timestamp rank{};                   // the new place
    std::optional<WindowId> only_at{};  // had been sent to this window alone, and somebody is there
    bool operator==(const TicketReturned&) const = default;
};
struct ReturnLapsed {  // who was missed did not come back: the visit has ended
    TicketId ticket;
    bool operator==(const ReturnLapsed&) const = default;
};
struct StaffCalled {  // to the author's kiosk
    bool operator==(const StaffCalled&) const = default;
};
struct StaffCallAnswered {
    DeviceId kiosk;
    bool operator==(const StaffCallAnswered&) const = default;
};
struct VisitRated {
    TicketId ticket;
    int score = 0;  // staff only, as the topic is
    TopicId topic;
    bool operator==(const VisitRated&) const = default;
};

// What a manager did to the day; each `reason` is for staff only.
struct ServicesAssigned {  // by nobody: the plan's own, when the day is over
    WindowId window;
    Duties duties;
    std::string reason{};
    OperatorId whose{};  // the operator's who is there; empty: the window's. Staff only
    bool operator==(const ServicesAssigned&) const = default;
};
struct ServiceClosed {
    ServiceId service;
    std::string reason;
    bool operator==(const ServiceClosed&) const = default;
};
struct ServiceReopened {
    ServiceId service;
    std::string reason{};
    bool operator==(const ServiceReopened&) const = default;
};
struct MessagePosted {
    Message message;
    bool operator==(const MessagePosted&) const = default;
};
struct MessageWithdrawn {  // by nobody: its time is over
    std::string reason{};
    bool operator==(const MessageWithdrawn&) const = default;
};
struct TicketPrioritised {
    TicketId ticket;
    CategoryId category{};  // staff only
    Seconds head_start{};
    std::string reason{};
    bool operator==(const TicketPrioritised&) const = default;
};
// Both for staff alone.
struct ManagerCalled {
    WindowId window;
    bool operator==(const ManagerCalled&) const = default;
};
struct ManagerCallAnswered {
    WindowId window;
    bool operator==(const ManagerCallAnswered&) const = default;
};

struct DeviceReported {
    DeviceId device;
    Condition condition{};
    std::vector<std::string> skips{};  // staff only
    std::string version{};             // staff only; "": what was known of it holds
    bool operator==(const DeviceReported&) const = default;
};

// Calls for help, for staff alone (hall/panic.hpp).
struct PanicRaised {
    PanicZoneId zone;
    std::uint64_t press = 0;
    bool operator==(const PanicRaised&) const = default;
};
struct AlarmReported {
    PanicZoneId zone;
    std::uint64_t press = 0;
    bool accepted = false;
    bool operator==(const AlarmReported&) const = default;
};
struct PanicEscalated {  // nobody has acknowledged it in time
    PanicZoneId zone;
    bool operator==(const PanicEscalated&) const = default;
};
struct PanicAcknowledged {
    PanicZoneId zone;
    bool operator==(const PanicAcknowledged&) const = default;
};
struct PanicRestored {
    PanicZoneId zone;
    bool operator==(const PanicRestored&) const = default;
};
struct PanicCancelled {
    PanicZoneId zone;
    bool operator==(const PanicCancelled&) const = default;
};
struct PanicTestStarted {
    bool operator==(const PanicTestStarted&) const = default;
};
struct PanicTestReported {
    bool passed = false;
    bool operator==(const PanicTestReported&) const = default;
};

template <class F>
concept PanicFact =
    std::same_as<F, PanicRaised> || std::same_as<F, AlarmReported> || std::same_as<F, PanicEscalated> ||
    std::same_as<F, PanicAcknowledged> || std::same_as<F, PanicRestored> || std::same_as<F, PanicCancelled> ||
    std::same_as<F, PanicTestStarted> || std::same_as<F, PanicTestReported>;

using Fact =
    std::variant<PlanAdopted, DayStarted, TicketTaken, PrintReported, TicketCancelled, TicketExpired,
                 WindowOpened, WindowPaused, WindowResumed, WindowClosed, TicketCalled, TicketRecalled,
                 ServiceStarted, ServiceFinished, TicketMissed, TicketTransferred, TicketParked, DayEnded,
                 StepFinished, StepAdded, StageEntered, ParkReminded, TicketReturned, ReturnLapsed,
                 DeviceReported, LeaveAnnounced, LeaveWithdrawn, PanicRaised, AlarmReported, PanicEscalated,
                 PanicAcknowledged, PanicRestored, PanicCancelled, PanicTestStarted, PanicTestReported,
                 BlockLeased, StaffCalled, StaffCallAnswered, VisitRated, ServicesAssigned, ServiceClosed,
                 ServiceReopened, MessagePosted, MessageWithdrawn, TicketPrioritised, ManagerCalled,
                 ManagerCallAnswered>;

// Such a fact is told to staff alone.
inline bool is_about_panic(const Fact& fact) {
    return std::visit([]<class F>(const F&) { return PanicFact<F>; }, fact);
}

struct Event {
    Timestamp at{};
    Author author;  // on the public feed the person is left out
    Fact fact;
    bool operator==(const Event&) const = default;
};

using Events = std::vector<Event>;

// The kiosk that gives the ticket to the visitor, and when the visitor took it.
inline const DeviceId& taken_where(const Event& event, const TicketTaken& fact) {
    return fact.kiosk.value.empty() ? event.author.device : fact.kiosk;
}
inline Timestamp taken_at(const Event& event, const TicketTaken& fact) {
    return fact.taken.value_or(event.at);
}

}  // namespace okno::hall
