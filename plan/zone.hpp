// IANA time zones, unrolled for the hall: the rules (`hall/`) never open a time-zone database, the plan
// carries the offsets. Reads the system's tzdata through Howard Hinnant's date library.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hall/time.hpp"

namespace okno::plan {

// Offsets of 2020–2045. The first entry is the offset in force when 2020 begins. Empty: no such zone.
std::optional<hall::Zone> unroll_zone(const std::string& name);

std::vector<std::string> zone_names();

}  // namespace okno::plan
