// Counts the sums of the day before once more, from its visits, when a new day has begun and after a start.
// Owns a thread for as long as that takes, with a connection of its own; the loop alone asks, and never waits
// for it but at the end of the program. What differs stands in the log; the statistics are not mended here.
#pragma once

#include <filesystem>
#include <future>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "hall/time.hpp"

namespace okno::console {

class NightlyRecount {
  public:
    explicit NightlyRecount(std::filesystem::path database) : database_(std::move(database)) {}

    void look(hall::LocalDay today);

    // How many figures of the day before differed; empty: not known yet, or it could not be counted.
    std::optional<std::size_t> differing() const { return differing_; }

  private:
    void take_result();

    std::filesystem::path database_;
    std::optional<hall::LocalDay> looked_on_;
    std::future<std::vector<std::string>> running_;
    std::optional<std::size_t> differing_;
};

}  // namespace okno::console
