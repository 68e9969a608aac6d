// What a manager is told while the statistics stand still. Pure.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>

#include "statistics/failure.hpp"

namespace okno::console {

// {"ru", "en"}, or null when nothing is wrong
nlohmann::json figure_notice(const std::optional<statistics::Failure>& trouble);

}  // namespace okno::console
