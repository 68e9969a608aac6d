#include "hall/ordering.hpp"

#include <algorithm>
#include <limits>
#include <tuple>
#include <vector>

namespace okno::hall {

namespace {

using Index = std::optional<std::size_t>;

// Whom a call now saves, in thousandths: the nearer to a limit the more urgent. Who can still make the norm
// counts a little less than who can still avoid a long wait, unless that service has long waits anyway.
constexpr std::int64_t saves_norm = 900;
constexpr std::int64_t saves_from_long = 1000;
constexpr std::int64_t when_long_anyway = 9;

bool is_earlier(const Candidate& a, const Candidate& b) {
    return std::tie(a.since, a.ticket) < std::tie(b.since, b.ticket);
}

class Picker {
  public:
    Picker(std::span<const Line* const> lines, const Ordering& ordering, const Outlook& outlook)
        : lines_(lines), ordering_(ordering), outlook_(outlook) {}

    std::optional<Pick> pick() const {
        if (lines_.empty()) return std::nullopt;
        if (const auto overdue = longest_overdue()) return told(*overdue);
        const Index first = best_priority();
        const auto ordinary = best_ordinary();
        if (!ordinary) return told(priority_pick(*first, false));
        if (!first || !goes_first(*first, *ordinary)) return told(*ordinary);
        if (outlook_.priority_in_a_row >= ordering_.priority_in_a_row) {
            Pick turn = *ordinary;
            turn.reason = {Why::turn, 0, ordering_.priority_in_a_row, waited(turn.candidate)};
            return told(turn);
        }
        return told(priority_pick(*first, overtakes(*first)));
    }

  private:
    Seconds waited(Timestamp since) const {
        return std::max(Seconds{0}, std::chrono::floor<Seconds>(outlook_.now - since));
    }
    Seconds waited(const Candidate& candidate) const { return waited(candidate.since); }

    Pick told(Pick pick) const {
        if (lines_[pick.line]->sent) pick.reason = {Why::sent_here, pick.reason.count, 0, {}};
        if (lines_[pick.line]->helped) pick.reason = {Why::helping, pick.reason.count, 0, {}};
        return pick;
    }

    // Who has waited to the ceiling is called in strict order before anybody else.
    std::optional<Pick> longest_overdue() const {
        if (ordering_.ceiling == Seconds{0}) return std::nullopt;
        const std::size_t line = longest();
        const Seconds wait = waited(longest_of(*lines_[line]));
        if (wait < ordering_.ceiling) return std::nullopt;
        return Pick{line, longest_of(*lines_[line]), {Why::ceiling, 0, 0, wait}};
    }

    static const Candidate& longest_of(const Line& line) {
        return line.longest ? *line.longest : line.oldest;
    }
    std::size_t longest() const {
        std::size_t found = 0;
        for (std::size_t i = 1; i < lines_.size(); ++i)
            if (is_earlier(longest_of(*lines_[i]), longest_of(*lines_[found]))) found = i;
        return found;
    }

    Index best_by_rank(bool priority) const {
        Index found;
        for (std::size_t i = 0; i < lines_.size(); ++i) {
            const auto rank = [&](std::size_t n) {
                return std::tie(lines_[n]->oldest.rank, lines_[n]->oldest.ticket);
            };
            if (lines_[i]->priority == priority && (!found || rank(i) < rank(*found))) found = i;
        }
        return found;
    }
    Index best_priority() const { return best_by_rank(true); }

    bool overtakes(std::size_t line) const {
        return std::any_of(lines_.begin(), lines_.end(), [&](const Line* other) {
            return !other->priority && other->oldest.since < lines_[line]->oldest.since;
        });
    }
    Pick priority_pick(std::size_t line, bool overtakes) const {
        const Candidate& candidate = lines_[line]->oldest;
        if (overtakes)
            return {line,
                    candidate,
                    {Why::priority, outlook_.priority_in_a_row + 1, ordering_.priority_in_a_row,
                     waited(candidate)}};
        // Past others with a category only: no row, for nobody without one waits longer.
        if (longest_of(*lines_[longest()]).ticket != candidate.ticket)
            return {line, candidate, {Why::priority, 0, 0, waited(candidate)}};
        return {line, candidate, reason_of(line, candidate)};
    }

    bool goes_first(std::size_t priority, const Pick& ordinary) const {
        if (ordering_.policy == Policy::arrival)
            return std::tie(lines_[priority]->oldest.rank, lines_[priority]->oldest.ticket) <
                   std::tie(ordinary.candidate.rank, ordinary.candidate.ticket);
        return key(*lines_[priority]) >= top_key();
    }

    std::optional<Pick> best_ordinary() const {
        if (ordering_.policy == Policy::norm) return best_by_norm();
        const Index line = best_by_rank(false);
        if (!line) return std::nullopt;
        return Pick{*line, lines_[*line]->oldest, reason_of(*line, lines_[*line]->oldest)};
    }

    // How soon it is a queue's turn: what arrival order goes by (how old its oldest place is), tilted towards
    // services few windows serve, long gaps between places, and short services. In seconds.
    std::int64_t key(const Line& line) const {
        const std::int64_t norm = outlook_.norm.count();
        const Timestamp place = line.priority ? line.oldest.rank : line.place;
        const std::int64_t wait = waited(place).count();
        const std::int64_t gap = line.priority ? norm / 8 : std::min(norm, wait / line.waiting) / 4;
        return wait + 6 * norm / std::max(1, line.servers) + gap - line.usual.count() / 4;
    }
    std::int64_t top_key() const {
        std::int64_t top = std::numeric_limits<std::int64_t>::min();
        for (const Line* line : lines_)
            if (!line->priority) top = std::max(top, key(*line));
        return top;
    }

    // The most urgent of the queues whose turn it nearly is.
    std::optional<Pick> best_by_norm() const {
        if (const auto rescued = rescue()) return rescued;
        const std::int64_t near = top_key() - outlook_.norm.count() / 4;
        std::optional<Pick> best;
        std::int64_t best_urgency = -1;
        const auto consider = [&](std::size_t line, const Candidate& candidate, std::int64_t urgency) {
            if (urgency < best_urgency) return;
            if (urgency == best_urgency && !is_earlier(candidate, best->candidate)) return;
            best = Pick{line, candidate, {}};
            best_urgency = urgency;
        };
        for (std::size_t i = 0; i < lines_.size(); ++i) {
            const Line& line = *lines_[i];
            if (line.priority || key(line) < near) continue;
            const Seconds limit = long_wait_of(ordering_, line.norm);
            if (line.within_norm) consider(i, *line.within_norm, urgency_of_norm(line, limit));
            if (line.within_long && waited(*line.within_long) > line.norm)
                consider(i, *line.within_long,
                         saves_from_long * (waited(*line.within_long) - line.norm) / (limit - line.norm));
            if (!line.within_long) consider(i, line.oldest, 0);
        }
        if (best) best->reason = reason_of(best->line, best->candidate);
        return best;
    }

    std::int64_t urgency_of_norm(const Line& line, Seconds limit) const {
        const std::int64_t urgency = saves_norm * waited(*line.within_norm) / std::max(line.norm, Seconds{1});
        return waited(line.place) >= limit ? when_long_anyway * urgency : urgency;
    }

    // While no long wait was unavoidable today, nobody may slip into one.
    std::optional<Pick> rescue() const {
        if (outlook_.strained) return std::nullopt;
        std::optional<Pick> best;
        for (std::size_t i = 0; i < lines_.size(); ++i) {
            const Line& line = *lines_[i];
            const Seconds limit = long_wait_of(ordering_, line.norm);
            if (line.priority || !line.within_long || waited(line.place) >= limit) continue;
            if (waited(*line.within_long) <= std::max(line.norm, limit - line.norm / 2)) continue;
            if (!best || is_earlier(*line.within_long, best->candidate))
                best = Pick{i, *line.within_long, {}};
        }
        if (best) best->reason = reason_of(best->line, best->candidate);
        return best;
    }

    CallReason reason_of(std::size_t i, const Candidate& chosen) const {
        const Line& line = *lines_[i];
        const Seconds wait = waited(chosen);
        const Candidate& oldest = longest_of(*lines_[longest()]);
        if (ordering_.policy == Policy::arrival || oldest.ticket == chosen.ticket)
            return {Why::longest_wait, 0, 0, wait};
        if (wait > long_wait_of(ordering_, line.norm)) return {Why::service_turn, 0, 0, wait};
        if (wait <= line.norm) return {Why::least_slack, 0, 0, line.norm - wait};
        return {Why::long_wait, 0, 0, long_wait_of(ordering_, line.norm) - wait};
    }

    std::span<const Line* const> lines_;
    const Ordering& ordering_;
    const Outlook& outlook_;
};

}  // namespace

std::optional<Pick> pick(std::span<const Line* const> lines, const Ordering& ordering,
                         const Outlook& outlook) {
    return Picker{lines, ordering, outlook}.pick();
}

std::optional<Pick> pick(std::span<const Line> lines, const Ordering& ordering, const Outlook& outlook) {
    std::vector<const Line*> pointers;
    for (const Line& line : lines) pointers.push_back(&line);
    return pick(pointers, ordering, outlook);
}

}  // namespace okno::hall
