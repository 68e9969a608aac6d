// The state of a hall at one moment: what all its events amount to. Ordered containers and defaulted
// equality throughout: `live == replayed == snapshot + tail` is the strongest test there is.
// Only what can still change is kept: a visit that has ended lives on in the journal and the statistics.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "hall/device.hpp"
#include "hall/duties.hpp"
#include "hall/experience.hpp"
#include "hall/ids.hpp"
#include "hall/lease.hpp"
#include "hall/leave.hpp"
#include "hall/message.hpp"
#include "hall/panic.hpp"
#include "hall/plan.hpp"
#include "hall/staff_call.hpp"
#include "hall/ticket.hpp"

namespace okno::hall {

struct Closed {
    bool operator==(const Closed&) const = default;
};
struct Open {
    OperatorId person;
    Timestamp since{};
    Nameplate nameplate{};
    bool operator==(const Open&) const = default;
};
struct Paused {
    OperatorId person;
    ReasonId reason;
    Timestamp since{};
    bool operator==(const Paused&) const = default;
};
using Post = std::variant<Closed, Open, Paused>;  // who is at the window, and whether they work

struct WindowState {
    Post post;
    std::optional<TicketId> visitor;       // called or being served here
    Timestamp free_since{};                // since it has had neither visitor nor break
    int priority_in_a_row = 0;             // visitors with a category called one after the other
    Milliseconds idled{};                  // today until the last event: open and free while somebody waited
                                           // whom it could have called
    std::optional<Leave> leave{};          // only while there is a visitor
    std::optional<Assignment> assigned{};  // the plan of the state has what is assigned
    std::optional<StaffCall> manager_call{};  // the last of this day; staff only
    bool operator==(const WindowState&) const = default;
};

// A place in a queue: who has the earlier rank goes first; the id settles ties.
struct Place {
    Timestamp rank{};
    TicketId ticket;
    auto operator<=>(const Place&) const = default;
};

// One queue for each service, one for each window that somebody was sent to. Those with a category stand in a
// lane of their own, so that both first ones are found at once.
// The ordinary ones also have *places*: the ranks of the latest who came, as many as wait. Whoever is called
// or leaves, the oldest place goes; so the places are those of a queue in strict order (hall/ordering.hpp).
struct Queue {
    std::set<Place> ordinary;
    std::set<Place> priority;
    std::set<Place> places;  // each with the ticket that holds it

    std::set<Place>& lane(bool has_priority) { return has_priority ? priority : ordinary; }
    std::size_t size() const { return ordinary.size() + priority.size(); }
    bool empty() const { return ordinary.empty() && priority.empty(); }
    bool operator==(const Queue&) const = default;
};

// A call as the boards show it, newest first.
struct Call {
    TicketNumber number;
    WindowId window;
    Timestamp at{};
    int recalls = 0;
    bool operator==(const Call&) const = default;
};
// Of each window as many as a board has rows: whatever windows a board shows, its newest calls are among
// them.
inline constexpr std::size_t calls_remembered = rows_most;

struct State {
    Plan plan;  // as it is in force: with what a manager has assigned to windows for today
    LocalDay day{};
    Timestamp latest{};                       // of the last event: time never runs backwards
    TicketId last_ticket;                     // ids are given out in order
    std::map<std::string, int> last_ordinal;  // by letter, of this day, in the hall's own count
    std::map<int, Lease> leases;              // by block; for ever
    std::set<TicketNumber> merged;            // numbers out of blocks that were used this day
    std::map<TicketId, Ticket> tickets;
    std::map<TicketNumber, TicketId> by_number;        // of the tickets above
    std::set<std::pair<Timestamp, TicketId>> by_time;  // of the tickets above, by when they were taken
    std::map<Destination, Queue> queues;               // no empty queue is kept
    std::map<WindowId, WindowState> windows;           // those of the plan
    std::vector<Call> calls;
    std::map<DeviceId, DeviceState> devices;    // all that ever reported
    std::map<DeviceId, StaffCall> staff_calls;  // by kiosk, the last of this day
    std::map<ServiceId, std::string>
        closed_services;  // for the rest of this day, each with the reason: staff only
    std::map<OperatorId, OperatorDuties> operator_duties;  // for the rest of this day: staff only
    std::optional<Message> message;
    std::vector<Rateable> rateable;  // the latest that ended, in order
    Timestamp settled{};    // hours that ended by then end no day any more: it has ended, or nobody was there
    bool strained = false;  // today a wait beyond the ordering's `long_wait` was unavoidable
    // When time alone does something to a ticket: a parked one's reminder, the end of a missed one's return.
    std::set<std::pair<Timestamp, TicketId>> alarms;
    Experience experience;
    Panics panics;  // staff only
    bool operator==(const State&) const = default;
};

// Null when the state has no such thing (never existed, or the visit has ended).
const Ticket* find(const State& state, TicketId id);
const Ticket* find(const State& state, const TicketNumber& number);
const WindowState* find(const State& state, WindowId id);
const Ticket* visitor_at(const State& state, WindowId id);

bool has_plan(const State& state);
// The plan as it was adopted, without what is assigned for today.
Plan adopted_plan(const State& state);
// Who is at the window, working or in a break; empty: nobody, or somebody whose name is not known.
OperatorId who_is_at(const WindowState& window);
// Somebody is at the window, working or in a break; at any.
bool is_staffed(const State& state, WindowId id);
bool is_staffed(const State& state);

// The indexes (queues, alarms, numbers, a window's visitor) that follow from a ticket's stage: a change of
// the stage takes the ticket out first and puts it back afterwards.
Destination queue_of(const Ticket& ticket, const Waiting& waiting);
void put_into_queue(State& state, const Ticket& ticket);
void take_from_queue(State& state, const Ticket& ticket);
std::optional<Timestamp> alarm_of(const Ticket& ticket);

}  // namespace okno::hall
