#include "tests/simulation/true_journal.hpp"

#include <utility>

#include "hall/evolve.hpp"
#include "hall/public_view.hpp"
#include "protocol/codec.hpp"
#include "tests/hall/hall_truth.hpp"
#include "tests/simulation/broken_rule.hpp"

namespace okno::test {

using namespace okno::hall;

namespace {

// A snapshot holds the whole plan and is costly to write.
constexpr std::size_t snapshot_every = 97;

State through_json(const State& state) {
    return protocol::state_from_json(protocol::parse(protocol::to_json(state).dump()));
}

Event through_json(const Event& event) {
    return protocol::event_from_json(protocol::parse(protocol::to_json(event).dump()));
}

}  // namespace

// Between two events of one decision the hall may be on its way: a window has closed, its visitors follow.
void TrueJournal::decided(const State& state, const Command&, Timestamp, const Decision&) {
    const std::string untrue = what_is_untrue(state);
    must(untrue.empty(), untrue);
}

void TrueJournal::after(const State& state, const Event& event) {
    events_.push_back(event);
    const Event read = through_json(event);
    must(read == event, "an event is read from the journal as another one");
    replayed_ = evolve(std::move(replayed_), read);
    restarted_ =
        events_.size() % snapshot_every == 0 ? through_json(state) : evolve(std::move(restarted_), read);
    if (const auto open = public_event(event)) shown_ = evolve(std::move(shown_), *open);
    compare(state);
}

void TrueJournal::compare(const State& state) const {
    must(replayed_ == state, "the journal replayed gives another state");
    must(restarted_ == state, "snapshot and tail give another state");
}

void TrueJournal::check_at_end(const State& state) const {
    must(what_is_untrue(state).empty(), what_is_untrue(state));
    must(shown_ == public_state(state), "the public feed tells another state than the public one");
    must(fold({}, events_) == state, "the journal folded at once gives another state");
}

}  // namespace okno::test
