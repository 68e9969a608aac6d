#include "statistics/day_text.hpp"

#include <array>
#include <cstdio>
#include <stdexcept>

namespace okno::statistics {

std::string to_text(hall::LocalDay day) {
    const std::chrono::year_month_day date{day};
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%04d-%02u-%02u", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
    return text.data();
}

hall::LocalDay day_from_text(const std::string& text) {
    int year = 0;
    unsigned month = 0;
    unsigned day = 0;
    if (std::sscanf(text.c_str(), "%4d-%2u-%2u", &year, &month, &day) == 3) {
        const auto date = std::chrono::year{year} / static_cast<int>(month) / static_cast<int>(day);
        if (date.ok()) return hall::LocalDay{date};
    }
    throw std::runtime_error("the statistics database holds a day that is none: " + text);
}

}  // namespace okno::statistics
