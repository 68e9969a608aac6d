#include "kiosk/opening_hours.hpp"

#include <algorithm>
#include <functional>

#include "hall/schedule.hpp"
#include "kiosk/clock_text.hpp"
#include "kiosk/phrases.hpp"

namespace okno::kiosk {

namespace {

constexpr std::size_t languages_at_most = 2;
constexpr std::size_t columns_at_most = 3;

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
using OfPhrases = std::function<std::string(const Phrases&)>;
using InPhrases = std::function<std::string(const OfPhrases&)>;

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

using Schedules = std::vector<const hall::Schedule*>;

// Rows for schedules side by side; `say` puts a word of the phrases into the languages of the table.
std::vector<Hours::Row> rows_of(const Schedules& schedules, hall::LocalDay today, const InPhrases& say) {
    std::vector<Hours::Row> rows;
    const auto add_row = [&](std::string days, const auto& hours_of) {
        Hours::Row row{std::move(days), {}};
        for (const hall::Schedule* each : schedules) row.hours.push_back(hours_text(hours_of(*each)));
        rows.push_back(std::move(row));
    };
    const bool special = std::any_of(schedules.begin(), schedules.end(), [&](const hall::Schedule* each) {
        return each->special.contains(today);
    });
    if (special)
        add_row(say([](const Phrases& phrase) { return phrase.today; }),
                [&](const hall::Schedule& schedule) { return hall::hours_on(schedule, today); });
    const auto same_hours = [&](std::size_t one_day, std::size_t other) {
        return std::all_of(schedules.begin(), schedules.end(), [&](const hall::Schedule* each) {
            return each->week[one_day] == each->week[other];
        });
    };
    constexpr std::size_t days = std::tuple_size_v<decltype(hall::Schedule::week)>;
    for (std::size_t first = 0; first < days;) {
        std::size_t last = first;
        while (last + 1 < days && same_hours(first, last + 1)) ++last;
        add_row(say([&](const Phrases& phrase) {
                    const auto& names = phrase.weekdays;
                    return first == last ? names[first] : names[first] + "–" + names[last];
                }),
                [&](const hall::Schedule& schedule) { return schedule.week[first]; });
        first = last + 1;
    }
    return rows;
}

}  // namespace

Hours opening_hours(const hall::Plan& plan, hall::LocalDay today) {
    const InPhrases say = [&](const OfPhrases& word) {
        return joined(plan, " · ", [&](const auto& language) { return word(phrases(language, plan)); });
    };
    Hours table;
    table.title = say([](const Phrases& phrase) { return phrase.opening_hours; });
    Schedules schedules;
    for (std::size_t i = 0; i < std::min(plan.kinds.size(), columns_at_most); ++i) {
        const hall::WindowKind& kind = plan.kinds[i];
        schedules.push_back(&kind.schedule);
        table.columns.push_back(
            joined(plan, "\n", [&](const auto& language) { return hall::in(kind.name, language, plan); }));
    }
    table.rows = rows_of(schedules, today, say);
    return table;
}

Hours service_hours(const hall::Plan& plan, const hall::Service& service, const hall::Language& language,
                    hall::LocalDay today) {
    const Phrases& phrase = phrases(language, plan);
    const InPhrases say = [&](const OfPhrases& word) { return word(phrase); };
    return {phrase.opening_hours, {""}, rows_of({&hall::schedule_of(plan, service)}, today, say)};
}

std::string hours_today(const hall::Plan& plan, const hall::Service& service, const hall::Language& language,
                        hall::LocalDay today) {
    std::string hours = hours_text(hall::hours_on(hall::schedule_of(plan, service), today));
    for (std::size_t line = hours.find('\n'); line != std::string::npos; line = hours.find('\n', line))
        hours.replace(line, 1, ", ");
    return phrases(language, plan).today + ": " + hours;
}

}  // namespace okno::kiosk
