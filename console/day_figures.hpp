// The day's figures: feeds the statistics with the journal's entries in order, each once, and asks them for
// today. Owns the statistics and their database; used by the loop alone. Waits for nothing but the local
// disk. A failure of the database is a std::runtime_error; the database is disposable, deleting it and
// starting again heals.
#pragma once

#include <filesystem>
#include <vector>

#include "console/figures.hpp"
#include "console/nightly_recount.hpp"
#include "hall/state.hpp"
#include "protocol/messages.hpp"
#include "statistics/statistics.hpp"

namespace okno::console {

class DayFigures {
  public:
    explicit DayFigures(const std::filesystem::path& database);

    protocol::Sequence next() const { return next_; }  // the entry that is missing first
    void hear(const protocol::Entry& entry);           // any other than the next is ignored
    void forget();                                     // the journal is another one: begin anew
    // What was heard is written in one transaction before the question is answered.
    const Figures& today(const hall::State& state);

  private:
    statistics::Statistics statistics_;
    NightlyRecount recount_;
    protocol::Sequence next_;
    std::vector<statistics::Entry> heard_;  // not yet written
    bool asked_ = false;
    hall::LocalDay day_{};
    Figures today_;
};

}  // namespace okno::console
