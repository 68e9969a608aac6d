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

// Once a new day has opened, nobody of an earlier one is still waiting; a hall that stays open has no such
// moment.
void TrueClock::check_left_over(const State& state, Timestamp now) const {
    const Timestamp midnight = end_of_day(state.plan.zone, state.day - std::chrono::days{1});
    bool open = false, stayed_open = false;
    for (const Service& service : state.plan.services) {
        const Schedule& schedule = schedule_of(state.plan, service);
        open = open || is_open_at(schedule, state.plan.zone, now);
        stayed_open = stayed_open || is_open_at(schedule, state.plan.zone, midnight - Milliseconds{1});
    }
    if (!open || stayed_open) return;
    for (const auto& [id, ticket] : state.tickets)
        must(ticket.taken >= midnight || window_of(ticket),
             to_string(ticket.number) + " is left over from another day");
}

void TrueClock::check_day_over(const State& state, Timestamp now) const {
    must(local_day(state.plan.zone, now) == state.day, "a new day has come and has not begun");
    if (clocks_change_near(state.plan.zone, now)) return;
    check_left_over(state, now);
    const bool used = !state.last_ordinal.empty() ||
                      std::any_of(state.windows.begin(), state.windows.end(), [](const auto& entry) {
                          return !std::holds_alternative<Closed>(entry.second.post);
                      });
    if (!used || state.day_ended || !state.tickets.empty()) return;
    must(!is_over_for_the_day(state.plan, now) ||
             !is_over_for_the_day(state.plan, now - std::chrono::minutes{1}),
         "the hours are over, everybody has left, and the day has not ended");
}

void TrueClock::before(const State& state, const Event& event) {
    if (!std::holds_alternative<DayEnded>(event.fact)) return;
    must(state.tickets.empty(), "the day ended with somebody in the hall");
    must(is_over_for_the_day(state.plan, event.at), "the day ended before its hours did");
    must(!state.day_ended, "the day ended twice");
}

}  // namespace okno::test
