// The day's figures: feeds the statistics with the journal's entries in order, each once, and asks them for
// today. Owns the statistics and their database; used by one thread (FigureKeeper). A failure of the database
// is a std::runtime_error; the database is disposable, deleting it and starting again heals.
#pragma once

#include <filesystem>
#include <vector>

#include "console/figures/figures.hpp"
#include "console/figures/nightly_recount.hpp"
#include "protocol/messages.hpp"
#include "statistics/statistics.hpp"

namespace okno::console {

class DayFigures {
  public:
    // `journal`: what the recount of each night reads (nightly_recount.hpp).
    DayFigures(const std::filesystem::path& database, JournalReading journal);

    protocol::Sequence next() const { return next_; }  // the entry that is missing first
    void hear(const protocol::Entry& entry);           // any other than the next is ignored
    // What a visitor was told about the wait, of a ticket just taken; written with the entries.
    void promised(const statistics::Statistics::Promise& promise) { promises_.push_back(promise); }
    void forget();  // the journal is another one: begin anew
    void prove_writable() { statistics_.prove_writable(); }
    // What was heard is written in one transaction before the question is answered.
    const Figures& today(hall::LocalDay day);

  private:
    statistics::Statistics statistics_;
    NightlyRecount recount_;
    protocol::Sequence next_;
    std::vector<statistics::Entry> heard_;                   // not yet written
    std::vector<statistics::Statistics::Promise> promises_;  // not yet written
    bool asked_ = false;
    hall::LocalDay day_{};
    Figures today_;
};

}  // namespace okno::console
