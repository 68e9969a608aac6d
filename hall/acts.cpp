#include "hall/acts.hpp"

#include <algorithm>
#include <concepts>
#include <set>

#include "hall/evolve.hpp"
#include "hall/selection.hpp"

namespace okno::hall {

namespace {

ActFacts nothing() {
    return std::vector<Fact>{};
}

ActFacts one(Fact fact) {
    return std::vector<Fact>{std::move(fact)};
}

bool is_blank(const std::string& text) {
    return text.find_first_not_of(' ') == std::string::npos;
}

template <Act Wish>
std::optional<Rejection> why_not_act(const Author& author, const Wish& wish) {
    if (author.person.value.empty()) return Rejection::person_required;
    if constexpr (ReasonedAct<Wish>)
        if (is_blank(wish.reason)) return Rejection::reason_required;
    return std::nullopt;
}

// The kiosk and the operator see the services in one order everywhere.
std::vector<ServiceId> in_order_of(const Plan& plan, std::vector<ServiceId> services) {
    const auto place = [&](const ServiceId& id) {
        return std::find_if(plan.services.begin(), plan.services.end(),
                            [&](const Service& service) { return service.id == id; });
    };
    std::stable_sort(services.begin(), services.end(),
                     [&](const ServiceId& a, const ServiceId& b) { return place(a) < place(b); });
    return services;
}

// What the operator has wherever they sit; null: what the plan says.
const OperatorDuties* own_duties(const State& state, const OperatorId& person) {
    const auto known = state.operator_duties.find(person);
    return known == state.operator_duties.end() ? nullptr : &known->second;
}

// Nothing new for the operator either.
bool goes_with(const State& state, const OperatorId& person, const WindowState& window,
               const Duties& duties) {
    const OperatorDuties* own = own_duties(state, person);
    return own ? own->duties == duties : !window.assigned;
}

std::set<WindowId> windows_that_changed_hands(const Events& events) {
    std::set<WindowId> windows;
    for (const Event& event : events)
        std::visit(
            [&]<class Happened>(const Happened& fact) {
                if constexpr (std::same_as<Happened, WindowOpened> || std::same_as<Happened, WindowResumed> ||
                              std::same_as<Happened, WindowClosed>)
                    windows.insert(fact.window);
            },
            event.fact);
    return windows;
}

bool says_it_in_each_language(const Plan& plan, const Text& text) {
    return std::all_of(plan.languages.begin(), plan.languages.end(), [&](const Language& language) {
        const auto words = text.find(language);
        return words != text.end() && !is_blank(words->second);
    });
}

}  // namespace

ActFacts decide(const State& state, const Author& author, const AssignServices& wish, Timestamp now) {
    if (const auto no = why_not_act(author, wish)) return refuse(*no);
    const Window* window = find(state.plan, wish.window);
    if (!window) return refuse(Rejection::unknown_window);
    const Duties duties{in_order_of(state.plan, wish.services), in_order_of(state.plan, wish.helps)};
    if (!can_have(state.plan, *window, duties)) return refuse(Rejection::unfit_services);
    const bool of_operator = !wish.whose.value.empty();
    const WindowState& there = *find(state, wish.window);
    if (of_operator && who_is_at(there) != wish.whose) return refuse(Rejection::operator_elsewhere);
    if (duties == duties_of(*window) && (!of_operator || goes_with(state, wish.whose, there, duties)))
        return nothing();
    ServicesAssigned assigned{wish.window, duties, wish.reason, wish.whose};
    if (!wish.sure && leaves_waiting(state, evolve(state, Event{now, author, assigned})))
        return refuse(Rejection::assignment_leaves_waiting);
    return one(std::move(assigned));
}

ActFacts decide(const State& state, const Author& author, const CloseService& wish, Timestamp) {
    if (const auto no = why_not_act(author, wish)) return refuse(*no);
    if (!find(state.plan, wish.service)) return refuse(Rejection::unknown_service);
    if (state.closed_services.contains(wish.service)) return nothing();
    return one(ServiceClosed{wish.service, wish.reason});
}

ActFacts decide(const State& state, const Author& author, const ReopenService& wish, Timestamp) {
    if (const auto no = why_not_act(author, wish)) return refuse(*no);
    if (!find(state.plan, wish.service)) return refuse(Rejection::unknown_service);
    if (!state.closed_services.contains(wish.service)) return nothing();
    return one(ServiceReopened{wish.service, wish.reason});
}

ActFacts decide(const State& state, const Author& author, const PostMessage& wish, Timestamp now) {
    if (const auto no = why_not_act(author, wish)) return refuse(*no);
    if (!says_it_in_each_language(state.plan, wish.text)) return refuse(Rejection::message_incomplete);
    return one(MessagePosted{Message{wish.text, now + wish.lasts, wish.reason}});
}

ActFacts decide(const State& state, const Author& author, const WithdrawMessage& wish, Timestamp) {
    if (const auto no = why_not_act(author, wish)) return refuse(*no);
    return state.message ? one(MessageWithdrawn{wish.reason}) : nothing();
}

ActFacts decide(const State& state, const Author& author, const PrioritiseTicket& wish, Timestamp) {
    if (const auto no = why_not_act(author, wish)) return refuse(*no);
    const Category* category = find(state.plan, wish.category);
    if (!category && !wish.category.value.empty()) return refuse(Rejection::unknown_category);
    const Ticket* ticket = find(state, wish.number);
    if (!ticket) return refuse(Rejection::unknown_ticket);
    if (!std::holds_alternative<Waiting>(ticket->stage)) return refuse(Rejection::ticket_not_waiting);
    const Seconds head_start = category ? category->head_start : wish.head_start;
    if (ticket->rank <= ticket->taken - head_start) return refuse(Rejection::not_earlier);
    return one(TicketPrioritised{ticket->id, wish.category, head_start, wish.reason});
}

ActFacts decide(const State& state, const Author&, const CallManager& wish, Timestamp) {
    const WindowState* window = find(state, wish.window);
    if (!window) return refuse(Rejection::unknown_window);
    if (!is_staffed(state, wish.window)) return refuse(Rejection::window_closed);
    if (window->manager_call && !window->manager_call->answered) return nothing();
    return one(ManagerCalled{wish.window});
}

ActFacts decide(const State& state, const Author& author, const AnswerManagerCall& wish, Timestamp) {
    if (const auto no = why_not_act(author, wish)) return refuse(*no);
    const WindowState* window = find(state, wish.window);
    if (!window) return refuse(Rejection::unknown_window);
    if (!window->manager_call) return refuse(Rejection::nobody_calls_manager);
    return window->manager_call->answered ? nothing() : one(ManagerCallAnswered{wish.window});
}

std::vector<Fact> assignments_under(const Plan& plan, const State& state) {
    std::vector<Fact> facts;
    for (const auto& [id, window] : state.windows) {
        const Window* planned = find(plan, id);
        if (!window.assigned || !planned) continue;
        const Duties duties = duties_of(*find(state.plan, id));
        if (can_have(plan, *planned, duties) && duties != duties_of(*planned))
            facts.push_back(ServicesAssigned{id, duties, window.assigned->reason, window.assigned->whose});
    }
    return facts;
}

std::vector<Fact> assignments_that_follow(const State& state, const Events& events) {
    std::vector<Fact> facts;
    for (const WindowId id : windows_that_changed_hands(events)) {
        const Window* planned = find(state.plan, id);
        const WindowState* window = find(state, id);
        if (!planned || !window) continue;
        const auto& assigned = window->assigned;
        const OperatorId here = who_is_at(*window);
        const OperatorDuties* own = own_duties(state, here);
        const Duties as_planned = assigned ? assigned->planned : duties_of(*planned);
        if (own && own->duties != as_planned && can_have(state.plan, *planned, own->duties)) {
            if (duties_of(*planned) != own->duties || assigned->whose != here)
                facts.push_back(ServicesAssigned{id, own->duties, own->reason, here});
        } else if (assigned && !assigned->whose.value.empty() && assigned->whose != here) {
            facts.push_back(ServicesAssigned{id, assigned->planned});
        }
    }
    return facts;
}

std::vector<Fact> assignments_over(const State& state) {
    std::vector<Fact> facts;
    for (const auto& [id, window] : state.windows)
        if (window.assigned) facts.push_back(ServicesAssigned{id, window.assigned->planned});
    return facts;
}

}  // namespace okno::hall
