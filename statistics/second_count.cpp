#include "statistics/second_count.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace okno::statistics {

namespace {
constexpr int pages_between_forgetting = 20;
}

SecondCount::SecondCount(const std::filesystem::path& file, JournalPage page)
    : counted_(file), page_(std::move(page)) {}

std::vector<std::string> SecondCount::compare(Statistics& kept, Days days) {
    const Sequence known = kept.position();
    if (counted_.position() > known) counted_.clear();  // they were made anew, or are of another journal
    // Most of it before the moment that is compared begins: SQLite's log of changes grows while it lasts.
    count_up_to(known, days.first);
    counted_.forget_before(days.first);
    auto differences = kept.differences(counted_, days, told_at_most,
                                        [&](Sequence moment) { count_up_to(moment, days.first); });
    if (!differences.empty()) return differences;
    return kept.recount(days);  // the longer spans, and by SQL over the visits what the projector counted
}

void SecondCount::count_up_to(Sequence number, hall::LocalDay first) {
    for (int pages = 1; counted_.position() < number; ++pages) {
        const Sequence next = counted_.position() + 1;
        std::vector<Entry> entries = page_(next);
        std::erase_if(entries, [&](const Entry& entry) { return entry.number > number; });
        if (entries.empty() || !counted_.apply(entries) || counted_.position() < next)
            throw std::runtime_error("the journal ends before what is in the statistics, or lacks an event");
        if (pages % pages_between_forgetting == 0) counted_.forget_before(first);
    }
}

}  // namespace okno::statistics
