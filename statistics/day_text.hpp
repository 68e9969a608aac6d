// Days as they stand in the tables: "2026-03-02".
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "hall/time.hpp"

namespace okno::statistics {

std::string to_text(hall::LocalDay day);
// Of these ten letters alone; empty: no such day.
std::optional<hall::LocalDay> day_from(std::string_view text);
// std::runtime_error when it is no such text.
hall::LocalDay day_from_text(const std::string& text);

}  // namespace okno::statistics
