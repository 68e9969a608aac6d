#include "display/announcer.hpp"

#include <doctest/doctest.h>

#include "tests/kiosk/kiosk_hall.hpp"

using namespace okno;
using namespace okno::display;
using kiosk_test::TestHall;
using namespace std::chrono_literals;

namespace {

// A hall whose calls the announcer hears, and the clock in the tester's hand.
struct Hall {
    TestHall hall{kiosk_test::example_plan()};
    Announcer announcer;
    platform::SteadyTime now = platform::SteadyTime{} + 1h;

    void call(int window, const std::string& service = "refund", const std::string& language = "ru") {
        hall.take(service, language);
        hall.call_next(window);
        tell_newest();
    }
    void tell_newest() { announcer.call(hall.state().calls.front(), hall.state(), now); }
    void staff(const hall::Wish& wish) { hall.command({{"console"}, {"anna"}}, wish); }

    // What begins within `time`, and how many languages it has: "C001>2", "C001>2 again".
    std::string reading(std::chrono::milliseconds time = 0ms) {
        now += time;
        announcer.look(hall.state(), now);
        const auto begun = announcer.begin(now);
        if (!begun) return "";
        return hall::to_string(begun->call.number) + ">" + std::to_string(begun->call.window.value) +
               (begun->again ? " again" : "");
    }
    void end(std::chrono::milliseconds after = 5s) {
        now += after;
        announcer.ended(now);
    }
};

}  // namespace

TEST_CASE("a call is read twice, the second time some seconds after the first") {
    Hall hall;
    hall.call(2);
    CHECK(hall.reading() == "C001>2");
    hall.end();
    CHECK(hall.reading() == "");
    REQUIRE(hall.announcer.next_due());
    CHECK(*hall.announcer.next_due() == hall.now + Announcer::again_after);
    CHECK(hall.reading(Announcer::again_after) == "C001>2 again");
    hall.end();
    CHECK(!hall.announcer.next_due());
    CHECK(hall.reading(1h) == "");
}

TEST_CASE("nothing begins before the reading under way has ended, and taken a breath") {
    Hall hall;
    hall.call(2);
    hall.call(3, "debt");
    CHECK(hall.reading() == "C001>2");
    CHECK(hall.reading(1h) == "");
    CHECK(!hall.announcer.next_due());
    hall.end(0ms);
    CHECK(hall.reading() == "");
    CHECK(*hall.announcer.next_due() == hall.now + Announcer::breath);
    CHECK(hall.reading(Announcer::breath) == "C002>3");
}

TEST_CASE("whoever has not been read at all goes before who is read again") {
    Hall hall;
    hall.call(2);
    CHECK(hall.reading() == "C001>2");
    hall.call(3, "debt");
    hall.call(4, "contract");
    hall.end(10s);
    CHECK(hall.reading(1s) == "C002>3");
    hall.end(10s);
    CHECK(hall.reading(1s) == "E001>4");
    hall.end(10s);
    CHECK(hall.reading(1s) == "C001>2 again");
    hall.end(10s);
    CHECK(hall.reading(1s) == "C002>3 again");
    hall.end(10s);
    CHECK(hall.reading(Announcer::again_after) == "E001>4 again");
    hall.end();
    CHECK(hall.reading(1h) == "");
}

TEST_CASE("who has come to the window is not read again") {
    Hall hall;
    hall.call(2);
    CHECK(hall.reading() == "C001>2");
    hall.staff(hall::StartService{{2}});
    hall.end();
    CHECK(hall.reading(1h) == "");
    CHECK(!hall.announcer.next_due());
}

TEST_CASE(
    "who has come during the first seconds of a busy loudspeaker is read once; after half a minute not at "
    "all") {
    Hall hall;
    hall.call(3, "debt");
    CHECK(hall.reading() == "C001>3");
    hall.call(2);
    hall.staff(hall::StartService{{2}});
    SUBCASE("soon") {
        hall.end(5s);
        CHECK(hall.reading(1s) == "C002>2");
        hall.end();
        CHECK(hall.reading(1h) == "C001>3 again");
        hall.end();
        CHECK(hall.reading(1h) == "");
    }
    SUBCASE("late") {
        hall.end(40s);
        CHECK(hall.reading(Announcer::again_after) == "C001>3 again");
    }
}

TEST_CASE("a recall is a new call, and is read twice") {
    Hall hall;
    hall.call(2);
    CHECK(hall.reading() == "C001>2");
    hall.staff(hall::Recall{{2}});
    hall.tell_newest();
    hall.end();
    CHECK(hall.reading(Announcer::breath) == "C001>2");
    hall.end();
    CHECK(hall.reading(Announcer::again_after) == "C001>2 again");
    hall.end();
    CHECK(hall.reading(1h) == "");
}

TEST_CASE("the visitor's language comes first, then the hall's own; once when they are one") {
    Hall hall;
    hall.call(2, "refund", "en");
    hall.announcer.look(hall.hall.state(), hall.now);
    const auto foreign = hall.announcer.begin(hall.now);
    REQUIRE(foreign);
    CHECK(foreign->languages == std::vector<hall::Language>{{"en"}, {"ru"}});
    hall.announcer.ended(hall.now);
    hall.call(3, "debt", "ru");
    const auto own = hall.announcer.begin(hall.now + 1s);
    REQUIRE(own);
    CHECK(own->languages == std::vector<hall::Language>{{"ru"}});
}
