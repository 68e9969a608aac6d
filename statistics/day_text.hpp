// Days as they stand in the tables: "2026-03-02".
#pragma once

#include <string>

#include "hall/time.hpp"

namespace okno::statistics {

std::string to_text(hall::LocalDay day);
hall::LocalDay day_from_text(const std::string& text);  // std::runtime_error when it is no such text

}  // namespace okno::statistics
