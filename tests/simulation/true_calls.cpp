#include "tests/simulation/true_calls.hpp"

#include <algorithm>

#include "tests/simulation/broken_rule.hpp"

namespace okno::test {

using namespace okno::hall;

namespace {

const DeviceId clock_device{"dispatcher"};

std::string named(const Ticket& ticket) {
    return to_string(ticket.number);
}

bool by_hand(const TicketCalled& call) {
    return call.reason.why == Why::by_number || call.reason.why == Why::parked;
}

std::string told(const Choice& choice) {
    return std::to_string(choice.ticket.value) + " because " +
           std::to_string(static_cast<int>(choice.reason.why)) + " (" + std::to_string(choice.reason.count) +
           " of " + std::to_string(choice.reason.at_most) + ", " +
           std::to_string(choice.reason.time.count()) + " s)";
}

// Somebody is at a window, other than the one left out, that would call who waits for the service.
bool somebody_calls(const State& state, const ServiceId& service, std::optional<WindowId> left_out) {
    for (const Window& window : state.plan.windows) {
        if (window.id == left_out) continue;
        if (std::holds_alternative<Closed>(state.windows.at(window.id).post)) continue;
        for (const auto* list : {&window.services, &window.helps})
            if (std::find(list->begin(), list->end(), service) != list->end()) return true;
    }
    return false;
}

// Of all that is still to be done for those in the hall, something would be done here and by nobody else.
bool is_needed(const State& state, WindowId id) {
    std::vector<Step> to_do;
    for (const auto& [ticket_id, ticket] : state.tickets) {
        to_do.insert(to_do.end(), ticket.route.begin(), ticket.route.end());
        if (window_of(ticket)) continue;
        to_do.push_back({ticket.service, {}});
        if (const auto* waiting = std::get_if<Waiting>(&ticket.stage))
            to_do.back().back_to = waiting->only_at;
        if (const auto* missed = std::get_if<Missed>(&ticket.stage)) to_do.back().back_to = missed->only_at;
    }
    return std::any_of(to_do.begin(), to_do.end(), [&](const Step& step) {
        const auto is_done = [&](std::optional<WindowId> closed) {
            const WindowState* back = step.back_to ? find(state, *step.back_to) : nullptr;
            const bool goes_back =
                back && step.back_to != closed && !std::holds_alternative<Closed>(back->post);
            return goes_back || somebody_calls(state, step.service, closed);
        };
        return is_done({}) && !is_done(id);
    });
}

// Who got the ticket from a kiosk alone has waited since then.
template <class Fact>
Timestamp begins(const Fact& fact, Timestamp at) {
    if constexpr (std::is_same_v<Fact, TicketTaken>) return fact.taken.value_or(at);
    return at;
}

}  // namespace

// Who asks for the next is refused only when there is nobody; nobody is left behind by a window that closes,
// nor sent where nobody is.
void TrueCalls::decided(const State& state, const Command& command, Timestamp, const Decision& decision) {
    const auto* next = std::get_if<CallNext>(&command.wish);
    if (next && !decision && decision.error() == Rejection::nobody_waiting)
        must(eligible_for(state, next->window).empty(), "\"next\" was refused though somebody waits");
    const auto* close = std::get_if<CloseWindow>(&command.wish);
    if (close && !close->sure && find(state, close->window)) {
        const bool needed = is_needed(state, close->window);
        if (decision) must(!needed, "a window closed that alone would call somebody");
        if (!decision && decision.error() == Rejection::last_window_for_waiting)
            must(needed, "a window may not close though nobody needs it");
    }
    const auto* transfer = std::get_if<TransferTicket>(&command.wish);
    const auto* add = std::get_if<AddStep>(&command.wish);
    const ServiceId* to = add ? &add->service : transfer ? std::get_if<ServiceId>(&transfer->to) : nullptr;
    if (!to) return;
    const bool received = somebody_calls(state, *to, {});
    if (decision) must(received, "a visitor was sent where nobody is");
    if (!decision && decision.error() == Rejection::destination_unserved)
        must(!received, "a visitor may not go where somebody is");
}

void TrueCalls::before(const State& state, const Event& event) {
    count_idleness(state, event.at);
    if (const auto* call = std::get_if<TicketCalled>(&event.fact)) {
        const WindowState& window = state.windows.at(call->window);
        must(std::holds_alternative<Open>(window.post), "a window called that is not open");
        must(!window.visitor, "a window called that has a visitor");
        const Ticket* ticket = find(state, call->ticket);
        must(ticket != nullptr, "a ticket was called that is not in the hall");
        const bool parked = std::holds_alternative<Parked>(ticket->stage);
        must(parked == (call->reason.why == Why::parked), "a reason speaks of a parked visitor, or should");
        must(parked || std::holds_alternative<Waiting>(ticket->stage),
             named(*ticket) + " was called but does not wait");
        if (!by_hand(*call)) check_chosen(state, *call, event.at);
        if (!by_hand(*call)) check_ceiling(state, *call, event.at);
        count_row(state, *call, event.at);
        if (!parked) count_wait(state, *call, event.at);
        must(!leaves_.contains(call->window), "a window called whose leave was due");
        if (event.author.device == clock_device) check_push(state, *call, event.at);
    }
    memory_.before(state, event);
}

void TrueCalls::check_chosen(const State& state, const TicketCalled& call, Timestamp at) const {
    const auto expected = naive_next(state, memory_, call.window, at);
    must(expected.has_value(), "a window called somebody it may not call");
    const Choice actual{call.ticket, call.reason};
    must(expected->ticket == actual.ticket, "window " + std::to_string(call.window.value) + " called " +
                                                told(actual) + ", not " + told(*expected));
    must(*expected == actual, "the reason of a call is " + told(actual) + ", not " + told(*expected));
}

void TrueCalls::check_ceiling(const State& state, const TicketCalled& call, Timestamp at) const {
    const Seconds ceiling = state.plan.ordering.ceiling;
    if (ceiling == Seconds{0}) return;
    const Ticket& chosen = state.tickets.at(call.ticket);
    for (const Eligible& other : eligible_for(state, call.window))
        must(at - other.since < ceiling || other.since >= std::max(chosen.rank, chosen.taken),
             named(*other.ticket) + " has waited beyond the ceiling and is overtaken by " + named(chosen));
}

// A row ends with any other call, and with one of a visitor taken up again.
void TrueCalls::count_row(const State& state, const TicketCalled& call, Timestamp at) {
    const Ticket& chosen = state.tickets.at(call.ticket);
    const Timestamp since = std::max(chosen.rank, chosen.taken);
    bool past_somebody = false;
    for (const Eligible& other : eligible_for(state, call.window))
        past_somebody = past_somebody || (!other.standing.priority && other.since < since);
    int& row = row_[call.window];
    row = !by_hand(call) && has_priority(chosen) && past_somebody ? row + 1 : 0;
    const Seconds ceiling = state.plan.ordering.ceiling;
    const bool overdue = ceiling > Seconds{0} && at - since >= ceiling;
    must(overdue || row <= state.plan.ordering.priority_in_a_row,
         "window " + std::to_string(call.window.value) + " called " + std::to_string(row) +
             " with priority in a row past somebody without");
}

// Of several windows that call by themselves, the one that is free longest does it first.
void TrueCalls::check_push(const State& state, const TicketCalled& call, Timestamp at) {
    for (const Window& window : state.plan.windows) {
        const WindowState& post = state.windows.at(window.id);
        const bool free = !post.visitor && std::holds_alternative<Open>(post.post);
        if (window.id == call.window)
            must(window.push && at >= free_since_[window.id] + *window.push,
                 "a window called by itself too soon");
        else if (window.push && free && at >= free_since_[window.id] + *window.push)
            must(eligible_for(state, window.id).empty() || std::pair(free_since_[call.window], call.window) <
                                                               std::pair(free_since_[window.id], window.id),
                 "a window called by itself though another is free longer");
    }
}

// A leg begins with the issue, a step, a transfer from a window, a return; who waited for a window that
// closes goes on.
void TrueCalls::follow_legs(const State& state, const Event& event) {
    std::visit(
        [&](const auto& fact) {
            if constexpr (requires { fact.ticket; }) {
                if (!standing_of(state, fact.ticket))
                    leg_since_.erase(fact.ticket);
                else
                    leg_since_.try_emplace(fact.ticket, begins(fact, event.at));
            }
        },
        event.fact);
}

// Between two events nothing changes: who is free now while somebody waits whom "next" would give has been
// so.
void TrueCalls::count_idleness(const State& state, Timestamp at) {
    for (const auto& [id, window] : state.windows)
        if (at > state.latest && !window.visitor && std::holds_alternative<Open>(window.post) &&
            !eligible_for(state, id).empty())
            idled_[id] += at - state.latest;
}

// The average against the norm is that of the waits from the issue to the first call.
void TrueCalls::count_wait(const State& state, const TicketCalled& call, Timestamp at) {
    const Ticket& ticket = state.tickets.at(call.ticket);
    const Service* service = find(state.plan, ticket.service);
    if (!service || leg_since_.at(call.ticket) != ticket.taken) return;
    Waits& waits = waits_[service->kind];
    ++waits.count;
    waits.sum += at - ticket.taken;
}

void TrueCalls::after(const State& state, const Event& event) {
    memory_.after(state, event);
    follow_legs(state, event);
    if (std::holds_alternative<DayStarted>(event.fact)) {
        idled_.clear();
        waits_.clear();
    }
    if (const auto* announced = std::get_if<LeaveAnnounced>(&event.fact)) leaves_.insert(announced->window);
    std::visit(
        [&](const auto& fact) {
            using One = std::decay_t<decltype(fact)>;
            if constexpr (std::is_same_v<One, LeaveWithdrawn> || std::is_same_v<One, WindowPaused> ||
                          std::is_same_v<One, WindowClosed>)
                leaves_.erase(fact.window);
            if constexpr (std::is_same_v<One, WindowOpened> || std::is_same_v<One, WindowResumed> ||
                          std::is_same_v<One, ServiceFinished> || std::is_same_v<One, StepFinished> ||
                          std::is_same_v<One, TicketMissed> || std::is_same_v<One, TicketParked> ||
                          std::is_same_v<One, TicketTransferred>)
                free_since_[fact.window] = event.at;
        },
        event.fact);
    for (const auto& [id, window] : state.windows)
        must(window.idled == idled_[id], "the idleness of window " + std::to_string(id.value) + " is " +
                                             std::to_string(window.idled.count()) + " ms, not " +
                                             std::to_string(idled_[id].count()));
    must(state.experience.waits == waits_, "the hall has learnt other waits than there were");
}

}  // namespace okno::test
