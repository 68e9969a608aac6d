#include "plan/words.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace okno::plan {

namespace {

constexpr std::size_t name_bytes_at_most = 64;

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

// Takes the digits from the front of `text`; empty when there are none, or more than any duration has.
std::optional<int> take_number(std::string_view& text) {
    const auto digits =
        static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), is_digit) - text.begin());
    if (digits == 0 || digits > 6) return std::nullopt;
    int value = 0;
    for (const char c : text.substr(0, digits)) value = value * 10 + (c - '0');
    text.remove_prefix(digits);
    return value;
}

std::optional<std::chrono::minutes> parse_time_of_day(std::string_view text) {
    if (text.size() != 5 || text[2] != ':') return std::nullopt;
    for (const std::size_t i : {0U, 1U, 3U, 4U})
        if (!is_digit(text[i])) return std::nullopt;
    const int hours = (text[0] - '0') * 10 + (text[1] - '0');
    const int minutes = (text[3] - '0') * 10 + (text[4] - '0');
    if (minutes > 59 || hours * 60 + minutes > 24 * 60) return std::nullopt;
    return std::chrono::minutes{hours * 60 + minutes};
}

Phrase no_time(std::string_view text) {
    return phrase({"\"{}\" is not a time of day", "«{}» — не время суток"}, text);
}

tl::expected<hall::OpenHours, Phrase> parse_span(std::string_view text) {
    const std::size_t dash = text.find('-');
    if (dash == std::string_view::npos)
        return tl::make_unexpected(phrase({"these are not opening hours", "это не часы работы"}));
    const std::string_view from = text.substr(0, dash);
    const std::string_view to = text.substr(dash + 1);
    const auto opens = parse_time_of_day(from);
    if (!opens) return tl::make_unexpected(no_time(from));
    const auto closes = parse_time_of_day(to);
    if (!closes) return tl::make_unexpected(no_time(to));
    if (*closes <= *opens)
        return tl::make_unexpected(
            phrase({"the closing time is not after the opening time", "закрытие не позже открытия"}));
    return hall::OpenHours{*opens, *closes};
}

}  // namespace

std::optional<hall::Seconds> parse_duration(std::string_view text) {
    constexpr std::array<std::pair<char, int>, 3> units{{{'h', 3600}, {'m', 60}, {'s', 1}}};
    if (text.empty()) return std::nullopt;
    hall::Seconds total{0};
    auto unit = units.begin();
    while (!text.empty()) {
        const auto number = take_number(text);
        if (!number || text.empty()) return std::nullopt;
        unit = std::find_if(unit, units.end(), [&](const auto& u) { return u.first == text.front(); });
        if (unit == units.end()) return std::nullopt;
        total += hall::Seconds{static_cast<std::int64_t>(*number) * unit->second};
        ++unit;
        text.remove_prefix(1);
    }
    if (total > std::chrono::hours{24}) return std::nullopt;
    return total;
}

std::optional<std::chrono::days> parse_days(std::string_view text) {
    const auto number = take_number(text);
    if (!number || text != "d") return std::nullopt;
    return std::chrono::days{*number};
}

tl::expected<hall::DayHours, Phrase> parse_hours(std::string_view text) {
    hall::DayHours day;
    if (text == "closed") return day;
    while (true) {
        const std::size_t comma = text.find(',');
        const auto span = parse_span(text.substr(0, comma));
        if (!span) return tl::make_unexpected(span.error());
        if (!day.empty() && span->opens <= day.back().closes)
            return tl::make_unexpected(
                phrase({"there is no break between these hours, or they are out of order",
                        "между этими часами нет перерыва, или они стоят не по порядку"}));
        day.push_back(*span);
        if (comma == std::string_view::npos) return day;
        if (day.size() == spans_at_most)
            return tl::make_unexpected(
                phrase({"nobody opens so often on one day", "столько раз за день не открывает никто"}));
        text.remove_prefix(comma + 1);
        if (text.starts_with(' ')) text.remove_prefix(1);
    }
}

std::optional<hall::LocalDay> parse_day(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
    const auto number = [&](std::size_t from, std::size_t length) -> std::optional<int> {
        std::string_view digits = text.substr(from, length);
        const auto value = take_number(digits);
        return digits.empty() ? value : std::nullopt;
    };
    const auto year = number(0, 4), month = number(5, 2), day = number(8, 2);
    if (!year || !month || !day) return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::year{*year},
                                           std::chrono::month{static_cast<unsigned>(*month)},
                                           std::chrono::day{static_cast<unsigned>(*day)}};
    if (!date.ok()) return std::nullopt;
    return hall::LocalDay{date};
}

bool is_name(std::string_view text) {
    return !text.empty() && text.size() <= name_bytes_at_most &&
           std::all_of(text.begin(), text.end(),
                       [](char c) { return (c >= 'a' && c <= 'z') || is_digit(c) || c == '-' || c == '_'; });
}

bool is_letter(std::string_view text) {
    return text.size() == 1 && text[0] >= 'A' && text[0] <= 'Z';
}

std::string latin_look_alike(std::string_view letter) {
    if (letter.size() == 1 && letter[0] >= 'a' && letter[0] <= 'z')
        return std::string(1, static_cast<char>(letter[0] - 'a' + 'A'));
    constexpr std::array<std::pair<std::string_view, char>, 13> pairs{{{"А", 'A'},
                                                                       {"В", 'B'},
                                                                       {"С", 'C'},
                                                                       {"Е", 'E'},
                                                                       {"Н", 'H'},
                                                                       {"К", 'K'},
                                                                       {"М", 'M'},
                                                                       {"О", 'O'},
                                                                       {"Р", 'P'},
                                                                       {"Т", 'T'},
                                                                       {"Х", 'X'},
                                                                       {"У", 'Y'},
                                                                       {"І", 'I'}}};
    for (const auto& [cyrillic, latin] : pairs)
        if (cyrillic == letter) return std::string(1, latin);
    return {};
}

}  // namespace okno::plan
