#include "hall/decide.hpp"

#include <algorithm>
#include <utility>

#include "hall/acts.hpp"
#include "hall/capacity.hpp"
#include "hall/evolve.hpp"
#include "hall/leasing.hpp"
#include "hall/leaving.hpp"
#include "hall/panic_rules.hpp"
#include "hall/plan_check.hpp"
#include "hall/schedule.hpp"
#include "hall/selection.hpp"

namespace okno::hall {

namespace {

const DeviceId dispatcher_device{"dispatcher"};

bool is_terminal(Print print) {
    return print == Print::printed;
}

// One overload per wish: the facts it means in this state, or the rule that says no.
class Rules {
  public:
    using Facts = tl::expected<std::vector<Fact>, Rejection>;

    Rules(const State& state, const Author& author, Timestamp now)
        : state_(state), plan_(state.plan), author_(author), now_(now) {}

    Facts operator()(const AdoptPlan& wish) const {
        if (!is_consistent(wish.plan)) return refuse(Rejection::plan_inconsistent);
        for (const auto& [id, ticket] : state_.tickets)
            if (!keeps_services(wish.plan, ticket)) return refuse(Rejection::plan_drops_waiting_service);
        for (const auto& [id, window] : state_.windows)
            if (!std::holds_alternative<Closed>(window.post) || window.visitor || state_.queues.contains(id))
                if (!find(wish.plan, id)) return refuse(Rejection::plan_drops_occupied_window);
        PlanAdopted adopted{wish.plan};
        for (const auto& [id, window] : state_.windows)
            if (const Nameplate nameplate = nameplate_of(wish.plan, who_works_at(window)); !nameplate.empty())
                adopted.nameplates[id] = nameplate;
        std::vector<Fact> facts = assignments_under(wish.plan, state_);
        facts.insert(facts.begin(), std::move(adopted));
        return facts;
    }

    Facts operator()(const TakeTicket& wish) const {
        const Service* service = find(plan_, wish.service);
        if (!service) return refuse(Rejection::unknown_service);
        if (const auto no = why_not_reception(wish)) return refuse(*no);
        if (std::find(plan_.languages.begin(), plan_.languages.end(), wish.language) == plan_.languages.end())
            return refuse(Rejection::unknown_language);
        const Category* category = find(plan_, wish.category);
        if (!category && !wish.category.value.empty()) return refuse(Rejection::unknown_category);
        if (!is_open(schedule_of(plan_, *service), plan_.zone, now_))
            return refuse(Rejection::service_closed);
        if (state_.closed_services.contains(wish.service)) return refuse(Rejection::service_closed_today);
        if (plan_.closing.when_full == WhenFull::stop && is_full(state_, *service, now_))
            return refuse(Rejection::service_full);
        return one(TicketTaken{TicketId{state_.last_ticket.value + 1}, next_number(state_, service->letter),
                               wish.service, wish.language, wish.category,
                               category ? category->head_start : Seconds{0}, steps_after(*service),
                               std::nullopt, wish.reason, wish.kiosk});
    }

    Facts operator()(const ReportPrint& wish) const {
        const Ticket* ticket = find(state_, wish.ticket);
        if (!ticket) return refuse(Rejection::unknown_ticket);
        if (ticket->print == wish.print) return nothing();
        if (is_terminal(ticket->print)) return refuse(Rejection::print_already_settled);
        return one(PrintReported{wish.ticket, wish.print});
    }

    Facts operator()(const CancelTicket& wish) const {
        const Ticket* ticket = find(state_, wish.ticket);
        if (!ticket) return refuse(Rejection::unknown_ticket);
        if (window_of(*ticket)) return refuse(Rejection::ticket_at_window);
        return one(TicketCancelled{wish.ticket});
    }

    Facts operator()(const OpenWindow& wish) const {
        const WindowState* window = find(state_, wish.window);
        if (!window) return refuse(Rejection::unknown_window);
        if (wish.take_over) return take_over(*window, wish);
        if (!std::holds_alternative<Closed>(window->post)) return refuse(Rejection::window_already_open);
        return one(opened(wish));
    }

    Facts operator()(const PauseWindow& wish) const {
        if (!find(plan_, wish.reason)) return refuse(Rejection::unknown_reason);
        const WindowState* window = find(state_, wish.window);
        if (!window) return refuse(Rejection::unknown_window);
        if (std::holds_alternative<Closed>(window->post)) return refuse(Rejection::window_closed);
        if (std::holds_alternative<Paused>(window->post)) return refuse(Rejection::window_paused);
        if (window->visitor) return announce(*window, {wish.window, Leave{false, false, wish.reason, {}}});
        return one(WindowPaused{wish.window, wish.reason});
    }

    Facts operator()(const ResumeWindow& wish) const {
        const WindowState* window = find(state_, wish.window);
        if (!window) return refuse(Rejection::unknown_window);
        if (std::holds_alternative<Closed>(window->post)) return refuse(Rejection::window_closed);
        if (window->leave) return one(LeaveWithdrawn{wish.window});
        if (!std::holds_alternative<Paused>(window->post)) return refuse(Rejection::window_not_paused);
        return one(WindowResumed{wish.window, nameplate_of(plan_, author_.person)});
    }

    Facts operator()(const CloseWindow& wish) const {
        const WindowState* window = find(state_, wish.window);
        if (!window) return refuse(Rejection::unknown_window);
        if (std::holds_alternative<Closed>(window->post)) return refuse(Rejection::window_closed);
        if (!wish.sure && served_only_by(state_, wish.window) > 0)
            return refuse(Rejection::last_window_for_waiting);
        if (window->visitor) return announce(*window, {wish.window, Leave{true, wish.sure, {}, wish.reason}});
        return closing_of(state_, wish.window, wish.reason);
    }

    Facts operator()(const CallNext& wish) const {
        if (const auto no = why_not_free(wish.window)) return refuse(*no);
        const auto next = next_for(state_, wish.window, now_);
        if (!next) return refuse(Rejection::nobody_waiting);
        return one(TicketCalled{next->ticket, wish.window, next->reason});
    }

    Facts operator()(const CallByNumber& wish) const {
        if (const auto no = why_not_free(wish.window)) return refuse(*no);
        const Ticket* ticket = find(state_, wish.number);
        if (!ticket) return refuse(Rejection::unknown_ticket);
        if (!std::holds_alternative<Waiting>(ticket->stage)) return refuse(Rejection::ticket_not_waiting);
        return one(TicketCalled{ticket->id, wish.window, CallReason{Why::by_number, 0, 0, {}}});
    }

    Facts operator()(const Recall& wish) const {
        const auto expected = called_at(wish.window);
        if (!expected) return refuse(expected.error());
        if (expected->called.recalls >= plan_.calling.recalls_at_most)
            return refuse(Rejection::recalls_used_up);
        if (now_ < expected->called.last_call + plan_.calling.recall_not_before)
            return refuse(Rejection::recall_too_soon);
        return one(TicketRecalled{expected->id, wish.window});
    }

    Facts operator()(const StartService& wish) const {
        const auto expected = called_at(wish.window);
        if (!expected) return refuse(expected.error());
        return one(ServiceStarted{expected->id, wish.window});
    }

    Facts operator()(const FinishService& wish) const {
        const auto ticket = visitor(wish.window);
        if (!ticket) return refuse(ticket.error());
        if (wish.outcome.value.empty()) {
            if (plan_.outcome_required) return refuse(Rejection::outcome_required);
        } else if (!find(plan_, wish.outcome)) {
            return refuse(Rejection::unknown_outcome);
        }
        if (!wish.reference.empty() && !is_forwarded(plan_, wish.outcome))
            return refuse(Rejection::outcome_not_forwarded);
        if (now_ < begun(**ticket) + plan_.calling.finish_not_before)
            return refuse(Rejection::finish_too_soon);
        if (plan_.stages_required && !in_last_stage(**ticket)) return refuse(Rejection::stages_not_done);
        if ((*ticket)->route.empty())
            return one(ServiceFinished{(*ticket)->id, wish.window, wish.outcome, wish.reference});
        return one(StepFinished{(*ticket)->id, wish.window, wish.outcome, next_step(**ticket, wish.window),
                                wish.reference});
    }

    Facts operator()(const ReportNoShow& wish) const {
        const auto expected = called_at(wish.window);
        if (!expected) return refuse(expected.error());
        if (now_ < expected->called.last_call + plan_.calling.no_show_not_before)
            return refuse(Rejection::no_show_too_soon);
        const auto& within = plan_.calling.return_within;
        return one(TicketMissed{expected->id, wish.window,
                                within ? std::optional<Timestamp>{now_ + *within} : std::nullopt});
    }

    Facts operator()(const TransferTicket& wish) const {
        const auto ticket = visitor(wish.window);
        if (!ticket) return refuse(ticket.error());
        if (const auto* service = std::get_if<ServiceId>(&wish.to)) {
            if (const auto no = why_not_service(*service)) return refuse(*no);
        } else if (const auto no = why_not_destination(wish.window, std::get<WindowId>(wish.to))) {
            return refuse(*no);
        }
        if (wish.back && !has_room_for(**ticket, 1)) return refuse(Rejection::route_too_long);
        if (sent_too_soon(**ticket)) return refuse(Rejection::finish_too_soon);
        std::vector<Fact> facts;
        if (wish.back) facts.push_back(back_here(**ticket, wish.window));
        facts.push_back(TicketTransferred{(*ticket)->id, wish.window, wish.to, wish.reason});
        return facts;
    }

    Facts operator()(const ParkTicket& wish) const {
        const auto ticket = visitor(wish.window);
        if (!ticket) return refuse(ticket.error());
        if (sent_too_soon(**ticket)) return refuse(Rejection::finish_too_soon);
        const auto after = wish.remind_after ? wish.remind_after : plan_.park_reminder;
        return one(TicketParked{(*ticket)->id, wish.window, wish.reason,
                                after ? std::optional<Timestamp>{now_ + *after} : std::nullopt});
    }

    Facts operator()(const ResumeTicket& wish) const {
        if (const auto no = why_not_free(wish.window)) return refuse(*no);
        const Ticket* ticket = find(state_, wish.number);
        if (!ticket) return refuse(Rejection::unknown_ticket);
        if (!std::holds_alternative<Parked>(ticket->stage)) return refuse(Rejection::ticket_not_parked);
        return one(TicketCalled{ticket->id, wish.window, CallReason{Why::parked, 0, 0, {}}});
    }

    Facts operator()(const AddStep& wish) const {
        const auto ticket = visitor(wish.window);
        if (!ticket) return refuse(ticket.error());
        if (const auto no = why_not_service(wish.service)) return refuse(*no);
        if (!has_room_for(**ticket, wish.back ? 2 : 1)) return refuse(Rejection::route_too_long);
        std::vector<Fact> facts;  // each goes before the one told before it
        if (wish.back) facts.push_back(back_here(**ticket, wish.window));
        facts.push_back(StepAdded{(*ticket)->id, wish.window, Step{wish.service, {}}});
        return facts;
    }

    Facts operator()(const EnterStage& wish) const {
        const auto ticket = visitor(wish.window);
        if (!ticket) return refuse(ticket.error());
        if (!find(plan_, wish.stage)) return refuse(Rejection::unknown_stage);
        const auto* serving = std::get_if<Serving>(&(*ticket)->stage);
        if (!serving) return refuse(Rejection::service_not_started);
        if (serving->stage == wish.stage) return nothing();
        return one(StageEntered{(*ticket)->id, wish.window, wish.stage});
    }

    Facts operator()(const ReturnTicket& wish) const {
        const Ticket* ticket = find(state_, wish.number);
        if (!ticket) return refuse(Rejection::unknown_ticket);
        const auto* missed = std::get_if<Missed>(&ticket->stage);
        if (!missed) return refuse(Rejection::ticket_not_missed);
        const auto back = missed->only_at && is_staffed(*missed->only_at) ? missed->only_at : std::nullopt;
        return one(TicketReturned{
            ticket->id, rank_behind(*ticket, back ? Destination{*back} : Destination{ticket->service}),
            back});
    }

    Facts operator()(const ReportDevice& wish) const {
        if (!speaks_for(author_.device, wish.device) && author_.device != dispatcher_device)
            return refuse(Rejection::foreign_device);
        const auto known = state_.devices.find(wish.device);
        if (known != state_.devices.end() && is_known(known->second, wish)) return nothing();
        return one(DeviceReported{wish.device, wish.condition, wish.skips, wish.version});
    }

    Facts operator()(const CallStaff&) const {
        const auto known = state_.staff_calls.find(author_.device);
        if (known != state_.staff_calls.end() && !known->second.answered) return nothing();
        return one(StaffCalled{});
    }

    Facts operator()(const AnswerStaffCall& wish) const {
        if (author_.person.value.empty()) return refuse(Rejection::person_required);
        const auto known = state_.staff_calls.find(wish.kiosk);
        if (known == state_.staff_calls.end()) return refuse(Rejection::nobody_calls_staff);
        if (known->second.answered) return nothing();
        return one(StaffCallAnswered{wish.kiosk});
    }

    Facts operator()(const RateVisit& wish) const {
        if (!wish.topic.value.empty() && !find(plan_, wish.topic)) return refuse(Rejection::unknown_topic);
        const auto visit = std::find_if(state_.rateable.rbegin(), state_.rateable.rend(),
                                        [&](const Rateable& one) { return one.number == wish.number; });
        if (!plan_.rating.within || visit == state_.rateable.rend() ||
            now_ > visit->ended + *plan_.rating.within)
            return refuse(Rejection::not_rateable);
        return one(VisitRated{visit->ticket, wish.score, wish.topic});
    }

    Facts operator()(const LeaseBlock& wish) const { return hall::decide(state_, author_, wish, now_); }
    Facts operator()(const MergeTicket& wish) const { return hall::decide(state_, author_, wish, now_); }

    template <Act Wish>
    Facts operator()(const Wish& wish) const {
        return hall::decide(state_, author_, wish, now_);
    }

    Facts operator()(const CheckTime&) const { return due(state_, now_); }

    Facts operator()(const auto& panic_wish) const {
        return hall::decide(state_.panics, author_, panic_wish);
    }

  private:
    static Facts nothing() { return std::vector<Fact>{}; }

    static Facts announce(const WindowState& window, LeaveAnnounced fact) {
        if (window.leave == fact.leave) return nothing();
        return one(std::move(fact));
    }

    template <class One>
    static Facts one(One fact) {
        std::vector<Fact> facts;
        facts.emplace_back(std::move(fact));
        return facts;
    }

    WindowOpened opened(const OpenWindow& wish) const {
        return {wish.window, nameplate_of(plan_, author_.person), wish.reason};
    }

    Facts take_over(const WindowState& window, const OpenWindow& wish) const {
        if (author_.person.value.empty()) return refuse(Rejection::person_required);
        if (std::holds_alternative<Closed>(window.post)) return refuse(Rejection::window_closed);
        if (std::holds_alternative<Paused>(window.post)) return refuse(Rejection::window_paused);
        if (who_works_at(window) == author_.person) return refuse(Rejection::window_already_open);
        return one(opened(wish));
    }

    static OperatorId who_works_at(const WindowState& window) {
        const auto* open = std::get_if<Open>(&window.post);
        return open ? open->person : OperatorId{};
    }

    static bool keeps_services(const Plan& plan, const Ticket& ticket) {
        return find(plan, ticket.service) &&
               std::all_of(ticket.route.begin(), ticket.route.end(),
                           [&](const Step& step) { return find(plan, step.service) != nullptr; });
    }

    static bool has_room_for(const Ticket& ticket, std::size_t more) {
        return ticket.route.size() + more <= steps_at_most;
    }

    static Fact back_here(const Ticket& ticket, WindowId window) {
        return StepAdded{ticket.id, window, Step{ticket.service, window}};
    }

    // The next step of the visit; a window where nobody is any more gives way to all that serve it.
    Step next_step(const Ticket& ticket, WindowId from) const {
        Step next = ticket.route.front();
        if (next.same_window && next.service == ticket.service) next.back_to = from;
        if (next.back_to && !is_staffed(*next.back_to)) next.back_to.reset();
        return next;
    }

    bool is_staffed(WindowId id) const {
        const WindowState* window = find(state_, id);
        return window && !std::holds_alternative<Closed>(window->post);
    }

    // The last thing the operator did with the visitor: the press that comes right after it is its double.
    static Timestamp begun(const Ticket& ticket) {
        const auto* called = std::get_if<Called>(&ticket.stage);
        return called ? called->since : std::get<Serving>(ticket.stage).since;
    }

    // Who sends a visitor away pressed twice, and the window has called the next one by itself in between.
    bool sent_too_soon(const Ticket& ticket) const {
        return std::holds_alternative<Called>(ticket.stage) &&
               now_ < begun(ticket) + plan_.calling.finish_not_before;
    }

    bool in_last_stage(const Ticket& ticket) const {
        const auto* serving = std::get_if<Serving>(&ticket.stage);
        return plan_.stages.empty() || (serving && serving->stage == plan_.stages.back().id);
    }

    // Behind so many of its queue as the plan says, or behind all when there are fewer; never before its own.
    Timestamp rank_behind(const Ticket& ticket, const Destination& destination) const {
        const auto queue = state_.queues.find(destination);
        if (queue == state_.queues.end() || plan_.calling.return_behind == 0) return ticket.rank;
        std::vector<Timestamp> ranks;
        for (const std::set<Place>* lane : {&queue->second.ordinary, &queue->second.priority}) {
            auto left = plan_.calling.return_behind;
            for (auto place = lane->begin(); place != lane->end() && left > 0; ++place, --left)
                ranks.push_back(place->rank);
        }
        std::sort(ranks.begin(), ranks.end());
        const auto behind = std::min(ranks.size(), static_cast<std::size_t>(plan_.calling.return_behind));
        return std::max(ticket.rank, ranks[behind - 1] + Milliseconds{1});
    }

    // A ticket for somebody else, or at another place than the author's, is given by a named person.
    std::optional<Rejection> why_not_reception(const TakeTicket& wish) const {
        if (wish.reason.empty() && wish.kiosk.value.empty()) return std::nullopt;
        if (author_.person.value.empty()) return Rejection::person_required;
        if (!wish.kiosk.value.empty() && !state_.devices.contains(wish.kiosk))
            return Rejection::unknown_device;
        return std::nullopt;
    }

    std::optional<Rejection> why_not_free(WindowId id) const {
        const WindowState* window = find(state_, id);
        if (!window) return Rejection::unknown_window;
        if (std::holds_alternative<Closed>(window->post)) return Rejection::window_closed;
        if (std::holds_alternative<Paused>(window->post)) return Rejection::window_paused;
        if (window->visitor) return Rejection::visitor_at_window;
        return std::nullopt;
    }

    tl::expected<const Ticket*, Rejection> visitor(WindowId id) const {
        if (!find(state_, id)) return refuse(Rejection::unknown_window);
        const Ticket* ticket = visitor_at(state_, id);
        if (!ticket) return refuse(Rejection::nobody_at_window);
        return ticket;
    }

    struct Expected {  // the visitor who has been called to a window and whose service has not started
        TicketId id;
        Called called;
    };

    tl::expected<Expected, Rejection> called_at(WindowId id) const {
        const auto ticket = visitor(id);
        if (!ticket) return refuse(ticket.error());
        const auto* called = std::get_if<Called>(&(*ticket)->stage);
        if (!called) return refuse(Rejection::service_already_started);
        return Expected{(*ticket)->id, *called};
    }

    // A visitor is sent on only where somebody will receive her; until somebody is there she can be parked.
    std::optional<Rejection> why_not_service(const ServiceId& id) const {
        if (!find(plan_, id)) return Rejection::unknown_service;
        if (!is_called(state_, id)) return Rejection::destination_unserved;
        return std::nullopt;
    }

    std::optional<Rejection> why_not_destination(WindowId from, WindowId to) const {
        const WindowState* window = find(state_, to);
        if (!window) return Rejection::unknown_window;
        if (from == to) return Rejection::destination_same_window;
        if (std::holds_alternative<Closed>(window->post)) return Rejection::destination_closed;
        return std::nullopt;
    }

    const State& state_;
    const Plan& plan_;
    const Author& author_;
    Timestamp now_;
};

void record(Events& events, const Author& author, Timestamp now, std::vector<Fact> facts) {
    for (Fact& fact : facts) events.push_back(Event{now, author, std::move(fact)});
}

State fold(State state, const Events& events) {
    for (const Event& event : events) state = evolve(std::move(state), event);
    return state;
}

bool somebody_leaves(const State& state) {
    return std::any_of(state.windows.begin(), state.windows.end(),
                       [](const auto& entry) { return entry.second.leave.has_value(); });
}

Decision decide_on_day(const State& state, const Command& command, Timestamp now) {
    auto facts = std::visit(Rules{state, command.author, now}, command.wish);
    if (!facts) return refuse(facts.error());
    Events events;
    record(events, command.author, now, std::move(*facts));
    if (somebody_leaves(state)) record(events, command.author, now, leaves_due(fold(state, events)));
    if (!state.operator_duties.empty())
        record(events, {}, now, assignments_that_follow(fold(state, events), events));
    return events;
}

}  // namespace

Decision decide(const State& state, const Command& command, Timestamp wall) {
    const Timestamp now = std::max({wall, state.latest, state.panics.latest});
    const auto* adopt = std::get_if<AdoptPlan>(&command.wish);
    if (!has_plan(state) && !adopt) return refuse(Rejection::no_plan);

    Events morning;
    if (is_new_day(state, now)) record(morning, {}, now, start_of_day(state, now));
    auto decided = morning.empty() ? decide_on_day(state, command, now)
                                   : decide_on_day(fold(state, morning), command, now);
    if (!decided) return decided;
    if (!morning.empty()) decided->insert(decided->begin(), morning.begin(), morning.end());

    // A first plan, or one with another zone, may itself begin a day.
    if (adopt) {
        const State adopted = fold(state, *decided);
        if (is_new_day(adopted, now)) record(*decided, {}, now, start_of_day(adopted, now));
    }
    return decided;
}

}  // namespace okno::hall
