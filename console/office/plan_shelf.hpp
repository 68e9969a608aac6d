// The plan's file, every version of it that was adopted or found, and the one that waits for its day. The
// file is the truth; the versions lie in a folder of their own and are never changed, `versions.jsonl` says
// of each who wrote it, when and why. Files alone: knows neither rules nor dispatcher. Whoever calls holds a
// mutex; writing throws std::system_error.
//
//   data/plan/000007.toml · versions.jsonl: {"id": 7, "at": ms, "who": "elena", "why": "…", "hash": "…",
//   "restores": 3?} · waiting.json: {"day": "2026-12-01", "at", "who", "why", "base": hash, "text"}
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "hall/time.hpp"
#include "platform/clock.hpp"

namespace okno::console {

struct PlanVersion {
    int id = 0;
    platform::WallTime at{};
    std::string who;  // "": the file was changed by hand
    std::string why;
    std::string hash;
    std::optional<int> restores{};  // the version that was taken again
    bool operator==(const PlanVersion&) const = default;
};

struct WaitingPlan {
    hall::LocalDay day{};  // adopted when it begins
    platform::WallTime at{};
    std::string who;
    std::string why;
    std::string base;  // the hash of the file it was written over
    std::string text;
    std::optional<int> restores{};
    bool operator==(const WaitingPlan&) const = default;
};

class PlanShelf {
  public:
    static constexpr std::size_t bytes_at_most = 120 * 1024;

    // `folder`: of the versions; made when it is not there.
    PlanShelf(std::filesystem::path file, std::filesystem::path folder);

    const std::filesystem::path& file() const { return file_; }
    // Throws std::runtime_error: it cannot be read, or is larger than any plan.
    std::string text() const;
    void write(const std::string& text) const;  // in one step, with the rights the file has

    std::vector<PlanVersion> versions() const;  // the newest first
    std::optional<std::string> version(int id) const;
    void keep(PlanVersion version, const std::string& text) const;  // its id is given here

    std::optional<WaitingPlan> waiting() const;
    void wait(const WaitingPlan& plan) const;
    void forget_waiting() const;

  private:
    std::filesystem::path version_file(int id) const;

    std::filesystem::path file_;
    std::filesystem::path folder_;
};

}  // namespace okno::console
