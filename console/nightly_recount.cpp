#include "console/nightly_recount.hpp"

#include <algorithm>
#include <exception>

#include "platform/log.hpp"
#include "statistics/failure.hpp"
#include "statistics/statistics.hpp"

namespace okno::console {

namespace {

constexpr std::size_t told_at_most = 10;

std::vector<std::string> recount(const std::filesystem::path& database, hall::LocalDay day) {
    statistics::Statistics statistics(database);
    return statistics.recount({day, day});
}

}  // namespace

void NightlyRecount::look(hall::LocalDay today) {
    if (running_.valid()) {
        if (running_.wait_for(std::chrono::seconds{0}) == std::future_status::ready) take_result();
    } else if (looked_on_ != today) {
        looked_on_ = today;
        running_ = std::async(std::launch::async, recount, database_, today - std::chrono::days{1});
    }
}

void NightlyRecount::take_result() {
    try {
        const std::vector<std::string> differences = running_.get();
        differing_ = differences.size();
        for (std::size_t i = 0; i < std::min(told_at_most, differences.size()); ++i)
            spdlog::error("The statistics differ from their visits. {}", differences[i]);
        if (!differences.empty())
            spdlog::error("Please make the statistics anew: okno statistics rebuild. figures={}",
                          differences.size());
    } catch (const std::exception& error) {
        differing_.reset();
        spdlog::warn("The statistics of yesterday could not be counted once more. reason={}",
                     statistics::reason_of(error));
    }
}

}  // namespace okno::console
