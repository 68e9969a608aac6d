#include "tests/simulation/true_visits.hpp"

#include <algorithm>

#include "hall/selection.hpp"
#include "tests/simulation/broken_rule.hpp"
#include "tests/simulation/naive_capacity.hpp"
#include "tests/simulation/naive_hours.hpp"

namespace okno::test {

using namespace okno::hall;

namespace {

constexpr WindowId any_window{0};  // no window has this number

std::string named(TicketId ticket) {
    return "ticket " + std::to_string(ticket.value);
}

const Called& called(const State& state, TicketId id) {
    const Ticket* ticket = find(state, id);
    must(ticket && std::holds_alternative<Called>(ticket->stage), named(id) + " has not been called");
    return std::get<Called>(ticket->stage);
}

Timestamp called_since(const Ticket& ticket) {
    if (const auto* call = std::get_if<Called>(&ticket.stage)) return call->since;
    const auto* serving = std::get_if<Serving>(&ticket.stage);
    must(serving != nullptr, named(ticket.id) + " is at no window");
    return serving->called;
}

bool somebody_at(const State& state, WindowId id) {
    const WindowState* window = find(state, id);
    return window && !std::holds_alternative<Closed>(window->post);
}

bool at_a_window(const Ticket& ticket) {
    return std::holds_alternative<Called>(ticket.stage) || std::holds_alternative<Serving>(ticket.stage);
}

}  // namespace

// A kiosk that stops issuing must have a reason, and one that goes on too.
void TrueVisits::decided(const State& state, const Command& command, Timestamp wall,
                         const Decision& decision) {
    if (const auto* park = std::get_if<ParkTicket>(&command.wish); park && decision)
        check_reminder(state, *park, std::max(wall, state.latest), *decision);
    if (const auto* merge = std::get_if<MergeTicket>(&command.wish)) check_merge(*merge, decision);
    const auto* take = std::get_if<TakeTicket>(&command.wish);
    const Service* service = take ? find(state.plan, take->service) : nullptr;
    if (!service) return;
    const Timestamp now = std::max(wall, state.latest);
    const Schedule& hours = schedule_of(state.plan, *service);
    const bool open = is_open_at(hours, state.plan.zone, now);
    if (decision) must(open, "a ticket was issued outside the hours");
    if (!decision && decision.error() == Rejection::service_closed)
        must(!open, "the kiosk says closed in its hours");
    const bool stops = state.plan.closing.when_full == WhenFull::stop;
    const bool full = !decision && decision.error() == Rejection::service_full;
    if (full) must(stops, "the kiosk stops though the plan does not say so");
    if (stops && (decision || full))
        must(full == is_full_at(state, *service, now),
             full ? "the kiosk says full though there is time"
                  : "a ticket was issued for a service that cannot end in time");
}

// The visitor has the number, and came then.
void TrueVisits::check_merge(const MergeTicket& wish, const Decision& decision) {
    const std::string given = to_string(wish.number) + ", given by a kiosk alone,";
    must(decision.has_value(), given + " is lost");
    int made = 0;
    for (const Event& event : *decision)
        if (const auto* taken = std::get_if<TicketTaken>(&event.fact)) {
            ++made;
            must(taken->number == wish.number && taken->service == wish.service &&
                     taken->category == wish.category && taken->taken == wish.taken,
                 given + " is another ticket after its merge");
        }
    must(made == 1, given + " is not one ticket");
}

// As the operator wishes, else as the plan says.
void TrueVisits::check_reminder(const State& state, const ParkTicket& wish, Timestamp now,
                                const Events& events) {
    const auto after = wish.remind_after ? wish.remind_after : state.plan.park_reminder;
    const Timestamp expected = after ? now + *after : Timestamp{};  // never, as before all time
    for (const Event& event : events)
        if (const auto* parked = std::get_if<TicketParked>(&event.fact))
            must(parked->remind_at.value_or(Timestamp{}) == expected,
                 named(parked->ticket) + " has a reminder at another time");
}

void TrueVisits::before(const State& state, const Event& event) {
    must(event.at >= state.latest, "an event is older than the one before it");
    author_ = event.author;
    if (const auto* day = std::get_if<DayStarted>(&event.fact)) {
        must(day->day > state.day, "a day began that was not later");
        numbers_.clear();
        last_.clear();
    }
    std::visit([&](const auto& fact) { check(state, fact, event.at); }, event.fact);
}

void TrueVisits::after(const State& state, const Event& event) {
    must(alive_.size() == state.tickets.size(), "a ticket was lost, or lives on after its end");
    if (const auto* taken = std::get_if<TicketTaken>(&event.fact)) {
        const Ticket& ticket = state.tickets.at(taken->ticket);
        const Timestamp since = taken->taken.value_or(event.at);
        must(ticket.taken == since && ticket.rank == since - taken->head_start,
             "a new ticket has a wrong place");
        must(std::holds_alternative<Waiting>(ticket.stage), "a new ticket does not wait");
    }
    // Who is transferred, parked or sent on keeps the place; only who comes back late loses it.
    std::visit(
        [&](const auto& fact) {
            if constexpr (requires { fact.ticket; }) {
                const Ticket* ticket = find(state, fact.ticket);
                if (!ticket) return;
                must(alive_.contains(ticket->id), named(ticket->id) + " has ended and is still there");
                must(ticket->rank == life(ticket->id).rank, named(ticket->id) + " lost its place");
                must(ticket->service == life(ticket->id).to_do.front().service,
                     named(ticket->id) + " is at another step");
                must(ticket->route.size() <= steps_at_most, named(ticket->id) + " has too many steps to go");
                follow(state, life(ticket->id), event);
                check_stage(*ticket, life(ticket->id));
            }
        },
        event.fact);
}

// What the checks of each fact go by stands in the state; so the state must say what the events said.
void TrueVisits::follow(const State& state, Life& life, const Event& event) {
    follow_stages(state, life, event);
    if (std::holds_alternative<TicketParked>(event.fact)) life.sent_to.reset();
    if (const auto* returned = std::get_if<TicketReturned>(&event.fact)) life.sent_to = returned->only_at;
    if (const auto* finished = std::get_if<StepFinished>(&event.fact)) life.sent_to = finished->next.back_to;
    if (const auto* transferred = std::get_if<TicketTransferred>(&event.fact)) {
        const auto* window = std::get_if<WindowId>(&transferred->to);
        life.sent_to = window ? std::optional<WindowId>{*window} : std::nullopt;
    }
    if (std::holds_alternative<TicketCalled>(event.fact)) {
        life.called = life.last_call = event.at;
        life.recalls = 0;
    }
    if (std::holds_alternative<TicketRecalled>(event.fact)) {
        life.last_call = event.at;
        ++life.recalls;
    }
    if (!std::holds_alternative<PrintReported>(event.fact)) life.alarm.reset();
    if (const auto* parked = std::get_if<TicketParked>(&event.fact)) life.alarm = parked->remind_at;
    if (const auto* missed = std::get_if<TicketMissed>(&event.fact)) life.alarm = missed->until;
}

void TrueVisits::follow_stages(const State& state, Life& life, const Event& event) {
    if (std::holds_alternative<ServiceStarted>(event.fact)) {
        life.stage = state.plan.stages.empty() ? StageId{} : state.plan.stages.front().id;
        life.stage_since = event.at;
    }
    if (const auto* entered = std::get_if<StageEntered>(&event.fact)) {
        life.stage = entered->stage;
        life.stage_since = event.at;
    }
}

void TrueVisits::check_stage(const Ticket& ticket, const Life& life) {
    const std::string name = named(ticket.id);
    if (const auto* waiting = std::get_if<Waiting>(&ticket.stage))
        must(waiting->only_at == life.sent_to, name + " waits in another queue than it was sent to");
    if (const auto* called = std::get_if<Called>(&ticket.stage)) {
        must(called->since == life.called, name + " was called at another time");
        must(called->last_call == life.last_call, name + " was last called at another time");
        must(called->recalls == life.recalls, name + " was recalled another number of times");
    }
    if (const auto* serving = std::get_if<Serving>(&ticket.stage)) {
        must(serving->called == life.called, name + " was called at another time");
        must(serving->stage == life.stage && serving->stage_since == life.stage_since,
             name + " is in another stage of its service");
    }
    std::optional<Timestamp> alarm;
    if (const auto* parked = std::get_if<Parked>(&ticket.stage)) alarm = parked->remind_at;
    if (const auto* missed = std::get_if<Missed>(&ticket.stage)) alarm = missed->until;
    must(alarm == life.alarm, name + " has an alarm at another time");
}

void TrueVisits::check(const State& state, const TicketTaken& fact, Timestamp at) {
    ++issued_;
    must(fact.ticket > state.last_ticket, "a ticket's id was given twice");
    must(numbers_.insert(fact.number).second, to_string(fact.number) + " was issued twice on one day");
    const Service* service = find(state.plan, fact.service);
    must(service && fact.number.letter == service->letter, "a number has another letter than its service");
    check_number(state, fact, at);
    const Category* category = find(state.plan, fact.category);
    must(fact.head_start == (category ? category->head_start : Seconds{0}), "a wrong head start was given");
    Life life;
    life.taken = fact.taken.value_or(at);
    life.rank = life.taken - fact.head_start;
    life.to_do.push_back({fact.service, {}, false});
    for (const RouteStep& step : service->then) life.to_do.push_back({step.service, {}, step.same_window});
    alive_[fact.ticket] = std::move(life);
}

void TrueVisits::check_number(const State& state, const TicketTaken& fact, Timestamp at) {
    const auto block = blocks_.find(fact.number.ordinal / 1000);
    if (fact.taken) {
        must(*fact.taken <= at, "a kiosk alone gave a ticket in the future");
        must(block != blocks_.end() && block->second == author_.device,
             "a kiosk alone gave a number that is not of its block");
        return;
    }
    must(block == blocks_.end(), "the hall gave a number of a kiosk's block");
    int& last = last_[fact.number.letter];
    // Those still held from yesterday are left out, and blocks of kiosks.
    for (++last; last < fact.number.ordinal; ++last)
        must(blocks_.contains(last / 1000) || find(state, TicketNumber{fact.number.letter, last}),
             "a number was left out");
    must(fact.number.ordinal == last, "numbers do not go up one by one");
}

void TrueVisits::check(const State&, const BlockLeased& fact, Timestamp at) {
    must(fact.block >= 1 && blocks_.emplace(fact.block, author_.device).second, "a block was leased twice");
    must(fact.lease.device == author_.device && fact.lease.epoch == at,
         "a block was leased to somebody else");
}

void TrueVisits::check(const State& state, const TicketRecalled& fact, Timestamp at) {
    const Called& call = called(state, fact.ticket);
    must(call.recalls < state.plan.calling.recalls_at_most, named(fact.ticket) + " was recalled too often");
    must(at >= call.last_call + state.plan.calling.recall_not_before,
         named(fact.ticket) + " was recalled too soon");
}

void TrueVisits::check_finish(const State& state, TicketId id, const OutcomeId& outcome, Timestamp at) const {
    const Ticket* ticket = find(state, id);
    must(ticket && at_a_window(*ticket), named(id) + " was finished at no window");
    const auto* begun = std::get_if<Serving>(&ticket->stage);
    must(at >= (begun ? begun->since : called_since(*ticket)) + state.plan.calling.finish_not_before,
         named(id) + " was finished too soon");
    must(!outcome.value.empty() || !state.plan.outcome_required,
         named(id) + " was finished without an outcome");
    const auto* serving = std::get_if<Serving>(&ticket->stage);
    if (state.plan.stages_required)
        must(serving && serving->stage == state.plan.stages.back().id,
             named(id) + " was finished before its last stage");
}

void TrueVisits::check(const State& state, const ServiceFinished& fact, Timestamp at) {
    check_finish(state, fact.ticket, fact.outcome, at);
    must(life(fact.ticket).to_do.size() == 1,
         named(fact.ticket) + " went home before all its steps were done");
    end(fact.ticket);
}

void TrueVisits::check(const State& state, const StepFinished& fact, Timestamp at) {
    check_finish(state, fact.ticket, fact.outcome, at);
    Life& one = life(fact.ticket);
    must(one.to_do.size() >= 2 && one.to_do[1].service == fact.next.service,
         named(fact.ticket) + " goes on with another step");
    one.served[one.to_do.front().service] = fact.window;
    one.to_do.erase(one.to_do.begin());
    // Back to one window: the one that was named, or that served this service before; if somebody is there.
    WindowId back = one.to_do.front().back_to.value_or(any_window);
    const auto served = one.served.find(fact.next.service);
    if (one.to_do.front().same_window && served != one.served.end()) back = served->second;
    if (!somebody_at(state, back)) back = any_window;
    must(fact.next.back_to.value_or(any_window) == back, named(fact.ticket) + " goes on at another window");
}

void TrueVisits::check(const State& state, const StepAdded& fact, Timestamp) {
    must(at_a_window(state.tickets.at(fact.ticket)), named(fact.ticket) + " got a step at no window");
    auto& to_do = life(fact.ticket).to_do;
    to_do.insert(to_do.begin() + 1, fact.step);
}

void TrueVisits::check(const State& state, const TicketMissed& fact, Timestamp at) {
    const Called& call = called(state, fact.ticket);
    const Calling& rule = state.plan.calling;
    if (author_.person.value.empty()) {
        must(rule.missed_after && at >= call.last_call + *rule.missed_after,
             named(fact.ticket) + " was missed too soon");
    } else {
        must(at >= call.last_call + rule.no_show_not_before,
             named(fact.ticket) + " was missed by a slip of the finger");
    }
    must(fact.until.has_value() == rule.return_within.has_value(),
         "a right to return was given, or not, against the plan");
    if (!fact.until) return end(fact.ticket);
    must(*fact.until == at + *rule.return_within, "a right to return has a wrong end");
}

void TrueVisits::check(const State& state, const TicketReturned& fact, Timestamp at) {
    const Ticket& ticket = state.tickets.at(fact.ticket);
    const auto* missed = std::get_if<Missed>(&ticket.stage);
    must(missed != nullptr, named(fact.ticket) + " came back but had not been missed");
    must(at <= missed->until, named(fact.ticket) + " came back too late");
    WindowId back = life(fact.ticket).sent_to.value_or(any_window);
    if (!somebody_at(state, back)) back = any_window;
    must(fact.only_at.value_or(any_window) == back,
         named(fact.ticket) + " came back to another queue than it was called from");
    int waiting = 0, before = 0;
    for (const auto& [id, other] : state.tickets) {
        const auto* waits = std::get_if<Waiting>(&other.stage);
        if (!waits || waits->only_at.value_or(any_window) != back) continue;
        if (back == any_window && other.service != ticket.service) continue;
        ++waiting;
        before += other.rank < fact.rank;
    }
    must(fact.rank >= ticket.rank, named(fact.ticket) + " came back to a better place");
    must(before >= std::min(waiting, state.plan.calling.return_behind),
         named(fact.ticket) + " came back too far ahead");
    must(fact.rank == ticket.rank || before <= state.plan.calling.return_behind ||
             std::any_of(state.tickets.begin(), state.tickets.end(),
                         [&](const auto& entry) { return entry.second.rank + Milliseconds{1} == fact.rank; }),
         named(fact.ticket) + " came back too far behind");
    life(fact.ticket).rank = fact.rank;
}

// A press that is doubled sends nobody away whom the window has called in between.
void TrueVisits::check_sent_on(const State& state, TicketId id, Timestamp at) {
    if (const auto* call = std::get_if<Called>(&state.tickets.at(id).stage))
        must(at >= call->since + state.plan.calling.finish_not_before, named(id) + " was sent on too soon");
}

void TrueVisits::check(const State& state, const TicketTransferred& fact, Timestamp at) {
    check_sent_on(state, fact.ticket, at);
    const Ticket& ticket = state.tickets.at(fact.ticket);
    const auto* waiting = std::get_if<Waiting>(&ticket.stage);
    must(at_a_window(ticket) || (waiting && waiting->only_at == fact.window),
         named(fact.ticket) + " was transferred from a window where it is not");
    if (const auto* service = std::get_if<ServiceId>(&fact.to))
        life(fact.ticket).to_do.front().service = *service;
}

void TrueVisits::check(const State& state, const TicketParked& fact, Timestamp at) {
    must(at_a_window(state.tickets.at(fact.ticket)), named(fact.ticket) + " was parked at no window");
    check_sent_on(state, fact.ticket, at);
    must(!fact.remind_at || *fact.remind_at > at, named(fact.ticket) + " would be reminded of in the past");
}

void TrueVisits::check(const State& state, const ReturnLapsed& fact, Timestamp at) {
    const auto* missed = std::get_if<Missed>(&state.tickets.at(fact.ticket).stage);
    must(missed && at >= missed->until, named(fact.ticket) + " lost its right to return too soon");
    end(fact.ticket);
}

void TrueVisits::check(const State& state, const ParkReminded& fact, Timestamp at) {
    const auto* parked = std::get_if<Parked>(&state.tickets.at(fact.ticket).stage);
    must(parked && parked->remind_at && at >= *parked->remind_at,
         named(fact.ticket) + " was reminded of too soon");
}

void TrueVisits::check(const State& state, const TicketCancelled& fact, Timestamp) {
    must(!at_a_window(state.tickets.at(fact.ticket)), named(fact.ticket) + " was cancelled at a window");
    end(fact.ticket);
}

void TrueVisits::check(const State& state, const TicketExpired& fact, Timestamp at) {
    const Ticket& ticket = state.tickets.at(fact.ticket);
    must(!at_a_window(ticket), named(fact.ticket) + " was let go at a window");
    must(local_day(state.plan.zone, at) > local_day(state.plan.zone, ticket.taken),
         named(fact.ticket) + " was let go on its own day");
    end(fact.ticket);
}

void TrueVisits::end(TicketId ticket) {
    must(alive_.erase(ticket) == 1, named(ticket) + " ended twice");
}

TrueVisits::Life& TrueVisits::life(TicketId ticket) {
    const auto found = alive_.find(ticket);
    must(found != alive_.end(), named(ticket) + " was never issued, or has ended");
    return found->second;
}

}  // namespace okno::test
