// Load, calendar and ratings: rows of days and hours, a few thousand a year.
#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "statistics/day_text.hpp"
#include "statistics/history_queries.hpp"
#include "statistics/hour_rows.hpp"

namespace okno::statistics {

namespace {

using soci::into;
using soci::use;

int weekday_of(const std::string& day) {
    return static_cast<int>(std::chrono::weekday{day_from_text(day)}.iso_encoding());
}

using Cells = std::map<std::pair<int, int>, LoadCell>;  // by weekday and hour

void read_waits(soci::session& session, const std::string& first, const std::string& last, Cells& cells) {
    std::string day, hour;
    long long n = 0, sum_ms = 0, longest_ms = 0, over_norm = 0;
    soci::statement select =
        (session.prepare << "SELECT day, name, n, sum_ms, longest_ms, over_norm FROM sums "
                            "WHERE span = 'day' AND scope = 'hour' AND quantity = 'wait' "
                            "AND day BETWEEN :first AND :last",
         use(first), use(last), into(day), into(hour), into(n), into(sum_ms), into(longest_ms),
         into(over_norm));
    for (select.execute(); select.fetch();) {
        Measure& wait = cells[{weekday_of(day), std::stoi(hour)}].wait;
        wait.count += n;
        wait.sum += hall::Milliseconds{sum_ms};
        wait.longest = std::max(wait.longest, hall::Milliseconds{longest_ms});
        wait.over_norm += over_norm;
    }
}

struct KnownNorm {
    hall::LocalDay from{};
    hall::KindId kind;
    hall::Norm norm;
};

std::vector<KnownNorm> read_norms(soci::session& session, const std::string& last) {
    std::string day, kind;
    long long wait_ms = 0, service_ms = 0;
    soci::statement select =
        (session.prepare << "SELECT day, kind, wait_ms, service_ms FROM norms WHERE day <= :last "
                            "ORDER BY number",
         use(last), into(day), into(kind), into(wait_ms), into(service_ms));
    std::vector<KnownNorm> norms;
    for (select.execute(); select.fetch();)
        norms.push_back(
            {day_from_text(day), hall::KindId{kind},
             hall::Norm{std::chrono::duration_cast<hall::Seconds>(hall::Milliseconds{wait_ms}),
                        std::chrono::duration_cast<hall::Seconds>(hall::Milliseconds{service_ms})}});
    return norms;
}

}  // namespace

std::vector<LoadCell> load_by_hour(soci::session& session, Days days) {
    const std::string first = to_text(days.first);
    const std::string last = to_text(days.last);
    Cells cells;
    for (const HourRow& row : hours_in(session, days)) {
        LoadCell& cell = cells[{weekday_of(row.day), row.hour}];
        cell.issued += row.counts.issued;
        cell.served += row.counts.served;
        cell.cancelled += row.counts.cancelled;
        cell.missed += row.counts.missed;
        cell.expired += row.counts.expired;
    }
    read_waits(session, first, last, cells);
    std::vector<LoadCell> load;
    for (auto& [key, cell] : cells) {
        std::tie(cell.weekday, cell.hour) = key;
        load.push_back(cell);
    }
    return load;
}

std::vector<CalendarDay> calendar(soci::session& session, Days days) {
    const std::string first = to_text(days.first);
    const std::string last = to_text(days.last);
    std::string day, kind, quantity;
    long long n = 0, sum_ms = 0, longest_ms = 0, over_norm = 0;
    soci::statement select =
        (session.prepare << "SELECT day, name, quantity, n, sum_ms, longest_ms, over_norm FROM sums "
                            "WHERE span = 'day' AND scope = 'kind' AND quantity IN ('wait', 'service') "
                            "AND day BETWEEN :first AND :last",
         use(first), use(last), into(day), into(kind), into(quantity), into(n), into(sum_ms),
         into(longest_ms), into(over_norm));
    std::map<std::pair<hall::LocalDay, hall::KindId>, CalendarDay> found;
    for (select.execute(); select.fetch();) {
        CalendarDay& one = found[{day_from_text(day), hall::KindId{kind}}];
        // GCC 12 loses all but the first and the last when the choice itself is assigned a list.
        Measure& measure = quantity == "wait" ? one.wait : one.service;
        measure = {n, hall::Milliseconds{sum_ms}, hall::Milliseconds{longest_ms}, over_norm};
    }
    const std::vector<KnownNorm> norms = read_norms(session, last);
    std::vector<CalendarDay> calendar;
    for (auto& [key, one] : found) {
        std::tie(one.day, one.kind) = key;
        for (const KnownNorm& norm : norms)
            if (norm.from <= one.day && norm.kind == one.kind) one.norm = norm.norm;
        calendar.push_back(std::move(one));
    }
    return calendar;
}

std::vector<RatingCount> ratings(soci::session& session, Days days) {
    const std::string first = to_text(days.first);
    const std::string last = to_text(days.last);
    std::string service, topic;
    long long score = 0, n = 0;
    soci::statement select =
        (session.prepare << "SELECT service, topic, score, CAST(SUM(n) AS BIGINT) FROM ratings "
                            "WHERE day BETWEEN :first AND :last GROUP BY service, topic, score "
                            "ORDER BY service, topic, score",
         use(first), use(last), into(service), into(topic), into(score), into(n));
    std::vector<RatingCount> ratings;
    for (select.execute(); select.fetch();)
        ratings.push_back({hall::ServiceId{service}, hall::TopicId{topic}, static_cast<int>(score), n});
    return ratings;
}

}  // namespace okno::statistics
