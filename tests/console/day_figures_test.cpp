#include <doctest/doctest.h>
#include <soci/soci.h>

#include <atomic>
#include <thread>

#include "console/figures/day_figures.hpp"
#include "hall/decide.hpp"
#include "hall/evolve.hpp"
#include "tests/console/told_journal.hpp"
#include "tests/fakes/small_hall.hpp"
#include "tests/fakes/temporary_folder.hpp"

using namespace okno;
using namespace okno::console;
using namespace std::chrono_literals;
using hall::WindowId;

namespace {

const WindowId one{1};

// A day of the hall, told to the figures as the journal would tell it.
struct Day {
    Day() { at(0s, hall::AdoptPlan{fakes::small_plan()}); }

    void at(hall::Seconds after_nine, const hall::Wish& wish) {
        const auto events =
            hall::decide(state, {{{"console"}, {"anna"}}, wish}, fakes::nine_o_clock + after_nine);
        REQUIRE(events.has_value());
        for (const hall::Event& event : *events) {
            state = hall::evolve(state, event);
            const protocol::Entry entry{++number, event};
            journal.hear(entry);
            figures.hear(entry);
            last = event;
        }
    }
    void take(hall::Seconds after_nine) { at(after_nine, hall::TakeTicket{{"contract"}, {"ru"}}); }

    // As from the journal, after the figures were forgotten.
    void hear_all_again() {
        for (const statistics::Entry& entry : journal.reading()(1, {}))
            figures.hear({entry.number, entry.event});
    }
    const Figures& today() { return figures.today(state.day); }

    fakes::TemporaryFolder folder;
    hall::State state;
    protocol::Sequence number = 0;
    hall::Event last;
    ToldJournal journal;
    DayFigures figures{folder / "statistics.db", journal.reading()};
};

}  // namespace

TEST_CASE("a visit that was served counts its wait and its service, for the kind and for the person") {
    Day day;
    day.at(0s, hall::OpenWindow{one});
    day.take(10s);
    day.at(100s, hall::CallNext{one});
    day.at(130s, hall::StartService{one});
    day.at(190s, hall::FinishService{one, {}});
    const Figures& today = day.today();
    CHECK(today.issued == 1);
    CHECK(today.served == 1);
    CHECK(today.abandoned == 0);
    CHECK(today.kinds.at({"specialist"}) == Measures{{1, 90'000, 0, 90'000}, {1, 60'000, 0, 60'000}});
    CHECK(today.people.at({"anna"}) == Measures{{1, 90'000, 0}, {1, 60'000, 0}});
}

TEST_CASE("exactly the norm is within the norm, a millisecond more is over it") {
    Day day;
    day.at(0s, hall::OpenWindow{one});
    day.take(0s);
    day.at(20min, hall::CallNext{one});
    day.at(30min, hall::FinishService{one, {}});
    CHECK(day.today().kinds.at({"specialist"}) ==
          Measures{{1, 1'200'000, 0, 1'200'000}, {1, 600'000, 0, 600'000}});
    day.take(30min);
    day.at(50min + 1s, hall::CallNext{one});
    day.at(60min + 2s, hall::FinishService{one, {}});
    CHECK(day.today().kinds.at({"specialist"}).wait.over_norm == 1);
    CHECK(day.today().kinds.at({"specialist"}).service.over_norm == 1);
}

TEST_CASE("of each kind and each service the day knows what nine of ten did not exceed") {
    Day day;
    day.at(0s, hall::OpenWindow{one});
    for (int i = 0; i < 10; ++i) day.take(0s);
    for (int i = 1; i <= 10; ++i) {
        day.at(i * 60s, hall::CallNext{one});
        day.at(i * 60s + 10s + i * 1s, hall::FinishService{one, {}});
    }
    const Figures& today = day.today();
    REQUIRE(today.services.size() == 1);
    const Measures& service = today.services.begin()->second;
    CHECK(service == today.kinds.at({"specialist"}));
    CHECK(service.wait == Measure{10, 55 * 60'000, 0, 9 * 60'000});
    CHECK(service.service == Measure{10, 155'000, 0, 19'000});
}

TEST_CASE("a transfer ends one leg and begins another") {
    Day day;
    day.at(0s, hall::OpenWindow{one});
    day.at(0s, hall::OpenWindow{WindowId{3}});
    day.take(0s);
    day.at(60s, hall::CallNext{one});
    day.at(70s, hall::StartService{one});
    day.at(100s, hall::TransferTicket{one, WindowId{3}, "to pay"});
    day.at(140s, hall::CallNext{WindowId{3}});
    day.at(160s, hall::FinishService{WindowId{3}, {}});
    const Figures& today = day.today();
    CHECK(today.kinds.at({"specialist"}) == Measures{{1, 60'000, 0, 60'000}, {1, 30'000, 0, 30'000}});
    CHECK(today.kinds.at({"cashier"}) == Measures{{1, 40'000, 0, 40'000}, {1, 20'000, 0, 20'000}});
    CHECK(today.served == 1);
}

TEST_CASE("who did not come, or gave up, counts as gone; the call's wait stays counted") {
    Day day;
    day.at(0s, hall::OpenWindow{one});
    day.take(0s);
    day.take(0s);
    day.at(60s, hall::CallNext{one});
    day.at(80s, hall::ReportNoShow{one});
    day.at(90s, hall::CancelTicket{day.state.by_number.begin()->second});
    CHECK(day.today().abandoned == 2);
    CHECK(day.today().served == 0);
    CHECK(day.today().kinds.at({"specialist"}) == Measures{{1, 60'000, 0, 60'000}, {}});
}

TEST_CASE("a recall does not count the wait twice") {
    Day day;
    day.at(0s, hall::OpenWindow{one});
    day.take(0s);
    day.at(60s, hall::CallNext{one});
    day.at(80s, hall::Recall{one});
    CHECK(day.today().kinds.at({"specialist"}).wait.count == 1);
}

TEST_CASE("a new day begins with nothing; whoever was issued yesterday counts for yesterday") {
    Day day;
    day.at(0s, hall::OpenWindow{one});
    day.take(0s);
    day.at(60s, hall::CallNext{one});
    day.at(24h, hall::FinishService{one, {}});
    CHECK(day.today().issued == 0);
    CHECK(day.today().served == 0);
    day.take(24h + 1s);
    CHECK(day.today().issued == 1);
}

TEST_CASE(
    "an entry that is not the next one is ignored, so that nothing counts twice or in the wrong order") {
    Day day;
    day.take(0s);
    day.figures.hear({day.number, day.last});
    day.figures.hear({day.number + 2, day.last});
    CHECK(day.today().issued == 1);
    CHECK(day.figures.next() == day.number + 1);
}

TEST_CASE("the figures survive a restart and go on with the entry after the last") {
    Day day;
    day.take(0s);
    CHECK(day.today().issued == 1);
    DayFigures again(day.folder / "statistics.db", day.journal.reading());
    CHECK(again.next() == day.number + 1);
    CHECK(again.today(day.state.day).issued == 1);
}

TEST_CASE("figures of another journal are forgotten") {
    Day day;
    day.take(0s);
    day.figures.forget();
    CHECK(day.figures.next() == 1);
    CHECK(day.today().issued == 0);
}

namespace {

// Until the recount has ended with so many.
void wait_for_differing(Day& day, std::optional<std::size_t> figures) {
    const auto deadline = std::chrono::steady_clock::now() + 20s;
    while (day.today().differing != figures) REQUIRE(std::chrono::steady_clock::now() < deadline);
}

void break_figures(const Day& day, const char* sql) {
    soci::session other("sqlite3", "dbname=\"" + (day.folder / "statistics.db").string() + "\" timeout=5");
    other << sql;
}

}  // namespace

TEST_CASE("after a night the last days are counted once more from the journal, and what is wrong is known") {
    for (const char* wrong :
         {"UPDATE hours SET issued = 2", "UPDATE spells SET from_ms = from_ms + 1",
          "UPDATE visits SET category = 'veteran'", "UPDATE legs SET began_ms = began_ms - 1"}) {
        CAPTURE(wrong);
        Day day;
        day.at(0s, hall::OpenWindow{one});
        day.take(10s);
        day.at(20s, hall::CallNext{one});
        day.at(30s, hall::FinishService{one, {}});
        wait_for_differing(day, 0);  // nobody came on the days before
        break_figures(day, wrong);
        day.take(24h);
        wait_for_differing(day, 1);
    }
}

TEST_CASE("idleness that is wrong is known after a night, and once it is made anew no more") {
    Day day;
    day.at(0s, hall::OpenWindow{one});
    day.take(10s);
    day.at(70s, hall::CallNext{one});
    day.at(80s, hall::FinishService{one, {}});
    wait_for_differing(day, 0);
    break_figures(day, "UPDATE sums SET sum_ms = sum_ms + 1 WHERE quantity = 'idle' AND span = 'day'");
    day.take(24h);
    wait_for_differing(day, 2);  // of the window and of the person
    day.figures.forget();
    day.hear_all_again();
    day.take(48h);
    wait_for_differing(day, 0);
}

TEST_CASE("while the journal cannot be read nothing is known of the last days, and the figures go on") {
    fakes::TemporaryFolder folder;
    std::atomic<int> asked{0};
    DayFigures figures(folder / "statistics.db",
                       [&](statistics::Sequence, const std::stop_token&) -> std::vector<statistics::Entry> {
                           ++asked;
                           throw std::runtime_error("the dispatcher is away");
                       });
    Day day;
    figures.hear({1, day.last});
    const auto deadline = std::chrono::steady_clock::now() + 20s;
    while (asked == 0) {
        REQUIRE(std::chrono::steady_clock::now() < deadline);
        CHECK_FALSE(figures.today(day.state.day).differing);
    }
    CHECK(figures.next() == 2);
}

TEST_CASE("the end of the program does not wait for a journal that does not come") {
    fakes::TemporaryFolder folder;
    std::atomic<bool> asked{false};
    {
        DayFigures figures(
            folder / "statistics.db",
            [&](statistics::Sequence, const std::stop_token& stop) -> std::vector<statistics::Entry> {
                asked = true;
                while (!stop.stop_requested()) std::this_thread::yield();
                throw std::runtime_error("the console ends");
            });
        Day day;
        figures.hear({1, day.last});
        const auto deadline = std::chrono::steady_clock::now() + 20s;
        while (!asked) {
            REQUIRE(std::chrono::steady_clock::now() < deadline);
            figures.today(day.state.day);
        }
    }
    CHECK(asked);
}
