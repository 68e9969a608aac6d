// The questions about the past, on days small enough to be counted on paper; and what medians are read from.
#include <doctest/doctest.h>

#include <algorithm>

#include "statistics/buckets.hpp"
#include "statistics/survival.hpp"
#include "tests/statistics/diary.hpp"
#include "tests/statistics/generated_days.hpp"

using namespace okno;
using namespace okno::hall;
using namespace okno::test;
using namespace std::chrono_literals;
using statistics::By;
using statistics::Days;
using statistics::Endings;
using statistics::Line;
using statistics::Measure;

namespace {

const Days this_day{today, today};

// `wait` from nine o'clock, and two minutes of service at window three.
void serve(Diary& diary, std::uint64_t ticket, Milliseconds wait, const char* outcome = "") {
    diary.take(9h, ticket);
    diary.write(9h + wait, anna, TicketCalled{TicketId{ticket}, three});
    diary.write(9h + wait + 2min, anna, ServiceFinished{TicketId{ticket}, three, OutcomeId{outcome}});
}

const Line& line(const statistics::History& history, const std::string& name) {
    const auto found = std::find_if(history.lines.begin(), history.lines.end(),
                                    [&](const Line& one) { return one.name == name; });
    REQUIRE(found != history.lines.end());
    return *found;
}

}  // namespace

TEST_CASE("a bucket's middle is at most one part in 128 away from what is in it, and buckets are in order") {
    int before = -1;
    for (std::int64_t ms = 0; ms < 100'000'000; ms += 1 + ms / 500) {
        const int bucket = statistics::bucket_of(Milliseconds{ms});
        REQUIRE(bucket >= before);
        REQUIRE(std::abs(statistics::middle_of(bucket).count() - ms) * 128 <= ms);
        before = bucket;
    }
    CHECK(statistics::bucket_of(Milliseconds{-5}) == 0);
}

TEST_CASE("a distribution comes back from its text, and texts that are none are refused") {
    statistics::Distribution distribution;
    distribution.add({{3, 2}, {700, 1}, {701, 5}});
    CHECK(distribution.text() == "3:2 697:1 1:5");
    statistics::Distribution again;
    again.add(distribution.text());
    again.add({{3, -2}});
    CHECK(again.text() == "700:1 1:5");
    CHECK(again.count() == 6);
    for (const char* wrong : {"3", "3:", "x", "3:1;4:1", "-3:1", "99999999:1"})
        CHECK_THROWS(again.add(std::string_view(wrong)));
}

TEST_CASE("median and 90th percentile are of nearest rank") {
    Diary diary;
    for (std::uint64_t ticket = 1; ticket <= 10; ++ticket)
        serve(diary, ticket, std::chrono::minutes{static_cast<int>(11 - ticket)} + 7ms);
    const test::ScratchDatabase database;
    const auto statistics = told(database, diary);
    const auto exact = statistics->history(this_day, By::service);
    CHECK(exact.exact);
    const auto& wait = line(exact, "contract").wait;
    CHECK(wait.measure == Measure{10, 55min + 70ms, 10min + 7ms, 0});
    CHECK(wait.median == 5min + 7ms);
    CHECK(wait.p90 == 9min + 7ms);
    const auto quick = statistics->history(this_day, By::service, 0);
    CHECK_FALSE(quick.exact);
    CHECK(line(quick, "contract").wait.measure == wait.measure);
    CHECK(std::abs((line(quick, "contract").wait.median - wait.median).count()) * 128 <= wait.median.count());
}

TEST_CASE("who gave up waiting lengthens the median of all, whom the mean forgets") {
    Diary diary;
    serve(diary, 1, 2min);
    serve(diary, 2, 4min);
    serve(diary, 3, 30min);
    for (std::uint64_t ticket = 4; ticket <= 6; ++ticket) {
        diary.take(9h, ticket);
        diary.write(9h + 10min, kiosk, TicketCancelled{TicketId{ticket}});
    }
    const test::ScratchDatabase database;
    const auto history = told(database, diary)->history(this_day, By::kind);
    CHECK(line(history, "specialist").wait.median == 4min);
    CHECK(line(history, "specialist").median_wait_of_all == 30min);
    CHECK(line(history, "specialist").left == Measure{3, 30min, 10min, 0});
}

TEST_CASE("whoever goes at the moment of a call was waiting at it; a half never called has no median") {
    CHECK(statistics::median_wait({{1min, {1, 0}}, {2min, {1, 0}}}) == 1min);
    CHECK(statistics::median_wait({{1min, {1, 4}}, {2min, {1, 0}}}) == 2min);
    CHECK(statistics::median_wait({{1min, {1, 0}}, {2min, {0, 3}}}) == std::nullopt);
    CHECK(statistics::median_wait({}) == std::nullopt);
}

TEST_CASE("those whom the office sent home are a category of their own") {
    Diary diary;
    diary.take(9h, 1);
    diary.write(24h, {}, TicketExpired{TicketId{1}});
    const test::ScratchDatabase database;
    const auto history = told(database, diary)->history(this_day, By::day);
    CHECK(line(history, "2026-03-02").closed == Measure{1, 15h, 15h, 0});
    CHECK(line(history, "2026-03-02").left == Measure{});
}

TEST_CASE("an outcome has the legs that were finished with it") {
    Diary diary;
    serve(diary, 1, 1min, "resolved");
    serve(diary, 2, 3min, "resolved");
    serve(diary, 3, 3min);
    diary.take(9h, 4);
    diary.write(9h + 1min, anna, TicketCalled{TicketId{4}, three});
    diary.write(9h + 2min, anna, TicketTransferred{TicketId{4}, three, ServiceId{"payment"}, ""});
    const test::ScratchDatabase database;
    const auto history = told(database, diary)->history(this_day, By::outcome);
    REQUIRE(history.lines.size() == 2);
    CHECK(line(history, "resolved").wait.measure == Measure{2, 4min, 3min, 0});
    CHECK(line(history, "resolved").service.measure == Measure{2, 4min, 2min, 0});
    CHECK(line(history, "").wait.measure.count == 1);
}

TEST_CASE("a wait counts for who called and a service for who started it") {
    Diary diary;
    const Author boris{DeviceId{"console"}, OperatorId{"boris"}};
    diary.take(9h, 1);
    diary.write(9h + 1min, anna, TicketCalled{TicketId{1}, three});
    diary.write(9h + 2min, boris, ServiceStarted{TicketId{1}, three});
    diary.write(9h + 5min, boris, ServiceFinished{TicketId{1}, three, {}});
    const test::ScratchDatabase database;
    const auto history = told(database, diary)->history(this_day, By::person);
    CHECK(line(history, "anna").wait.measure.count == 1);
    CHECK(line(history, "anna").service.measure.count == 0);
    CHECK(line(history, "boris").service.measure == Measure{1, 3min, 3min, 0});
}

TEST_CASE("load is told by weekday and hour of the issue, a no-show among them") {
    Diary diary;
    diary.take(9h + 59min, 1);
    diary.take(10h, 2);
    diary.write(10h + 1min, anna, TicketCalled{TicketId{1}, three});
    diary.write(10h + 3min, {}, TicketMissed{TicketId{1}, three, {}});
    diary.take(24h + 9h, 3);
    const test::ScratchDatabase database;
    const auto statistics = told(database, diary);
    const auto load = statistics->load_by_hour({today, today + std::chrono::days{1}});
    REQUIRE(load.size() == 3);
    CHECK(load[0] == statistics::LoadCell{1, 9, 1, 0, 0, 1, 0, Measure{1, 2min, 2min, 0}});
    CHECK(load[1] == statistics::LoadCell{1, 10, 1, 0, 0, 0, 0, {}});
    CHECK(load[2] == statistics::LoadCell{2, 9, 1, 0, 0, 0, 0, {}});
    CHECK(line(statistics->history(this_day, By::window), "3").missed == Measure{1, 2min, 2min, 0});
}

TEST_CASE("the calendar holds each day against the norm of that day") {
    Diary diary;
    serve(diary, 1, 21min);
    Plan plan = test::small_plan();
    plan.kinds[0].norm = Norm{30min, 10min};
    diary.write(24h + 1h, kiosk, PlanAdopted{plan});
    diary.take(24h + 9h, 2);
    diary.write(24h + 9h + 21min, anna, TicketCalled{TicketId{2}, three});
    const test::ScratchDatabase database;
    const auto calendar = told(database, diary)->calendar({today, today + std::chrono::days{1}});
    REQUIRE(calendar.size() == 2);
    CHECK(calendar[0].norm == Norm{20min, 10min});
    CHECK(calendar[0].wait == Measure{1, 21min, 21min, 1});
    CHECK(calendar[1].norm == Norm{30min, 10min});
    CHECK(calendar[1].wait == Measure{1, 21min, 21min, 0});
}

TEST_CASE("a rating counts for the day and the last service of its visit, for nobody of the staff") {
    Diary diary;
    serve(diary, 1, 1min);
    serve(diary, 2, 1min);
    diary.write(24h + 1min, kiosk, VisitRated{TicketId{1}, 5, TopicId{"waiting"}});
    diary.write(24h + 2min, kiosk, VisitRated{TicketId{2}, 5, TopicId{"waiting"}});
    diary.write(24h + 3min, kiosk, VisitRated{TicketId{9}, 1, TopicId{}});
    const test::ScratchDatabase database;
    const auto ratings = told(database, diary)->ratings(this_day);
    REQUIRE(ratings.size() == 1);
    CHECK(ratings[0] == statistics::RatingCount{ServiceId{"contract"}, TopicId{"waiting"}, 5, 2});
}

TEST_CASE("waits stand in bars of equal width") {
    Diary diary;
    serve(diary, 1, 59s);
    serve(diary, 2, 60s);
    serve(diary, 3, 4min + 30s);
    const test::ScratchDatabase database;
    const auto statistics = told(database, diary);
    CHECK(statistics->wait_bars(this_day, 1min) == std::vector<std::int64_t>{1, 1, 0, 0, 1});
    CHECK(statistics->wait_bars(this_day, 1min, 0) == std::vector<std::int64_t>{1, 1, 0, 0, 1});
}

TEST_CASE("months and the days beside them add up to the period, whatever its ends") {
    Diary diary;
    std::uint64_t ticket = 0;
    for (int day = 0; day < 100; ++day) {
        diary.take(std::chrono::hours{24 * day + 9}, ++ticket);
        diary.write(std::chrono::hours{24 * day + 10}, anna, TicketCalled{TicketId{ticket}, three});
    }
    const test::ScratchDatabase database;
    const auto statistics = told(database, diary);
    const LocalDay last = today + std::chrono::days{99};
    for (int first = 0; first < 100; first += 9)
        for (int end = first; end < 100; end += 7) {
            const Days days{today + std::chrono::days{first}, today + std::chrono::days{end}};
            const auto history = statistics->history(days, By::service, 0);
            REQUIRE(line(history, "contract").wait.measure.count == end - first + 1);
        }
    CHECK(statistics->known_days()->first == today);
    CHECK(statistics->known_days()->last == last);
}

TEST_CASE("a period that nobody came in has no lines") {
    const test::ScratchDatabase database;
    const auto statistics = told(database, Diary{});
    CHECK(statistics->history(this_day, By::service).lines.empty());
    CHECK(statistics->load_by_hour(this_day).empty());
    CHECK(statistics->wait_bars(this_day, 1min).empty());
    CHECK_FALSE(statistics->known_days());
    CHECK(statistics->recount(this_day).empty());
}

TEST_CASE("a recount names what differs, and nothing on days that agree") {
    const auto entries = test::generated_days(5, 400);
    const test::ScratchDatabase database;
    const auto statistics = database.open();
    REQUIRE(statistics->apply(entries));
    const Days days = *statistics->known_days();
    CHECK(statistics->recount(days).empty());
    for (const char* harm :
         {"UPDATE sums SET sum_ms = sum_ms + 1 WHERE span = 'day' AND scope = 'hall' AND quantity = 'wait'",
          "UPDATE sums SET n = n + 1 WHERE span = 'month' AND scope = 'hall' AND quantity = 'wait'",
          "DELETE FROM distributions WHERE span = 'day' AND scope = 'kind' AND quantity = 'wait'",
          "UPDATE hours SET served = served + 1", "UPDATE visits SET waited_ms = waited_ms + 1",
          "UPDATE legs SET called_ms = called_ms + 1 WHERE called_ms IS NOT NULL"}) {
        statistics->clear();
        REQUIRE(statistics->apply(entries));
        database.tell(harm);
        CAPTURE(harm);
        CHECK_FALSE(statistics->recount(days).empty());
    }
}
