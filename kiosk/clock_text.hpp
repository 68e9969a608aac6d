// A time of day as people read it: "9:05".
#pragma once

#include <spdlog/fmt/fmt.h>

#include <chrono>
#include <string>

#include "hall/time.hpp"

namespace okno::kiosk {

inline std::string clock_text(std::chrono::minutes since_midnight) {
    return fmt::format("{}:{:02}", since_midnight.count() / 60, since_midnight.count() % 60);
}

inline std::string clock_text(hall::LocalTime at) {
    return clock_text(
        std::chrono::duration_cast<std::chrono::minutes>(at - std::chrono::floor<std::chrono::days>(at)));
}

}  // namespace okno::kiosk
