// Makes the backups of a running hall: each night when the day is over, and when somebody asks. The work is
// done on a thread of its own, one backup at a time, so that the hall's turn never waits for a disk; nor does
// it wait for a list, which may lie on a computer far away. A failure is logged, told, and tried again after
// an hour; the hall goes on. Dispatcher's thread.
#pragma once

#include <atomic>
#include <chrono>
#include <filesystem>
#include <future>
#include <optional>
#include <string>
#include <vector>

#include "dispatcher/backup.hpp"
#include "hall/state.hpp"
#include "platform/clock.hpp"

namespace okno::dispatcher {

class BackupKeeper {
  public:
    static constexpr std::chrono::hours day_at_most{26};  // of a hall whose day never ends
    static constexpr std::chrono::hours again_after_failure{1};
    static constexpr std::chrono::minutes list_renewed_each{10};

    // Without a folder no backups are made.
    BackupKeeper(Originals originals, std::filesystem::path folder, std::size_t kept,
                 platform::Instant start);
    ~BackupKeeper();  // breaks off what is going on
    BackupKeeper(const BackupKeeper&) = delete;
    BackupKeeper& operator=(const BackupKeeper&) = delete;

    bool has_folder() const { return !folder_.empty(); }
    // Once a turn: takes what is done, and begins what is due.
    void work(const hall::State& state, platform::Instant now);
    // As soon as possible. Asked twice, one is made.
    void make_now() { wanted_ = !making_; }

    struct Failure {
        platform::WallTime at{};
        std::string reason;
    };
    bool busy() const { return wanted_ || making_; }
    const std::optional<Failure>& failure() const { return failure_; }              // of the last try
    const std::optional<std::vector<Backup>>& backups() const { return backups_; }  // empty: not known yet
    const std::filesystem::path& folder() const { return folder_; }

  private:
    struct Outcome {
        std::vector<Backup> backups;
        std::optional<std::string> failure;
    };

    bool is_due(const hall::State& state, platform::Instant now) const;
    void begin(bool make, platform::Instant now);
    void take(Outcome outcome, platform::Instant now);

    Originals originals_;
    std::filesystem::path folder_;
    std::size_t kept_;
    platform::Instant start_;
    bool wanted_ = false;
    bool making_ = false;
    std::optional<std::vector<Backup>> backups_;
    std::optional<Failure> failure_;
    platform::SteadyTime list_again_{};
    platform::SteadyTime not_before_{};
    std::atomic<bool> stop_{false};
    std::future<Outcome> running_;  // last: it ends before what it uses
};

}  // namespace okno::dispatcher
