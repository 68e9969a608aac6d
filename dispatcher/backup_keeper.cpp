#include "dispatcher/backup_keeper.hpp"

#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <utility>

#include "platform/log.hpp"

namespace okno::dispatcher {

namespace {

constexpr int niceness = 15;

// Linux knows niceness by thread: the hall's own is not touched.
void make_way_for_others() {
    ::setpriority(PRIO_PROCESS, static_cast<id_t>(::gettid()), niceness);
}

}  // namespace

BackupKeeper::BackupKeeper(Originals originals, std::filesystem::path folder, std::size_t kept,
                           platform::Instant start)
    : originals_(std::move(originals)), folder_(std::move(folder)), kept_(kept), start_(start) {}

BackupKeeper::~BackupKeeper() {
    stop_ = true;
}

bool BackupKeeper::is_due(const hall::State& state, platform::Instant now) const {
    if (!backups_ || now.steady < not_before_) return false;
    if (backups_->empty())
        return state.settled > hall::Timestamp{} || now.steady - start_.steady >= day_at_most;
    const auto newest = backups_->front().made;
    return state.settled > newest || now.wall - newest >= day_at_most;
}

void BackupKeeper::work(const hall::State& state, platform::Instant now) {
    if (!has_folder()) return;
    if (running_.valid()) {
        if (running_.wait_for(std::chrono::seconds{0}) != std::future_status::ready) return;
        take(running_.get(), now);
    }
    if (wanted_ || is_due(state, now))
        begin(true, now);
    else if (now.steady >= list_again_)
        begin(false, now);
}

void BackupKeeper::begin(bool make, platform::Instant now) {
    making_ = make;
    wanted_ = wanted_ && !make;
    if (make) spdlog::info("A backup is being made.");
    running_ = std::async(std::launch::async, [this, make, wall = now.wall] {
        make_way_for_others();
        Outcome outcome;
        try {
            if (make) {
                make_backup(originals_, folder_, wall, stop_);
                keep_newest(folder_, kept_);
            }
            outcome.backups = list_backups(folder_);
        } catch (const std::exception& error) {
            outcome.failure = error.what();
        }
        return outcome;
    });
}

void BackupKeeper::take(Outcome outcome, platform::Instant now) {
    const bool made = std::exchange(making_, false);
    list_again_ = now.steady + list_renewed_each;
    if (outcome.failure) {
        spdlog::error("{} The hall goes on. reason=\"{}\"",
                      made ? "The backup has failed and is tried again in an hour."
                           : "The backups cannot be looked at.",
                      *outcome.failure);
        not_before_ = now.steady + again_after_failure;
        failure_ = Failure{now.wall, *std::move(outcome.failure)};
        if (!backups_) backups_.emplace();
        return;
    }
    backups_ = std::move(outcome.backups);
    if (!made) return;
    failure_.reset();
    const Backup& newest = backups_->front();
    if (newest.verified)
        spdlog::info("A backup was made and verified. name={} events={} bytes={}", newest.name, newest.events,
                     newest.bytes);
    else
        spdlog::error(
            "A backup was made, but the journal in it does not hold: run okno journal verify, and keep the "
            "older "
            "backups. name={} reason=\"{}\"",
            newest.name, newest.complaint);
}

}  // namespace okno::dispatcher
