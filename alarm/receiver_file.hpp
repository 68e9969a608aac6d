// Reads the description of a guard company's receivers from TOML (firmware-bridge/SPEC.md has the grammar,
// deploy/devices/receivers.toml shows it). Strict like the plan: each mistake is told with file, line, column
// and what was expected, and all at once. A key stands in a file of its own, which nobody else may read; no
// complaint shows a key.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "alarm/receiver.hpp"
#include "plan/complaint.hpp"

namespace okno::alarm {

tl::expected<GuardCompany, plan::Complaints> read_receivers(const std::filesystem::path& file);

// The same from text; `file` stands for the file in the complaints, and key files are found beside it.
tl::expected<GuardCompany, plan::Complaints> read_receivers_text(std::string_view text,
                                                                 const std::filesystem::path& file);

}  // namespace okno::alarm
