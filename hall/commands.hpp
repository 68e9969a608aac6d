// What may be asked of a hall. A command is a wish: `decide` turns it into events or a refusal.
// Names are imperative. Who asks (device, operator) travels beside the wish, never inside it.
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "hall/device.hpp"
#include "hall/ids.hpp"
#include "hall/panic.hpp"
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
    // Reception, by a named person: why the visitor did not take it alone (staff only), and the kiosk whose
    // printer prints it (empty: that of the author).
    std::string reason{};
    DeviceId kiosk{};
    bool operator==(const TakeTicket&) const = default;
};
// A block of numbers for the times when the dispatcher cannot be reached (hall/lease.hpp).
struct LeaseBlock {
    std::string machine;  // names the computer, not its disk
    bool operator==(const LeaseBlock&) const = default;
};
// A ticket that the kiosk gave out of its block, at `taken` by its own clock.
struct MergeTicket {
    TicketNumber number;
    Timestamp epoch{};    // of the lease
    std::string machine;  // of the lease
    ServiceId service;
    Language language;
    CategoryId category{};  // empty: none
    Timestamp taken{};
    // The same touch had been heard after all, and the visitor does not know this ticket of it.
    TicketId instead_of{};  // 0: none
    bool operator==(const MergeTicket&) const = default;
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

// `take_over`: an open one changes hands instead, to the named person who asks; so do its visits from then
// on. `reason`: why a manager opens what is somebody else's place; operators give none.
struct OpenWindow {
    WindowId window;
    bool take_over = false;
    std::string reason{};
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
    bool sure = false;     // though somebody needs this window whom no other would call
    std::string reason{};  // a manager's, as in OpenWindow
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
    std::string reference{};  // of a forwarded application; empty: none
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
    std::vector<std::string> skips{};
    std::string version{};  // "": nothing is said about it
    bool operator==(const ReportDevice&) const = default;
};
// A device says every few seconds what is known of it already.
inline bool is_known(const DeviceState& device, const ReportDevice& report) {
    return device.condition == report.condition && device.skips == report.skips &&
           (report.version.empty() || device.version == report.version);
}

// Somebody calls for help. It is never refused in a hall that has a plan, not even for a zone nobody knows.
struct RaisePanic {
    PanicZoneId zone;
    std::uint64_t press =
        0;  // the bridge's own count, so that none counts twice; 0: no guard company knows it
    bool operator==(const RaisePanic&) const = default;
};
// What a bridge has told its guard company of a call for help.
struct ReportAlarm {
    PanicZoneId zone;
    std::uint64_t press = 0;  // under which number
    bool accepted = false;    // else: on its way
    bool operator==(const ReportAlarm&) const = default;
};
// A named person has taken notice and goes to look.
struct AcknowledgePanic {
    PanicZoneId zone;
    bool operator==(const AcknowledgePanic&) const = default;
};
// It is over; by a named person, and only after somebody has taken notice.
struct RestorePanic {
    PanicZoneId zone;
    bool operator==(const RestorePanic&) const = default;
};
// The press was a mistake; by a named person (a manager: the console sees to that).
struct CancelPanic {
    PanicZoneId zone;
    bool operator==(const CancelPanic&) const = default;
};
struct StartPanicTest {
    bool operator==(const StartPanicTest&) const = default;
};
struct ReportPanicTest {
    bool passed = false;
    bool operator==(const ReportPanicTest&) const = default;
};

// Nobody asks for this but the dispatcher, when `next_deadline` has come.
struct CheckTime {
    bool operator==(const CheckTime&) const = default;
};

// A visitor asks at the author's kiosk for somebody of the staff; and a named person says "I am coming".
struct CallStaff {
    bool operator==(const CallStaff&) const = default;
};
struct AnswerStaffCall {
    DeviceId kiosk;
    bool operator==(const AnswerStaffCall&) const = default;
};

// What a manager does to the day: by name, and with a reason for the journal that staff alone may read.
// For today; `sure`: though somebody waits whom no open window would call then. `whose`: not the window's
// but the operator's who is there now, and the assignment goes with them to wherever they sit today.
struct AssignServices {
    WindowId window;
    std::vector<ServiceId> services;
    std::vector<ServiceId> helps{};
    std::string reason{};
    bool sure = false;
    OperatorId whose{};  // empty: the window's
    bool operator==(const AssignServices&) const = default;
};
struct CloseService {  // no more tickets today; who waits is served
    ServiceId service;
    std::string reason;
    bool operator==(const CloseService&) const = default;
};
struct ReopenService {
    ServiceId service;
    std::string reason;
    bool operator==(const ReopenService&) const = default;
};
// In place of the message there is.
struct PostMessage {
    Text text;  // in each language of the hall
    Seconds lasts{};
    std::string reason{};
    bool operator==(const PostMessage&) const = default;
};
struct WithdrawMessage {
    std::string reason;
    bool operator==(const WithdrawMessage&) const = default;
};
// A visitor who waits goes earlier, as if they had a category or so much of a head start.
struct PrioritiseTicket {
    TicketNumber number;
    CategoryId category{};  // empty: none
    Seconds head_start{};   // without a category
    std::string reason{};
    bool operator==(const PrioritiseTicket&) const = default;
};

// An operator asks for the manager; and a named person says "I am coming".
struct CallManager {
    WindowId window;
    bool operator==(const CallManager&) const = default;
};
struct AnswerManagerCall {
    WindowId window;
    bool operator==(const AnswerManagerCall&) const = default;
};
// What a visitor thinks of the visit with this number, that has ended.
struct RateVisit {
    TicketNumber number;
    int score = 0;  // score_least..score_most
    TopicId topic;  // empty: none
    bool operator==(const RateVisit&) const = default;
};

using Wish =
    std::variant<AdoptPlan, TakeTicket, ReportPrint, CancelTicket, OpenWindow, PauseWindow, ResumeWindow,
                 CloseWindow, CallNext, CallByNumber, Recall, StartService, FinishService, ReportNoShow,
                 TransferTicket, ParkTicket, ResumeTicket, AddStep, EnterStage, ReturnTicket, ReportDevice,
                 CheckTime, RaisePanic, ReportAlarm, AcknowledgePanic, RestorePanic, CancelPanic,
                 StartPanicTest, ReportPanicTest, LeaseBlock, MergeTicket, CallStaff, AnswerStaffCall,
                 RateVisit, AssignServices, CloseService, ReopenService, PostMessage, WithdrawMessage,
                 PrioritiseTicket, CallManager, AnswerManagerCall>;

inline constexpr std::size_t reason_bytes_at_most = 200;  // of an act

// The act of a manager, of which the hall asks why.
template <class W>
concept ReasonedAct =
    std::same_as<W, AssignServices> || std::same_as<W, CloseService> || std::same_as<W, ReopenService> ||
    std::same_as<W, PostMessage> || std::same_as<W, WithdrawMessage> || std::same_as<W, PrioritiseTicket>;
template <class W>
concept Act = ReasonedAct<W> || std::same_as<W, CallManager> || std::same_as<W, AnswerManagerCall>;

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
