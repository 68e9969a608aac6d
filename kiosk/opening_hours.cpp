#include "kiosk/opening_hours.hpp"

#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <functional>
#include <span>

#include "hall/schedule.hpp"
#include "kiosk/phrases.hpp"

namespace okno::kiosk {

namespace {

constexpr std::size_t languages_at_most = 2;
constexpr std::size_t columns_at_most = 3;

std::string clock_text(std::chrono::minutes since_midnight) {
    return fmt::format("{}:{:02}", since_midnight.count() / 60, since_midnight.count() % 60);
}

// Each interval on a line of its own; between two of them there is a break.
std::string hours_text(const hall::DayHours& hours) {
    std::string text;
    for (const hall::OpenHours& each : hours) {
        if (!text.empty()) text += '\n';
        text += clock_text(each.opens);
        text += "–";
        text += clock_text(each.closes);
    }
    return text.empty() ? "—" : text;
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

Hours opening_hours(const hall::Plan& plan, hall::LocalDay today) {
    Hours table;
    const std::size_t columns = std::min(plan.kinds.size(), columns_at_most);
    const std::span<const hall::WindowKind> kinds(plan.kinds.data(), columns);
    const auto each_language = [&](const InLanguage& text) { return joined(plan, " · ", text); };
    table.title = each_language([&](const auto& language) { return phrases(language, plan).opening_hours; });
    for (const hall::WindowKind& kind : kinds)
        table.columns.push_back(
            joined(plan, "\n", [&](const auto& language) { return hall::in(kind.name, language, plan); }));
    const auto add_row = [&](std::string days, const auto& hours_of) {
        Hours::Row row{std::move(days), {}};
        for (const hall::WindowKind& kind : kinds) row.hours.push_back(hours_text(hours_of(kind.schedule)));
        table.rows.push_back(std::move(row));
    };
    const bool special = std::any_of(kinds.begin(), kinds.end(), [&](const hall::WindowKind& kind) {
        return kind.schedule.special.contains(today);
    });
    if (special)
        add_row(each_language([&](const auto& language) { return phrases(language, plan).today; }),
                [&](const hall::Schedule& schedule) { return hall::hours_on(schedule, today); });
    const auto same_hours = [&](std::size_t one_day, std::size_t other) {
        return std::all_of(kinds.begin(), kinds.end(), [&](const auto& kind) {
            return kind.schedule.week[one_day] == kind.schedule.week[other];
        });
    };
    constexpr std::size_t days = std::tuple_size_v<decltype(hall::Schedule::week)>;
    for (std::size_t first = 0; first < days;) {
        std::size_t last = first;
        while (last + 1 < days && same_hours(first, last + 1)) ++last;
        add_row(each_language([&](const auto& language) {
                    const auto& names = phrases(language, plan).weekdays;
                    return first == last ? names[first] : names[first] + "–" + names[last];
                }),
                [&](const hall::Schedule& schedule) { return schedule.week[first]; });
        first = last + 1;
    }
    return table;
}

}  // namespace okno::kiosk
