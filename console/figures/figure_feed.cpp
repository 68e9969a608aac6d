#include "console/figures/figure_feed.hpp"

#include "platform/log.hpp"

namespace okno::console {

namespace {
constexpr std::chrono::seconds again_after{1};
}

void FigureFeed::hear(const protocol::News& news, protocol::Sequence known, platform::Instant now) {
    if (const auto* followed = std::get_if<protocol::Followed>(&news)) {
        figures_.hear(followed->entry);
    } else if (const auto* fetched = std::get_if<protocol::Fetched>(&news)) {
        take(*fetched, known, now);
    } else if (const auto* answered = std::get_if<protocol::Answered>(&news)) {
        if (answered->id != asked_) return;
        asked_.reset();
        not_before_ = now.steady + again_after;
        if (!answered->result)
            spdlog::warn("The dispatcher does not give the journal for the statistics. reason={}",
                         answered->result.error().code);
    }
}

// The answer may already hold what the feed will bring in a moment: that is left to the feed.
void FigureFeed::take(const protocol::Fetched& fetched, protocol::Sequence known, platform::Instant now) {
    asked_.reset();
    if (figures_.next() && fetched.head + 1 < *figures_.next()) {
        spdlog::warn("The statistics are of another journal; they are made anew.");
        figures_.forget();
        return;
    }
    const auto before = figures_.next();
    for (const protocol::Entry& entry : fetched.entries)
        if (entry.number <= known) figures_.hear(entry);
    if (figures_.next() == before) not_before_ = now.steady + again_after;
}

// Counted beyond what is known: only the journal can tell whether it is another one.
std::optional<protocol::Sequence> FigureFeed::wanted(protocol::Sequence known, platform::Instant now) const {
    const auto next = figures_.next();
    if (asked_ || now.steady < not_before_ || next == known + 1) return std::nullopt;
    return next;
}

}  // namespace okno::console
