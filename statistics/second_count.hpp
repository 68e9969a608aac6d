// The journal counted once more, from its first event, into tables of its own beside those that are kept, and
// both compared row by row: the journal itself is what the statistics must agree with. Owns its file; what
// was counted before is gone on from, so that each night costs the events of a day. Rows of days that are not
// compared any more are forgotten. Used by one thread, which it may keep waiting for the journal.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "statistics/statistics.hpp"

namespace okno::statistics {

// Some entries from this number on, at least one when the journal has it. Throws to break off; what was
// counted by then is kept.
using JournalPage = std::function<std::vector<Entry>(Sequence from)>;

class SecondCount {
  public:
    // `file`: need not exist. It is a file that nobody else uses.
    SecondCount(const std::filesystem::path& file, JournalPage page);

    // A sentence for each value of these days in which `kept`, a connection of its own, differs from its
    // journal, `told_at_most` of them; when none does, for each sum that is not that of its visits.
    static constexpr std::size_t told_at_most = 1000;
    std::vector<std::string> compare(Statistics& kept, Days days);

  private:
    void count_up_to(Sequence number, hall::LocalDay first);

    Statistics counted_;
    JournalPage page_;
};

}  // namespace okno::statistics
