// The statistics as the pages of the past read them: a connection of its own, so that the loop never waits
// for a long question. Used by the web server's threads, one after another. Opens the database when it is
// asked, again after a failure, and when the file has become another: a damaged one is set aside; what fails
// is told in the log, and to the asker in a sentence.
#pragma once

#include <sys/types.h>
#include <filesystem>
#include <functional>
#include <mutex>
#include <nlohmann/json.hpp>
#include <optional>
#include <tl/expected.hpp>

#include "protocol/messages.hpp"
#include "statistics/statistics.hpp"

namespace okno::console {

class Archive {
  public:
    using Answer = tl::expected<nlohmann::json, protocol::Refusal>;
    using Question = std::function<Answer(statistics::Statistics&)>;

    explicit Archive(std::filesystem::path database) : database_(std::move(database)) {}

    // Refused with `archive_busy` when others ask for too long, with `archive_away` when the database fails.
    Answer ask(const Question& question);

  private:
    using File = std::pair<dev_t, ino_t>;  // which one it is, whatever its name
    std::optional<File> file() const;      // empty: there is none

    std::filesystem::path database_;
    std::timed_mutex mutex_;
    std::optional<statistics::Statistics> statistics_;
    std::optional<File> opened_;
};

}  // namespace okno::console
