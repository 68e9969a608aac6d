// Counts the last days once more, from the journal itself and from their visits, when a new day has begun and
// after a start. Owns a thread for as long as that takes, with connections of its own and a second count
// beside the statistics (statistics/second_count.hpp); who asks never waits for it but at the end of the
// program, and then for a moment. What differs stands in the log; the statistics are not mended here.
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <future>
#include <optional>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

#include "hall/time.hpp"
#include "statistics/statistics.hpp"

namespace okno::console {

// Some entries of the journal from a number on; called by the recount's thread, which it may keep waiting.
// It throws when it cannot, or soon after a stop was asked for.
using JournalReading =
    std::function<std::vector<statistics::Entry>(statistics::Sequence, const std::stop_token&)>;

class NightlyRecount {
  public:
    // A visit may end or be rated after its day: so many days before today are looked at.
    static constexpr std::chrono::days days_back{7};

    NightlyRecount(std::filesystem::path database, JournalReading journal)
        : database_(std::move(database)), journal_(std::move(journal)) {}
    ~NightlyRecount() { stop_.request_stop(); }
    NightlyRecount(const NightlyRecount&) = delete;
    NightlyRecount& operator=(const NightlyRecount&) = delete;

    void look(hall::LocalDay today);

    // The statistics are made anew, of another journal perhaps: so is the second count.
    void begin_anew() { anew_ = true; }

    // How many figures of these days differed; empty: not known yet, or they could not be counted.
    std::optional<std::size_t> differing() const { return differing_; }

  private:
    void take_result();

    std::filesystem::path database_;
    JournalReading journal_;
    std::optional<hall::LocalDay> looked_on_;
    std::chrono::steady_clock::time_point not_before_{};  // after one that failed
    std::optional<std::size_t> differing_;
    bool anew_ = false;
    std::stop_source stop_;
    std::future<std::vector<std::string>> running_;  // the last: its end is waited for before all others go
};

}  // namespace okno::console
