#include "hall/decide.hpp"

#include <algorithm>
#include <utility>

#include "hall/evolve.hpp"
#include "hall/plan_check.hpp"
#include "hall/selection.hpp"

namespace okno::hall {

namespace {

bool is_terminal(Print print) {
    return print == Print::printed;
}

// One overload per wish: the facts it means in this state, or the rule that says no.
class Rules {
  public:
    using Facts = tl::expected<std::vector<Fact>, Rejection>;

    Rules(const State& state, Timestamp now) : state_(state), plan_(state.plan), now_(now) {}

    Facts operator()(const AdoptPlan& wish) const {
        if (!is_consistent(wish.plan)) return refuse(Rejection::plan_inconsistent);
        for (const auto& [id, ticket] : state_.tickets)
            if (!find(wish.plan, ticket.service)) return refuse(Rejection::plan_drops_waiting_service);
        for (const auto& [id, window] : state_.windows)
            if (!std::holds_alternative<Closed>(window.post) || window.visitor || state_.queues.contains(id))
                if (!find(wish.plan, id)) return refuse(Rejection::plan_drops_occupied_window);
        return one(PlanAdopted{wish.plan});
    }

    Facts operator()(const TakeTicket& wish) const {
        const Service* service = find(plan_, wish.service);
        if (!service) return refuse(Rejection::unknown_service);
        if (std::find(plan_.languages.begin(), plan_.languages.end(), wish.language) == plan_.languages.end())
            return refuse(Rejection::unknown_language);
        return one(TicketTaken{TicketId{state_.last_ticket.value + 1}, next_number(service->letter),
                               wish.service, wish.language});
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
        if (!std::holds_alternative<Closed>(window->post)) return refuse(Rejection::window_already_open);
        return one(WindowOpened{wish.window});
    }

    Facts operator()(const PauseWindow& wish) const {
        if (!find(plan_, wish.reason)) return refuse(Rejection::unknown_reason);
        return when_free(wish.window, [&] { return WindowPaused{wish.window, wish.reason}; });
    }

    Facts operator()(const ResumeWindow& wish) const {
        const WindowState* window = find(state_, wish.window);
        if (!window) return refuse(Rejection::unknown_window);
        if (std::holds_alternative<Closed>(window->post)) return refuse(Rejection::window_closed);
        if (!std::holds_alternative<Paused>(window->post)) return refuse(Rejection::window_not_paused);
        return one(WindowResumed{wish.window});
    }

    Facts operator()(const CloseWindow& wish) const {
        const WindowState* window = find(state_, wish.window);
        if (!window) return refuse(Rejection::unknown_window);
        if (std::holds_alternative<Closed>(window->post)) return refuse(Rejection::window_closed);
        if (window->visitor) return refuse(Rejection::visitor_at_window);
        std::vector<Fact> facts{WindowClosed{wish.window}};
        // Nobody is left behind: those sent to this window alone go back to the queue of their service.
        if (const auto queue = state_.queues.find(wish.window); queue != state_.queues.end())
            for (const Place& place : queue->second) {
                const Ticket& ticket = state_.tickets.at(place.ticket);
                facts.push_back(TicketTransferred{ticket.id, wish.window, ticket.service, ticket.note});
            }
        return facts;
    }

    Facts operator()(const CallNext& wish) const {
        if (const auto no = why_not_free(wish.window)) return refuse(*no);
        const auto next = next_for(state_, wish.window);
        if (!next) return refuse(Rejection::nobody_waiting);
        return one(TicketCalled{*next, wish.window});
    }

    Facts operator()(const CallByNumber& wish) const {
        if (const auto no = why_not_free(wish.window)) return refuse(*no);
        const Ticket* ticket = find(state_, wish.number);
        if (!ticket) return refuse(Rejection::unknown_ticket);
        if (!std::holds_alternative<Waiting>(ticket->stage)) return refuse(Rejection::ticket_not_waiting);
        return one(TicketCalled{ticket->id, wish.window});
    }

    Facts operator()(const Recall& wish) const {
        const auto expected = called_at(wish.window);
        if (!expected) return refuse(expected.error());
        if (expected->called.recalls >= plan_.calling.recalls_at_most)
            return refuse(Rejection::recalls_used_up);
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
        return one(ServiceFinished{(*ticket)->id, wish.window, wish.outcome});
    }

    Facts operator()(const ReportNoShow& wish) const {
        const auto expected = called_at(wish.window);
        if (!expected) return refuse(expected.error());
        if (now_ < expected->called.last_call + plan_.calling.no_show_not_before)
            return refuse(Rejection::no_show_too_soon);
        return one(TicketMissed{expected->id, wish.window});
    }

    Facts operator()(const TransferTicket& wish) const {
        const auto ticket = visitor(wish.window);
        if (!ticket) return refuse(ticket.error());
        if (const auto* service = std::get_if<ServiceId>(&wish.to)) {
            if (!find(plan_, *service)) return refuse(Rejection::unknown_service);
        } else if (const auto no = why_not_destination(wish.window, std::get<WindowId>(wish.to))) {
            return refuse(*no);
        }
        return one(TicketTransferred{(*ticket)->id, wish.window, wish.to, wish.reason});
    }

    Facts operator()(const ParkTicket& wish) const {
        const auto ticket = visitor(wish.window);
        if (!ticket) return refuse(ticket.error());
        return one(TicketParked{(*ticket)->id, wish.window, wish.reason});
    }

    Facts operator()(const ResumeTicket& wish) const {
        if (const auto no = why_not_free(wish.window)) return refuse(*no);
        const Ticket* ticket = find(state_, wish.number);
        if (!ticket) return refuse(Rejection::unknown_ticket);
        if (!std::holds_alternative<Parked>(ticket->stage)) return refuse(Rejection::ticket_not_parked);
        return one(TicketCalled{ticket->id, wish.window});
    }

    Facts operator()(const CheckTime&) const {
        std::vector<Fact> missed;
        if (!plan_.calling.missed_after) return missed;
        for (const auto& [id, window] : state_.windows) {
            const auto expected = called_at(id);
            if (expected && now_ >= expected->called.last_call + *plan_.calling.missed_after)
                missed.push_back(TicketMissed{expected->id, id});
        }
        return missed;
    }

  private:
    static Facts nothing() { return std::vector<Fact>{}; }

    template <class One>
    static Facts one(One fact) {
        std::vector<Fact> facts;
        facts.emplace_back(std::move(fact));
        return facts;
    }

    // Yesterday's last visitor may still be served: a number that somebody holds is not given out again.
    TicketNumber next_number(const std::string& letter) const {
        const auto last = state_.last_ordinal.find(letter);
        TicketNumber number{letter, last == state_.last_ordinal.end() ? 1 : last->second + 1};
        while (state_.by_number.contains(number)) ++number.ordinal;
        return number;
    }

    std::optional<Rejection> why_not_free(WindowId id) const {
        const WindowState* window = find(state_, id);
        if (!window) return Rejection::unknown_window;
        if (std::holds_alternative<Closed>(window->post)) return Rejection::window_closed;
        if (std::holds_alternative<Paused>(window->post)) return Rejection::window_paused;
        if (window->visitor) return Rejection::visitor_at_window;
        return std::nullopt;
    }

    Facts when_free(WindowId id, auto fact) const {
        if (const auto no = why_not_free(id)) return refuse(*no);
        return one(fact());
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

    std::optional<Rejection> why_not_destination(WindowId from, WindowId to) const {
        const WindowState* window = find(state_, to);
        if (!window) return Rejection::unknown_window;
        if (from == to) return Rejection::destination_same_window;
        if (std::holds_alternative<Closed>(window->post)) return Rejection::destination_closed;
        return std::nullopt;
    }

    const State& state_;
    const Plan& plan_;
    Timestamp now_;
};

// A new local day: those who still wait are let go by the office (their numbers die with the day), and the
// counts start anew. Whoever is at a window is served to the end.
std::vector<Fact> start_of_day(const State& state, LocalDay today) {
    std::vector<Fact> facts;
    for (const auto& [id, ticket] : state.tickets)
        if (!window_of(ticket)) facts.push_back(TicketExpired{id});
    facts.push_back(DayStarted{today});
    return facts;
}

// The numbers of a day are the hall's local date of issue; a clock that jumps back never returns to a day.
bool new_day(const State& state, Timestamp now) {
    return has_plan(state) && local_day(state.plan.zone, now) > state.day;
}

void record(Events& events, const Author& author, Timestamp now, std::vector<Fact> facts) {
    for (Fact& fact : facts) events.push_back(Event{now, author, std::move(fact)});
}

State fold(State state, const Events& events) {
    for (const Event& event : events) state = evolve(std::move(state), event);
    return state;
}

Decision decide_on_day(const State& state, const Command& command, Timestamp now) {
    auto facts = std::visit(Rules{state, now}, command.wish);
    if (!facts) return refuse(facts.error());
    Events events;
    record(events, command.author, now, std::move(*facts));
    return events;
}

}  // namespace

Decision decide(const State& state, const Command& command, Timestamp wall) {
    const Timestamp now = std::max(wall, state.latest);
    const auto* adopt = std::get_if<AdoptPlan>(&command.wish);
    if (!has_plan(state) && !adopt) return refuse(Rejection::no_plan);

    Events morning;
    if (new_day(state, now)) record(morning, {}, now, start_of_day(state, local_day(state.plan.zone, now)));
    auto decided = morning.empty() ? decide_on_day(state, command, now)
                                   : decide_on_day(fold(state, morning), command, now);
    if (!decided) return decided;
    if (!morning.empty()) decided->insert(decided->begin(), morning.begin(), morning.end());

    // A first plan, or one with another zone, may itself begin a day.
    if (adopt) {
        const State adopted = fold(state, *decided);
        if (new_day(adopted, now))
            record(*decided, {}, now, start_of_day(adopted, local_day(adopted.plan.zone, now)));
    }
    return decided;
}

std::optional<Timestamp> next_deadline(const State& state) {
    if (!has_plan(state)) return std::nullopt;
    Timestamp soonest = end_of_day(state.plan.zone, state.day);
    const auto& missed_after = state.plan.calling.missed_after;
    for (const auto& [id, window] : state.windows) {
        const Ticket* ticket = window.visitor ? find(state, *window.visitor) : nullptr;
        const auto* called = ticket ? std::get_if<Called>(&ticket->stage) : nullptr;
        if (called && missed_after) soonest = std::min<Timestamp>(soonest, called->last_call + *missed_after);
    }
    return soonest;
}

}  // namespace okno::hall
