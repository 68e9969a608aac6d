#include "tests/simulation/true_clock.hpp"

#include <algorithm>

#include "hall/decide.hpp"
#include "tests/simulation/broken_rule.hpp"
#include "tests/simulation/naive_hours.hpp"
#include "tests/simulation/naive_order.hpp"

namespace okno::test {

using namespace okno::hall;

namespace {

constexpr int sampled_every = 16;  // the costly questions

const Command clock_asks{{}, CheckTime{}};

bool somebody_at(const State& state, WindowId window) {
    const auto found = state.windows.find(window);
    return found != state.windows.end() && !std::holds_alternative<Closed>(found->second.post);
}

bool somebody_there(const State& state) {
    return std::any_of(state.windows.begin(), state.windows.end(),
                       [&](const auto& entry) { return somebody_at(state, entry.first); });
}

// Somebody is at a window that would call this visitor sooner or later, or will be in the service's hours.
bool may_be_called(const State& state, const Ticket& ticket, Timestamp at) {
    if (std::holds_alternative<Missed>(ticket.stage)) return true;
    if (const auto* parked = std::get_if<Parked>(&ticket.stage)) return somebody_at(state, parked->by);
    const auto* waiting = std::get_if<Waiting>(&ticket.stage);
    if (waiting && waiting->only_at) return somebody_at(state, *waiting->only_at);
    const Service& service = *find(state.plan, ticket.service);
    if (is_open_at(schedule_of(state.plan, service), state.plan.zone, at)) return true;
    for (const Window& window : state.plan.windows)
        for (const auto* list : {&window.services, &window.helps})
            if (std::find(list->begin(), list->end(), service.id) != list->end() &&
                somebody_at(state, window.id))
                return true;
    return false;
}

}  // namespace

void TrueClock::decided(const State& state, const Command& command, Timestamp wall,
                        const Decision& decision) {
    if (!has_plan(state)) return;
    const Timestamp now = std::max(wall, state.latest);
    const auto deadline = next_deadline(state);
    must(deadline.has_value(), "a hall with a plan has no deadline");
    if (checked_at_) must(*deadline > *checked_at_, "after its deadline the hall has one that is not later");
    checked_at_.reset();
    if (std::holds_alternative<CheckTime>(command.wish)) {
        must(decision.has_value(), "the clock was refused");
        must(decision->empty() == (now < *deadline),
             "the clock changed something before the deadline, or nothing at it");
        checked_at_ = now;
        return;
    }
    check_overdue(state, now);
    if (++decisions_ % sampled_every != 0) return;
    check_day_over(state, now);
    if (now < *deadline)
        must(decide(state, clock_asks, now)->empty(), "something happens before the deadline");
    must(!decide(state, clock_asks, std::max(now, *deadline))->empty(), "nothing happens at the deadline");
    must(decide(state, command, wall) == decision, "the same question has two answers");
}

// Whatever was due before this command has been done by the clock, which the hall had told when to ask.
void TrueClock::check_overdue(const State& state, Timestamp now) const {
    const auto& calling = state.plan.calling;
    for (const auto& [id, ticket] : state.tickets) {
        const std::string name = to_string(ticket.number);
        if (const auto* called = std::get_if<Called>(&ticket.stage))
            must(!calling.missed_after || now < called->last_call + *calling.missed_after,
                 name + " should be missed by now");
        if (const auto* missed = std::get_if<Missed>(&ticket.stage))
            must(now < missed->until, name + " should have lost its right to return");
        if (const auto* parked = std::get_if<Parked>(&ticket.stage))
            must(!parked->remind_at || now < *parked->remind_at, name + " should have been reminded of");
    }
    for (const Window& window : state.plan.windows) {
        const WindowState& post = state.windows.at(window.id);
        if (!window.push || post.visitor || !std::holds_alternative<Open>(post.post)) continue;
        must(now < post.free_since + *window.push || eligible_for(state, window.id).empty(),
             "window " + std::to_string(window.id.value) + " should have called by itself");
    }
}

// When the hall has prepared for a new day, nobody of an earlier one is still waiting.
void TrueClock::check_left_over(const State& state, Timestamp now) const {
    if (!has_prepared(state.plan, now)) return;
    const Timestamp midnight = end_of_day(state.plan.zone, state.day - std::chrono::days{1});
    for (const auto& [id, ticket] : state.tickets)
        must(ticket.taken >= midnight || window_of(ticket),
             to_string(ticket.number) + " is left over from another day");
}

// After the last hours of a day, and the last visitor, nobody stays at a window; but who comes afterwards
// does.
void TrueClock::check_day_over(const State& state, Timestamp now) const {
    must(local_day(state.plan.zone, now) == state.day, "a new day has come and has not begun");
    check_left_over(state, now);
    if (!state.tickets.empty() || (state.last_ordinal.empty() && !somebody_there(state))) return;
    if (opens_within(state.plan, now, state.plan.closing.prepare)) return;
    const auto over = closed_for_the_day_since(state.plan, now);
    must(!over || *over + std::chrono::minutes{1} > now || *over <= settled_,
         "the hours are over, everybody has left, and the day has not ended");
}

// Nobody leaves before (§46): who was not called on the day of the ticket is let go when nobody is there who
// would call, and otherwise when the hall prepares for the next hours.
void TrueClock::check_let_go(const State& state, const Ticket& ticket, Timestamp at) const {
    must(has_prepared(state.plan, at) || !may_be_called(state, ticket, at),
         to_string(ticket.number) + " was let go though somebody would have called");
}

void TrueClock::check_night(const State& state, Timestamp at) const {
    for (const auto& [id, ticket] : state.tickets)
        must(window_of(ticket) || (may_be_called(state, ticket, at) && !has_prepared(state.plan, at)),
             to_string(ticket.number) + " stays overnight though nobody will call");
    if (!state.tickets.empty() || is_open_at(state.plan, at)) return;
    must(!somebody_there(state) || opens_within(state.plan, at, state.plan.closing.prepare),
         "somebody stays at a window overnight though everybody has left");
}

void TrueClock::before(const State& state, const Event& event) {
    if (const auto* expired = std::get_if<TicketExpired>(&event.fact))
        check_let_go(state, state.tickets.at(expired->ticket), event.at);
    if (std::holds_alternative<DayStarted>(event.fact) && has_plan(state)) check_night(state, event.at);
    const bool opened = std::holds_alternative<WindowOpened>(event.fact);
    if (opened && state.tickets.empty() && !somebody_there(state)) settled_ = event.at;
    if (!std::holds_alternative<DayEnded>(event.fact)) return;
    must(state.tickets.empty(), "the day ended with somebody in the hall");
    const auto over = closed_for_the_day_since(state.plan, event.at);
    must(over.has_value(), "the day ended before its hours did");
    must(*over > settled_, "the day ended twice, or before anybody came");
    settled_ = event.at;
}

}  // namespace okno::test
