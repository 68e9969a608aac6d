// Days small enough to be counted on paper, and the promises of the database: numbers, gaps, restarts.
#include <doctest/doctest.h>
#include <sqlite3.h>

#include <memory>
#include <string>

#include "tests/statistics/diary.hpp"
#include "tests/statistics/generated_days.hpp"

using namespace okno;
using namespace okno::hall;
using namespace okno::test;
using namespace std::chrono_literals;
using statistics::Entry;
using statistics::Measure;

TEST_CASE("a wait is the first call less the issue, to the millisecond; a recall changes nothing") {
    Diary diary;
    diary.take(9h + 1ms, 1);
    diary.write(9h + 7min + 4ms, anna, TicketCalled{TicketId{1}, three});
    diary.write(9h + 8min, anna, TicketRecalled{TicketId{1}, three});
    const test::ScratchDatabase database;
    const auto averages = told(database, diary)->averages(today);
    CHECK(averages.kinds.at(specialist).measures.wait == Measure{1, 7min + 3ms, 7min + 3ms, 0});
    CHECK(averages.kinds.at(specialist).measures.service == Measure{});
    CHECK(averages.windows.at(three).wait.count == 1);
    CHECK(averages.operators.at(OperatorId{"anna"}).wait.count == 1);
}

TEST_CASE("a service begins with the specialist's action, or with the call when there was none") {
    Diary diary;
    diary.take(9h, 1);
    diary.take(9h, 2);
    diary.write(9h + 1min, anna, TicketCalled{TicketId{1}, three});
    diary.write(9h + 2min, anna, ServiceStarted{TicketId{1}, three});
    diary.write(9h + 5min, anna, ServiceFinished{TicketId{1}, three, {}});
    diary.write(9h + 6min, anna, TicketCalled{TicketId{2}, three});
    diary.write(9h + 17min, anna, ServiceFinished{TicketId{2}, three, {}});
    const test::ScratchDatabase database;
    const auto statistics = told(database, diary);
    CHECK(statistics->averages(today).kinds.at(specialist).measures.service == Measure{2, 14min, 11min, 1});
    CHECK(statistics->summary(today).served == 2);
}

TEST_CASE("exactly the norm is not over it") {
    Diary diary;
    diary.take(9h, 1);
    diary.take(9h, 2);
    diary.write(9h + 20min, anna, TicketCalled{TicketId{1}, three});
    diary.write(9h + 20min + 1ms, anna, TicketCalled{TicketId{2}, seven});
    const test::ScratchDatabase database;
    CHECK(told(database, diary)->averages(today).kinds.at(specialist).measures.wait.over_norm == 1);
}

TEST_CASE("a transfer to the cashier is a service here and a new wait there") {
    Diary diary;
    diary.take(9h, 1);
    diary.write(9h + 3min, anna, TicketCalled{TicketId{1}, three});
    diary.write(9h + 4min, anna, TicketTransferred{TicketId{1}, three, ServiceId{"payment"}, "pays"});
    diary.write(9h + 9min, keypad, TicketCalled{TicketId{1}, seven});
    diary.write(9h + 10min, keypad, ServiceFinished{TicketId{1}, seven, {}});
    const test::ScratchDatabase database;
    const auto statistics = told(database, diary);
    const auto averages = statistics->averages(today);
    CHECK(averages.kinds.at(specialist).measures.wait == Measure{1, 3min, 3min, 0});
    CHECK(averages.kinds.at(specialist).measures.service == Measure{1, 1min, 1min, 0});
    CHECK(averages.kinds.at(cashier).measures.wait == Measure{1, 5min, 5min, 0});
    CHECK(averages.kinds.at(cashier).measures.service == Measure{1, 1min, 1min, 0});
    CHECK(statistics->summary(today).visit_wait == Measure{1, 8min, 8min, 0});
}

TEST_CASE("the time in which a visitor was parked is a wait, and told apart") {
    Diary diary;
    diary.take(9h, 1);
    diary.write(9h + 3min, anna, TicketCalled{TicketId{1}, three});
    diary.write(9h + 4min, anna, TicketParked{TicketId{1}, three, ""});
    diary.write(9h + 34min, anna, TicketCalled{TicketId{1}, three});
    const test::ScratchDatabase database;
    const auto measures = told(database, diary)->averages(today).kinds.at(specialist).measures;
    CHECK(measures.wait == Measure{2, 33min, 30min, 1});
    CHECK(measures.parked == Measure{1, 30min, 30min, 1});
    CHECK(measures.service == Measure{1, 1min, 1min, 0});
}

TEST_CASE("closing a window does not shorten the wait of those who waited for it alone") {
    Diary diary;
    diary.take(9h, 1);
    diary.write(9h + 1min, anna, TicketCalled{TicketId{1}, seven});
    diary.write(9h + 2min, anna, TicketTransferred{TicketId{1}, seven, three, ""});
    diary.write(9h + 30min, anna, TicketTransferred{TicketId{1}, three, ServiceId{"payment"}, ""});
    diary.write(9h + 32min, anna, TicketCalled{TicketId{1}, seven});
    const test::ScratchDatabase database;
    const auto averages = told(database, diary)->averages(today);
    CHECK(averages.kinds.at(cashier).measures.wait == Measure{1, 30min, 30min, 1});
    CHECK(averages.kinds.at(specialist).measures.wait == Measure{1, 1min, 1min, 0});
}

TEST_CASE("abandoned are the cancelled and the missed; those closed by the office are told apart") {
    Diary diary;
    for (std::uint64_t ticket = 1; ticket <= 4; ++ticket) diary.take(9h, ticket);
    diary.write(9h + 1min, anna, TicketCancelled{TicketId{1}});
    diary.write(9h + 1min, anna, TicketCalled{TicketId{2}, three});
    diary.write(9h + 3min, {}, TicketMissed{TicketId{2}, three});
    diary.write(24h, {}, TicketExpired{TicketId{3}});
    const test::ScratchDatabase database;
    const auto summary = told(database, diary)->summary(today);
    CHECK(summary.issued == 4);
    CHECK(summary.abandoned() == 2);
    CHECK(summary.cancelled == 1);
    CHECK(summary.missed == 1);
    CHECK(summary.expired == 1);
    CHECK(summary.served == 0);
}

TEST_CASE("a visit that ends after midnight belongs to the day of its issue") {
    Diary diary;
    diary.take(24h - 1min, 1);
    diary.write(24h - 1ms, anna, TicketCalled{TicketId{1}, three});
    diary.write(24h + 1h, anna, ServiceFinished{TicketId{1}, three, {}});
    diary.take(24h + 1h, 2);
    const test::ScratchDatabase database;
    const auto statistics = told(database, diary);
    const LocalDay tomorrow = today + std::chrono::days{1};
    CHECK(statistics->summary(today).issued == 1);
    CHECK(statistics->summary(today).served == 1);
    CHECK(statistics->averages(today).kinds.at(specialist).measures.service ==
          Measure{1, 1h + 1ms, 1h + 1ms, 1});
    CHECK(statistics->summary(tomorrow).issued == 1);
    CHECK(statistics->summary(tomorrow).served == 0);
    CHECK(statistics->summary(today, tomorrow).issued == 2);
}

TEST_CASE("a press of a keypad is the work of the person who opened the window") {
    Diary diary;
    diary.write(8h, anna, WindowOpened{three});
    diary.take(9h, 1);
    diary.write(9h + 1min, keypad, TicketCalled{TicketId{1}, three});
    const test::ScratchDatabase database;
    CHECK(told(database, diary)->averages(today).operators.at(OperatorId{"anna"}).wait.count == 1);
}

TEST_CASE("a day without visitors still tells the kinds and the norms of its plan") {
    const test::ScratchDatabase database;
    const auto statistics = told(database, Diary{});
    const auto averages = statistics->averages(today);
    REQUIRE(averages.kinds.size() == 2);
    CHECK(averages.kinds.at(cashier).norm == Norm{20min, 10min});
    CHECK(averages.kinds.at(cashier).measures == statistics::Measures{});
    CHECK(statistics->averages(today - std::chrono::days{1}).kinds.empty());
}

TEST_CASE("a gap in the numbers is refused, what came before it is kept, and the missing entry mends it") {
    const auto entries = test::generated_days(1, 60);
    const test::ScratchDatabase database;
    const auto statistics = database.open();
    std::vector<Entry> holed(entries.begin(), entries.begin() + 20);
    holed.erase(holed.begin() + 10);
    const auto applied = statistics->apply(holed);
    REQUIRE_FALSE(applied);
    CHECK(applied.error().expected == 11);
    CHECK(applied.error().found == 12);
    CHECK(statistics->position() == 10);
    CHECK(database.open()->position() == 10);
    CHECK(statistics->apply(entries));
    CHECK(statistics->position() == entries.size());
}

TEST_CASE("cleared and told again, the tables are the same") {
    const auto entries = test::generated_days(7, 300);
    const LocalDay day = std::chrono::floor<std::chrono::days>(
        LocalTime{entries.front().event->at.time_since_epoch() + Seconds{10h}});
    const test::ScratchDatabase database;
    const auto statistics = database.open();
    REQUIRE(statistics->apply(entries));
    const auto averages = statistics->averages(day - std::chrono::days{1}, day + std::chrono::days{9});
    CHECK(averages.kinds.at(specialist).measures.wait.count > 0);
    statistics->clear();
    CHECK(statistics->position() == 0);
    CHECK(statistics->summary(day) == statistics::DaySummary{});
    REQUIRE(statistics->apply(entries));
    CHECK(statistics->averages(day - std::chrono::days{1}, day + std::chrono::days{9}) == averages);
}

TEST_CASE("a database that fails in the middle keeps nothing of that call, and the next call goes on") {
    if (test::on_postgres()) return;
    const auto entries = test::generated_days(3, 300);
    const std::span<const Entry> all(entries);
    const test::ScratchDatabase database;
    const auto statistics = database.open();
    REQUIRE(statistics->apply(all.first(100)));

    sqlite3* other = nullptr;
    REQUIRE(sqlite3_open(database.file().c_str(), &other) == SQLITE_OK);
    const char* broken =
        "CREATE TRIGGER broken BEFORE UPDATE ON progress BEGIN SELECT RAISE(ABORT, 'no'); END";
    REQUIRE(sqlite3_exec(other, broken, nullptr, nullptr, nullptr) == SQLITE_OK);
    CHECK_THROWS_AS(static_cast<void>(statistics->apply(all)), std::runtime_error);
    CHECK(statistics->position() == 100);
    REQUIRE(sqlite3_exec(other, "DROP TRIGGER broken", nullptr, nullptr, nullptr) == SQLITE_OK);
    sqlite3_close(other);

    REQUIRE(statistics->apply(all));
    const test::ScratchDatabase undisturbed;
    const auto expected = undisturbed.open();
    REQUIRE(expected->apply(all));
    const LocalDay first = today - std::chrono::days{1000}, last = today + std::chrono::days{1000};
    CHECK(statistics->averages(first, last) == expected->averages(first, last));
    CHECK(statistics->summary(first, last) == expected->summary(first, last));
}

TEST_CASE("tables of another version are made anew") {
    if (test::on_postgres()) return;
    const test::ScratchDatabase database;
    REQUIRE(database.open()->apply(test::generated_days(1, 60)));
    sqlite3* other = nullptr;
    REQUIRE(sqlite3_open(database.file().c_str(), &other) == SQLITE_OK);
    const char* older = "UPDATE progress SET schema_version = 0; DROP TABLE legs; CREATE TABLE legs (x TEXT)";
    REQUIRE(sqlite3_exec(other, older, nullptr, nullptr, nullptr) == SQLITE_OK);
    sqlite3_close(other);
    const auto statistics = database.open();
    CHECK(statistics->position() == 0);
    CHECK(statistics->apply(test::generated_days(1, 60)));
}

TEST_CASE("events about tickets nobody knows change nothing") {
    Diary diary;
    diary.write(9h, anna, TicketCalled{TicketId{99}, three});
    diary.write(9h, anna, ServiceStarted{TicketId{99}, three});
    diary.write(9h, anna, TicketParked{TicketId{99}, three, ""});
    diary.write(9h, anna, TicketTransferred{TicketId{99}, three, ServiceId{"nothing"}, ""});
    diary.write(9h, anna, ServiceFinished{TicketId{99}, three, {}});
    diary.write(9h, anna, WindowClosed{three});
    const test::ScratchDatabase database;
    CHECK(told(database, diary)->summary(today) == statistics::DaySummary{});
}

TEST_CASE("a further step is a finished service here and a new wait there, in one visit") {
    Diary diary;
    diary.take(9h, 1);
    diary.write(9h + 3min, anna, TicketCalled{TicketId{1}, three});
    diary.write(9h + 4min, anna, StepAdded{TicketId{1}, three, {ServiceId{"payment"}, {}}});
    diary.write(9h + 5min, anna, StepFinished{TicketId{1}, three, {}, {ServiceId{"payment"}, {}}});
    diary.write(9h + 9min, keypad, TicketCalled{TicketId{1}, seven});
    diary.write(9h + 10min, keypad, ServiceFinished{TicketId{1}, seven, {}});
    const test::ScratchDatabase database;
    const auto statistics = told(database, diary);
    const auto averages = statistics->averages(today);
    CHECK(averages.kinds.at(specialist).measures.service == Measure{1, 2min, 2min, 0});
    CHECK(averages.kinds.at(cashier).measures.wait == Measure{1, 4min, 4min, 0});
    CHECK(statistics->summary(today).served == 1);
    CHECK(statistics->summary(today).visit_wait == Measure{1, 7min, 7min, 0});
}

TEST_CASE("who was missed and came back is served; who did not is abandoned when the right lapses") {
    Diary diary;
    diary.take(9h, 1);
    diary.take(9h, 2);
    diary.write(9h + 1min, anna, TicketCalled{TicketId{1}, three});
    diary.write(9h + 2min, anna, TicketMissed{TicketId{1}, three, test::at(today, 9h + 17min)});
    diary.write(9h + 3min, anna, TicketCalled{TicketId{2}, three});
    diary.write(9h + 4min, anna, TicketMissed{TicketId{2}, three, test::at(today, 9h + 19min)});
    const test::ScratchDatabase database;
    CHECK(told(database, diary)->summary(today).missed == 0);
    diary.write(9h + 10min, kiosk, TicketReturned{TicketId{1}, test::at(today, 9h)});
    diary.write(9h + 13min, anna, TicketCalled{TicketId{1}, three});
    diary.write(9h + 15min, anna, ServiceFinished{TicketId{1}, three, {}});
    diary.write(9h + 19min, {}, ReturnLapsed{TicketId{2}});
    const auto statistics = told(database, diary);
    CHECK(statistics->summary(today).served == 1);
    CHECK(statistics->summary(today).missed == 1);
    CHECK(statistics->averages(today).kinds.at(specialist).measures.wait == Measure{3, 7min, 3min, 0});
}

TEST_CASE("a window is idle while it is open and free and somebody waits whom it could call") {
    Diary diary;
    diary.write(9h, anna, WindowOpened{three});
    diary.take(9h + 1min, 1);
    diary.take(9h + 2min, 2);
    diary.write(9h + 3min, anna, TicketCalled{TicketId{1}, three});
    diary.write(9h + 10min, anna, ServiceFinished{TicketId{1}, three, {}});
    diary.write(9h + 14min, keypad, TicketCalled{TicketId{2}, three});
    const test::ScratchDatabase database;
    const auto averages = told(database, diary)->averages(today);
    CHECK(averages.windows.at(three).idle == Measure{2, 6min, 4min, 0});
    CHECK(averages.operators.at(OperatorId{"anna"}).idle == Measure{2, 6min, 4min, 0});
}

TEST_CASE("idleness ends with a break, a closing or another window's call as with its own") {
    Diary diary;
    diary.write(9h, anna, WindowOpened{three});
    diary.take(9h, 1);
    diary.write(9h + 30min, anna, WindowPaused{three, ReasonId{"lunch"}});
    diary.write(10h, anna, WindowResumed{three});
    diary.write(10h + 5min, keypad, TicketCalled{TicketId{1}, seven});
    diary.take(11h, 2);
    const test::ScratchDatabase database;
    CHECK(told(database, diary)->averages(today).windows.at(three).idle == Measure{2, 35min, 30min, 0});
    diary.write(11h + 1min, anna, WindowClosed{three});
    CHECK(told(database, diary)->averages(today).windows.at(three).idle == Measure{3, 36min, 30min, 0});
}

TEST_CASE("a service with a norm of its own is measured by it") {
    Diary diary;
    Plan plan = test::small_plan();
    plan.services[2].norm = Norm{5min, 5min};
    diary.write(8h + 1min, kiosk, PlanAdopted{plan});
    diary.take(9h, 1, "documents");
    diary.write(9h + 6min, anna, TicketCalled{TicketId{1}, three});
    const test::ScratchDatabase database;
    CHECK(told(database, diary)->averages(today).kinds.at(specialist).measures.wait.over_norm == 1);
}

TEST_CASE("the names of the staff are in a file that its owner alone can read") {
    if (test::on_postgres()) return;
    const test::ScratchDatabase database;
    const auto statistics = database.open();
    REQUIRE(statistics->apply(test::generated_days(1, 60)));
    using std::filesystem::perms;
    for (const char* ending : {"", "-wal", "-shm"}) {
        const std::filesystem::path file = database.file().string() + ending;
        REQUIRE(std::filesystem::exists(file));
        CHECK((std::filesystem::status(file).permissions() & (perms::group_all | perms::others_all)) ==
              perms::none);
    }
}
