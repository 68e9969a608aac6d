// A ticket: a place in the queue with a printed number, and the stage of the visit it is in.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "hall/ids.hpp"
#include "hall/plan.hpp"
#include "hall/time.hpp"

namespace okno::hall {

// What is known of the paper. A ticket counts as printed only when the printer says so.
enum class Print { reserved, printing, printed, failed, unknown };

// Where a transferred visitor waits: in the queue of a service, or for one window alone.
using Destination = std::variant<ServiceId, WindowId>;

// Why this ticket is called now: one sentence for operator and manager (`protocol/sentences`). Staff only.
enum class Why {
    longest_wait,  // `time`: how long
    least_slack,   // can still be called within the norm; `time`: what is left of it
    long_wait,     // can still be spared a long wait; `time`: what is left
    service_turn,  // it is this service's turn, and nobody of it waits longer; `time`: how long
    priority,      // `count` of at most `at_most` in a row
    turn,          // of one without priority, after `at_most` with
    ceiling,       // `time`: nobody is overtaken who has waited so long
    sent_here,     // transferred or returned to this window
    helping,       // a foreign queue, because the window's own is short
    by_number,     // the operator chose
    parked         // taken up again
};
struct CallReason {
    Why why = Why::longest_wait;
    int count = 0;
    int at_most = 0;
    Seconds time{};
    bool operator==(const CallReason&) const = default;
};

// A step of a visit still to come: a service, at any window that serves it or back at one.
struct Step {
    ServiceId service;
    std::optional<WindowId> back_to;  // this window alone, if somebody is there then
    bool same_window = false;  // the one that serves this service earlier in the visit; then `back_to` is set
    bool operator==(const Step&) const = default;
};

struct Waiting {
    Timestamp since{};                // the start of this leg: issue, transfer, the step before
    std::optional<WindowId> only_at;  // transferred to this window: no other may call
    bool operator==(const Waiting&) const = default;
};
struct Called {
    WindowId window;
    Timestamp since{};      // the first call of this leg
    Timestamp last_call{};  // the last call or recall
    int recalls = 0;
    CallReason reason;
    std::optional<WindowId> only_at{};  // had been sent to this window alone
    bool operator==(const Called&) const = default;
};
struct Serving {
    WindowId window;
    Timestamp called{};
    Timestamp since{};
    StageId stage;  // of §71; empty when the plan has none
    Timestamp stage_since{};
    CallReason reason{};  // of the call
    bool operator==(const Serving&) const = default;
};
struct Parked {
    WindowId by;
    Timestamp since{};
    std::string reason;                  // staff only
    std::optional<Timestamp> remind_at;  // until the reminder has been given
    bool reminded = false;
    bool operator==(const Parked&) const = default;
};
// Called in vain; the visitor may still come back.
struct Missed {
    WindowId window;
    Timestamp since{};
    Timestamp until{};
    std::optional<WindowId> only_at{};  // had been sent to this window alone
    bool operator==(const Missed&) const = default;
};
using Stage = std::variant<Waiting, Called, Serving, Parked, Missed>;

struct Ticket {
    TicketId id;
    TicketNumber number;
    ServiceId service;  // the one waited for now; a transfer changes it
    Language language;
    DeviceId taken_at_device;
    Timestamp taken{};  // the commit of the number
    Timestamp rank{};   // the place earned: `taken`, earlier by a category's head start, later after a return
    Timestamp place{};  // of the queue, while waiting: who is called early leaves it to who is not
    Milliseconds waited{};  // in queues, until the calls so far
    CategoryId category;    // staff only
    Print print = Print::reserved;
    Stage stage;
    std::string note;         // the last transfer's reason; staff only
    std::vector<Step> route;  // the steps after this one
    bool operator==(const Ticket&) const = default;
};

// Has a category's head start, and has not lost it by coming back late.
inline bool has_priority(const Ticket& ticket) {
    return ticket.rank < ticket.taken;
}

// What follows a service in the same visit, by the plan.
std::vector<Step> steps_after(const Service& service);

// The window that alone may call the visitor, who waits for it or may come back to it.
std::optional<WindowId> only_window_of(const Ticket& ticket);

// The window the visitor is called to or served at.
std::optional<WindowId> window_of(const Ticket& ticket);

}  // namespace okno::hall
