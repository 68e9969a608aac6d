#include "hall/timekeeping.hpp"

#include <algorithm>
#include <utility>

#include "hall/acts.hpp"
#include "hall/evolve.hpp"
#include "hall/leaving.hpp"
#include "hall/panic_rules.hpp"
#include "hall/schedule.hpp"
#include "hall/selection.hpp"

namespace okno::hall {

namespace {

// Somebody is there who will still call this ticket (§46: nobody leaves before).
bool will_be_called(const State& state, const Ticket& ticket, Timestamp now) {
    if (std::holds_alternative<Missed>(ticket.stage)) return true;  // the return lapses by itself
    if (const auto* parked = std::get_if<Parked>(&ticket.stage)) return is_staffed(state, parked->by);
    if (const auto* waiting = std::get_if<Waiting>(&ticket.stage); waiting && waiting->only_at)
        return is_staffed(state, *waiting->only_at);
    if (const Service* service = find(state.plan, ticket.service))
        if (is_open(schedule_of(state.plan, *service), state.plan.zone, now)) return true;
    return is_called(state, ticket.service);
}

std::optional<Timestamp> sooner(std::optional<Timestamp> a, std::optional<Timestamp> b) {
    if (!a || !b) return a ? a : b;
    return std::min(*a, *b);
}

// Nothing is open at `from`, nor will the hall prepare for other hours until `at`.
bool is_out_of_hours(const Plan& plan, Timestamp from, Timestamp at) {
    if (is_open(plan, from)) return false;
    const auto opens = next_opening(plan, from);
    return !opens || at < *opens - plan.closing.prepare;
}

Timestamp start_of(const Zone& zone, LocalDay day) {
    return end_of_day(zone, day - std::chrono::days{1});
}

// Those of earlier days than `today` who are at no window.
std::vector<const Ticket*> left_over(const State& state, LocalDay today) {
    std::vector<const Ticket*> tickets;
    const Timestamp midnight = start_of(state.plan.zone, today);
    for (const auto& [taken, id] : state.by_time) {
        if (taken >= midnight) break;
        const Ticket& ticket = state.tickets.at(id);
        if (!window_of(ticket)) tickets.push_back(&ticket);
    }
    return tickets;
}

// When the hall prepares for a new day, what is left of earlier ones is let go at the latest.
std::vector<Fact> let_go(const State& state, Timestamp now) {
    const auto prepares = preparation(state.plan, state.day);
    if (!prepares || now < *prepares) return {};
    std::vector<Fact> facts;
    for (const Ticket* ticket : left_over(state, state.day)) facts.push_back(TicketExpired{ticket->id});
    return facts;
}

const Called* called_at(const State& state, const WindowState& window) {
    const Ticket* ticket = window.visitor ? find(state, *window.visitor) : nullptr;
    return ticket ? std::get_if<Called>(&ticket->stage) : nullptr;
}

std::optional<Timestamp> missed_at(const State& state, const WindowState& window) {
    const Called* called = called_at(state, window);
    if (!called || !state.plan.calling.missed_after) return std::nullopt;
    return called->last_call + *state.plan.calling.missed_after;
}

std::vector<Fact> not_come(const State& state, Timestamp now) {
    std::vector<Fact> facts;
    const auto& within = state.plan.calling.return_within;
    for (const auto& [id, window] : state.windows) {
        const auto at = missed_at(state, window);
        if (!at || now < *at) continue;
        facts.push_back(TicketMissed{*window.visitor, id,
                                     within ? std::optional<Timestamp>{now + *within} : std::nullopt});
    }
    return facts;
}

std::vector<Fact> alarms(const State& state, Timestamp now) {
    std::vector<Fact> facts;
    for (const auto& [at, id] : state.alarms) {
        if (at > now) break;
        if (std::holds_alternative<Parked>(state.tickets.at(id).stage))
            facts.push_back(ParkReminded{id});
        else
            facts.push_back(ReturnLapsed{id});
    }
    return facts;
}

// When the hours of `day` end it: at the last closing or, later, when everybody has `left`; but once the hall
// prepares for other hours they are of no concern any more.
std::optional<Timestamp> day_ends(const State& state, LocalDay day, Timestamp left) {
    const auto closing = last_closing(state.plan, day);
    if (!closing || *closing <= state.settled) return std::nullopt;
    const Timestamp ends = std::max(*closing, left);
    return is_out_of_hours(state.plan, *closing, ends) ? std::optional{ends} : std::nullopt;
}

// Today's hours, or yesterday's that went on over midnight, as a visit may too.
std::optional<Timestamp> day_ends(const State& state, Timestamp left) {
    if (!is_staffed(state) && state.last_ordinal.empty() && state.merged.empty()) return std::nullopt;
    return sooner(day_ends(state, state.day - std::chrono::days{1}, left), day_ends(state, state.day, left));
}

// When the day ends by itself: its hours are over and nobody is left. Nothing while somebody is.
std::optional<Timestamp> day_ends(const State& state) {
    return state.tickets.empty() ? day_ends(state, state.latest) : std::nullopt;
}

std::vector<Fact> close_all(const State& state) {
    std::vector<Fact> facts;
    for (const auto& [id, window] : state.windows)
        if (is_staffed(state, id)) facts.push_back(WindowClosed{id});
    return facts;
}

std::vector<Fact> end_of_hours(const State& state, Timestamp now) {
    const auto ends = day_ends(state);
    if (!ends || now < *ends) return {};
    std::vector<Fact> facts = close_all(state);
    facts.insert(facts.begin(), DayEnded{});
    return facts;
}

// At midnight nobody is left: the day ends, if it has not, and nobody stays at a window for the night.
std::vector<Fact> end_at_midnight(const State& state, Timestamp now) {
    const Timestamp midnight = end_of_day(state.plan.zone, state.day);
    std::vector<Fact> facts;
    if (const auto ends = day_ends(state, midnight); ends && *ends <= now) facts.push_back(DayEnded{});
    if (facts.empty() && !is_out_of_hours(state.plan, midnight, midnight)) return {};
    for (Fact& closed : close_all(state)) facts.push_back(std::move(closed));
    return facts;
}

// When a window with push dispatch calls by itself.
std::optional<Timestamp> pushes_at(const State& state, const Window& window) {
    const WindowState* post = find(state, window.id);
    if (!window.push || !post || post->visitor || !std::holds_alternative<Open>(post->post))
        return std::nullopt;
    if (!next_for(state, window.id, state.latest)) return std::nullopt;
    return post->free_since + *window.push;
}

// One call: the next may depend on it. Of several free windows the one that is free longest.
std::vector<Fact> push(const State& state, Timestamp now) {
    std::optional<std::pair<Timestamp, WindowId>> longest;
    for (const Window& window : state.plan.windows) {
        const auto at = pushes_at(state, window);
        if (!at || now < *at) continue;
        const std::pair free{find(state, window.id)->free_since, window.id};
        longest = longest ? std::min(*longest, free) : free;
    }
    if (!longest) return {};
    const auto next = next_for(state, longest->second, now);
    return {TicketCalled{next->ticket, longest->second, next->reason}};
}

std::vector<Fact> first_due(const State& state, Timestamp now) {
    if (auto facts = escalations(state, now); !facts.empty()) return facts;
    if (auto facts = not_come(state, now); !facts.empty()) return facts;
    if (auto facts = leaves_due(state); !facts.empty()) return facts;
    if (auto facts = alarms(state, now); !facts.empty()) return facts;
    if (state.message && now >= state.message->until) return {MessageWithdrawn{}};
    if (auto facts = let_go(state, now); !facts.empty()) return facts;
    if (auto facts = end_of_hours(state, now); !facts.empty()) return facts;
    return push(state, now);
}

std::optional<Timestamp> lets_go_at(const State& state) {
    return left_over(state, state.day).empty() ? std::nullopt : preparation(state.plan, state.day);
}

}  // namespace

bool is_new_day(const State& state, Timestamp now) {
    return has_plan(state) && local_day(state.plan.zone, now) > state.day;
}

bool is_over(const State& state, const Ticket& ticket, LocalDay today, Timestamp now) {
    if (ticket.taken >= start_of(state.plan.zone, today)) return false;
    const auto prepares = preparation(state.plan, today);
    return (prepares && now >= *prepares) || !will_be_called(state, ticket, now);
}

std::vector<Fact> start_of_day(const State& state, Timestamp now) {
    const LocalDay today = local_day(state.plan.zone, now);
    std::vector<Fact> facts;
    for (const Ticket* ticket : left_over(state, today))
        if (is_over(state, *ticket, today, now)) facts.push_back(TicketExpired{ticket->id});
    if (facts.size() == state.tickets.size())
        for (Fact& fact : end_at_midnight(state, now)) facts.push_back(std::move(fact));
    for (Fact& fact : assignments_over(state)) facts.push_back(std::move(fact));
    facts.push_back(DayStarted{today});
    return facts;
}

std::vector<Fact> due(const State& state, Timestamp now) {
    std::vector<Fact> all = first_due(state, now);
    if (all.empty()) return all;
    State then = state;
    for (std::size_t folded = 0;;) {
        for (; folded < all.size(); ++folded) then = evolve(std::move(then), Event{now, {}, all[folded]});
        const auto more = first_due(then, now);
        if (more.empty()) return all;
        all.insert(all.end(), more.begin(), more.end());
    }
}

std::optional<Timestamp> next_deadline(const State& state) {
    if (!has_plan(state)) return std::nullopt;
    std::optional<Timestamp> soonest = end_of_day(state.plan.zone, state.day);
    for (const auto& [id, window] : state.windows) soonest = sooner(soonest, missed_at(state, window));
    for (const Window& window : state.plan.windows) soonest = sooner(soonest, pushes_at(state, window));
    if (!state.alarms.empty()) soonest = sooner(soonest, state.alarms.begin()->first);
    if (state.message) soonest = sooner(soonest, state.message->until);
    soonest = sooner(soonest, lets_go_at(state));
    soonest = sooner(soonest, next_escalation(state));
    return sooner(soonest, day_ends(state));
}

}  // namespace okno::hall
