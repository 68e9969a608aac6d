// Keeps the day's figures at the journal's end: passes on what the link hears and says what to fetch when
// something was missed. Uses the link's news only, never the link; the loop asks it once per turn. It never
// takes the figures beyond what the link knows, and begins anew only when the journal itself says that it is
// shorter than what was counted.
#pragma once

#include <optional>

#include "console/figures/figure_keeper.hpp"
#include "platform/clock.hpp"
#include "protocol/link.hpp"

namespace okno::console {

class FigureFeed {
  public:
    // `figures` must outlive this.
    explicit FigureFeed(FigureKeeper& figures) : figures_(figures) {}

    // `known`: the number of the last entry in the link's state.
    void hear(const protocol::News& news, protocol::Sequence known, platform::Instant now);
    // Where to fetch entries from; empty: nothing is missing, or a fetch is on its way or has just been
    // refused.
    std::optional<protocol::Sequence> wanted(protocol::Sequence known, platform::Instant now) const;
    void asked(const protocol::RequestId& id) { asked_ = id; }

  private:
    void take(const protocol::Fetched& fetched, protocol::Sequence known, platform::Instant now);

    FigureKeeper& figures_;
    std::optional<protocol::RequestId> asked_;
    platform::SteadyTime not_before_{};
};

}  // namespace okno::console
