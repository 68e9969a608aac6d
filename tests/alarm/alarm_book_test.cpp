// What is told to whom and when: dialogues with the book, in milliseconds.
#include <doctest/doctest.h>

#include "tests/alarm/desk.hpp"

using namespace okno::alarm;

TEST_CASE("a press is recorded before it is sent, and the acknowledgement ends it") {
    Desk desk;
    desk.settle();
    desk.book.raise(7, desk.time(100));
    CHECK(desk.work(100) == Said{"record panic 101 latched", "send 0 panic 101"});
    CHECK(desk.last_sent->event->zone == 7);
    desk.hear(0, Verdict::ack, 101, 200);
    CHECK(desk.work(200) == Said{"delivered 101", "accepted by 0: panic 101"});
    CHECK(desk.book.pending() == 0);
    CHECK(desk.book.latched(7));
    CHECK_FALSE(desk.book.latched(8));
}

TEST_CASE("no answer from the first receiver: once more, then the second, under the same number") {
    Desk desk;
    desk.settle();
    desk.book.raise(7, desk.time(0));
    CHECK(desk.until(5000) == Said{"0 record panic 101 latched", "0 send 0 panic 101",
                                   "2000 send 0 panic 101 afresh", "4000 lost 0", "4000 send 1 panic 101",
                                   "4000 record path 102 latched"});
    desk.hear(1, Verdict::ack, 101, 5000);
    CHECK(desk.work(5000) == Said{"delivered 101", "accepted by 1: panic 101", "send 1 path 102"});
}

TEST_CASE("a receiver that is known to be out of reach is asked last") {
    Desk desk;
    desk.work(0);
    desk.hear(1, Verdict::ack, 0, 0);
    desk.book.failed(0, desk.time(0));
    desk.work(0);
    desk.book.failed(0, desk.time(0));
    CHECK(desk.work(0) == Said{"lost 0", "record path 101 latched"});
    desk.book.raise(7, desk.time(100));
    CHECK(desk.work(100) == Said{"record panic 102 latched", "send 1 panic 102"});
}

TEST_CASE("when nobody answers it is told once and tried for ever") {
    Desk desk;
    desk.settle();
    desk.book.raise(7, desk.time(0));
    const Said said = desk.until(60'000);
    CHECK(std::count(said.begin(), said.end(), "8000 nobody panic 101") == 1);
    CHECK(std::count_if(said.begin(), said.end(),
                        [](const auto& each) { return each.find("nobody") != std::string::npos; }) == 1);
    CHECK(std::count_if(said.begin(), said.end(),
                        [](const auto& each) { return each.find("panic 101") != std::string::npos; }) > 15);
    int ms = 60'000;
    while (ms < 120'000 && (!desk.last_sent->event || desk.last_sent->event->number != 101))
        desk.until(ms += 100);
    desk.hear(desk.last_sent->receiver, Verdict::ack, 101, ms);
    const Said at_last = desk.work(ms);
    CHECK(std::count(at_last.begin(), at_last.end(), "delivered 101") == 1);
    CHECK(desk.book.pending() == 3);  // that both paths were lost, and that one is back
}

TEST_CASE("a connection that cannot be made costs no waiting") {
    Desk desk;
    desk.settle();
    desk.book.raise(7, desk.time(0));
    desk.work(0);
    desk.book.failed(0, desk.time(1));
    CHECK(desk.work(1) == Said{"send 0 panic 101 afresh"});
    desk.book.failed(0, desk.time(2));
    CHECK(desk.work(2) == Said{"lost 0", "send 1 panic 101", "record path 102 latched"});
}

TEST_CASE("a NAK tells the receiver's clock: the same number goes out again with that time") {
    Desk desk;
    desk.settle();
    desk.book.raise(7, desk.time(0));
    desk.work(0);
    CHECK(desk.last_sent->at == std::chrono::floor<std::chrono::seconds>(morning));
    desk.book.hear(0, {Verdict::nak, 0, "", std::chrono::floor<std::chrono::seconds>(morning) - 90s, false},
                   desk.time(10));
    CHECK(desk.work(10) == Said{"clock of 0 ahead -90", "send 0 panic 101"});
    CHECK(desk.last_sent->at == std::chrono::floor<std::chrono::seconds>(morning) - 90s);
    SUBCASE("and is accepted") {
        desk.hear(0, Verdict::ack, 101, 20);
        CHECK(desk.work(20) == Said{"delivered 101", "accepted by 0: panic 101"});
    }
    SUBCASE("a receiver that says NAK for ever is left for the second") {
        const dc09::Reply nak{Verdict::nak, 0, "", std::chrono::floor<std::chrono::seconds>(morning) - 90s,
                              false};
        desk.book.hear(0, nak, desk.time(20));
        CHECK(desk.work(20) == Said{"send 0 panic 101"});
        desk.book.hear(0, nak, desk.time(30));
        CHECK(desk.work(30) == Said{"send 1 panic 101"});
    }
}

TEST_CASE("a DUH is told, and the second receiver is asked at once") {
    Desk desk;
    desk.settle();
    desk.book.raise(7, desk.time(0));
    desk.work(0);
    desk.hear(0, Verdict::duh, 101, 10);
    CHECK(desk.work(10) == Said{"not understood by 0", "send 1 panic 101"});
}

TEST_CASE("an event that no receiver understands does not hold up the next one") {
    Desk desk;
    desk.settle();
    desk.book.unplugged(3, desk.time(0));
    desk.work(0);
    desk.hear(0, Verdict::duh, 101, 10);
    desk.work(10);
    desk.hear(1, Verdict::duh, 101, 20);
    CHECK(desk.work(20) == Said{"not understood by 1", "nobody tamper 101"});
    desk.book.unplugged(4, desk.time(30));
    CHECK(desk.work(30) == Said{"record tamper 102 latched", "send 0 tamper 102"});
}

TEST_CASE(
    "what nobody understands is tried more and more seldom, a call for help never less than each five "
    "seconds") {
    const auto last_pause = [](bool help) {
        Desk desk;
        desk.settle();
        help ? desk.book.raise(7, desk.time(0)) : desk.book.unplugged(7, desk.time(0));
        int asked_at = 0;
        int pause = 0;
        for (int ms = 0; ms < 400'000; ms += 100)
            for (const std::string& each : desk.work(ms)) {
                if (!each.starts_with("send")) continue;
                const auto receiver = static_cast<std::size_t>(each[5] - '0');
                if (each.find("link test") != std::string::npos) desk.hear(receiver, Verdict::ack, 0, ms);
                if (each.find(" 101") == std::string::npos) continue;
                if (receiver == 0) pause = ms - std::exchange(asked_at, ms);
                desk.hear(receiver, Verdict::duh, 101, ms);
            }
        return pause;
    };
    CHECK(last_pause(true) / 1000 == 5);
    CHECK(last_pause(false) / 1000 == 60);
}

TEST_CASE("a press interrupts whatever is under way, and that is sent afterwards") {
    Desk desk;
    desk.settle();
    desk.book.unplugged(3, desk.time(0));
    desk.work(0);
    desk.book.raise(7, desk.time(10));
    CHECK(desk.work(10) == Said{"record panic 102 latched", "send 0 panic 102"});
    desk.hear(0, Verdict::ack, 102, 30);
    CHECK(desk.work(30) == Said{"delivered 102", "accepted by 0: panic 102", "send 0 tamper 101"});
}

TEST_CASE("each press is an event of its own") {
    Desk desk;
    desk.settle();
    for (int press = 0; press < 3; ++press) desk.book.raise(7, desk.time(press));
    CHECK(desk.book.pending() == 3);
}

TEST_CASE("an answer to another number is no answer") {
    Desk desk;
    desk.settle();
    desk.book.raise(7, desk.time(0));
    desk.work(0);
    desk.hear(0, Verdict::ack, 4711, 10);
    CHECK(desk.work(10) == Said{"stray 0 4711"});
    desk.hear(1, Verdict::ack, 101, 20);  // it was not asked
    CHECK(desk.work(20) == Said{"stray 1 101"});
    CHECK(desk.until(2000) == Said{"2000 send 0 panic 101 afresh"});
}

TEST_CASE("an answer that comes late counts, from whichever receiver was asked") {
    Desk desk;
    desk.settle();
    desk.book.raise(7, desk.time(0));
    desk.until(4100);  // the second has been asked by now
    desk.hear(0, Verdict::ack, 101, 4200);
    CHECK(desk.work(4200) == Said{"answers 0", "delivered 101", "accepted by 0: panic 101", "send 0 path 102",
                                  "record path restored 103", "restored 102"});
    desk.hear(1, Verdict::ack, 101, 4300);
    CHECK(desk.work(4300) == Said{});
}

TEST_CASE("each path is tried by a link test ten seconds after anything went over it") {
    Desk desk;
    desk.settle();
    CHECK(desk.until(9999) == Said{});
    CHECK(desk.until(10'000) == Said{"10000 send 0 link test", "10000 send 1 link test"});
    desk.hear(0, Verdict::ack, 0, 10'010);
    desk.hear(1, Verdict::ack, 0, 10'010);
    desk.now = 10'010;
    CHECK(desk.until(15'000) == Said{});
    desk.book.raise(7, desk.time(15'000));
    desk.work(15'000);
    desk.hear(0, Verdict::ack, 101, 15'010);
    desk.work(15'010);
    CHECK(desk.until(22'000) == Said{"20010 send 1 link test"});
}

TEST_CASE("a lost path is told when the second link test is not answered, and tried every ten seconds") {
    Desk desk;
    desk.settle();
    desk.until(10'000);
    desk.hear(1, Verdict::ack, 0, 10'000);
    CHECK(desk.until(14'000) == Said{"12000 send 0 link test afresh", "14000 lost 0",
                                     "14000 record path 101 latched", "14000 send 1 path 101"});
    CHECK(desk.book.path(0) == PathCondition::lost);
    CHECK(desk.book.path(1) == PathCondition::alive);
    desk.hear(1, Verdict::ack, 101, 14'000);
    desk.work(14'000);
    CHECK(desk.until(24'000) == Said{"24000 send 0 link test afresh", "24000 send 1 link test"});
    desk.hear(0, Verdict::ack, 0, 24'010);
    CHECK(desk.work(24'010) == Said{"answers 0", "record path restored 102", "restored 101"});
}

TEST_CASE("a restoral follows its alarm, ends the latch, and never overtakes it") {
    Desk desk;
    desk.settle();
    CHECK(desk.book.restore(7, desk.time(0)) == 0);
    desk.book.raise(7, desk.time(0));
    desk.book.raise(7, desk.time(1));
    desk.work(1);
    CHECK(desk.book.restore(7, desk.time(2)) == 103);
    CHECK_FALSE(desk.book.latched(7));
    CHECK(desk.work(2) == Said{"record panic restored 103", "restored 101 102"});
    desk.hear(0, Verdict::ack, 101, 10);
    CHECK(desk.work(10).back() == "send 0 panic 102");
    desk.hear(0, Verdict::ack, 102, 20);
    CHECK(desk.work(20).back() == "send 0 panic restored 103");
    CHECK(desk.book.restore(7, desk.time(30)) == 0);
}

TEST_CASE(
    "a restoral that was not told yet is dropped when the alarm is on again, also by a crash in between") {
    Desk desk;
    desk.settle();
    desk.book.raise(7, desk.time(0));
    desk.work(0);
    desk.hear(0, Verdict::ack, 101, 10);
    desk.work(10);
    desk.book.restore(7, desk.time(20));
    desk.work(20);
    desk.book.raise(8, desk.time(30));  // elsewhere
    CHECK(desk.work(30) == Said{"record panic 103 latched", "send 0 panic 103"});
    desk.book.raise(7, desk.time(40));
    CHECK(desk.work(40) == Said{"record panic 104 latched", "delivered 102", "dropped panic restored 102"});
    Desk again(2, {{{200, Signal::panic, Turn::restored, 7, morning, false}, false, false},
                   {{201, Signal::panic, Turn::raised, 7, morning, false}, true, true}});
    CHECK(again.work(0).at(1) == "dropped panic restored 200");
}

TEST_CASE("a restoral that was recorded ends its alarm, also when a crash came before that was marked") {
    Desk desk(2, {{{200, Signal::panic, Turn::raised, 7, morning, false}, true, true},
                  {{201, Signal::panic, Turn::raised, 8, morning, false}, true, true},
                  {{202, Signal::panic, Turn::restored, 7, morning, false}, false, false}});
    CHECK_FALSE(desk.book.latched(7));
    CHECK(desk.book.latched(8));
    CHECK(desk.work(0).at(0) == "restored 200");
    CHECK(desk.book.restore(7, desk.time(1)) == 0);
}

TEST_CASE("a restoral has the code of its alarm, also when presses are told otherwise by now") {
    AlarmBook book(Rules{{2s}, Signal::hold_up, 24h},
                   {{{5, Signal::panic, Turn::raised, 7, morning, false}, true, true}}, 1, Desk::time(0));
    CHECK(book.restore(7, Desk::time(0)) == 6);
    CHECK(std::get<Record>(book.work(Desk::time(0)).front()).event.signal == Signal::panic);
}

TEST_CASE("an escalated alarm is told once more, by the other way first; without an alarm there is none") {
    Desk desk;
    desk.settle();
    CHECK(desk.book.escalate(7, desk.time(0)) == 0);
    desk.book.raise(7, desk.time(0));
    desk.work(0);
    desk.hear(0, Verdict::ack, 101, 10);
    desk.work(10);
    CHECK(desk.book.escalate(7, desk.time(30'000)) == 102);
    CHECK(desk.work(30'000).at(1) == "send 1 panic 102");
}

TEST_CASE("an unplugged button is told once, and its return") {
    Desk desk;
    desk.settle();
    CHECK(desk.book.plugged(3, desk.time(0)) == 0);
    CHECK(desk.book.unplugged(3, desk.time(0)) == 101);
    CHECK(desk.book.unplugged(3, desk.time(1)) == 0);
    CHECK(desk.book.plugged(3, desk.time(2)) == 102);
}

TEST_CASE("a test is told each day by itself, and when it is ordered") {
    AlarmBook book(Rules{{2s}, Signal::panic, 24h}, {}, 1, Desk::time(0));
    const auto first = book.work(Desk::time(0));
    REQUIRE(std::holds_alternative<Record>(first.front()));
    CHECK(std::get<Record>(first.front()).event.signal == Signal::test);
    book.hear(0, {Verdict::ack, 1, "", {}, false}, Desk::time(10));
    book.work(Desk::time(10));
    CHECK(book.pending() == 0);
    book.work(Desk::time(24 * 3600 * 1000 - 1));
    CHECK(book.pending() == 0);
    book.work(Desk::time(24 * 3600 * 1000));
    CHECK(book.pending() == 1);
}

TEST_CASE("after a crash what was not accepted goes out again under its number, and numbers go on") {
    const Event old{41, Signal::panic, Turn::raised, 7, morning, false};
    Desk desk(2, {{old, false, true}, {{42, Signal::panic, Turn::raised, 8, morning, false}, true, true}});
    CHECK(desk.work(0) == Said{"send 0 panic 41", "send 1 link test"});
    CHECK(desk.book.latched(7));
    CHECK(desk.book.latched(8));
    CHECK(desk.book.raise(9, desk.time(1)) == 101);
}

TEST_CASE(
    "an encrypted answer from another time does not count; the clocks are compared and it is asked anew") {
    Desk desk;
    desk.settle();
    desk.book.raise(7, desk.time(0));
    desk.work(0);
    const auto now = std::chrono::floor<std::chrono::seconds>(morning);
    desk.book.hear(0, {Verdict::ack, 101, "", now - 41s, true}, desk.time(10));
    CHECK(desk.work(10) == Said{"clock of 0 ahead -41", "send 0 panic 101"});
    desk.book.hear(0, {Verdict::ack, 101, "", now - 41s, true}, desk.time(20));
    CHECK(desk.work(20) == Said{"delivered 101", "accepted by 0: panic 101"});
}

TEST_CASE("a press may be told as a silent hold-up") {
    AlarmBook book(Rules{{2s}, Signal::hold_up, 24h}, {}, 1, Desk::time(0));
    book.raise(7, Desk::time(0));
    CHECK(std::get<Record>(book.work(Desk::time(0)).front()).event.signal == Signal::hold_up);
}
