// The figures of okno-bench as a person reads them.
#pragma once

#include <nlohmann/json_fwd.hpp>

namespace okno::bench {

// To standard output; the parts that were measured.
void print_tables(const nlohmann::json& result);

}  // namespace okno::bench
