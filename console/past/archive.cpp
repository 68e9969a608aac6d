#include "console/past/archive.hpp"

#include <sys/stat.h>

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
        const auto present = file();
        if (!present) return tl::make_unexpected(complain(Complaint::archive_away));
        if (!statistics_ || opened_ != present) statistics_.emplace(database_);
        opened_ = present;
        return question(*statistics_);
    } catch (const std::exception& error) {
        statistics_.reset();
        spdlog::error("The statistics cannot be read; the hall goes on. reason={}",
                      statistics::reason_of(error));
        return tl::make_unexpected(complain(Complaint::archive_away));
    }
}

std::optional<Archive::File> Archive::file() const {
    struct stat known {};
    if (::stat(database_.c_str(), &known) != 0) return std::nullopt;
    return File{known.st_dev, known.st_ino};
}

}  // namespace okno::console
