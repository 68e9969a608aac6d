// A ticket: a place in the queue with a printed number, and the stage of the visit it is in.
#pragma once

#include <optional>
#include <string>
#include <variant>

#include "hall/ids.hpp"
#include "hall/time.hpp"

namespace okno::hall {

// What is known of the paper. A ticket counts as printed only when the printer says so.
enum class Print { reserved, printing, printed, failed, unknown };

// Where a transferred visitor waits: in the queue of a service, or for one window alone.
using Destination = std::variant<ServiceId, WindowId>;

struct Waiting {
    Timestamp since{};                // the start of this leg: issue, transfer
    std::optional<WindowId> only_at;  // transferred to this window: no other may call
    bool operator==(const Waiting&) const = default;
};
struct Called {
    WindowId window;
    Timestamp since{};      // the first call of this leg
    Timestamp last_call{};  // the last call or recall
    int recalls = 0;
    bool operator==(const Called&) const = default;
};
struct Serving {
    WindowId window;
    Timestamp called{};
    Timestamp since{};
    bool operator==(const Serving&) const = default;
};
struct Parked {
    WindowId by;
    Timestamp since{};
    std::string reason;  // staff only
    bool operator==(const Parked&) const = default;
};
using Stage = std::variant<Waiting, Called, Serving, Parked>;

struct Ticket {
    TicketId id;
    TicketNumber number;
    ServiceId service;  // the one waited for now; a transfer changes it
    Language language;
    DeviceId taken_at_device;
    Timestamp taken{};  // the commit of the number: earns the place, kept through transfers
    Print print = Print::reserved;
    Stage stage;
    std::string note;  // the last transfer's reason; staff only
    bool operator==(const Ticket&) const = default;
};

// The window the visitor is called to or served at.
std::optional<WindowId> window_of(const Ticket& ticket);

}  // namespace okno::hall
