#include "statistics/store.hpp"

#include <soci/sqlite3/soci-sqlite3.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "statistics/day_text.hpp"
#include "statistics/forwarded_rows.hpp"
#include "statistics/plan_rows.hpp"
#include "statistics/schema.hpp"
#include "statistics/sum_rows.hpp"
#include "statistics/visit_rows.hpp"
#include "statistics/window_rows.hpp"

namespace okno::statistics {

namespace {

using soci::into;
using soci::use;

// Raised with every change of schema.sql, and of what the rows mean.
constexpr long long schema_version = 7;

// Those of older versions, too: they go when the tables are made anew.
constexpr std::array<const char*, 22> tables{
    "progress",        "plan_zone", "plan_services", "plan_windows",  "plan_kinds", "plan_norms",
    "plan_calls",      "norms",     "visits",        "legs",          "spells",     "windows_free",
    "windows_idling",  "sums",      "days",          "distributions", "hours",      "ratings",
    "plan_forwarding", "forwarded", "promises",      "plan_times"};

// SOCI hands one statement at a time to SQLite and takes a colon in a comment for a parameter.
std::vector<std::string> statements_of(const std::string& sql) {
    std::vector<std::string> statements(1);
    for (std::size_t i = 0; i < sql.size(); ++i) {
        if (sql.compare(i, 2, "--") == 0) i = std::min(sql.find('\n', i), sql.size() - 1);
        if (sql[i] == ';')
            statements.emplace_back();
        else
            statements.back() += sql[i];
    }
    std::erase_if(statements, [](const std::string& statement) {
        return statement.find_first_not_of(" \n") == std::string::npos;
    });
    return statements;
}

// It has the log-in names of the staff. SQLite would let everybody on the computer read a new file; the
// files beside it get the rights of this one.
void make_private(const std::filesystem::path& file) {
    if (std::filesystem::exists(file)) return;
    if (!std::ofstream(file, std::ios::app)) return;  // SQLite says what is wrong
    std::filesystem::permissions(file,
                                 std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
}

}  // namespace

void open_sqlite(soci::session& session, const std::filesystem::path& file) {
    const std::string name = file.string();
    if (name.find('"') != std::string::npos)
        throw std::runtime_error("a quotation mark cannot stand in the name of the statistics database: " +
                                 name);
    make_private(file);
    session.open(soci::sqlite3, "dbname=\"" + name + "\" timeout=5 synchronous=1");
    std::string mode;
    session << "PRAGMA journal_mode=WAL", into(mode);
}

void make_tables_anew(soci::session& session) {
    soci::transaction transaction(session);
    for (const char* table : tables) session << std::string("DROP TABLE IF EXISTS ") + table;
    for (const std::string& statement : statements_of(schema_sql)) session << statement;
    session << "INSERT INTO progress (id, schema_version, last_number) VALUES (1, :version, 0)",
        use(schema_version);
    transaction.commit();
}

// The first table of the schema tells whether the others are those that this program knows.
void prepare_tables(soci::session& session) {
    session << statements_of(schema_sql).front();
    long long version = 0;
    session << "SELECT schema_version FROM progress WHERE id = 1", into(version);
    if (!session.got_data() || version != schema_version) make_tables_anew(session);
}

void begin_moment(soci::session& session) {
    if (session.get_backend_name() == "postgresql")
        session << "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ";
}

std::uint64_t last_number(soci::session& session) {
    long long position = 0;
    session << "SELECT last_number FROM progress WHERE id = 1", into(position);
    return static_cast<std::uint64_t>(position);
}

Book load(soci::session& session) {
    return Book{last_number(session), load_plan(session), load_open_visits(session),
                load_lasting_spells(session), load_idling(session)};
}

void save(soci::session& session, std::uint64_t position, const PlanDigest& plan, const Changes& changes) {
    if (!changes.adoptions.empty() || changes.assigned) save_plan(session, plan);
    for (const Adoption& adoption : changes.adoptions) save_norms(session, adoption);
    if (!changes.visits.empty()) save_visits(session, changes.visits);
    if (!changes.spells.empty()) save_spells(session, changes.spells);
    if (!changes.idling.empty()) save_idling(session, changes.idling);
    if (!changes.sums.empty()) save_sums(session, changes.sums);
    if (!changes.hours.empty()) save_hours(session, changes.hours);
    if (!changes.ratings.empty()) save_ratings(session, changes.ratings);
    if (!changes.forwarded.empty()) save_forwarded(session, changes.forwarded);
    const auto last = static_cast<long long>(position);
    session << "UPDATE progress SET last_number = :number WHERE id = 1", use(last);
}

void forget_before(soci::session& session, hall::LocalDay day) {
    const std::string first = to_text(day);
    soci::transaction transaction(session);
    for (const char* rows :
         {"legs WHERE ticket IN (SELECT ticket FROM visits WHERE day < :first AND ended IS NOT NULL)",
          "visits WHERE day < :first AND ended IS NOT NULL",
          "spells WHERE day < :first AND till_ms IS NOT NULL", "sums WHERE span <> 'day' OR day < :first",
          "distributions WHERE span <> 'day' OR day < :first", "hours WHERE day < :first",
          "ratings WHERE day < :first", "forwarded WHERE day < :first"})
        session << std::string("DELETE FROM ") + rows, use(first);
    transaction.commit();
}

}  // namespace okno::statistics
