// What the figures are told and what is fetched for them, with the link's news played by the test.
#include "console/figures/figure_feed.hpp"

#include <doctest/doctest.h>

#include <thread>

#include "tests/console/told_journal.hpp"
#include "tests/fakes/temporary_folder.hpp"

using namespace okno;
using namespace okno::console;
using namespace std::chrono_literals;
using protocol::Answered;
using protocol::Entry;
using protocol::Fetched;
using protocol::Followed;
using protocol::Sequence;

namespace {

const platform::Instant start{};

platform::Instant after(std::chrono::milliseconds passed) {
    return {start.wall, start.steady + passed};
}

Entry entry(Sequence number) {
    return {number, std::nullopt};
}

std::vector<Entry> entries(Sequence first, Sequence last) {
    std::vector<Entry> found;
    for (Sequence number = first; number <= last; ++number) found.push_back(entry(number));
    return found;
}

struct Feeding {
    // Figures that have counted the entries up to this one.
    explicit Feeding(Sequence counted) {
        while (!figures.next()) std::this_thread::yield();  // its thread opens the database
        for (const Entry& each : entries(1, counted)) figures.hear(each);
    }
    fakes::TemporaryFolder folder;
    FigureKeeper figures{folder / "statistics.db", [] {}, ToldJournal{}.reading()};
    FigureFeed feed{figures};
};

}  // namespace

TEST_CASE("entries that follow one another need no fetching, however many come at once") {
    Feeding f(3);
    f.feed.hear(Followed{entry(4)}, 5, after(1s));
    f.feed.hear(Followed{entry(5)}, 5, after(1s));
    CHECK(f.figures.next() == 6);
    CHECK_FALSE(f.feed.wanted(5, after(1s)));
}

TEST_CASE("a fetched page that runs ahead of the feed forgets nothing, and the feed goes on after it") {
    Feeding f(3);
    CHECK(f.feed.wanted(5, after(1s)) == Sequence{4});
    f.feed.asked({{1}});
    f.feed.hear(Followed{entry(4)}, 5, after(1s));
    f.feed.hear(Followed{entry(5)}, 5, after(1s));
    f.feed.hear(Fetched{entries(4, 8), 8}, 5, after(1s));
    CHECK(f.figures.next() == 6);
    CHECK_FALSE(f.feed.wanted(5, after(2s)));
    for (Sequence number = 6; number <= 8; ++number) f.feed.hear(Followed{entry(number)}, 8, after(2s));
    CHECK(f.figures.next() == 9);
    CHECK_FALSE(f.feed.wanted(8, after(3s)));
}

TEST_CASE("what was missed is fetched page by page, one page at a time") {
    Feeding f(0);
    CHECK(f.feed.wanted(5, after(0s)) == Sequence{1});
    f.feed.asked({{1}});
    CHECK_FALSE(f.feed.wanted(5, after(0s)));
    f.feed.hear(Fetched{entries(1, 3), 5}, 5, after(0s));
    CHECK(f.feed.wanted(5, after(0s)) == Sequence{4});
    f.feed.asked({{2}});
    f.feed.hear(Fetched{entries(4, 5), 5}, 5, after(0s));
    CHECK_FALSE(f.feed.wanted(5, after(0s)));
}

TEST_CASE("figures beyond the feed are kept until the journal says that it is another one") {
    Feeding f(7);
    CHECK(f.feed.wanted(4, after(1s)) == Sequence{8});
    f.feed.asked({{1}});
    f.feed.hear(Fetched{{}, 7}, 4, after(1s));
    CHECK(f.figures.next() == 8);
    CHECK_FALSE(f.feed.wanted(4, after(1500ms)));
    CHECK(f.feed.wanted(4, after(2s)) == Sequence{8});
    f.feed.asked({{2}});
    f.feed.hear(Fetched{{}, 4}, 4, after(2s));
    CHECK(f.figures.next() == 1);
    CHECK(f.feed.wanted(4, after(2s)) == Sequence{1});
}

TEST_CASE("a fetch that was refused is tried again after a second") {
    Feeding f(0);
    CHECK(f.feed.wanted(5, after(0s)) == Sequence{1});
    f.feed.asked({{1}});
    const auto refused = tl::make_unexpected(protocol::Refusal{"busy", {}});
    f.feed.hear(Answered{{{2}}, refused}, 5, after(0s));  // somebody else's
    CHECK_FALSE(f.feed.wanted(5, after(2s)));
    f.feed.hear(Answered{{{1}}, refused}, 5, after(2s));
    CHECK_FALSE(f.feed.wanted(5, after(2900ms)));
    CHECK(f.feed.wanted(5, after(3s)) == Sequence{1});
}
