#include "statistics/row_differences.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "statistics/day_text.hpp"

namespace okno::statistics {

namespace {

using soci::into;
using soci::use;

struct Table {
    const char* name;
    const char* rows;                  // what follows FROM; of a table with days those of :day
    std::vector<std::string> key;      // tells its rows apart
    std::vector<std::string> columns;  // compared
};

// A row of these belongs to a day.
const std::vector<Table>& tables_of_days() {
    static const std::vector<Table> tables{
        {"visits",
         "visits WHERE day = :day",
         {"ticket"},
         // The last number of an open visit is that of the last event that was written with it: a matter of
         // pages.
         {"letter", "ordinal", "language", "device", "hour", "issued_ms", "waited_ms", "outcome", "category",
          "abandoned_after_ms", "ended", "ended_ms", "first_number",
          "CASE WHEN ended IS NULL THEN 0 ELSE last_number END"}},
        {"legs",
         "legs JOIN visits ON visits.ticket = legs.ticket WHERE visits.day = :day",
         {"legs.ticket", "legs.leg"},
         {"began", "service", "kind", "began_ms", "called_ms", "window_id", "called_by", "person", "recalls",
          "started_ms", "legs.ended", "legs.ended_ms", "reason", "legs.outcome", "only_at", "wait_norm_ms",
          "service_norm_ms"}},
        {"spells",
         "spells WHERE day = :day",
         {"number"},
         {"window_id", "post", "person", "reason", "from_ms", "till_ms"}},
        {"sums",
         "sums WHERE span = 'day' AND day = :day",
         {"scope", "name", "quantity"},
         {"n", "sum_ms", "longest_ms", "over_norm"}},
        {"distributions",
         "distributions WHERE span = 'day' AND day = :day",
         {"scope", "name", "quantity"},
         {"buckets"}},
        {"hours", "hours WHERE day = :day", {"hour"}, {"issued", "served", "cancelled", "missed", "expired"}},
        {"ratings", "ratings WHERE day = :day", {"service", "topic", "score"}, {"n"}},
        {"forwarded",
         "forwarded WHERE day = :day",
         {"number"},
         {"ticket", "letter", "ordinal", "service", "outcome", "window_id", "reference", "accepted_ms",
          "register_by", "answer_by"}}};
    return tables;
}

// What the projector goes on from, and the norms of all plans: a few rows, compared whole.
const std::vector<Table>& tables_without_days() {
    static const std::vector<Table> tables{
        {"norms", "norms", {"number", "kind"}, {"day", "wait_ms", "service_ms"}},
        {"windows_idling", "windows_idling", {"window_id"}, {"day", "since_ms", "person"}},
        {"plan_zone", "plan_zone", {"place"}, {"from_ms", "offset_s"}},
        {"plan_services", "plan_services", {"service"}, {"kind"}},
        {"plan_windows", "plan_windows", {"window_id"}, {"kind"}},
        {"plan_kinds", "plan_kinds", {"kind"}, {"wait_ms", "service_ms"}},
        {"plan_norms", "plan_norms", {"service"}, {"wait_ms", "service_ms"}},
        {"plan_forwarding", "plan_forwarding", {"outcome"}, {"register_days", "answer_days"}},
        {"plan_times", "plan_times", {"name"}, {"took_ms"}},
        {"plan_calls", "plan_calls", {"window_id", "service"}, {"service"}}};
    return tables;
}

bool is_private(const std::string& column) {
    return column == "person" || column == "called_by" || column == "reference";
}

using Row = std::vector<std::string>;
using Rows = std::map<Row, Row>;

std::string as_text(const std::string& column) {
    return "COALESCE(CAST(" + column + " AS TEXT), 'nothing')";
}

Rows read(soci::session& session, const Table& table, const std::string& day) {
    Row key(table.key.size()), values(table.columns.size());
    std::string sql;
    soci::statement select(session);
    const auto add = [&](const std::vector<std::string>& columns, Row& row) {
        for (std::size_t i = 0; i < columns.size(); ++i) {
            sql += (sql.empty() ? "SELECT " : ", ") + as_text(columns[i]);
            select.exchange(into(row[i]));
        }
    };
    add(table.key, key);
    add(table.columns, values);
    if (!day.empty()) select.exchange(use(day, "day"));
    select.alloc();
    select.prepare(sql + " FROM " + table.rows);
    select.define_and_bind();
    Rows rows;
    for (select.execute(); select.fetch();) rows[key] = values;
    return rows;
}

std::string place_of(const Table& table, const std::string& day, const Row& key) {
    std::string place = table.name + (day.empty() ? std::string() : ", " + day);
    for (std::size_t i = 0; i < key.size(); ++i) place += ", " + table.key[i] + " '" + key[i] + "'";
    return place;
}

void compare(const Table& table, const std::string& day, const Rows& kept, const Rows& counted,
             std::vector<std::string>& differences) {
    for (const auto& [key, values] : counted) {
        const auto there = kept.find(key);
        if (there == kept.end()) {
            differences.push_back(place_of(table, day, key) + ": is missing");
            continue;
        }
        for (std::size_t i = 0; i < values.size(); ++i) {
            if (there->second[i] == values[i]) continue;
            const std::string& column = table.columns[i];
            differences.push_back(place_of(table, day, key) + ": " + column + " is " +
                                  (is_private(column)
                                       ? "another than by the journal"
                                       : "'" + there->second[i] + "', by the journal '" + values[i] + "'"));
        }
    }
    for (const auto& [key, values] : kept)
        if (!counted.contains(key))
            differences.push_back(place_of(table, day, key) + ": is not in the journal");
}

void look_at_promises(soci::session& kept, std::vector<std::string>& differences) {
    std::string ticket;
    soci::statement select =
        (kept.prepare << "SELECT CAST(ticket AS TEXT) FROM promises WHERE from_min < 0 OR from_min > to_min "
                         "OR heard NOT IN (0, 1) OR NOT EXISTS (SELECT 1 FROM visits WHERE visits.ticket = "
                         "promises.ticket) ORDER BY ticket",
         into(ticket));
    for (select.execute(); select.fetch();)
        differences.push_back("promises, ticket '" + ticket + "': is no promise to a visitor of the journal");
}

}  // namespace

std::vector<std::string> row_differences(soci::session& kept, soci::session& counted, Days days,
                                         std::size_t at_most) {
    std::vector<std::string> differences;
    const auto look = [&](const Table& table, const std::string& day) {
        compare(table, day, read(kept, table, day), read(counted, table, day), differences);
    };
    for (const Table& table : tables_without_days()) look(table, "");
    look_at_promises(kept, differences);
    // A day at a time: a period of years must not be in memory at once.
    for (hall::LocalDay day = days.first; day <= days.last && differences.size() < at_most;
         day += std::chrono::days{1})
        for (const Table& table : tables_of_days()) look(table, to_text(day));
    if (differences.size() > at_most) differences.resize(at_most);
    return differences;
}

}  // namespace okno::statistics
