// A moment as other programs read it: "2026-11-24T06:00:00.000Z" (RFC 3339).
#pragma once

#include <fmt/format.h>

#include <chrono>
#include <string>

#include "hall/time.hpp"

namespace okno::console {

inline std::string rfc3339(hall::Timestamp at) {
    const auto day = std::chrono::floor<std::chrono::days>(at);
    const std::chrono::year_month_day date{day};
    const std::chrono::hh_mm_ss time{at - day};
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z", static_cast<int>(date.year()),
                       static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                       time.hours().count(), time.minutes().count(), time.seconds().count(),
                       time.subseconds().count());
}

}  // namespace okno::console
