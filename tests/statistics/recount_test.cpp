// The tables against a brute-force recount of the same events, to the millisecond, on many made-up days.
#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include <doctest/doctest.h>

#include <algorithm>

#include "tests/statistics/generated_days.hpp"
#include "tests/statistics/recount.hpp"
#include "tests/statistics/scratch_database.hpp"

using namespace okno;
using namespace std::chrono_literals;
using statistics::Entry;

namespace {

// PostgreSQL is a program of its own, to which each statement travels.
const std::uint64_t seeds = test::on_postgres() ? 12 : 240;
constexpr std::size_t wishes = 700;

// As a console lives: pages of any size, each entry heard twice here and there, and restarts in the middle.
void feed_with_restarts(const test::ScratchDatabase& database, std::span<const Entry> entries,
                        test::Chance& chance) {
    auto running = database.open();
    std::size_t next = 0;
    while (next < entries.size()) {
        const std::size_t again = std::min<std::size_t>(next, chance.below(40));
        const std::size_t end = std::min(entries.size(), next + 1 + chance.below(120));
        REQUIRE(running->apply(entries.subspan(next - again, end - next + again)));
        if (chance.one_in(3)) REQUIRE(running->apply(entries.subspan(0, end)));
        if (chance.one_in(4)) running = database.open();
        REQUIRE(running->position() == end);
        next = end;
    }
}

}  // namespace

TEST_CASE("whatever happens on some days, the tables tell what a recount of the events tells") {
    int moved = 0, late = 0, came_back = 0, went_on = 0, idle = 0, ended = 0, expired = 0, missed = 0,
        cancelled = 0, parked = 0, over = 0, spells = 0, several_days = 0;
    for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
        CAPTURE(seed);
        const auto entries = test::generated_days(seed, wishes);
        const test::Recount recount(entries);
        const test::ScratchDatabase database;
        test::Chance chance(seed);
        feed_with_restarts(database, entries, chance);

        const auto statistics = database.open();
        const auto days = recount.days();
        several_days += days.size() >= 2;
        for (const hall::LocalDay day : days) {
            const auto averages = statistics->averages(day);
            REQUIRE(averages == recount.averages(day, day));
            REQUIRE(statistics->summary(day) == recount.summary(day, day));
            REQUIRE(statistics->spells(day) == recount.spells(day));
            for (const auto& [kind, of_kind] : averages.kinds) {
                parked += of_kind.measures.parked.count > 0;
                over += of_kind.measures.wait.over_norm > 0 && of_kind.measures.service.over_norm > 0;
            }
            for (const auto& [window, measures] : averages.windows) idle += measures.idle.sum > 0s;
            spells += static_cast<int>(recount.spells(day).size());
        }
        const hall::LocalDay first = *days.begin(), last = *days.rbegin();
        const auto all = recount.summary(first, last);
        REQUIRE(statistics->averages(first, last) == recount.averages(first, last));
        REQUIRE(statistics->summary(first, last) == all);
        moved += recount.moved_while_waiting();
        came_back += recount.came_back();
        went_on += recount.went_on();
        ended += std::any_of(entries.begin(), entries.end(), [](const Entry& entry) {
            return entry.event && std::holds_alternative<hall::DayEnded>(entry.event->fact);
        });
        late += recount.ended_on_a_later_day();
        expired += all.expired > 0;
        missed += all.missed > 0;
        cancelled += all.cancelled > 0;
    }
    if (test::on_postgres()) return;
    // The histories have what they are meant to try.
    CHECK(several_days > 200);
    CHECK(moved > 10);
    CHECK(late > 10);
    CHECK(came_back > 100);
    CHECK(went_on > 100);
    CHECK(idle > 1000);
    CHECK(ended > 10);
    CHECK(parked > 100);
    CHECK(over > 100);
    CHECK(spells > 1000);
    CHECK(expired > 100);
    CHECK(missed > 100);
    CHECK(cancelled > 100);
}
