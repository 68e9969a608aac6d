// What the guard company hears of the paths to it: dialogues with the book, in milliseconds.
#include <doctest/doctest.h>

#include "tests/alarm/desk.hpp"

using namespace okno::alarm;

TEST_CASE("of a path that is lost the other receiver is told, and of its return") {
    Desk desk;
    desk.settle();
    desk.until(10'000);
    desk.hear(1, Verdict::ack, 0, 10'000);
    CHECK(desk.until(14'000) == Said{"12000 send 0 link test afresh", "14000 lost 0",
                                     "14000 record path 101 latched", "14000 send 1 path 101"});
    CHECK(desk.last_sent->event->zone == 1);
    desk.hear(1, Verdict::ack, 101, 14'100);
    CHECK(desk.work(14'100) == Said{"delivered 101", "accepted by 1: path 101"});
    desk.hear(0, Verdict::ack, 0, 15'000);
    CHECK(desk.work(15'000) == Said{"answers 0", "record path restored 102", "restored 101"});
    CHECK(desk.work(15'000) == Said{"send 0 path restored 102"});
    CHECK_FALSE(desk.book.latched(1));
}

TEST_CASE(
    "a person who waits for help goes before the news of a lost path, and is not held up by its record") {
    Desk desk;
    desk.settle();
    desk.book.raise(7, desk.time(0));
    desk.work(0);
    desk.book.failed(0, desk.time(1));
    desk.work(1);
    desk.book.failed(0, desk.time(2));
    CHECK(desk.work(2) == Said{"lost 0", "send 1 panic 101", "record path 102 latched"});
    desk.hear(1, Verdict::ack, 101, 10);
    CHECK(desk.work(10) == Said{"delivered 101", "accepted by 1: panic 101", "send 1 path 102"});
    desk.book.raise(8, desk.time(20));
    CHECK(desk.work(20) == Said{"record panic 103 latched", "send 1 panic 103"});
}

TEST_CASE("of the only path nobody else can be told") {
    Desk desk(1);
    desk.work(0);
    desk.book.failed(0, desk.time(0));
    desk.work(0);
    desk.book.failed(0, desk.time(0));
    CHECK(desk.work(0) == Said{"lost 0"});
    CHECK(desk.book.pending() == 0);
}

TEST_CASE("a path that was lost before a restart is not told as lost once more, and its return is") {
    Desk desk(2, {{{5, Signal::path, Turn::raised, 1, morning, false}, true, true}});
    desk.work(0);
    desk.hear(1, Verdict::ack, 0, 0);
    desk.book.failed(0, desk.time(0));
    desk.work(0);
    desk.book.failed(0, desk.time(0));
    CHECK(desk.work(0) == Said{"lost 0"});
    desk.hear(0, Verdict::ack, 0, 100);
    CHECK(desk.work(100) == Said{"answers 0", "record path restored 101", "restored 5"});
}

TEST_CASE("a lost path and a button of the same number are two things") {
    Desk desk;
    desk.settle();
    desk.book.unplugged(1, desk.time(0));
    desk.work(0);
    desk.hear(0, Verdict::ack, 101, 0);
    desk.book.failed(1, desk.time(1));
    desk.work(1);
    CHECK(desk.book.plugged(1, desk.time(2)) != 0);
    CHECK(desk.book.plugged(1, desk.time(2)) == 0);
}
