#include "hall/evolve.hpp"

#include <algorithm>
#include <utility>

#include "hall/panic_rules.hpp"
#include "hall/public_view.hpp"
#include "hall/selection.hpp"

namespace okno::hall {

namespace {

// Since the last event nothing has changed: a window that idles now has idled all the time.
void pass_time(State& state, Timestamp until) {
    if (until <= state.latest || state.queues.empty()) return;
    for (auto& [id, window] : state.windows)
        if (is_idle(state, id)) window.idled += until - state.latest;
}

// One overload per fact. Each keeps the indexes (by_number, queues, the visitor of a window) true.
class Fold {
  public:
    Fold(State& state, const Event& event) : state_(state), event_(event) {}

    void operator()(const PlanAdopted& fact) {
        state_.plan = fact.plan;
        std::map<WindowId, WindowState> windows;
        for (const Window& window : fact.plan.windows)
            windows[window.id] = std::move(state_.windows[window.id]);
        for (auto& [id, window] : windows) {
            window.assigned.reset();
            const auto named = fact.nameplates.find(id);
            if (auto* open = std::get_if<Open>(&window.post))
                open->nameplate = named == fact.nameplates.end() ? Nameplate{} : named->second;
        }
        state_.windows = std::move(windows);
    }

    void operator()(const DayStarted& fact) {
        for (const auto& [id, window] : state_.windows) learn_work(id, window);
        learn_day(state_.experience, state_.day);
        state_.day = fact.day;
        state_.strained = false;
        for (auto& [id, window] : state_.windows) {
            window.idled = Milliseconds{0};
            window.manager_call.reset();
        }
        state_.closed_services.clear();
        state_.operator_duties.clear();
        state_.last_ordinal.clear();
        state_.merged.clear();
        state_.staff_calls.clear();
        state_.rateable.clear();
        state_.calls.clear();
    }

    void operator()(const DayEnded&) { state_.settled = event_.at; }

    void operator()(const StaffCalled&) {
        state_.staff_calls[event_.author.device] = StaffCall{event_.at, std::nullopt};
    }
    void operator()(const StaffCallAnswered& fact) {
        const auto call = state_.staff_calls.find(fact.kiosk);
        if (call != state_.staff_calls.end()) call->second.answered = event_.at;
    }
    void operator()(const ServicesAssigned& fact) {
        auto& planned = state_.plan.windows;
        const auto window = std::find_if(planned.begin(), planned.end(),
                                         [&](const Window& each) { return each.id == fact.window; });
        if (window == planned.end()) return;
        std::optional<Assignment>& assigned = state_.windows[fact.window].assigned;
        const Duties own = assigned ? assigned->planned : duties_of(*window);
        assigned =
            fact.duties == own ? std::nullopt : std::optional(Assignment{own, fact.reason, fact.whose});
        assign(*window, fact.duties);
        if (fact.whose.value.empty()) return;
        if (assigned)
            state_.operator_duties[fact.whose] = {fact.duties, fact.reason};
        else
            state_.operator_duties.erase(fact.whose);  // as planned, wherever they sit
    }
    void operator()(const ServiceClosed& fact) { state_.closed_services[fact.service] = fact.reason; }
    void operator()(const ServiceReopened& fact) { state_.closed_services.erase(fact.service); }
    void operator()(const MessagePosted& fact) { state_.message = fact.message; }
    void operator()(const MessageWithdrawn&) { state_.message.reset(); }
    void operator()(const TicketPrioritised& fact) {
        Ticket* ticket = known(fact.ticket);
        if (!ticket) return;
        take_from_queue(state_, *ticket);
        ticket->rank = ticket->place = ticket->taken - fact.head_start;
        if (!fact.category.value.empty()) ticket->category = fact.category;
        put_into_queue(state_, *ticket);
    }
    void operator()(const ManagerCalled& fact) {
        const auto window = state_.windows.find(fact.window);
        if (window != state_.windows.end()) window->second.manager_call = StaffCall{event_.at, std::nullopt};
    }
    void operator()(const ManagerCallAnswered& fact) {
        const auto window = state_.windows.find(fact.window);
        if (window != state_.windows.end() && window->second.manager_call)
            window->second.manager_call->answered = event_.at;
    }
    void operator()(const VisitRated& fact) {
        std::erase_if(state_.rateable, [&](const Rateable& visit) { return visit.ticket == fact.ticket; });
    }

    void operator()(const BlockLeased& fact) { state_.leases[fact.block] = fact.lease; }

    void operator()(const TicketTaken& fact) {
        const Timestamp taken = taken_at(event_, fact);
        Ticket ticket;
        ticket.id = fact.ticket;
        ticket.number = fact.number;
        ticket.service = fact.service;
        ticket.language = fact.language;
        ticket.taken_at_device = taken_where(event_, fact);
        ticket.note = fact.reason;
        ticket.taken = taken;
        ticket.rank = taken - fact.head_start;
        ticket.category = fact.category;
        ticket.route = fact.route;
        state_.last_ticket = std::max(state_.last_ticket, fact.ticket);
        if (fact.taken) {
            ticket.print = Print::failed;
            state_.merged.insert(fact.number);
        } else {
            state_.last_ordinal[fact.number.letter] = fact.number.ordinal;
        }
        state_.by_number[fact.number] = fact.ticket;
        state_.by_time.emplace(taken, fact.ticket);
        Ticket& kept = state_.tickets[fact.ticket] = std::move(ticket);
        enter(kept, Waiting{taken, std::nullopt});
        learn(fact, local_time(state_.plan.zone, taken));
    }

    template <PanicFact About>
    void operator()(const About&) {
        fold(state_.panics, event_);
    }

    void operator()(const PrintReported& fact) {
        if (Ticket* ticket = known(fact.ticket)) ticket->print = fact.print;
    }

    void operator()(const TicketCancelled& fact) { end(fact.ticket); }
    void operator()(const TicketExpired& fact) { end(fact.ticket); }

    void operator()(const WindowOpened& fact) {
        // Who comes after the hours, to a hall that everybody has left, is not sent home because of them.
        if (find(state_, fact.window) && state_.tickets.empty() && !is_staffed(state_))
            state_.settled = event_.at;
        post(fact.window, Open{event_.author.person, event_.at, fact.nameplate});
    }
    void operator()(const WindowClosed& fact) { post(fact.window, Closed{}); }
    void operator()(const WindowPaused& fact) {
        post(fact.window, Paused{who_pauses(fact.window), fact.reason, event_.at});
    }
    void operator()(const WindowResumed& fact) {
        post(fact.window, Open{event_.author.person, event_.at, fact.nameplate});
    }

    void operator()(const LeaveAnnounced& fact) {
        const auto window = state_.windows.find(fact.window);
        if (window != state_.windows.end()) window->second.leave = fact.leave;
    }
    void operator()(const LeaveWithdrawn& fact) {
        const auto window = state_.windows.find(fact.window);
        if (window != state_.windows.end()) window->second.leave.reset();
    }

    void operator()(const TicketCalled& fact) {
        Ticket* ticket = known(fact.ticket);
        if (!ticket) return;
        const auto found = state_.windows.find(fact.window);
        if (found == state_.windows.end()) return;
        WindowState& window = found->second;
        std::optional<WindowId> only_at;
        if (const auto* waiting = std::get_if<Waiting>(&ticket->stage)) {
            learn_call(*ticket, *waiting, window);
            only_at = waiting->only_at;
            ticket->waited += event_.at - waiting->since;
        }
        leave(*ticket);
        enter(*ticket, Called{fact.window, event_.at, event_.at, 0, fact.reason, only_at});
        window.visitor = fact.ticket;
        window.priority_in_a_row = fact.reason.count;
        show_call(ticket->number, fact.window, 0);
    }

    void operator()(const TicketRecalled& fact) {
        Ticket* ticket = known(fact.ticket);
        auto* called = ticket ? std::get_if<Called>(&ticket->stage) : nullptr;
        if (!called) return;
        called->last_call = event_.at;
        ++called->recalls;
        show_call(ticket->number, fact.window, called->recalls);
    }

    void operator()(const ServiceStarted& fact) {
        Ticket* ticket = known(fact.ticket);
        const auto* called = ticket ? std::get_if<Called>(&ticket->stage) : nullptr;
        if (!called) return;
        const auto& stages = state_.plan.stages;
        ticket->stage =
            Serving{fact.window, called->since, event_.at, stages.empty() ? StageId{} : stages.front().id,
                    event_.at,   called->reason};
    }

    void operator()(const StageEntered& fact) {
        Ticket* ticket = known(fact.ticket);
        auto* serving = ticket ? std::get_if<Serving>(&ticket->stage) : nullptr;
        if (!serving) return;
        serving->stage = fact.stage;
        serving->stage_since = event_.at;
    }

    void operator()(const ServiceFinished& fact) {
        if (const Ticket* ticket = known(fact.ticket)) may_rate(*ticket);
        end(fact.ticket);
    }

    void operator()(const StepFinished& fact) {
        Ticket* ticket = known(fact.ticket);
        if (!ticket) return;
        leave(*ticket);
        if (!ticket->route.empty()) ticket->route.erase(ticket->route.begin());
        for (Step& step : ticket->route)
            if (step.same_window && step.service == ticket->service) step.back_to = fact.window;
        ticket->service = fact.next.service;
        enter(*ticket, Waiting{event_.at, fact.next.back_to});
    }

    void operator()(const StepAdded& fact) {
        if (Ticket* ticket = known(fact.ticket)) ticket->route.insert(ticket->route.begin(), fact.step);
    }

    void operator()(const TicketMissed& fact) {
        if (!fact.until) return end(fact.ticket);
        Ticket* ticket = known(fact.ticket);
        if (!ticket) return;
        const auto* called = std::get_if<Called>(&ticket->stage);
        const auto only_at = called ? called->only_at : std::nullopt;
        leave(*ticket);
        enter(*ticket, Missed{fact.window, event_.at, *fact.until, only_at});
    }

    void operator()(const TicketReturned& fact) {
        Ticket* ticket = known(fact.ticket);
        if (!ticket) return;
        leave(*ticket);
        ticket->rank = fact.rank;
        enter(*ticket, Waiting{event_.at, fact.only_at});
    }

    void operator()(const ReturnLapsed& fact) { end(fact.ticket); }

    void operator()(const TicketTransferred& fact) {
        Ticket* ticket = known(fact.ticket);
        if (!ticket) return;
        // Who waited for a window that closes goes on waiting: the leg, and its clock, are the same.
        const auto* waited = std::get_if<Waiting>(&ticket->stage);
        const Timestamp since = waited ? waited->since : event_.at;
        leave(*ticket);
        ticket->note = fact.reason;
        if (const auto* service = std::get_if<ServiceId>(&fact.to)) {
            ticket->service = *service;
            enter(*ticket, Waiting{since, std::nullopt});
        } else {
            enter(*ticket, Waiting{since, std::get<WindowId>(fact.to)});
        }
    }

    void operator()(const TicketParked& fact) {
        Ticket* ticket = known(fact.ticket);
        if (!ticket) return;
        leave(*ticket);
        enter(*ticket, Parked{fact.window, event_.at, fact.reason, fact.remind_at});
    }

    void operator()(const ParkReminded& fact) {
        Ticket* ticket = known(fact.ticket);
        auto* parked = ticket ? std::get_if<Parked>(&ticket->stage) : nullptr;
        if (!parked) return;
        leave(*ticket);
        parked->remind_at.reset();
        parked->reminded = true;
    }

    void operator()(const DeviceReported& fact) {
        DeviceState& device = state_.devices[fact.device];
        device.condition = fact.condition;
        device.since = event_.at;
        device.skips = fact.skips;
        if (!fact.version.empty()) device.version = fact.version;
    }

  private:
    Ticket* known(TicketId id) {
        const auto it = state_.tickets.find(id);
        return it == state_.tickets.end() ? nullptr : &it->second;
    }

    void post(WindowId window, Post post) {
        const auto it = state_.windows.find(window);
        if (it == state_.windows.end()) return;
        learn_work(window, it->second);
        it->second.post = std::move(post);
        it->second.leave.reset();
        it->second.free_since = event_.at;
    }

    // Somebody has worked at the window until now: what of it lies in the day of the state.
    void learn_work(WindowId id, const WindowState& window) {
        const auto* open = std::get_if<Open>(&window.post);
        if (!open) return;
        const LocalTime from = std::max(local_time(state_.plan.zone, open->since), LocalTime{state_.day});
        const LocalTime until =
            std::min(local_time(state_.plan.zone, event_.at), LocalTime{state_.day + std::chrono::days{1}});
        if (from < until) learn_presence(state_.experience, id, from, until);
    }

    // A break that was announced may begin by the clock: it is the break of who is there.
    OperatorId who_pauses(WindowId id) const {
        const auto window = state_.windows.find(id);
        const Open* open = window == state_.windows.end() ? nullptr : std::get_if<Open>(&window->second.post);
        return event_.author.person.value.empty() && open ? open->person : event_.author.person;
    }

    void may_rate(const Ticket& ticket) {
        const auto& within = state_.plan.rating.within;
        if (!within) return;
        std::vector<Rateable>& visits = state_.rateable;
        std::erase_if(visits, [&](const Rateable& visit) { return event_.at > visit.ended + *within; });
        if (visits.size() == rateable_at_most) visits.erase(visits.begin());
        visits.push_back(Rateable{ticket.number, ticket.id, event_.at});
    }

    // What a kiosk tells of a day that has been learnt comes too late.
    void learn(const TicketTaken& fact, LocalTime taken) {
        const Service* service = find(state_.plan, fact.service);
        if (service && (!fact.taken || taken >= LocalTime{state_.day}))
            learn_arrival(state_.experience, service->kind, service->id, taken);
    }

    // Puts the ticket into a stage and into the indexes that follow from it.
    void enter(Ticket& ticket, Stage stage) {
        if (std::holds_alternative<Waiting>(stage)) ticket.place = ticket.rank;
        ticket.stage = std::move(stage);
        put_into_queue(state_, ticket);
        if (const auto alarm = alarm_of(ticket)) state_.alarms.emplace(*alarm, ticket.id);
    }

    // Takes the ticket out of the indexes: its queue, its alarm, the window it is at.
    void leave(const Ticket& ticket) {
        take_from_queue(state_, ticket);
        if (const auto alarm = alarm_of(ticket)) state_.alarms.erase({*alarm, ticket.id});
        if (const auto at = window_of(ticket)) {
            const auto window = state_.windows.find(*at);
            if (window == state_.windows.end()) return;
            window->second.visitor.reset();
            window->second.free_since = event_.at;
            learn_visit(ticket, window->second);
        }
    }

    // A first call ends the wait that the norm is about.
    void learn_call(const Ticket& ticket, const Waiting& waiting, const WindowState& window) {
        // The oldest place tells what strict order would have had somebody wait.
        const Queue& queue = state_.queues.at(queue_of(ticket, waiting));
        if (!queue.places.empty() && event_.at - queue.places.begin()->rank >= state_.plan.ordering.long_wait)
            state_.strained = true;
        if (waiting.since == ticket.taken)
            if (const Service* service = find(state_.plan, ticket.service))
                learn_wait(state_.experience, service->kind, event_.at - ticket.taken);
        const Milliseconds idle = event_.at - std::max(window.free_since, waiting.since);
        if (idle >= Milliseconds{0}) learn_turnaround(state_.experience, idle);
    }

    // The window is free again: so long one visitor occupied it, from the call on.
    void learn_visit(const Ticket& ticket, const WindowState& window) {
        const auto* called = std::get_if<Called>(&ticket.stage);
        const auto* serving = std::get_if<Serving>(&ticket.stage);
        const Timestamp since = called ? called->since : serving->called;
        const auto* open = std::get_if<Open>(&window.post);
        learn_service(state_.experience, ticket.service, open ? open->person : OperatorId{},
                      event_.at - since);
    }

    void end(TicketId id) {
        const auto it = state_.tickets.find(id);
        if (it == state_.tickets.end()) return;
        leave(it->second);
        // Yesterday's last visitor may still be served while today's namesake exists: only its own entry
        // goes.
        const auto named = state_.by_number.find(it->second.number);
        if (named != state_.by_number.end() && named->second == id) state_.by_number.erase(named);
        state_.by_time.erase({it->second.taken, id});
        state_.tickets.erase(it);
    }

    // A recall moves the same call to the top instead of showing it twice.
    void show_call(const TicketNumber& number, WindowId window, int recalls) {
        std::vector<Call>& calls = state_.calls;
        std::erase_if(calls, [&](const Call& call) { return call.number == number; });
        calls.insert(calls.begin(), Call{number, window, event_.at, recalls});
        std::size_t of_window = 0;
        std::erase_if(
            calls, [&](const Call& call) { return call.window == window && ++of_window > calls_remembered; });
    }

    State& state_;
    const Event& event_;
};

}  // namespace

State evolve(State state, const Event& event) {
    if (is_for_staff(event.fact)) {
        state.panics.latest = std::max(state.panics.latest, event.at);
    } else {
        if (has_plan(state)) pass_time(state, event.at);
        state.latest = std::max(state.latest, event.at);
    }
    std::visit(Fold{state, event}, event.fact);
    return state;
}

}  // namespace okno::hall
