#include "hall/public_view.hpp"

#include <utility>

namespace okno::hall {

namespace {

struct Redact {
    void operator()(PlanAdopted& fact) const {
        fact.plan.panic = {};
        fact.plan.staff.clear();
    }
    void operator()(DeviceReported& fact) const {
        fact.skips.clear();
        fact.version.clear();
    }
    void operator()(WindowPaused& fact) const { fact.reason = {}; }
    void operator()(LeaveAnnounced& fact) const {
        fact.leave.reason = {};
        fact.leave.why.clear();
    }
    void operator()(TicketTransferred& fact) const { fact.reason.clear(); }
    void operator()(TicketParked& fact) const { fact.reason.clear(); }
    void operator()(TicketTaken& fact) const {
        fact.category = {};
        fact.reason.clear();
    }
    void operator()(VisitRated& fact) const {
        fact.score = 0;
        fact.topic = {};
    }
    void operator()(TicketCalled& fact) const { fact.reason = {}; }
    void operator()(StepFinished& fact) const { hide_outcome(fact); }
    void operator()(ServiceFinished& fact) const { hide_outcome(fact); }
    void operator()(ServicesAssigned& fact) const {
        fact.reason.clear();
        fact.whose = {};
    }
    void operator()(WindowOpened& fact) const { fact.reason.clear(); }
    void operator()(WindowClosed& fact) const { fact.reason.clear(); }
    void operator()(ServiceClosed& fact) const { fact.reason.clear(); }
    void operator()(ServiceReopened& fact) const { fact.reason.clear(); }
    void operator()(MessageWithdrawn& fact) const { fact.reason.clear(); }
    void operator()(MessagePosted& fact) const { fact.message.reason.clear(); }
    void operator()(TicketPrioritised& fact) const {
        fact.category = {};
        fact.reason.clear();
    }
    void operator()(auto&) const {}

  private:
    static void hide_outcome(auto& fact) {
        fact.outcome = {};
        fact.reference.clear();
    }
};

}  // namespace

bool is_for_staff(const Fact& fact) {
    const auto* reported = std::get_if<DeviceReported>(&fact);
    return is_about_panic(fact) || std::holds_alternative<ManagerCalled>(fact) ||
           std::holds_alternative<ManagerCallAnswered>(fact) || (reported && is_part(reported->device));
}

std::optional<Event> public_event(const Event& event) {
    if (is_for_staff(event.fact)) return std::nullopt;
    Event shown = event;
    shown.author.person = {};
    std::visit(Redact{}, shown.fact);
    return shown;
}

State public_state(State state) {
    state.panics = {};
    state.plan.panic = {};
    state.plan.staff.clear();
    std::erase_if(state.devices, [](const auto& device) { return is_part(device.first); });
    for (auto& [id, device] : state.devices) {
        device.skips.clear();
        device.version.clear();
    }
    state.operator_duties.clear();
    state.experience.pace.clear();
    for (auto& [id, reason] : state.closed_services) reason.clear();
    if (state.message) state.message->reason.clear();
    for (auto& [id, window] : state.windows) {
        if (window.assigned) {
            window.assigned->reason.clear();
            window.assigned->whose = {};
        }
        window.manager_call.reset();
        window.priority_in_a_row = 0;
        if (window.leave) {
            window.leave->reason = {};
            window.leave->why.clear();
        }
        if (auto* open = std::get_if<Open>(&window.post)) open->person = {};
        if (auto* paused = std::get_if<Paused>(&window.post)) {
            paused->person = {};
            paused->reason = {};
        }
    }
    for (auto& [id, ticket] : state.tickets) {
        ticket.note.clear();
        ticket.category = {};
        if (auto* called = std::get_if<Called>(&ticket.stage)) called->reason = {};
        if (auto* serving = std::get_if<Serving>(&ticket.stage)) serving->reason = {};
        if (auto* parked = std::get_if<Parked>(&ticket.stage)) parked->reason.clear();
    }
    return state;
}

}  // namespace okno::hall
