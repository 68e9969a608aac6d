#include "simulation/recorded_days.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <optional>

#include "simulation/packed_file.hpp"

namespace okno::simulation {

namespace {

constexpr std::array<std::string_view, 6> columns{"office", "queue",      "date",
                                                  "ticket", "arrive_min", "wait_min"};
constexpr std::size_t name_at_most = 64;
constexpr int number_at_most = 999'999;

using Fields = std::array<std::string_view, columns.size()>;
using Wrong = tl::unexpected<std::string>;

struct Line {
    std::size_t number = 0;  // from 1
    std::string_view text;
};

Wrong wrong(std::size_t line, const std::string& sentence) {
    return Wrong("line " + std::to_string(line) + ": " + sentence);
}

// What a stranger wrote, fit to be shown on a terminal.
std::string quoted(std::string_view text) {
    std::string shown{text.substr(0, name_at_most)};
    std::replace_if(
        shown.begin(), shown.end(), [](char c) { return static_cast<unsigned char>(c) < ' ' || c == 0x7f; },
        '?');
    return '"' + shown + (text.size() > name_at_most ? "…\"" : "\"");
}

std::optional<Line> next_line(std::string_view& rest, std::size_t& number) {
    if (rest.empty()) return std::nullopt;
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    std::string_view text = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (text.ends_with('\r')) text.remove_suffix(1);
    return Line{++number, text};
}

Read<std::vector<std::string_view>> split(const Line& line) {
    std::vector<std::string_view> fields;
    std::string_view rest = line.text;
    for (;;) {
        const std::size_t comma = rest.find(',');
        fields.push_back(rest.substr(0, comma));
        if (comma == std::string_view::npos) break;
        rest.remove_prefix(comma + 1);
    }
    if (fields.size() != columns.size())
        return wrong(line.number, "there are " + std::to_string(fields.size()) + " fields; " +
                                      std::to_string(columns.size()) + " are expected");
    return fields;
}

// Where each of our columns stands in the file.
Read<std::array<std::size_t, columns.size()>> read_header(const Line& line) {
    const auto names = split(line);
    if (!names) return Wrong(names.error());
    std::array<std::size_t, columns.size()> places{};
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const auto found = std::find(names->begin(), names->end(), columns[i]);
        if (found == names->end())
            return wrong(line.number, "there is no column " + std::string(columns[i]) +
                                          "; expected are office,queue,date,ticket,arrive_min,wait_min");
        places[i] = static_cast<std::size_t>(found - names->begin());
    }
    return places;
}

std::optional<int> whole(std::string_view text) {
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

bool is_date(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
    const auto year = whole(text.substr(0, 4)), month = whole(text.substr(5, 2)),
               day = whole(text.substr(8, 2));
    if (!year || !month || !day || *month < 1 || *day < 1) return false;
    return std::chrono::year_month_day(std::chrono::year(*year),
                                       std::chrono::month(static_cast<unsigned>(*month)),
                                       std::chrono::day(static_cast<unsigned>(*day)))
        .ok();
}

bool is_name(std::string_view text) {
    return !text.empty() && text.size() <= name_at_most && std::none_of(text.begin(), text.end(), [](char c) {
        return static_cast<unsigned char>(c) < ' ' || c == 0x7f || c == '"';
    });
}

Read<int> read_number(const Line& line, std::string_view column, std::string_view text, int least, int most) {
    const auto value = whole(text);
    if (value && *value >= least && *value <= most) return *value;
    return wrong(line.number, std::string(column) + " is " + quoted(text) + "; a whole number from " +
                                  std::to_string(least) + " to " + std::to_string(most) + " is expected");
}

Read<RecordedTicket> read_ticket(const Line& line, const Fields& fields) {
    for (const std::size_t i : {std::size_t{0}, std::size_t{1}})
        if (!is_name(fields[i]))
            return wrong(line.number, std::string(columns[i]) + " is " + quoted(fields[i]) +
                                          "; a name of 1 to 64 bytes without quotes is expected");
    if (!is_date(fields[2]))
        return wrong(line.number, "date is " + quoted(fields[2]) + "; a date like 2020-01-31 is expected");
    const auto number = read_number(line, columns[3], fields[3], 1, number_at_most);
    if (!number) return Wrong(number.error());
    const auto arrival = read_number(line, columns[4], fields[4], 0, minutes_of_a_day - 1);
    if (!arrival) return Wrong(arrival.error());
    const auto wait = read_number(line, columns[5], fields[5], 0, last_call_minute - *arrival);
    if (!wait) return Wrong(wait.error());
    return RecordedTicket{*number, *arrival, *wait};
}

// A ticket and its line, until all are read and the order of the queue can be looked at.
struct Placed {
    RecordedTicket ticket;
    std::size_t line = 0;
};
using Queues = std::map<std::array<std::string, 3>, std::vector<Placed>>;  // office, date, queue

// By number; each arrives and is called no earlier than the one before.
std::optional<std::string> put_in_order(std::vector<Placed>& queue) {
    const auto number = [](const Placed& placed) { return placed.ticket.number; };
    std::stable_sort(queue.begin(), queue.end(),
                     [&](const Placed& a, const Placed& b) { return number(a) < number(b); });
    for (std::size_t i = 1; i < queue.size(); ++i) {
        const auto& [before, its_line] = queue[i - 1];
        const auto& [ticket, line] = queue[i];
        const std::string name = "ticket " + std::to_string(ticket.number);
        const std::string other = std::to_string(before.number) + " (line " + std::to_string(its_line) + ")";
        if (ticket.number == before.number)
            return wrong(line,
                         name + " of this queue and day stands on line " + std::to_string(its_line) + " too")
                .value();
        if (ticket.arrival_minute < before.arrival_minute)
            return wrong(line,
                         name + " was taken before ticket " + other + "; numbers must follow the arrivals")
                .value();
        if (ticket.call_minute() < before.call_minute())
            return wrong(line, name + " was called before ticket " + other +
                                   "; a queue must be first come, first called")
                .value();
    }
    return std::nullopt;
}

Read<RecordedOffices> in_order(Queues queues) {
    RecordedOffices offices;
    for (auto& [name, placed] : queues) {
        if (auto complaint = put_in_order(placed)) return Wrong(*std::move(complaint));
        auto& tickets = offices[name[0]][name[1]][name[2]];
        tickets.reserve(placed.size());
        for (const Placed& one : placed) tickets.push_back(one.ticket);
    }
    return offices;
}

}  // namespace

Read<RecordedOffices> parse_recorded_days(std::string_view csv) {
    std::size_t number = 0;
    const auto header = next_line(csv, number);
    if (!header) return wrong(1, "the file is empty; a line with the names of the columns is expected");
    const auto places = read_header(*header);
    if (!places) return Wrong(places.error());
    Queues queues;
    while (const auto line = next_line(csv, number)) {
        const auto parts = split(*line);
        if (!parts) return Wrong(parts.error());
        Fields fields;
        for (std::size_t i = 0; i < fields.size(); ++i) fields[i] = (*parts)[(*places)[i]];
        const auto ticket = read_ticket(*line, fields);
        if (!ticket) return Wrong(ticket.error());
        queues[{std::string(fields[0]), std::string(fields[2]), std::string(fields[1])}].push_back(
            {*ticket, line->number});
    }
    if (queues.empty()) return wrong(number, "there is no ticket after the names of the columns");
    return in_order(std::move(queues));
}

Read<RecordedOffices> read_recorded_days(const std::filesystem::path& file) {
    const auto text = text_of(file);
    auto days = text ? parse_recorded_days(*text) : Read<RecordedOffices>(Wrong(text.error()));
    if (!days) return Wrong(file.string() + ": " + days.error());
    return days;
}

}  // namespace okno::simulation
