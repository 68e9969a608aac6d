// What a finger meant: dialogues with one keypad, in milliseconds.
#include "firmware-bridge/press_filter.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <string>

using namespace okno::bridge;
using okno::platform::SteadyTime;
using std::chrono::milliseconds;

namespace {

constexpr auto next = Action::call_next;
constexpr auto recall = Action::recall;
constexpr auto finish = Action::finish_service;

// A pad with several actions; remembers all it meant as "call_next@60".
struct Pad {
    PressFilter filter{Timing{}, false};
    std::vector<std::string> meant;

    static SteadyTime time(int ms) { return SteadyTime{} + milliseconds{ms}; }

    void note(const std::vector<FilterNews>& news, int ms) {
        for (const FilterNews& each : news) {
            const auto* stuck = std::get_if<Stuck>(&each);
            const Action action = stuck ? stuck->action : std::get<Pressed>(each).action;
            meant.push_back((stuck ? "stuck " : "") + std::string(to_string(action)) + '@' +
                            std::to_string(ms));
        }
    }
    // As the loop does: deadlines in between are kept to the millisecond.
    void until(int ms) {
        for (auto at = filter.next_deadline(); at && *at <= time(ms); at = filter.next_deadline())
            note(filter.work(*at), static_cast<int>((*at - SteadyTime{}) / milliseconds{1}));
    }
    void down(const std::set<Action>& actions, int ms) {
        until(ms);
        note(filter.observe(actions, time(ms)), ms);
    }
};

using Meant = std::vector<std::string>;

}  // namespace

TEST_CASE("a press counts once, however long it is held") {
    Pad pad;
    pad.down({next}, 0);
    pad.down({next}, 50);  // some keyboards repeat their report
    pad.down({next}, 4000);
    pad.down({}, 5000);
    pad.until(60'000);
    CHECK(pad.meant == Meant{"call_next@60"});
}

TEST_CASE("a short tap counts like a long one") {
    Pad pad;
    pad.down({next}, 0);
    pad.down({}, 10);
    pad.until(1000);
    CHECK(pad.meant == Meant{"call_next@60"});
}

TEST_CASE("the same action again within 300 ms is not meant") {
    Pad pad;
    pad.down({next}, 0);
    pad.down({}, 50);
    pad.down({next}, 100);
    pad.down({}, 150);
    pad.down({next}, 299);
    pad.down({}, 340);
    pad.until(1000);
    CHECK(pad.meant == Meant{"call_next@60"});
}

TEST_CASE("the same action again after 300 ms is meant") {
    Pad pad;
    pad.down({next}, 0);
    pad.down({}, 80);
    pad.down({next}, 300);
    pad.down({}, 380);
    pad.until(1000);
    CHECK(pad.meant == Meant{"call_next@60", "call_next@360"});
}

TEST_CASE("another action soon after the first is meant") {
    Pad pad;
    pad.down({next}, 0);
    pad.down({}, 50);
    pad.down({recall}, 100);
    pad.down({}, 150);
    pad.until(1000);
    CHECK(pad.meant == Meant{"call_next@60", "recall@160"});
}

TEST_CASE("contacts that bounce when the key goes down make one press") {
    Pad pad;
    pad.down({next}, 0);
    pad.down({}, 3);
    pad.down({next}, 5);
    pad.down({}, 8);
    pad.down({next}, 12);
    pad.down({}, 120);
    pad.until(1000);
    CHECK(pad.meant == Meant{"call_next@60"});
}

TEST_CASE("contacts that bounce when the key is let go make no press") {
    Pad pad;
    pad.down({next}, 0);
    pad.down({}, 2000);
    pad.down({next}, 2004);
    pad.down({}, 2009);
    pad.until(9000);
    CHECK(pad.meant == Meant{"call_next@60"});
}

TEST_CASE("a hand on the pad is no press") {
    SUBCASE("all in one report") {
        Pad pad;
        pad.down({next, recall, finish}, 0);
        pad.down({}, 200);
        pad.until(1000);
        CHECK(pad.meant == Meant{});
    }
    SUBCASE("one after the other within 60 ms") {
        Pad pad;
        pad.down({next}, 0);
        pad.down({next, recall}, 59);
        pad.down({next, recall, finish}, 110);
        pad.down({}, 300);
        pad.until(1000);
        CHECK(pad.meant == Meant{});
    }
    SUBCASE("and what was let go in between") {
        Pad pad;
        pad.down({next}, 0);
        pad.down({}, 10);
        pad.down({recall}, 20);
        pad.down({}, 30);
        pad.until(1000);
        CHECK(pad.meant == Meant{});
    }
}

TEST_CASE("two actions 60 ms apart are two presses") {
    Pad pad;
    pad.down({next}, 0);
    pad.down({next, recall}, 60);
    pad.until(1000);
    CHECK(pad.meant == Meant{"call_next@60", "recall@120"});
}

TEST_CASE("after a hand on the pad the next press counts") {
    Pad pad;
    pad.down({next, recall}, 0);
    pad.down({}, 200);
    pad.down({next}, 500);
    pad.until(1000);
    CHECK(pad.meant == Meant{"call_next@560"});
}

TEST_CASE("a pad with a single action does not wait for a second one") {
    Pad pad{PressFilter{Timing{}, true}, {}};
    pad.down({next}, 0);
    CHECK(pad.meant == Meant{"call_next@0"});
    Keypad keypad;
    keypad.layout = KeyboardKeys{{{0x28, next}, {0x58, next}}};
    Pad two_keys{PressFilter{keypad}, {}};
    two_keys.down({next}, 0);
    CHECK(two_keys.meant == Meant{"call_next@0"});
}

TEST_CASE("a stuck key is told once, and the other keys go on working") {
    Pad pad;
    pad.down({next}, 0);
    pad.until(60'000);
    pad.down({next, recall}, 70'000);
    pad.down({next}, 70'100);
    pad.until(90'000);
    CHECK(pad.meant == Meant{"call_next@60", "stuck call_next@10000", "recall@70060"});
}

TEST_CASE("a stuck key that comes free works again") {
    Pad pad;
    pad.down({next}, 0);
    pad.down({}, 20'000);
    pad.down({next}, 20'500);
    pad.down({}, 20'600);
    pad.until(60'000);
    CHECK(pad.meant == Meant{"call_next@60", "stuck call_next@10000", "call_next@20560"});
}

TEST_CASE("at rest there is nothing to wake up for") {
    Pad pad;
    CHECK_FALSE(pad.filter.next_deadline());
    pad.down({next}, 0);
    pad.down({}, 100);
    pad.until(1000);
    CHECK_FALSE(pad.filter.next_deadline());
    pad.down({next}, 2000);
    pad.until(30'000);
    CHECK_FALSE(pad.filter.next_deadline());  // stuck, and told
}

TEST_CASE("whatever the contacts do, no action counts twice within 300 ms and none without a press") {
    CHECK(rc::check([](const std::vector<std::tuple<std::uint8_t, std::uint8_t>>& steps) {
        Pad pad;
        int ms = 0;
        int edges = 0;
        std::map<std::string, int> last;
        std::uint8_t before = 0;
        for (const auto& [wait, keys] : steps) {
            ms += wait;
            const std::uint8_t now = keys % 8;
            for (int bit = 0; bit < 3; ++bit) edges += ((now & ~before) >> bit) & 1;
            before = now;
            std::set<Action> down;
            for (const auto& [bit, action] : {std::pair{1, next}, {2, recall}, {4, finish}})
                if (now & bit) down.insert(action);
            pad.down(down, ms);
        }
        pad.until(ms + 1000);
        RC_ASSERT(pad.meant.size() <= static_cast<std::size_t>(edges));
        for (const std::string& each : pad.meant) {
            const auto at = each.find('@');
            const int when = std::stoi(each.substr(at + 1));
            const auto [it, first] = last.emplace(each.substr(0, at), when);
            if (!first) RC_ASSERT(when - it->second >= 300);
            it->second = when;
        }
    }));
}
