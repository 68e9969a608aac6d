#include "console/past/archive.hpp"

#include <exception>

#include "console/sentences.hpp"
#include "platform/log.hpp"
#include "statistics/failure.hpp"

namespace okno::console {

namespace {
constexpr std::chrono::seconds patience{5};
}

Archive::Answer Archive::ask(const Question& question) {
    const std::unique_lock lock(mutex_, patience);
    if (!lock) return tl::make_unexpected(complain(Complaint::archive_busy));
    try {
        // A missing file is not made here: the loop's connection makes it, with all that is in it.
        if (!statistics_ && !std::filesystem::exists(database_))
            return tl::make_unexpected(complain(Complaint::archive_away));
        if (!statistics_) statistics_.emplace(database_);
        return question(*statistics_);
    } catch (const std::exception& error) {
        statistics_.reset();
        spdlog::error("The statistics cannot be read; the hall goes on. reason={}",
                      statistics::reason_of(error));
        return tl::make_unexpected(complain(Complaint::archive_away));
    }
}

}  // namespace okno::console
