#include "firmware-bridge/help_desk.hpp"

#include <doctest/doctest.h>

#include "hall/decide.hpp"
#include "hall/evolve.hpp"
#include "tests/fakes/small_hall.hpp"

using namespace okno;
using namespace okno::bridge;
using namespace std::chrono_literals;
using Errands = std::vector<Errand>;

namespace {

const hall::DeviceId self{"bridge-1"};
const platform::SteadyTime start{1h};

// A hall that obeys what the desk sends, with the desk's memory of requests.
struct Hall {
    hall::State state;
    HelpDesk desk{self};
    std::uint8_t requests = 0;

    Hall() {
        state.latest = fakes::nine_o_clock;
        at_console(hall::AdoptPlan{fakes::small_plan()});
        desk.compare(state, {});
    }

    Errands act(const hall::Wish& wish, const hall::Author& author) {
        Errands errands;
        const auto events = hall::decide(state, {author, wish}, state.latest + 1s);
        REQUIRE(events);
        for (const hall::Event& event : *events) {
            state = hall::evolve(std::move(state), event);
            for (const Errand& errand : desk.hear(event)) errands.push_back(errand);
        }
        return errands;
    }
    Errands at_console(const hall::Wish& wish) { return act(wish, {{"console"}, {"oleg"}}); }
    std::size_t take_everything() {
        std::size_t taken = 0;
        for (; const ForHall* next = desk.next(); ++taken) {
            const protocol::RequestId id{{++requests}};
            const ForHall sent = *next;
            desk.sent(id);
            CHECK(act(sent.wish, {self, sent.person}).empty());
            CHECK(desk.answered(id));
        }
        return taken;
    }
    const hall::Panic* panic(int zone) const {
        const auto found = state.panics.raised.find({zone});
        return found == state.panics.raised.end() ? nullptr : &found->second;
    }
};

alarm::Event press(std::uint64_t number, int zone) {
    return {number, alarm::Signal::panic, alarm::Turn::raised, zone, {}, false};
}

}  // namespace

TEST_CASE("a press is told to the hall in order, one wish at a time") {
    Hall hall;
    hall.desk.pressed(7, 1, {}, start);
    hall.desk.pressed(12, 2, {}, start);
    REQUIRE(hall.desk.next());
    CHECK(hall.desk.next()->wish == hall::Wish{hall::RaisePanic{{7}, 1}});
    hall.desk.sent({{9}});
    CHECK_FALSE(hall.desk.next());
    CHECK_FALSE(hall.desk.answered({{8}}));
    CHECK_FALSE(hall.desk.next());
    CHECK(hall.desk.answered({{9}}));
    CHECK(hall.desk.next()->wish == hall::Wish{hall::RaisePanic{{12}, 2}});
}

TEST_CASE("who calls from a page is named") {
    Hall hall;
    hall.desk.pressed(7, 1, {"anna"}, start);
    hall.take_everything();
    CHECK(hall.panic(7)->person == okno::hall::OperatorId{"anna"});
}

TEST_CASE("what the guard company has accepted is told to the hall") {
    Hall hall;
    hall.desk.pressed(7, 1, {}, start);
    hall.take_everything();
    CHECK(hall.panic(7)->told == hall::Told::sent);
    hall.desk.accepted(press(1, 7));
    hall.take_everything();
    CHECK(hall.panic(7)->told == hall::Told::accepted);
}

TEST_CASE(
    "a call from a page goes to the guard company, one from another bridge that told its own does not") {
    Hall hall;
    CHECK(hall.at_console(hall::RaisePanic{{3}}) == Errands{Raise{3}});
    CHECK(hall.act(hall::RaisePanic{{4}, 88}, {{"bridge-2"}, {}}).empty());
    CHECK(hall.act(hall::RaisePanic{{5}}, {{"bridge-2"}, {}}) == Errands{Raise{5}});
}

TEST_CASE("what people do about it is passed on") {
    Hall hall;
    hall.desk.pressed(7, 1, {}, start);
    hall.take_everything();
    hall.state.latest += 31s;
    CHECK(hall.at_console(hall::CheckTime{}) == Errands{Escalate{7}});
    CHECK(hall.at_console(hall::AcknowledgePanic{{7}}).empty());
    CHECK(hall.at_console(hall::RestorePanic{{7}}) == Errands{Restore{7}});
    CHECK(hall.at_console(hall::RaisePanic{{3}}) == Errands{Raise{3}});
    CHECK(hall.at_console(hall::CancelPanic{{3}}) == Errands{Restore{3}});
}

TEST_CASE("after a crash the hall hears what it has not heard, and nothing twice") {
    Hall hall;
    hall.desk.pressed(7, 1, {}, start);
    hall.take_everything();
    hall.desk = HelpDesk{self};  // it had recorded two more, and died
    CHECK(hall.desk.compare(hall.state, {press(1, 7), press(2, 7), press(3, 12)}).empty());
    CHECK(hall.take_everything() == 2);
    CHECK(hall.panic(7)->presses == 2);
    CHECK(hall.panic(12)->presses == 1);
    CHECK(hall.desk.compare(hall.state, {press(1, 7), press(2, 7), press(3, 12)}).empty());
    CHECK(hall.take_everything() == 0);
}

TEST_CASE("an alarm of an earlier life that is accepted before the hall is there is a press there first") {
    Hall hall;
    hall.desk = HelpDesk{self};
    hall.desk.accepted(press(2, 7));
    hall.desk.pressed(12, 3, {}, start);
    CHECK_FALSE(hall.desk.next());
    CHECK(hall.desk.compare(hall.state, {press(1, 7), press(2, 7), press(3, 12)}).empty());
    hall.take_everything();
    CHECK(hall.panic(7)->presses == 2);
    CHECK(hall.panic(7)->told == hall::Told::accepted);
    CHECK(hall.panic(12)->presses == 1);
}

TEST_CASE(
    "what ended in the hall while the bridge was away ends at the guard company, what began there begins") {
    Hall hall;
    hall.desk.pressed(7, 1, {}, start);
    hall.take_everything();
    hall.at_console(hall::CancelPanic{{7}});
    hall.at_console(hall::RaisePanic{{3}});
    hall.desk = HelpDesk{self};
    CHECK(hall.desk.compare(hall.state, {press(1, 7)}) == Errands{Restore{7}, Raise{3}});
    hall.desk.passed_on(3, 2);
    CHECK(hall.take_everything() == 1);
    CHECK(hall.panic(3)->told == hall::Told::sent);
    CHECK(hall.desk.compare(hall.state, {press(2, 3)}).empty());
}

TEST_CASE("the daily test passes when the guard company takes it and every button can be pressed") {
    Hall hall;
    const auto tested = [&](bool buttons_work, bool accepted) {
        hall.state.latest += 1s;
        CHECK(hall.at_console(hall::StartPanicTest{}) == Errands{Test{}});
        hall.desk.testing(5, buttons_work, start);
        CHECK(hall.take_everything() == 0);
        if (accepted) {
            alarm::Event test{5, alarm::Signal::test, alarm::Turn::raised, 0, {}, false};
            hall.desk.accepted(test);
        }
        hall.desk.work(start + 29s);
        CHECK(hall.take_everything() == (accepted ? 1 : 0));
        hall.desk.work(start + 30s);
        hall.take_everything();
        CHECK_FALSE(hall.desk.next_deadline());
        return hall.state.panics.test->passed.at(self);
    };
    CHECK(tested(true, true));
    CHECK_FALSE(tested(false, true));
    CHECK_FALSE(tested(true, false));
    hall.at_console(hall::StartPanicTest{});
    hall.desk.testing(0, true, start);  // without a guard company the buttons are all there is
    CHECK(hall.take_everything() == 1);
    CHECK(hall.state.panics.test->passed.at(self));
}

TEST_CASE("who ends a call without knowing of the newest press does not end that one") {
    Hall hall;
    hall.desk.pressed(7, 1, {}, start);
    hall.take_everything();
    hall.at_console(hall::AcknowledgePanic{{7}});
    hall.desk.pressed(7, 2, {}, start);  // on its way while the guard says that it is over
    CHECK(hall.at_console(hall::RestorePanic{{7}}).empty());
    hall.take_everything();
    CHECK(hall.panic(7)->presses == 1);
    hall.at_console(hall::AcknowledgePanic{{7}});
    CHECK(hall.at_console(hall::RestorePanic{{7}}) == Errands{Restore{7}});
}

TEST_CASE("with the hall out of reach nobody can answer: after half a minute it is escalated, once") {
    Hall hall;
    hall.desk.pressed(7, 1, {}, start);
    CHECK(hall.desk.next_deadline() == start + 30s);
    CHECK(hall.desk.work(start + 29s).empty());
    CHECK(hall.desk.work(start + 30s) == Errands{Escalate{7}});
    CHECK(hall.desk.work(start + 60s).empty());
    CHECK_FALSE(hall.desk.next_deadline());
}

TEST_CASE("an escalation that was missed is made up for, once") {
    Hall hall;
    hall.desk.pressed(7, 1, {}, start);
    hall.take_everything();
    hall.state.latest += 31s;
    hall.at_console(hall::CheckTime{});
    alarm::Event again = press(2, 7);
    again.escalated = true;
    CHECK(hall.desk.compare(hall.state, {press(1, 7)}) == Errands{Escalate{7}});
    CHECK(hall.desk.compare(hall.state, {press(1, 7), again}).empty());
}

TEST_CASE("a page's call that was passed on before a crash is no second press") {
    Hall hall;
    CHECK(hall.at_console(hall::RaisePanic{{3}}) == Errands{Raise{3}});
    hall.at_console(hall::AcknowledgePanic{{3}});
    hall.desk = HelpDesk{self};  // the guard company knows it under number 5, the hall has not heard so
    CHECK(hall.desk.compare(hall.state, {press(5, 3)}).empty());
    CHECK(hall.take_everything() == 1);
    CHECK(hall.panic(3)->presses == 1);
    CHECK(hall.panic(3)->acknowledged);
    CHECK(hall.panic(3)->told == hall::Told::sent);
}

TEST_CASE("without a guard company what the hall has ended while nobody listened ends here too") {
    Hall hall;
    hall.desk.pressed(7, 0, {}, start);
    const std::vector<alarm::Event> unheard{press(0, 7)};
    CHECK(hall.desk.compare(hall.state, unheard).empty());  // still on its way
    hall.take_everything();
    hall.at_console(hall::CancelPanic{{7}});
    CHECK(hall.desk.compare(hall.state, unheard) == Errands{Restore{7}});
}

TEST_CASE("a test that was asked for while the bridge was away is made when it is back, once") {
    Hall hall;
    hall.at_console(hall::StartPanicTest{});
    hall.desk = HelpDesk{self};
    CHECK(hall.desk.compare(hall.state, {}) == Errands{Test{}});
    hall.desk.testing(5, true, start);
    CHECK(hall.desk.compare(hall.state, {}).empty());
    hall.desk.accepted({5, alarm::Signal::test, alarm::Turn::raised, 0, {}, false});
    hall.take_everything();
    CHECK(hall.desk.compare(hall.state, {}).empty());
}

TEST_CASE("who called from a page before the hall was first heard of is named") {
    Hall hall;
    hall.desk = HelpDesk{self};
    hall.desk.pressed(7, 2, {"anna"}, start);
    CHECK(hall.desk.compare(hall.state, {press(1, 12), press(2, 7)}).empty());
    CHECK(hall.take_everything() == 2);
    CHECK(hall.panic(7)->person == okno::hall::OperatorId{"anna"});
    CHECK(hall.panic(7)->presses == 1);
}
