#include "console/figures/nightly_recount.hpp"

#include <algorithm>
#include <exception>
#include <utility>

#include "platform/log.hpp"
#include "statistics/failure.hpp"
#include "statistics/second_count.hpp"

namespace okno::console {

namespace {

constexpr std::size_t told_at_most = 10;
constexpr std::chrono::minutes again_after{5};

// Of one that found something, or is damaged, the next begins with the first event of the journal.
void forget(const std::filesystem::path& second) {
    for (const char* ending : {"", "-wal", "-shm"}) {
        std::error_code ignored;
        std::filesystem::remove(second.string() + ending, ignored);
    }
}

std::filesystem::path second_of(const std::filesystem::path& database) {
    return database.string() + ".second";
}

std::vector<std::string> recount(const std::filesystem::path& database, const JournalReading& journal,
                                 const std::stop_token& stop, hall::LocalDay today) {
    const std::filesystem::path second = second_of(database);
    std::vector<std::string> differences;
    try {
        statistics::Statistics kept(database);
        statistics::SecondCount count(second, [&](statistics::Sequence from) { return journal(from, stop); });
        differences = count.compare(kept, {today - NightlyRecount::days_back, today - std::chrono::days{1}});
    } catch (const std::exception& error) {
        if (statistics::failure_of(error) == statistics::Failure::damaged) forget(second);
        throw;
    }
    if (!differences.empty()) forget(second);
    return differences;
}

}  // namespace

void NightlyRecount::look(hall::LocalDay today) {
    if (running_.valid()) {
        if (running_.wait_for(std::chrono::seconds{0}) == std::future_status::ready) take_result();
    } else if (looked_on_ != today && std::chrono::steady_clock::now() >= not_before_) {
        looked_on_ = today;
        if (std::exchange(anew_, false)) forget(second_of(database_));
        running_ = std::async(std::launch::async, recount, database_, journal_, stop_.get_token(), today);
    }
}

void NightlyRecount::take_result() {
    try {
        const std::vector<std::string> differences = running_.get();
        differing_ = differences.size();
        for (std::size_t i = 0; i < std::min(told_at_most, differences.size()); ++i)
            spdlog::error("The statistics differ from the journal. {}", differences[i]);
        if (!differences.empty())
            spdlog::error("Please make the statistics anew: okno statistics rebuild. figures={}",
                          differences.size());
    } catch (const std::exception& error) {
        differing_.reset();
        looked_on_.reset();
        not_before_ = std::chrono::steady_clock::now() + again_after;
        spdlog::warn(
            "The statistics of the last days could not be counted once more; that is tried again. reason={}",
            statistics::reason_of(error));
    }
}

}  // namespace okno::console
