#include "printer/print_queue.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

namespace okno::printer {

namespace {

bool waits_for_a_call(const hall::State& state, hall::TicketId id) {
    const hall::Ticket* ticket = hall::find(state, id);
    return ticket && std::holds_alternative<hall::Waiting>(ticket->stage);
}

hall::Print known_after(Outcome outcome) {
    switch (outcome) {
        case Outcome::printed:
            return hall::Print::printed;
        case Outcome::failed:
        case Outcome::broken_off:
            return hall::Print::failed;
        case Outcome::unknown:
            return hall::Print::unknown;
    }
    return hall::Print::unknown;
}

bool may_be_half_a_slip(Outcome outcome) {
    return outcome == Outcome::broken_off || outcome == Outcome::unknown;
}

}  // namespace

void PrintQueue::resynchronised(const hall::State& state, hall::Timestamp wall, SteadyTime now) {
    // Ids that went back: the hall has another journal now, and all its tickets are new to us.
    if (state.last_ticket < last_seen_) {
        last_seen_ = {};
        waiting_.clear();
        copies_.clear();
    }
    for (const auto& [id, ticket] : state.tickets) {
        if (ticket.taken_at_device != kiosk_) continue;
        if (!started_ && ticket.print == hall::Print::printing)
            due_.push_back(Report{id, hall::Print::unknown});
        if (ticket.print == hall::Print::reserved && id > last_seen_) want(ticket, wall, now);
    }
    last_seen_ = std::max(last_seen_, state.last_ticket);
    started_ = true;
}

// A ticket taken before we looked carries only a wall-clock time, perhaps of another machine's clock: one
// from the future counts as fresh.
void PrintQueue::want(const hall::Ticket& ticket, hall::Timestamp wall, SteadyTime now) {
    const auto age = std::max(wall - ticket.taken, hall::Milliseconds{0});
    waiting_.push_back({ticket.id, now + patience - age});
}

void PrintQueue::followed(const hall::Event& event, SteadyTime now) {
    const auto* taken = std::get_if<hall::TicketTaken>(&event.fact);
    if (!taken || taken->ticket <= last_seen_) return;
    last_seen_ = taken->ticket;
    if (taken->taken) return;  // the visitor left long ago, without paper
    if (hall::taken_where(event, *taken) == kiosk_) waiting_.push_back({taken->ticket, now + patience});
}

void PrintQueue::announced(bool by_us) {
    assert(current_ && current_->step == Step::announcing);
    if (by_us)
        current_->step = Step::agreed;
    else
        current_.reset();
}

void PrintQueue::ended(Outcome outcome, Copy copy, SteadyTime now) {
    assert(current_ && current_->step == Step::printing);
    const bool is_copy = current_->issue == Issue::copy;
    due_.push_back(Report{current_->ticket, known_after(outcome)});
    if (outcome == Outcome::printed) confirms_ = true;
    if (may_be_half_a_slip(outcome)) {
        able_ = false;  // until it says so anew
        if (is_copy) confirms_ = false;
        if (!is_copy && copy == Copy::owed && confirms_)
            copies_.push_back({current_->ticket, now + copy_patience});
    }
    current_.reset();
}

std::vector<Action> PrintQueue::next(const hall::State& state, SteadyTime now) {
    std::vector<Action> actions = std::exchange(due_, {});
    if (current_ && current_->step == Step::agreed) {
        current_->step = Step::printing;
        actions.emplace_back(PrintTicket{current_->ticket, current_->issue});
    }
    if (closing_) return actions;
    const auto too_late = [&](const Wanted& wanted) { return wanted.until <= now; };
    for (const Wanted& wanted : waiting_)
        if (too_late(wanted)) actions.emplace_back(Report{wanted.ticket, hall::Print::failed});
    std::erase_if(waiting_, too_late);
    std::erase_if(copies_, [&](const Wanted& wanted) {
        return too_late(wanted) || !waits_for_a_call(state, wanted.ticket);
    });
    if (!current_ && able_ && !copies_.empty())
        begin(copies_, Issue::copy, actions);
    else if (!current_ && !waiting_.empty())
        begin(waiting_, Issue::original, actions);
    return actions;
}

void PrintQueue::begin(std::deque<Wanted>& from, Issue issue, std::vector<Action>& actions) {
    current_ = Current{from.front().ticket, Step::announcing, issue};
    from.pop_front();
    actions.emplace_back(Report{current_->ticket, hall::Print::printing});
}

SteadyTime PrintQueue::next_deadline() const {
    if (!due_.empty()) return SteadyTime::min();
    SteadyTime soonest = SteadyTime::max();
    for (const Wanted& wanted : waiting_) soonest = std::min(soonest, wanted.until);
    return soonest;
}

}  // namespace okno::printer
