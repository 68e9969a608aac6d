#include "kiosk/opening_hours.hpp"

#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <functional>

#include "kiosk/phrases.hpp"

namespace okno::kiosk {

namespace {

constexpr std::size_t languages_at_most = 2;
constexpr std::size_t columns_at_most = 3;

std::string clock_text(std::chrono::minutes since_midnight) {
    return fmt::format("{}:{:02}", since_midnight.count() / 60, since_midnight.count() % 60);
}

std::string hours_text(const std::optional<hall::OpenHours>& hours) {
    if (!hours) return "—";
    return clock_text(hours->opens) + "–" + clock_text(hours->closes);
}

using InLanguage = std::function<std::string(const hall::Language&)>;

// The same in each language, once where they agree.
std::string joined(const hall::Plan& plan, const std::string& separator, const InLanguage& text) {
    std::vector<std::string> parts;
    std::string all;
    for (std::size_t i = 0; i < std::min(plan.languages.size(), languages_at_most); ++i) {
        const std::string part = text(plan.languages[i]);
        if (std::find(parts.begin(), parts.end(), part) != parts.end()) continue;
        if (!parts.empty()) all += separator;
        all += part;
        parts.push_back(part);
    }
    return all;
}

}  // namespace

Hours opening_hours(const hall::Plan& plan) {
    Hours table;
    const std::size_t columns = std::min(plan.kinds.size(), columns_at_most);
    table.title = joined(plan, " · ", [](const auto& language) { return phrases(language).opening_hours; });
    for (std::size_t i = 0; i < columns; ++i)
        table.columns.push_back(joined(
            plan, "\n", [&](const auto& language) { return hall::in(plan.kinds[i].name, language, plan); }));
    const auto same_hours = [&](std::size_t one_day, std::size_t other) {
        return std::all_of(plan.kinds.begin(), plan.kinds.begin() + static_cast<std::ptrdiff_t>(columns),
                           [&](const auto& kind) { return kind.schedule[one_day] == kind.schedule[other]; });
    };
    constexpr std::size_t days = std::tuple_size_v<hall::WeekSchedule>;
    for (std::size_t first = 0; first < days;) {
        std::size_t last = first;
        while (last + 1 < days && same_hours(first, last + 1)) ++last;
        Hours::Row row;
        row.days = joined(plan, " · ", [&](const auto& language) {
            const auto& names = phrases(language).weekdays;
            return first == last ? names[first] : names[first] + "–" + names[last];
        });
        for (std::size_t i = 0; i < columns; ++i)
            row.hours.push_back(hours_text(plan.kinds[i].schedule[first]));
        table.rows.push_back(std::move(row));
        first = last + 1;
    }
    return table;
}

}  // namespace okno::kiosk
