// The newest warnings and errors of this program, kept in memory beside the lines that go to standard error,
// so that an administrator can read them on a page. A bounded number; the oldest go first; nothing survives
// the program. Thread-safe.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "platform/clock.hpp"

namespace okno::platform {

struct LogLine {
    std::uint64_t number = 0;  // from 1, in the order they were written
    WallTime at{};
    std::string level;  // "warning", "error", "critical"
    std::string text;
};

inline constexpr std::size_t log_lines_kept = 300;
inline constexpr std::size_t log_line_bytes_at_most = 1000;  // a longer one is cut

// Those after line `number`, the oldest first.
std::vector<LogLine> newest_warnings(std::uint64_t number = 0);

}  // namespace okno::platform
