// The folder into which reports are put by themselves: which are due, and writing them. It never overwrites a
// file and never leaves half of one. Owns nothing but the folder's name; any thread.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "statistics/period.hpp"
#include "statistics/workbook.hpp"

namespace okno::console {

inline constexpr std::chrono::days reports_go_back{40};

// The days, months and quarters that ended within `reports_go_back` before `today` (the hall's day), in that
// order.
std::vector<statistics::Period> periods_over(hall::LocalDay today);

class ReportFolder {
  public:
    explicit ReportFolder(std::filesystem::path folder) : folder_(std::move(folder)) {}

    const std::filesystem::path& path() const { return folder_; }

    bool lacks(const statistics::Period& period) const;  // XLSX or CSV
    // Both files. std::system_error when the disk is full or may not be written.
    void put(const statistics::Workbook& book) const;

    struct File {
        std::string name;
        std::uintmax_t bytes = 0;
    };
    static constexpr std::size_t files_at_most = 500;
    // Of the reports there, the newest days first; `files_at_most` of them. None when the folder cannot be
    // read.
    std::vector<File> files() const;
    // The bytes of one of `files`; empty: there is no such report. No other name opens anything.
    std::optional<std::string> read(const std::string& name) const;

  private:
    std::filesystem::path folder_;
};

}  // namespace okno::console
