// The journal for those who read it all, on a thread that has time: page after page from the dispatcher, by
// way of the loop. It waits between the pages, so that the hall hardly notices, and through a while without a
// dispatcher. Used by one thread; `stop` may come from another.
#pragma once

#include <chrono>
#include <stop_token>
#include <vector>

#include "console/mailbox.hpp"
#include "statistics/statistics.hpp"

namespace okno::console {

class JournalPages {
  public:
    // `mailbox` must outlive this.
    explicit JournalPages(Mailbox& mailbox) : mailbox_(mailbox) {}

    // The entries from this number on, some thousands at most. std::runtime_error: the dispatcher was away
    // for too long, or `stop` broke it off, which it does within a moment.
    std::vector<statistics::Entry> read(statistics::Sequence from, const std::stop_token& stop);

  private:
    Mailbox& mailbox_;
};

}  // namespace okno::console
