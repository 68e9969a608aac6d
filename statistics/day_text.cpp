#include "statistics/day_text.hpp"

#include <array>
#include <cstdio>
#include <stdexcept>

namespace okno::statistics {

namespace {

// Digits alone, no sign.
std::optional<int> whole(std::string_view digits) {
    int number = 0;
    for (const char c : digits) {
        if (c < '0' || c > '9') return std::nullopt;
        number = 10 * number + (c - '0');
    }
    return number;
}

}  // namespace

std::string to_text(hall::LocalDay day) {
    const std::chrono::year_month_day date{day};
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%04d-%02u-%02u", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
    return text.data();
}

std::optional<hall::LocalDay> day_from(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
    const auto year = whole(text.substr(0, 4)), month = whole(text.substr(5, 2)), day = whole(text.substr(8));
    if (!year || !month || !day) return std::nullopt;
    const auto date = std::chrono::year{*year} / *month / *day;
    if (!date.ok()) return std::nullopt;
    return hall::LocalDay{date};
}

hall::LocalDay day_from_text(const std::string& text) {
    if (const auto day = day_from(text)) return *day;
    throw std::runtime_error("the statistics database holds a day that is none: " + text);
}

}  // namespace okno::statistics
