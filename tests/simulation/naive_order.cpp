#include "tests/simulation/naive_order.hpp"

#include <algorithm>
#include <tuple>

#include "hall/capacity.hpp"

namespace okno::test {

using namespace okno::hall;

namespace {

std::optional<TicketId> ticket_of(const Fact& fact) {
    return std::visit(
        [](const auto& one) -> std::optional<TicketId> {
            if constexpr (requires { one.ticket; }) return one.ticket;
            return std::nullopt;
        },
        fact);
}

bool somebody_at(const State& state, WindowId window) {
    return !std::holds_alternative<Closed>(state.windows.at(window).post);
}

// One call's order.
class Turn {
  public:
    Turn(const State& state, const OrderMemory& memory, WindowId window, Timestamp now)
        : state_(state),
          ordering_(state.plan.ordering),
          memory_(memory),
          window_(window),
          now_(now),
          all_(eligible_for(state, window)) {}

    std::optional<Choice> choice() const {
        if (all_.empty()) return std::nullopt;
        const Eligible& longest = *std::min_element(all_.begin(), all_.end(), is_earlier);
        if (ordering_.ceiling > Seconds{0} && longest.waited(now_) >= ordering_.ceiling)
            return told(longest, {Why::ceiling, 0, 0, longest.waited(now_)});
        const Eligible* first = earliest_rank(true);
        const Eligible* ordinary = ordering_.policy == Policy::norm ? by_norm() : earliest_rank(false);
        const int most = ordering_.priority_in_a_row;
        const int row = memory_.priority_in_a_row(window_);
        if (!first || (ordinary && !goes_before(*first, *ordinary)))
            return told(*ordinary, reason_of(*ordinary));
        if (ordinary && row >= most) return told(*ordinary, {Why::turn, 0, most, ordinary->waited(now_)});
        const bool overtakes = std::any_of(all_.begin(), all_.end(), [&](const Eligible& other) {
            return !other.standing.priority && other.since < first->since;
        });
        if (overtakes) return told(*first, {Why::priority, row + 1, most, first->waited(now_)});
        // Past others with a category alone: no row, for nobody without one waits longer.
        if (&longest != first) return told(*first, {Why::priority, 0, 0, first->waited(now_)});
        return told(*first, reason_of(*first));
    }

  private:
    // Where the call comes from matters more to the operator than the order; the count of a row is kept.
    static Choice told(const Eligible& chosen, CallReason reason) {
        if (chosen.sent) return {chosen.ticket->id, {Why::sent_here, reason.count, 0, {}}};
        if (chosen.helped) return {chosen.ticket->id, {Why::helping, reason.count, 0, {}}};
        return {chosen.ticket->id, reason};
    }

    const Eligible* earliest_rank(bool priority) const {
        const Eligible* found = nullptr;
        for (const Eligible& one : all_)
            if (one.standing.priority == priority &&
                (!found || std::tuple(one.standing.rank, one.ticket->id) <
                               std::tuple(found->standing.rank, found->ticket->id)))
                found = &one;
        return found;
    }

    Seconds norm_of_window() const {
        return hall::find(state_.plan, hall::find(state_.plan, window_)->kind)->norm.wait;
    }
    // A queue speaks with the service of the first of its lane: of one window's own queue they may be many.
    const Service& service_of(const Standing& lane) const {
        const Eligible* first = nullptr;
        for (const Eligible& one : all_)
            if (same_lane(one.standing, lane) &&
                (!first || std::tuple(one.standing.rank, one.ticket->id) <
                               std::tuple(first->standing.rank, first->ticket->id)))
                first = &one;
        return *hall::find(state_.plan, first->ticket->service);
    }
    static bool same_lane(const Standing& a, const Standing& b) {
        return a.queue == b.queue && a.priority == b.priority;
    }
    Seconds norm_of_lane(const Standing& lane) const { return norm_of(state_.plan, service_of(lane)).wait; }
    Seconds long_wait(const Standing& lane) const {
        return std::max(ordering_.long_wait, norm_of_lane(lane));
    }
    Seconds since(Timestamp moment) const {
        return std::max(Seconds{0}, std::chrono::floor<Seconds>(now_ - moment));
    }
    Seconds oldest_place(const Standing& lane) const { return since(memory_.oldest_place(lane.queue)); }

    // How soon it is the lane's turn.
    std::int64_t turn_of(const Eligible& one) const {
        const Standing& lane = one.standing;
        const Service& service = service_of(lane);
        const auto norm = norm_of_window().count();
        const auto servers =
            std::holds_alternative<WindowId>(lane.queue)
                ? 1  // whoever was sent to a window has no other
                : std::count_if(state_.plan.windows.begin(), state_.plan.windows.end(), [&](const Window& w) {
                      return serves(w, service.id) && somebody_at(state_, w.id);
                  });
        const auto waiting = std::count_if(all_.begin(), all_.end(),
                                           [&](const Eligible& e) { return same_lane(e.standing, lane); });
        const auto age = (lane.priority ? since(earliest_rank_of(lane)) : oldest_place(lane)).count();
        const auto gap = lane.priority ? norm / 8 : std::min<std::int64_t>(norm, age / waiting) / 4;
        return age + 6 * norm / std::max<std::int64_t>(1, servers) + gap -
               std::chrono::floor<Seconds>(usual_time(state_, service)).count() / 4;
    }
    Timestamp earliest_rank_of(const Standing& lane) const {
        Timestamp earliest = lane.rank;
        for (const Eligible& one : all_)
            if (same_lane(one.standing, lane)) earliest = std::min(earliest, one.standing.rank);
        return earliest;
    }
    std::int64_t soonest_turn() const {
        std::optional<std::int64_t> top;
        for (const Eligible& one : all_)
            if (!one.standing.priority) top = std::max(top.value_or(turn_of(one)), turn_of(one));
        return *top;
    }

    bool goes_before(const Eligible& priority, const Eligible& ordinary) const {
        if (ordering_.policy == Policy::arrival)
            return std::tuple(priority.standing.rank, priority.ticket->id) <
                   std::tuple(ordinary.standing.rank, ordinary.ticket->id);
        return turn_of(priority) >= soonest_turn();
    }

    // Of the lane, the one who waits longest among those who have waited at most `limit`.
    const Eligible* oldest_within(const Standing& lane, Seconds limit) const {
        const Eligible* found = nullptr;
        for (const Eligible& one : all_)
            if (same_lane(one.standing, lane) && one.waited(now_) <= limit &&
                (!found || is_earlier(one, *found)))
                found = &one;
        return found;
    }

    // Until a long wait was unavoidable today: whoever is about to slip into one, though a queue in strict
    // order would not have it.
    const Eligible* about_to_wait_long() const {
        const Eligible* found = nullptr;
        for (const Eligible& one : all_) {
            const Standing& lane = one.standing;
            const Seconds limit = long_wait(lane);
            const Seconds late = std::max(norm_of_lane(lane), limit - norm_of_lane(lane) / 2);
            if (lane.priority || oldest_place(lane) >= limit) continue;
            if (one.waited(now_) > limit || one.waited(now_) <= late) continue;
            if (!found || is_earlier(one, *found)) found = &one;
        }
        return found;
    }

    const Eligible* by_norm() const {
        if (!memory_.strained())
            if (const Eligible* rescued = about_to_wait_long()) return rescued;
        if (!earliest_rank(false)) return nullptr;
        const std::int64_t near = soonest_turn() - norm_of_window().count() / 4;
        const Eligible* best = nullptr;
        std::int64_t best_urgency = 0;
        for (const Eligible& one : all_) {
            if (one.standing.priority || turn_of(one) < near) continue;
            const auto urgency = urgency_of(one);
            if (!urgency) continue;
            if (best && (*urgency < best_urgency || (*urgency == best_urgency && !is_earlier(one, *best))))
                continue;
            best = &one;
            best_urgency = *urgency;
        }
        return best;
    }

    // Nothing for those behind somebody of their queue whom the same call would save.
    std::optional<std::int64_t> urgency_of(const Eligible& one) const {
        const Standing& lane = one.standing;
        const Seconds norm = norm_of_lane(lane);
        const Seconds limit = long_wait(lane);
        const Seconds wait = one.waited(now_);
        if (oldest_within(lane, norm) == &one) {
            const std::int64_t urgency = 900 * wait.count() / std::max<std::int64_t>(1, norm.count());
            return oldest_place(lane) >= limit ? 9 * urgency : urgency;
        }
        const Eligible* long_first = oldest_within(lane, limit);
        if (long_first == &one && wait > norm) return 1000 * (wait - norm) / (limit - norm);
        if (!long_first && oldest_within(lane, Seconds::max()) == &one) return 0;
        return std::nullopt;
    }

    CallReason reason_of(const Eligible& chosen) const {
        const Seconds wait = chosen.waited(now_);
        const bool longest = std::none_of(all_.begin(), all_.end(),
                                          [&](const Eligible& other) { return is_earlier(other, chosen); });
        if (longest) return {Why::longest_wait, 0, 0, wait};
        const Seconds norm = norm_of_lane(chosen.standing);
        const Seconds limit = long_wait(chosen.standing);
        if (wait > limit) return {Why::service_turn, 0, 0, wait};
        if (wait <= norm) return {Why::least_slack, 0, 0, norm - wait};
        return {Why::long_wait, 0, 0, limit - wait};
    }

    const State& state_;
    const Ordering& ordering_;
    const OrderMemory& memory_;
    WindowId window_;
    Timestamp now_;
    std::vector<Eligible> all_;
};

}  // namespace

Seconds Eligible::waited(Timestamp now) const {
    return std::max(Seconds{0}, std::chrono::floor<Seconds>(now - since));
}

bool is_earlier(const Eligible& a, const Eligible& b) {
    return std::tuple(a.since, a.ticket->id) < std::tuple(b.since, b.ticket->id);
}

std::optional<Standing> standing_of(const State& state, TicketId id) {
    const Ticket* ticket = hall::find(state, id);
    const auto* waiting = ticket ? std::get_if<Waiting>(&ticket->stage) : nullptr;
    if (!waiting) return std::nullopt;
    Destination queue = ticket->service;
    if (waiting->only_at) queue = *waiting->only_at;
    return Standing{queue, ticket->rank, ticket->rank < ticket->taken};
}

void OrderMemory::before(const State& state, const Event& event) {
    const auto id = ticket_of(event.fact);
    stood_ = id ? standing_of(state, *id) : std::nullopt;
    const auto* call = std::get_if<TicketCalled>(&event.fact);
    if (!call) return;
    if (stood_ && !places_[stood_->queue].empty() &&
        event.at - *places_[stood_->queue].begin() >= state.plan.ordering.long_wait)
        strained_ = true;
    // A row is one of visitors with a category, each called past somebody without who came before.
    bool past_somebody = false;
    if (stood_ && stood_->priority)
        for (const Eligible& other : eligible_for(state, call->window))
            past_somebody =
                past_somebody || (!other.standing.priority &&
                                  other.since < std::max(stood_->rank, state.tickets.at(*id).taken));
    const bool chosen_by_hall = call->reason.why != Why::by_number && call->reason.why != Why::parked;
    int& row = in_a_row_[call->window];
    row = past_somebody && chosen_by_hall ? row + 1 : 0;
}

void OrderMemory::after(const State& state, const Event& event) {
    if (std::holds_alternative<DayStarted>(event.fact)) strained_ = false;
    const auto id = ticket_of(event.fact);
    if (!id) return;
    const auto stands = standing_of(state, *id);
    if (stands == stood_) return;
    if (stood_ && !stood_->priority) {
        auto& places = places_[stood_->queue];
        places.erase(places.begin());
    }
    if (stands && !stands->priority) places_[stands->queue].insert(stands->rank);
}

Timestamp OrderMemory::oldest_place(const Destination& queue) const {
    return *places_.at(queue).begin();
}

int OrderMemory::priority_in_a_row(WindowId window) const {
    const auto row = in_a_row_.find(window);
    return row == in_a_row_.end() ? 0 : row->second;
}

std::vector<Eligible> eligible_for(const State& state, WindowId id) {
    const Window& window = *hall::find(state.plan, id);
    std::vector<Eligible> all, foreign;
    for (const auto& [ticket_id, ticket] : state.tickets) {
        const auto standing = standing_of(state, ticket_id);
        if (!standing) continue;
        Eligible one{&ticket, *standing, std::max(ticket.rank, ticket.taken), false, false};
        const auto* only_at = std::get_if<WindowId>(&standing->queue);
        one.sent = only_at && *only_at == id;
        if (one.sent || (!only_at && serves(window, ticket.service))) {
            all.push_back(one);
        } else if (!only_at && std::find(window.helps.begin(), window.helps.end(), ticket.service) !=
                                   window.helps.end()) {
            one.helped = true;
            foreign.push_back(one);
        }
    }
    if (static_cast<int>(all.size()) <= state.plan.ordering.helps_when_waiting)
        all.insert(all.end(), foreign.begin(), foreign.end());
    return all;
}

std::optional<Choice> naive_next(const State& state, const OrderMemory& memory, WindowId window,
                                 Timestamp now) {
    return Turn{state, memory, window, now}.choice();
}

}  // namespace okno::test
