// Keeps the day's figures on a thread of its own, so that the loop never waits for a disk, a lock or a
// database: it tells what the hall did and takes the figures that are known. What goes wrong is told and
// tried again; a damaged file is set aside and made anew from the journal (statistics/failure). The functions
// are the loop's and return at once.
#pragma once

#include <condition_variable>
#include <filesystem>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "console/figures/day_figures.hpp"
#include "console/figures/figures.hpp"
#include "protocol/messages.hpp"
#include "statistics/failure.hpp"

namespace okno::console {

class FigureKeeper {
  public:
    // `tell`: called by the thread when there are newer figures or another trouble.
    // `journal`: see nightly_recount.hpp; called by a thread of the recount's own.
    FigureKeeper(std::filesystem::path database, std::function<void()> tell, JournalReading journal);
    ~FigureKeeper();
    FigureKeeper(const FigureKeeper&) = delete;
    FigureKeeper& operator=(const FigureKeeper&) = delete;

    // The entry that is missing first; empty: not known yet, or the database cannot be used now.
    std::optional<protocol::Sequence> next() const;
    void hear(const protocol::Entry& entry);  // any other than the next is ignored
    // What a visitor was told about the wait, of a ticket just taken; lost while the database cannot be used.
    void promised(const statistics::Statistics::Promise& promise);
    void forget();  // the journal is another one: begin anew

    // The newest figures known of this day; asks for newer ones.
    Figures today(hall::LocalDay day);
    // Why the figures stand still; empty: they do not.
    std::optional<statistics::Failure> trouble() const;

  private:
    struct Told {
        std::vector<protocol::Entry> entries;
        std::vector<statistics::Statistics::Promise> promises;
        std::optional<hall::LocalDay> day;
        bool forget = false;
    };

    void work();
    std::optional<Told> wait();  // empty: the end
    void keep(std::optional<DayFigures>& figures, const Told& told);
    void opened(const DayFigures& figures);
    void publish(const Figures& figures, hall::LocalDay day);
    void fail(const std::exception& error);

    const std::filesystem::path database_;
    const std::function<void()> tell_;
    const JournalReading journal_;

    mutable std::mutex mutex_;  // guards all that follows
    std::condition_variable changed_;
    bool ended_ = false;
    Told told_;
    std::optional<hall::LocalDay> day_;  // that was asked for last
    std::optional<protocol::Sequence> next_;
    Figures figures_;
    std::optional<hall::LocalDay> figures_of_;
    std::optional<statistics::Failure> trouble_;

    std::thread thread_;  // the last: it uses all the others
};

}  // namespace okno::console
