// Reads a hall's plan from TOML (the format is shown and explained by deploy/plans/example.toml). Strict:
// what it does not know or cannot mean is a complaint with file, line and column, and all complaints are told
// at once. Refuses to guess: a plan with a complaint is no plan. Reads the system's time-zone database; any
// thread.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "hall/plan.hpp"
#include "plan/complaint.hpp"

namespace okno::plan {

// What fits on the kiosk's screen as tiles of one level.
inline constexpr std::size_t tiles_at_most = 8;

tl::expected<hall::Plan, Complaints> read_plan(const std::filesystem::path& file);

// The same from text; `name` stands for the file in the complaints.
tl::expected<hall::Plan, Complaints> read_plan_text(std::string_view text, const std::string& name);

}  // namespace okno::plan
