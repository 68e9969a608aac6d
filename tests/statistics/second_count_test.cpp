// The statistics against their journal: whatever somebody changes in any table is told, and nothing else.
#include "statistics/second_count.hpp"

#include <doctest/doctest.h>
#include <soci/soci.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "tests/statistics/diary.hpp"
#include "tests/statistics/generated_days.hpp"

using namespace okno;
using namespace std::chrono_literals;
using statistics::Days;
using statistics::Entry;
using statistics::Sequence;
using Texts = std::vector<std::string>;

namespace {

// The journal as a dispatcher gives it: some entries at a time.
struct Journal {
    statistics::JournalPage page() {
        return [this](Sequence from) {
            ++pages;
            const auto first = std::min<std::size_t>(from - 1, entries.size());
            const auto end = std::min<std::size_t>(first + 100, entries.size());
            return std::vector<Entry>(entries.begin() + static_cast<std::ptrdiff_t>(first),
                                      entries.begin() + static_cast<std::ptrdiff_t>(end));
        };
    }
    std::vector<Entry> entries;
    int pages = 0;
};

// Tables that were told a journal, and the file of the second count beside them.
struct Kept {
    explicit Kept(std::vector<Entry> entries) {
        journal.entries = std::move(entries);
        REQUIRE(database.open()->apply(journal.entries));
        days = database.open()->known_days().value();
    }
    std::filesystem::path second() const { return database.file().string() + ".second"; }
    Texts compare(Days of) {
        const auto statistics = database.open();
        return statistics::SecondCount(second(), journal.page()).compare(*statistics, of);
    }
    Texts compare() { return compare(days); }

    Texts ask(const std::string& sql) const {
        soci::session session = database.connect();
        const soci::rowset<std::string> found = (session.prepare << sql);
        return {found.begin(), found.end()};
    }
    // The tables and columns as they are, so that none that comes new can be left out here.
    Texts tables() const {
        return ask(
            test::on_postgres()
                ? "SELECT CAST(table_name AS TEXT) FROM information_schema.tables WHERE table_schema = "
                  "current_schema() AND table_name NOT LIKE '%_before' ORDER BY 1"
                : "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY 1");
    }
    Texts columns(const std::string& table) const {
        return ask(test::on_postgres()
                       ? "SELECT CAST(column_name AS TEXT) FROM information_schema.columns WHERE "
                         "table_schema = current_schema() AND table_name = '" +
                             table + "'"
                       : "SELECT name FROM pragma_table_info('" + table + "')");
    }
    bool is_number(const std::string& table, const std::string& column) const {
        const Texts found = ask("SELECT CAST(COUNT(*) AS TEXT) FROM " + table + " WHERE CAST(" + column +
                                " AS TEXT) NOT BETWEEN '-' AND '99999999999999'");
        const Texts values =
            ask("SELECT CAST(" + column + " AS TEXT) FROM " + table + " WHERE " + column + " IS NOT NULL");
        return found == Texts{"0"} &&
               std::all_of(values.begin(), values.end(),
                           [](const std::string& value) {
                               return !value.empty() &&
                                      value.find_first_not_of("-0123456789") == std::string::npos;
                           }) &&
               column != "day" && column != "register_by" && column != "answer_by" && column != "name";
    }

    test::ScratchDatabase database;
    Journal journal;
    Days days;
};

std::string a_row(const std::string& table) {
    const std::string id = test::on_postgres() ? "ctid" : "rowid";
    // Of a row that came to its end, as an open visit has things that are not compared.
    const std::string which = table == "visits" ? " WHERE ended IS NOT NULL" : "";
    return " WHERE " + id + " = (SELECT " + id + " FROM " + table + which + " LIMIT 1)";
}

// Days in which every table has a row.
std::vector<Entry> full_days() {
    for (std::uint64_t seed = 1; seed < 200; ++seed) {
        std::vector<Entry> entries = test::generated_days(seed, 500);
        Kept kept(entries);
        const Texts tables = kept.tables();
        if (std::all_of(tables.begin(), tables.end(), [&](const std::string& table) {
                return table == "promises" ||
                       kept.ask("SELECT CAST(COUNT(*) AS TEXT) FROM " + table) != Texts{"0"};
            }))
            return entries;
    }
    FAIL("no days have something of everything");
    return {};
}

void keep_a_promise(Kept& kept) {
    const std::string ticket = kept.ask("SELECT CAST(MIN(ticket) AS TEXT) FROM visits").front();
    kept.database.open()->keep(
        std::vector<statistics::Statistics::Promise>{{{std::stoull(ticket)}, 5, 10, true}});
}

}  // namespace

TEST_CASE("of whatever days, the tables are those that a second count of the journal makes") {
    for (std::uint64_t seed = 1; seed <= 12; ++seed) {
        CAPTURE(seed);
        Kept kept(test::generated_days(seed, 400));
        REQUIRE(kept.compare() == Texts{});
    }
}

TEST_CASE("a difference in any column of any table is told, and a row that is gone") {
    Kept kept(full_days());
    keep_a_promise(kept);
    REQUIRE(kept.compare() == Texts{});
    const int pages = kept.journal.pages;
    int planted = 0;
    for (const std::string& table : kept.tables()) {
        if (table == "progress") continue;  // where the tables stand: below
        const auto flagged = [&](const std::string& sql) {
            CAPTURE(sql);
            kept.database.tell("CREATE TABLE " + table + "_before AS SELECT * FROM " + table);
            kept.database.tell(sql);
            const Texts differences = kept.compare();
            CHECK_FALSE(differences.empty());
            CHECK(std::any_of(differences.begin(), differences.end(),
                              [&](const std::string& difference) { return difference.starts_with(table); }));
            kept.database.tell("DELETE FROM " + table);
            kept.database.tell("INSERT INTO " + table + " SELECT * FROM " + table + "_before");
            kept.database.tell("DROP TABLE " + table + "_before");
            ++planted;
        };
        if (table == "promises") {  // the journal knows who it was promised to, and nothing more
            flagged("UPDATE promises SET ticket = 987654321");
            flagged("UPDATE promises SET from_min = to_min + 1");
            flagged("UPDATE promises SET to_min = from_min - 1");
            flagged("UPDATE promises SET heard = 2");
            continue;
        }
        flagged("DELETE FROM " + table + a_row(table));
        for (const std::string& column : kept.columns(table))
            flagged("UPDATE " + table + " SET " + column + " = " +
                    (kept.is_number(table, column)
                         ? "COALESCE(" + column + ", 0) + 1000003"
                         : "'2026-03-0' || SUBSTR(COALESCE(" + column + ", ''), 10) || '?'") +
                    a_row(table));
    }
    CHECK(planted > 100);
    CHECK(kept.compare() == Texts{});
    CHECK(kept.journal.pages == pages);  // what was counted once is gone on from
}

TEST_CASE("a sum of a month or a year that is not that of its days is told") {
    const std::vector<Entry> entries = test::generated_days(3, 300);
    CHECK(Kept(entries).compare() == Texts{});
    for (const char* span : {"month", "year"}) {
        for (const char* change : {"sums SET n = n + 1", "distributions SET buckets = '1:1'"}) {
            CAPTURE(change);
            Kept broken(entries);
            broken.database.tell(std::string("UPDATE ") + change + " WHERE span = '" + span + "'");
            CHECK_FALSE(broken.compare().empty());
        }
    }
}

TEST_CASE("who somebody is and what a reference says is not told with a difference") {
    Kept kept(full_days());
    kept.database.tell("UPDATE legs SET person = 'somebody', called_by = 'somebody'");
    kept.database.tell("UPDATE forwarded SET reference = 'somebody'");
    const Texts differences = kept.compare();
    CHECK(differences.size() > 3);
    for (const std::string& difference : differences) CHECK(difference.find("somebody") == std::string::npos);
}

TEST_CASE("each night costs the events of a day, and what is not compared any more is forgotten") {
    Kept kept(test::generated_days(1, 700));
    const Days days = kept.days;
    REQUIRE(days.last > days.first);
    const auto rows = [&] {
        soci::session second("sqlite3", "dbname=\"" + kept.second().string() + "\"");
        long long count = 0;
        second << "SELECT COUNT(*) FROM visits", soci::into(count);
        return count;
    };
    CHECK(kept.compare(days) == Texts{});
    const long long all = rows();
    CHECK(kept.compare({days.last, days.last}) == Texts{});
    CHECK(rows() < all);
    const int pages = kept.journal.pages;
    CHECK(kept.compare({days.last, days.last}) == Texts{});
    CHECK(kept.journal.pages == pages);
    kept.database.tell(
        "UPDATE visits SET waited_ms = waited_ms + 1 WHERE day = (SELECT MAX(day) FROM visits)");
    CHECK_FALSE(kept.compare({days.last, days.last}).empty());
}

TEST_CASE("a count that was broken off goes on where it was") {
    Kept kept(test::generated_days(1, 700));
    const auto page = kept.journal.page();
    const auto statistics = kept.database.open();
    int left = 2;
    const auto breaks = [&](Sequence from) {
        if (left-- == 0) throw std::runtime_error("the dispatcher is away");
        return page(from);
    };
    CHECK_THROWS(statistics::SecondCount(kept.second(), breaks).compare(*statistics, kept.days));
    Sequence begins = 0;
    const auto goes_on = [&](Sequence from) {
        if (begins == 0) begins = from;
        return page(from);
    };
    CHECK(statistics::SecondCount(kept.second(), goes_on).compare(*statistics, kept.days) == Texts{});
    CHECK(begins == 201);
}

TEST_CASE("tables that say they are beyond the journal cannot be compared with it") {
    Kept kept(test::generated_days(2, 200));
    kept.database.tell("UPDATE progress SET last_number = last_number + 1");
    CHECK_THROWS(kept.compare());
}

TEST_CASE("tables that were made anew and are not as far as before are compared from the beginning") {
    Kept kept(test::generated_days(1, 700));
    REQUIRE(kept.compare() == Texts{});
    kept.database.open()->clear();
    REQUIRE(kept.database.open()->apply(std::span(kept.journal.entries).first(250)));
    CHECK(kept.compare() == Texts{});
}
