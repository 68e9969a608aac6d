#include "simulation/event_line.hpp"

#include <concepts>
#include <type_traits>

namespace okno::simulation {

namespace {

// Writes words with a space between them.
class Words {
  public:
    explicit Words(std::string& line) : line_(line) {}

    void operator()(const std::string& text) { word(text.empty() ? "-" : text); }
    void operator()(const char* text) { word(text); }
    template <class Tag, class Value>
    void operator()(const hall::Id<Tag, Value>& id) {
        if constexpr (std::is_same_v<Value, std::string>)
            (*this)(id.value);
        else
            word(std::to_string(id.value));
    }
    template <class T>
    requires std::is_enum_v<T> || std::is_integral_v<T>
    void operator()(T value) { word(std::to_string(static_cast<long long>(value))); }
    template <class Rep, class Period>
    void operator()(std::chrono::duration<Rep, Period> length) {
        word(std::to_string(length.count()));
    }
    void operator()(hall::Timestamp at) { (*this)(at.time_since_epoch()); }
    void operator()(hall::LocalDay day) { (*this)(day.time_since_epoch()); }
    void operator()(const hall::TicketNumber& number) { word(hall::to_string(number)); }
    void operator()(const hall::Destination& destination) {
        if (const auto* window = std::get_if<hall::WindowId>(&destination)) {
            word("window");
            (*this)(*window);
        } else {
            (*this)(std::get<hall::ServiceId>(destination));
        }
    }
    void operator()(const hall::CallReason& reason) {
        all(reason.why, reason.count, reason.at_most, reason.time);
    }
    void operator()(const hall::Step& step) { all(step.service, step.back_to, step.same_window); }
    void operator()(const hall::Plan& plan) {
        all(plan.zone.name, plan.services.size(), plan.windows.size(), plan.ordering.policy);
    }
    template <class T>
    void operator()(const std::optional<T>& value) {
        if (value)
            (*this)(*value);
        else
            word("none");
    }
    template <class T>
    void operator()(const std::vector<T>& list) {
        for (const T& one : list) (*this)(one);
    }
    void all(const auto&... values) { ((*this)(values), ...); }

  private:
    void word(const std::string& text) {
        if (!line_.empty()) line_ += ' ';
        line_ += text;
    }
    std::string& line_;
};

struct Fields {
    Words& say;
    void operator()(const hall::PlanAdopted& f) const { say.all("plan-adopted", f.plan); }
    void operator()(const hall::DayStarted& f) const { say.all("day-started", f.day); }
    void operator()(const hall::DayEnded&) const { say("day-ended"); }
    void operator()(const hall::TicketTaken& f) const {
        say.all("ticket-taken", f.ticket, f.number, f.service, f.language, f.category, f.head_start, f.route);
        if (f.taken) say.all("given-at", *f.taken);
    }
    void operator()(const hall::BlockLeased& f) const {
        say.all("block-leased", f.block, f.lease.device, f.lease.machine, f.lease.epoch);
    }
    void operator()(const hall::PrintReported& f) const { say.all("print-reported", f.ticket, f.print); }
    void operator()(const hall::TicketCancelled& f) const { say.all("ticket-cancelled", f.ticket); }
    void operator()(const hall::TicketExpired& f) const { say.all("ticket-expired", f.ticket); }
    void operator()(const hall::WindowOpened& f) const { say.all("window-opened", f.window); }
    void operator()(const hall::WindowPaused& f) const { say.all("window-paused", f.window, f.reason); }
    void operator()(const hall::WindowResumed& f) const { say.all("window-resumed", f.window); }
    void operator()(const hall::WindowClosed& f) const { say.all("window-closed", f.window); }
    void operator()(const hall::LeaveAnnounced& f) const {
        say.all("leave-announced", f.window, f.leave.close ? "close" : "pause", f.leave.sure ? "sure" : "",
                f.leave.reason);
    }
    void operator()(const hall::LeaveWithdrawn& f) const { say.all("leave-withdrawn", f.window); }
    void operator()(const hall::TicketCalled& f) const {
        say.all("ticket-called", f.ticket, "to", f.window, "because", f.reason);
    }
    void operator()(const hall::TicketRecalled& f) const {
        say.all("ticket-recalled", f.ticket, "to", f.window);
    }
    void operator()(const hall::ServiceStarted& f) const {
        say.all("service-started", f.ticket, "at", f.window);
    }
    void operator()(const hall::ServiceFinished& f) const {
        say.all("service-finished", f.ticket, "at", f.window, f.outcome);
    }
    void operator()(const hall::StepFinished& f) const {
        say.all("step-finished", f.ticket, "at", f.window, f.outcome, "next", f.next);
    }
    void operator()(const hall::StepAdded& f) const {
        say.all("step-added", f.ticket, "at", f.window, f.step);
    }
    void operator()(const hall::StageEntered& f) const {
        say.all("stage-entered", f.ticket, "at", f.window, f.stage);
    }
    void operator()(const hall::TicketMissed& f) const {
        say.all("ticket-missed", f.ticket, "at", f.window, f.until);
    }
    void operator()(const hall::TicketTransferred& f) const {
        say.all("ticket-transferred", f.ticket, "from", f.window, "to", f.to, f.reason);
    }
    void operator()(const hall::TicketParked& f) const {
        say.all("ticket-parked", f.ticket, "by", f.window, f.reason, f.remind_at);
    }
    void operator()(const hall::ParkReminded& f) const { say.all("park-reminded", f.ticket); }
    void operator()(const hall::TicketReturned& f) const { say.all("ticket-returned", f.ticket, f.rank); }
    void operator()(const hall::ReturnLapsed& f) const { say.all("return-lapsed", f.ticket); }
    void operator()(const hall::DeviceReported& f) const {
        say.all("device-reported", f.device, f.condition);
    }
    // None of these happens in a simulated hall: nobody calls staff or for help, and nobody rates.
    void operator()(const auto&) const { say.all("other"); }
};

struct Kind {
    const char* operator()(const hall::AdoptPlan&) const { return "adopt-plan"; }
    const char* operator()(const hall::TakeTicket&) const { return "take-ticket"; }
    const char* operator()(const hall::LeaseBlock&) const { return "lease-block"; }
    const char* operator()(const hall::MergeTicket&) const { return "merge-ticket"; }
    const char* operator()(const hall::ReportPrint&) const { return "report-print"; }
    const char* operator()(const hall::CancelTicket&) const { return "cancel-ticket"; }
    const char* operator()(const hall::OpenWindow&) const { return "open-window"; }
    const char* operator()(const hall::PauseWindow&) const { return "pause-window"; }
    const char* operator()(const hall::ResumeWindow&) const { return "resume-window"; }
    const char* operator()(const hall::CloseWindow&) const { return "close-window"; }
    const char* operator()(const hall::CallNext&) const { return "call-next"; }
    const char* operator()(const hall::CallByNumber&) const { return "call-by-number"; }
    const char* operator()(const hall::Recall&) const { return "recall"; }
    const char* operator()(const hall::StartService&) const { return "start-service"; }
    const char* operator()(const hall::FinishService&) const { return "finish-service"; }
    const char* operator()(const hall::ReportNoShow&) const { return "report-no-show"; }
    const char* operator()(const hall::TransferTicket&) const { return "transfer-ticket"; }
    const char* operator()(const hall::ParkTicket&) const { return "park-ticket"; }
    const char* operator()(const hall::ResumeTicket&) const { return "resume-ticket"; }
    const char* operator()(const hall::AddStep&) const { return "add-step"; }
    const char* operator()(const hall::EnterStage&) const { return "enter-stage"; }
    const char* operator()(const hall::ReturnTicket&) const { return "return-ticket"; }
    const char* operator()(const hall::ReportDevice&) const { return "report-device"; }
    const char* operator()(const hall::CheckTime&) const { return "check-time"; }
    const char* operator()(const auto&) const { return "other"; }
};

// What tells one wish of a kind from another, as far as it is one of these.
void say_details(Words& say, const auto& wish) {
    if constexpr (requires { wish.window; }) say.all("window", wish.window);
    if constexpr (requires { wish.ticket; }) say.all("ticket", wish.ticket);
    if constexpr (requires { wish.number; }) say.all("number", wish.number);
    if constexpr (requires { wish.service; }) say.all("service", wish.service);
    if constexpr (requires { wish.category; }) say.all("category", wish.category);
    if constexpr (requires { wish.taken; }) say.all("given-at", wish.taken);
    if constexpr (requires { wish.to; }) say.all("to", wish.to);
    if constexpr (requires { wish.outcome; }) say.all("outcome", wish.outcome);
    if constexpr (requires { wish.stage; }) say.all("stage", wish.stage);
    if constexpr (requires { wish.sure; })
        if (wish.sure) say("sure");
}

}  // namespace

std::string line_of(const hall::Event& event) {
    std::string line;
    Words say(line);
    say.all(event.at, event.author.device, event.author.person);
    std::visit(Fields{say}, event.fact);
    return line;
}

std::string line_of(const hall::Command& command, hall::Timestamp now) {
    std::string line;
    Words say(line);
    say.all(now, command.author.device, command.author.person);
    std::visit(
        [&](const auto& wish) {
            say(Kind{}(wish));
            say_details(say, wish);
        },
        command.wish);
    return line;
}

void Digest::after(const hall::State&, const hall::Event& event) {
    const auto add = [this](char byte) {
        value_ = (value_ ^ static_cast<unsigned char>(byte)) * 0x100000001b3ULL;
    };
    for (const char byte : line_of(event)) add(byte);
    add('\n');
}

}  // namespace okno::simulation
