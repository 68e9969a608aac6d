// What `okno follow` prints has no gap and no repeat, whatever the feed loses.
#include "tools/tail.hpp"

#include <doctest/doctest.h>

using namespace okno;
using protocol::Entry;
using protocol::Fetched;
using protocol::Followed;
using protocol::News;
using protocol::Resynchronised;
using protocol::Sequence;

namespace {

Entry entry(Sequence number) {
    return {number, std::nullopt};
}

std::vector<Sequence> numbers(const std::vector<Entry>& entries) {
    std::vector<Sequence> found;
    for (const Entry& e : entries) found.push_back(e.number);
    return found;
}

using Numbers = std::vector<Sequence>;

}  // namespace

TEST_CASE("without a beginning the tail starts with what comes after the snapshot") {
    tools::Tail tail({});
    CHECK(tail.hear(News{Followed{entry(4)}}).empty());
    CHECK(tail.hear(News{Resynchronised{5}}).empty());
    CHECK_FALSE(tail.fetch_from());
    CHECK(numbers(tail.hear(News{Followed{entry(6)}})) == Numbers{6});
    CHECK(numbers(tail.hear(News{Followed{entry(7)}})) == Numbers{7});
    CHECK_FALSE(tail.fetch_from());
}

TEST_CASE("a gap is fetched once, and what came meanwhile is not printed twice") {
    tools::Tail tail({});
    tail.hear(News{Resynchronised{5}});
    CHECK(numbers(tail.hear(News{Followed{entry(6)}})) == Numbers{6});
    tail.hear(News{Resynchronised{9}});  // 7, 8 and 9 were never heard
    CHECK(tail.fetch_from() == Sequence{7});
    CHECK_FALSE(tail.fetch_from());
    CHECK(tail.hear(News{Followed{entry(10)}}).empty());
    CHECK(numbers(tail.hear(News{Fetched{{entry(7), entry(8), entry(9), entry(10)}, 10}})) ==
          Numbers{7, 8, 9, 10});
    CHECK_FALSE(tail.fetch_from());
    CHECK(numbers(tail.hear(News{Followed{entry(11)}})) == Numbers{11});
}

TEST_CASE("a long history is fetched piece by piece") {
    tools::Tail tail(Sequence{1});
    CHECK_FALSE(tail.fetch_from());
    tail.hear(News{Resynchronised{3}});
    CHECK(tail.fetch_from() == Sequence{1});
    CHECK(numbers(tail.hear(News{Fetched{{entry(1), entry(2)}, 3}})) == Numbers{1, 2});
    CHECK(tail.fetch_from() == Sequence{3});
    CHECK(numbers(tail.hear(News{Fetched{{entry(3)}, 3}})) == Numbers{3});
    CHECK_FALSE(tail.fetch_from());
}

TEST_CASE("news that are no entries print nothing") {
    tools::Tail tail(Sequence{1});
    CHECK(tail.hear(News{protocol::LinkLost{}}).empty());
    CHECK(tail.hear(News{protocol::LinkRestored{}}).empty());
}

TEST_CASE("a refused fetch ends the tail with the dispatcher's sentence") {
    tools::Tail tail(Sequence{1});
    tail.hear(News{Resynchronised{3}});
    CHECK_FALSE(tail.refused());
    REQUIRE(tail.fetch_from() == Sequence{1});
    const protocol::Refusal refusal{"not_allowed", {{{"en"}, "This device may not do that."}}};
    CHECK(tail.hear(News{protocol::Answered{{}, tl::make_unexpected(refusal)}}).empty());
    CHECK(tail.refused() == refusal);
    CHECK_FALSE(tail.fetch_from());
}
