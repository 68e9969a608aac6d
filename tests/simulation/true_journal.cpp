#include "tests/simulation/true_journal.hpp"

#include <utility>

#include "hall/evolve.hpp"
#include "hall/public_view.hpp"
#include "tests/hall/hall_truth.hpp"
#include "tests/simulation/broken_rule.hpp"

namespace okno::test {

using namespace okno::hall;

namespace {

// Comparing whole states is what costs most.
constexpr std::size_t snapshot_every = 97;

}  // namespace

// Between two events of one decision the hall may be on its way: a window has closed, its visitors follow.
void TrueJournal::decided(const State& state, const Command&, Timestamp, const Decision&) {
    const std::string untrue = what_is_untrue(state);
    must(untrue.empty(), untrue);
    if (events_.size() < taken_ + snapshot_every) return;
    check_replay(state);
    snapshot_ = state;
    taken_ = events_.size();
}

void TrueJournal::after(const State&, const Event& event) {
    events_.push_back(event);
    if (const auto open = public_event(event)) shown_ = evolve(std::move(shown_), *open);
}

void TrueJournal::check_replay(const State& state) const {
    must(what_is_untrue(state).empty(), what_is_untrue(state));
    const auto first = events_.begin() + static_cast<std::ptrdiff_t>(taken_);
    must(fold(snapshot_, Events(first, events_.end())) == state, "snapshot and tail give another state");
    must(fold({}, events_) == state, "the journal replayed gives another state");
    must(shown_ == public_state(state), "the public feed tells another state than the public one");
}

}  // namespace okno::test
