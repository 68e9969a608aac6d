// The figures on their thread: what the loop hears of them, and what becomes of a database that fails. Real
// files, really locked, filled with rubbish and in a folder that is none.
#include "console/figures/figure_keeper.hpp"

#include <doctest/doctest.h>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <atomic>
#include <chrono>
#include <fstream>

#include "hall/decide.hpp"
#include "hall/evolve.hpp"
#include "tests/console/told_journal.hpp"
#include "tests/fakes/small_hall.hpp"
#include "tests/fakes/temporary_folder.hpp"

using namespace okno;
using namespace okno::console;
using namespace std::chrono_literals;
using statistics::Failure;

namespace {

constexpr auto patience = 20s;

template <class Condition>
bool comes_true(Condition condition) {
    const auto until = std::chrono::steady_clock::now() + patience;
    while (std::chrono::steady_clock::now() < until) {
        if (condition()) return true;
        std::this_thread::sleep_for(5ms);
    }
    return condition();
}

// A hall in which one ticket was taken, as its journal.
struct Journal {
    Journal() {
        act(hall::AdoptPlan{fakes::small_plan()});
        act(hall::TakeTicket{{"contract"}, {"ru"}});
    }
    void act(const hall::Wish& wish) {
        const auto events = hall::decide(state, {{{"console"}, {"anna"}}, wish}, fakes::nine_o_clock);
        REQUIRE(events.has_value());
        for (const hall::Event& event : *events) {
            state = hall::evolve(state, event);
            entries.push_back({entries.size() + 1, event});
        }
    }
    hall::State state;
    std::vector<protocol::Entry> entries;
};

struct Keeping {
    explicit Keeping(std::filesystem::path file)
        : keeper(
              std::move(file), [this] { ++told; }, ToldJournal{}.reading()) {}

    // As the feed does it: from what is missing first.
    void tell() {
        const auto next = keeper.next();
        if (!next) return;
        for (const protocol::Entry& entry : journal.entries)
            if (entry.number >= *next) keeper.hear(entry);
    }
    bool counts(std::int64_t tickets) {
        return comes_true([&] {
            tell();
            return keeper.today(journal.state.day).issued == tickets;
        });
    }

    Journal journal;
    std::atomic<int> told{0};
    FigureKeeper keeper;
};

}  // namespace

TEST_CASE("what the loop hears is counted on another thread, and the loop is told") {
    fakes::TemporaryFolder folder;
    Keeping keeping(folder / "statistics.db");
    CHECK(keeping.counts(1));
    CHECK(keeping.told > 0);
    CHECK_FALSE(keeping.keeper.trouble());
    keeping.journal.act(hall::TakeTicket{{"contract"}, {"ru"}});
    CHECK(keeping.counts(2));
}

TEST_CASE("another day's figures are not today's") {
    fakes::TemporaryFolder folder;
    Keeping keeping(folder / "statistics.db");
    REQUIRE(keeping.counts(1));
    CHECK(keeping.keeper.today(keeping.journal.state.day + std::chrono::days{1}).issued == 0);
}

TEST_CASE("a damaged file is set aside and made anew from the journal") {
    fakes::TemporaryFolder folder;
    std::ofstream(folder / "statistics.db") << std::string(10'000, 'x');
    Keeping keeping(folder / "statistics.db");
    CHECK(keeping.counts(1));
    CHECK_FALSE(keeping.keeper.trouble());
    CHECK(std::filesystem::file_size(folder / "statistics.db.damaged") == 10'000);
}

TEST_CASE("a file that is damaged while it is open is made anew, too") {
    fakes::TemporaryFolder folder;
    const auto file = folder / "statistics.db";
    {
        Keeping before(file);
        REQUIRE(before.counts(1));
    }
    std::fstream(file, std::ios::in | std::ios::out | std::ios::binary).seekp(4096)
        << std::string(60'000, 'x');
    Keeping keeping(file);
    keeping.journal.act(hall::TakeTicket{{"contract"}, {"ru"}});
    CHECK(keeping.counts(2));
    CHECK(std::filesystem::exists(file.string() + ".damaged"));
}

TEST_CASE(
    "while another program holds the file the figures stand still, the loop does not, and it is made up "
    "for") {
    fakes::TemporaryFolder folder;
    const auto file = folder / "statistics.db";
    Keeping keeping(file);
    REQUIRE(keeping.counts(1));
    soci::session other(soci::sqlite3, "dbname=" + file.string());
    other << "BEGIN IMMEDIATE";
    keeping.journal.act(hall::TakeTicket{{"contract"}, {"ru"}});
    keeping.tell();
    CHECK(comes_true([&] { return keeping.keeper.trouble() == Failure::locked; }));
    CHECK_FALSE(keeping.keeper.next());  // nothing is heaped up meanwhile
    CHECK(keeping.keeper.today(keeping.journal.state.day).issued == 1);
    other << "ROLLBACK";
    CHECK(keeping.counts(2));
    CHECK_FALSE(keeping.keeper.trouble());
}

TEST_CASE("a place where no file can be is told, and used once it can") {
    fakes::TemporaryFolder folder;
    Keeping keeping(folder / "later" / "statistics.db");
    CHECK(comes_true([&] { return keeping.keeper.trouble() == Failure::other; }));
    std::filesystem::create_directories(folder / "later");
    CHECK(keeping.counts(1));
    CHECK_FALSE(keeping.keeper.trouble());
}

TEST_CASE("forgetting begins anew with the first entry") {
    fakes::TemporaryFolder folder;
    Keeping keeping(folder / "statistics.db");
    REQUIRE(keeping.counts(1));
    keeping.keeper.forget();
    CHECK(keeping.keeper.next() == protocol::Sequence{1});
    CHECK(keeping.counts(1));
}
