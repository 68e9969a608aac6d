// What may be asked of a hall. A command is a wish: `decide` turns it into events or a refusal.
// Names are imperative. Who asks (device, operator) travels beside the wish, never inside it.
#pragma once

#include <optional>
#include <string>
#include <variant>

#include "hall/device.hpp"
#include "hall/ids.hpp"
#include "hall/plan.hpp"
#include "hall/ticket.hpp"

namespace okno::hall {

struct AdoptPlan {
    Plan plan;
    bool operator==(const AdoptPlan&) const = default;
};

struct TakeTicket {
    ServiceId service;
    Language language;
    CategoryId category{};  // empty: none
    bool operator==(const TakeTicket&) const = default;
};
struct ReportPrint {
    TicketId ticket;
    Print print{};
    bool operator==(const ReportPrint&) const = default;
};
struct CancelTicket {
    TicketId ticket;
    bool operator==(const CancelTicket&) const = default;
};

struct OpenWindow {
    WindowId window;
    bool operator==(const OpenWindow&) const = default;
};
// While a visitor is at the window, pausing and closing take effect when that visitor has left; resuming
// takes it back.
struct PauseWindow {
    WindowId window;
    ReasonId reason;
    bool operator==(const PauseWindow&) const = default;
};
struct ResumeWindow {
    WindowId window;
    bool operator==(const ResumeWindow&) const = default;
};
struct CloseWindow {
    WindowId window;
    bool sure = false;  // though somebody needs this window whom no other would call
    bool operator==(const CloseWindow&) const = default;
};

struct CallNext {
    WindowId window;
    bool operator==(const CallNext&) const = default;
};
struct CallByNumber {
    WindowId window;
    TicketNumber number;
    bool operator==(const CallByNumber&) const = default;
};
struct Recall {
    WindowId window;
    bool operator==(const Recall&) const = default;
};
struct StartService {
    WindowId window;
    bool operator==(const StartService&) const = default;
};
struct FinishService {  // an empty outcome: none given
    WindowId window;
    OutcomeId outcome;
    bool operator==(const FinishService&) const = default;
};
struct ReportNoShow {
    WindowId window;
    bool operator==(const ReportNoShow&) const = default;
};
struct TransferTicket {
    WindowId window;
    Destination to;
    std::string reason;  // told to the operator who takes over (§63r); staff only
    bool back = false;   // and afterwards back to this window
    bool operator==(const TransferTicket&) const = default;
};
struct ParkTicket {
    WindowId window;
    std::string reason;
    std::optional<Seconds> remind_after{};  // empty: as the plan says
    bool operator==(const ParkTicket&) const = default;
};
struct ResumeTicket {
    WindowId window;
    TicketNumber number;
    bool operator==(const ResumeTicket&) const = default;
};

// A further step for the visitor at the window, before those already planned.
struct AddStep {
    WindowId window;
    ServiceId service;
    bool back = false;  // and afterwards back to this window
    bool operator==(const AddStep&) const = default;
};
struct EnterStage {
    WindowId window;
    StageId stage;
    bool operator==(const EnterStage&) const = default;
};
// A visitor who was called in vain is there after all.
struct ReturnTicket {
    TicketNumber number;
    bool operator==(const ReturnTicket&) const = default;
};
struct ReportDevice {
    DeviceId device;
    Condition condition{};
    bool operator==(const ReportDevice&) const = default;
};

// Nobody asks for this but the dispatcher, when `next_deadline` has come.
struct CheckTime {
    bool operator==(const CheckTime&) const = default;
};

using Wish = std::variant<AdoptPlan, TakeTicket, ReportPrint, CancelTicket, OpenWindow, PauseWindow,
                          ResumeWindow, CloseWindow, CallNext, CallByNumber, Recall, StartService,
                          FinishService, ReportNoShow, TransferTicket, ParkTicket, ResumeTicket, AddStep,
                          EnterStage, ReturnTicket, ReportDevice, CheckTime>;

// Who asks: the key that signed the message, and the person at it when there is one.
struct Author {
    DeviceId device;
    OperatorId person;
    bool operator==(const Author&) const = default;
};

struct Command {
    Author author;
    Wish wish;
    bool operator==(const Command&) const = default;
};

}  // namespace okno::hall
