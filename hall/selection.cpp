#include "hall/selection.hpp"

#include <algorithm>
#include <iterator>
#include <set>
#include <tuple>

#include "hall/capacity.hpp"
#include "hall/ordering.hpp"

namespace okno::hall {

namespace {

std::size_t places_before(const std::set<Place>& lane, const Place& place) {
    return static_cast<std::size_t>(std::distance(lane.begin(), lane.lower_bound(place)));
}

std::size_t places_before(const State& state, const Destination& destination, const Place& place) {
    const auto queue = state.queues.find(destination);
    if (queue == state.queues.end()) return 0;
    return places_before(queue->second.ordinary, place) + places_before(queue->second.priority, place);
}

std::size_t size_of(const State& state, const Destination& destination) {
    const auto queue = state.queues.find(destination);
    return queue == state.queues.end() ? 0 : queue->second.size();
}

// The services whose visitors compete with those of `service`: all that its windows serve. Windows with
// somebody at them count; when there is none yet, all that could open.
std::set<ServiceId> rivals(const State& state, const ServiceId& service) {
    const auto gather = [&](bool staffed_only) {
        std::set<ServiceId> services;
        for (const Window& window : state.plan.windows)
            if (serves(window, service) && (!staffed_only || is_staffed(state, window.id)))
                services.insert(window.services.begin(), window.services.end());
        return services;
    };
    std::set<ServiceId> found = gather(true);
    if (found.empty()) found = gather(false);
    found.insert(service);
    return found;
}

// Gathers the lines a window calls from.
class Lines {
  public:
    Lines(const State& state, const Window& window, Timestamp now) : state_(state), now_(now) {
        add_queue(window.id, true, false);
        for (const ServiceId& service : window.services) add_queue(service, false, false);
        if (window.helps.empty() || own_ > static_cast<std::size_t>(ordering().helps_when_waiting)) return;
        for (const ServiceId& service : window.helps) add_queue(service, false, true);
    }

    const std::vector<Line>& all() const { return all_; }

  private:
    const Ordering& ordering() const { return state_.plan.ordering; }

    void add_queue(const Destination& destination, bool sent, bool helped) {
        const auto found = state_.queues.find(destination);
        if (found == state_.queues.end()) return;
        const Queue& queue = found->second;
        if (!helped) own_ += queue.size();
        for (const bool priority : {false, true}) {
            const std::set<Place>& lane = priority ? queue.priority : queue.ordinary;
            if (lane.empty()) continue;
            Line line = line_of(lane, priority, sent);
            if (!priority) line.place = queue.places.begin()->rank;
            line.sent = sent;
            line.helped = helped;
            all_.push_back(std::move(line));
        }
    }

    Line line_of(const std::set<Place>& lane, bool priority, bool sent) const {
        Line line;
        line.oldest = candidate(*lane.begin());
        line.waiting = static_cast<int>(lane.size());
        line.priority = priority;
        if (priority) line.longest = longest(lane, line.oldest);
        if (ordering().policy == Policy::arrival) return line;
        if (const Service* service = find(state_.plan, state_.tickets.at(line.oldest.ticket).service)) {
            line.norm = norm_of(state_.plan, *service).wait;
            line.usual = std::chrono::floor<Seconds>(usual_time(state_, *service));
            line.servers = sent ? 1 : servers_of(*service);
        }
        if (!priority) {
            line.within_norm = within(lane, line.norm);
            line.within_long = within(lane, long_wait_of(ordering(), line.norm));
        }
        return line;
    }

    Candidate candidate(const Place& place) const {
        return {place.rank, std::max(place.rank, state_.tickets.at(place.ticket).taken), place.ticket, 0};
    }

    // Who waits longer than the oldest by rank: a smaller head start, and came before. Nobody is later than
    // their rank.
    Candidate longest(const std::set<Place>& lane, const Candidate& oldest) const {
        Candidate found = oldest;
        for (auto place = lane.begin(); place != lane.end() && place->rank <= found.since; ++place) {
            const Candidate other = candidate(*place);
            if (std::tie(other.since, other.ticket) < std::tie(found.since, found.ticket)) found = other;
        }
        return found;
    }

    // The oldest who has waited at most `limit`, in whole seconds.
    std::optional<Candidate> within(const std::set<Place>& lane, Seconds limit) const {
        const auto place = lane.upper_bound(Place{now_ - limit - Seconds{1}, TicketId{~std::uint64_t{0}}});
        if (place == lane.end()) return std::nullopt;
        return candidate(*place);
    }

    int servers_of(const Service& service) const {
        return static_cast<int>(
            std::count_if(state_.plan.windows.begin(), state_.plan.windows.end(), [&](const Window& window) {
                return serves(window, service.id) && is_staffed(state_, window.id);
            }));
    }

    const State& state_;
    Timestamp now_;
    std::size_t own_ = 0;
    std::vector<Line> all_;
};

// Such a service (and the window it is for alone) is what the visitor waits for, is parked for, may come back
// to or has to come in the route.
template <class Such>
bool is_still_to_have(const Ticket& ticket, const Such& such) {
    if (!window_of(ticket) && such(ticket.service, only_window_of(ticket))) return true;
    return std::any_of(ticket.route.begin(), ticket.route.end(),
                       [&](const Step& step) { return such(step.service, step.back_to); });
}

Seconds norm_of_kind(const Plan& plan, const Window& window) {
    const WindowKind* kind = find(plan, window.kind);
    return kind ? kind->norm.wait : Seconds{0};
}

}  // namespace

std::optional<Choice> next_for(const State& state, WindowId id, Timestamp now) {
    const Window* window = find(state.plan, id);
    const WindowState* post = find(state, id);
    if (!window || !post) return std::nullopt;
    const Lines lines(state, *window, now);
    const Outlook outlook{now, norm_of_kind(state.plan, *window), post->priority_in_a_row, state.strained};
    const auto picked = pick(lines.all(), state.plan.ordering, outlook);
    if (!picked) return std::nullopt;
    return Choice{picked->candidate.ticket, picked->reason};
}

// Of services it helps with even without asking how many of its own wait: when one of them does, that is
// enough.
bool could_call(const State& state, const Window& window) {
    if (state.queues.empty()) return false;
    const auto waits = [&](const ServiceId& service) { return state.queues.contains(service); };
    return state.queues.contains(window.id) ||
           std::any_of(window.services.begin(), window.services.end(), waits) ||
           std::any_of(window.helps.begin(), window.helps.end(), waits);
}

bool is_idle(const State& state, WindowId id) {
    const WindowState* window = find(state, id);
    const Window* planned = find(state.plan, id);
    return window && planned && !window->visitor && std::holds_alternative<Open>(window->post) &&
           could_call(state, *planned);
}

std::vector<Choice> queue_for(const State& state, WindowId id, Timestamp now, std::size_t at_most) {
    std::vector<Choice> order;
    State rest = state;
    while (order.size() < at_most) {
        const auto next = next_for(rest, id, now);
        if (!next) break;
        take_from_queue(rest, Ticket{rest.tickets.at(next->ticket)});
        rest.windows.at(id).priority_in_a_row = next->reason.count;
        order.push_back(*next);
    }
    return order;
}

bool is_served(const State& state, const ServiceId& service) {
    return std::any_of(state.plan.windows.begin(), state.plan.windows.end(), [&](const Window& window) {
        return serves(window, service) && is_staffed(state, window.id);
    });
}

bool is_called(const State& state, const ServiceId& service) {
    return std::any_of(state.plan.windows.begin(), state.plan.windows.end(), [&](const Window& window) {
        return calls(window, service) && is_staffed(state, window.id);
    });
}

std::size_t waiting_for(const State& state, const ServiceId& service) {
    return size_of(state, service);
}

std::size_t waiting_at(const State& state, const Window& window) {
    std::size_t waiting = size_of(state, window.id);
    for (const ServiceId& service : window.services) waiting += size_of(state, service);
    return waiting;
}

std::size_t served_only_by(const State& state, WindowId id) {
    const Window* window = find(state.plan, id);
    if (!window) return 0;
    std::set<ServiceId> by_others;
    for (const Window& other : state.plan.windows)
        if (other.id != id && is_staffed(state, other.id)) {
            by_others.insert(other.services.begin(), other.services.end());
            by_others.insert(other.helps.begin(), other.helps.end());
        }
    const auto only_here = [&](const ServiceId& service, const std::optional<WindowId>& only_at) {
        if (only_at && *only_at != id && is_staffed(state, *only_at)) return false;
        return (only_at == id || calls(*window, service)) && !by_others.contains(service);
    };
    const auto needed = std::count_if(state.tickets.begin(), state.tickets.end(), [&](const auto& entry) {
        return is_still_to_have(entry.second, only_here);
    });
    return static_cast<std::size_t>(needed);
}

bool leaves_waiting(const State& before, const State& after) {
    const auto lost = [&](const ServiceId& service, const std::optional<WindowId>& only_at) {
        if (only_at && is_staffed(after, *only_at)) return false;
        return is_called(before, service) && !is_called(after, service);
    };
    return std::any_of(after.tickets.begin(), after.tickets.end(),
                       [&](const auto& entry) { return is_still_to_have(entry.second, lost); });
}

std::size_t people_ahead(const State& state, TicketId id) {
    const Ticket* ticket = find(state, id);
    const auto* waiting = ticket ? std::get_if<Waiting>(&ticket->stage) : nullptr;
    if (!waiting) return 0;
    const Place place{ticket->rank, ticket->id};
    if (waiting->only_at) return places_before(state, *waiting->only_at, place);
    std::size_t ahead = 0;
    for (const ServiceId& service : rivals(state, ticket->service))
        ahead += places_before(state, service, place);
    return ahead;
}

}  // namespace okno::hall
