// A statistics file (SQLite) made anew beside the old one and put into its place in one step: whoever opens
// it, or a power cut, finds the old tables or the new, never half of either. Owns the new file until then and
// removes it when it was not put into place. It refuses to replace a file that a program has open: that
// program would go on writing into a file that nobody finds any more.
#pragma once

#include <filesystem>
#include <optional>
#include <stdexcept>

#include "statistics/statistics.hpp"

namespace okno::statistics {

struct FileInUse : std::runtime_error {
    using std::runtime_error::runtime_error;
};

class Replacement {
  public:
    // `file` need not exist. FileInUse: a program has it open.
    explicit Replacement(std::filesystem::path file);
    ~Replacement();
    Replacement(const Replacement&) = delete;
    Replacement& operator=(const Replacement&) = delete;

    Statistics& statistics() { return *statistics_; }  // empty at first; gone after `put_in_place`
    void put_in_place();

  private:
    std::filesystem::path file_;
    std::filesystem::path anew_;
    std::optional<Statistics> statistics_;
};

}  // namespace okno::statistics
