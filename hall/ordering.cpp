#include "hall/ordering.hpp"

#include <algorithm>
#include <tuple>
#include <vector>

namespace okno::hall {

namespace {

class Picker {
  public:
    Picker(std::span<const Contender> contenders, const Ordering& ordering, int in_a_row, Timestamp now)
        : contenders_(contenders), ordering_(ordering), in_a_row_(in_a_row), now_(now) {}

    std::optional<Pick> pick() const {
        if (contenders_.empty()) return std::nullopt;
        if (const auto overdue = best([&](const Contender& c) { return is_overdue(c); }, by_since))
            return told(*overdue, reason_of_overdue(*overdue));
        // After so many with a category it is the turn of one without.
        if (in_a_row_ >= ordering_.priority_in_a_row)
            if (const auto ordinary = best_ordinary()) return told(*ordinary, reason_of_turn(*ordinary));
        const std::size_t chosen = *best([](const Contender&) { return true; }, order());
        return told(chosen, reason_of(chosen));
    }

  private:
    using Before = bool (*)(const Picker&, const Contender&, const Contender&);

    bool is_overdue(const Contender& c) const {
        return ordering_.ceiling > Seconds{0} && now_ - c.since >= ordering_.ceiling;
    }

    static bool by_since(const Picker&, const Contender& a, const Contender& b) {
        return std::tie(a.since, a.ticket) < std::tie(b.since, b.ticket);
    }
    static bool by_arrival(const Picker&, const Contender& a, const Contender& b) {
        return std::tie(a.rank, a.ticket) < std::tie(b.rank, b.ticket);
    }
    static bool by_slack(const Picker&, const Contender& a, const Contender& b) {
        return std::tuple(a.rank + a.norm, a.ticket) < std::tuple(b.rank + b.norm, b.ticket);
    }
    Before order() const { return ordering_.policy == Policy::norm ? &by_slack : &by_arrival; }

    std::optional<std::size_t> best(auto admitted, Before before) const {
        std::optional<std::size_t> found;
        for (std::size_t i = 0; i < contenders_.size(); ++i)
            if (admitted(contenders_[i]) && (!found || before(*this, contenders_[i], contenders_[*found])))
                found = i;
        return found;
    }
    std::optional<std::size_t> best_ordinary() const {
        return best([](const Contender& c) { return !c.priority; }, order());
    }

    Pick told(std::size_t index, CallReason reason) const {
        if (contenders_[index].sent) reason = {Why::sent_here, 0, 0, {}};
        if (contenders_[index].helped) reason = {Why::helping, 0, 0, {}};
        return {index, reason};
    }
    Seconds waited(const Contender& c) const { return std::chrono::floor<Seconds>(now_ - c.since); }

    bool overtakes(const Contender& chosen) const {
        return std::any_of(contenders_.begin(), contenders_.end(), [&](const Contender& other) {
            return !other.priority && other.since < chosen.since;
        });
    }
    CallReason reason_of_overdue(std::size_t i) const { return {Why::ceiling, 0, 0, waited(contenders_[i])}; }
    CallReason reason_of_turn(std::size_t i) const {
        const bool others = std::any_of(contenders_.begin(), contenders_.end(),
                                        [](const Contender& c) { return c.priority; });
        if (!others) return reason_of(i);
        return {Why::turn, 0, ordering_.priority_in_a_row, waited(contenders_[i])};
    }
    CallReason reason_of(std::size_t i) const {
        const Contender& chosen = contenders_[i];
        if (chosen.priority && overtakes(chosen))
            return {Why::priority, in_a_row_ + 1, ordering_.priority_in_a_row, waited(chosen)};
        const bool longest =
            std::none_of(contenders_.begin(), contenders_.end(),
                         [&](const Contender& other) { return by_since(*this, other, chosen); });
        if (ordering_.policy == Policy::arrival || longest) return {Why::longest_wait, 0, 0, waited(chosen)};
        return {Why::least_slack, 0, 0, chosen.norm - waited(chosen)};
    }

    std::span<const Contender> contenders_;
    const Ordering& ordering_;
    int in_a_row_;
    Timestamp now_;
};

}  // namespace

std::optional<Pick> pick(std::span<const Contender> contenders, const Ordering& ordering,
                         int priority_in_a_row, Timestamp now) {
    return Picker{contenders, ordering, priority_in_a_row, now}.pick();
}

}  // namespace okno::hall
