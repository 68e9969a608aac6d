// Reads the description of a hall's keypads, panic buttons, window plates and relays from TOML (SPEC.md has
// the grammar, deploy/devices/example.toml shows it). Strict like the plan: what it does not know is a
// complaint with file, line, column and what was expected, and all complaints are told at once. Refuses to
// guess: a file with a complaint describes nothing.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "firmware-bridge/devices.hpp"
#include "plan/complaint.hpp"

namespace okno::bridge {

tl::expected<Devices, plan::Complaints> read_devices(const std::filesystem::path& file);

// The same from text; `name` stands for the file in the complaints. An empty text describes nothing.
tl::expected<Devices, plan::Complaints> read_devices_text(std::string_view text, const std::string& name);

}  // namespace okno::bridge
