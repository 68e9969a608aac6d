// Dialogues with a plate that answers, or does not, in milliseconds.
#include "firmware-bridge/plate_dialogue.hpp"

#include <doctest/doctest.h>

using namespace okno;
using namespace okno::bridge;
using platform::SteadyTime;
using std::chrono::milliseconds;

namespace {

const PlateFace free_face{PlateSign::free, 3, "-", false};
const PlateFace called_face{PlateSign::called, 3, "A042", true};

SteadyTime time(int ms) {
    return SteadyTime{} + milliseconds{ms};
}

// A plate as it was built: it knows the sequence of the last order, and its own way of answering.
struct Desk {
    Desk() { dialogue.plugged(time(0)); }

    bool tell(const PlateFace& face, int ms, std::size_t unsent = 0) {
        const auto order = dialogue.work(face, 7, unsent, time(ms));
        if (order) sequence = order->substr(1, 2);
        return order.has_value();
    }
    void answer(const std::string& word, int ms) {
        const std::string body = sequence + word;
        constexpr std::string_view digits = "0123456789ABCDEF";
        const std::uint8_t crc = crc8(body);
        dialogue.hear('<' + body + digits[crc >> 4U] + digits[crc & 15U] + '>', time(ms));
    }

    PlateDialogue dialogue;
    std::string sequence;
};

}  // namespace

TEST_CASE("a change is told at once, the same again each second") {
    Desk desk;
    CHECK(desk.dialogue.state() == PlateState::untried);
    CHECK(desk.tell(free_face, 0));
    desk.answer("+", 5);
    CHECK(desk.dialogue.state() == PlateState::ready);
    CHECK_FALSE(desk.tell(free_face, 10));
    CHECK(desk.dialogue.next_deadline() == time(1000));
    CHECK(desk.tell(called_face, 20));
    desk.answer("+", 25);
    CHECK_FALSE(desk.tell(called_face, 1019));
    CHECK(desk.tell(called_face, 1020));
}

TEST_CASE("what changes while an answer is outstanding is told after it") {
    Desk desk;
    desk.tell(free_face, 0);
    CHECK_FALSE(desk.tell(called_face, 10));
    desk.answer("+", 20);
    CHECK(desk.tell(called_face, 20));
}

TEST_CASE("three orders without an answer: it is silent, told on, and works again with the next answer") {
    Desk desk;
    for (const int ms : {0, 1000, 2000}) {
        CHECK(desk.tell(free_face, ms));
        CHECK(desk.dialogue.next_deadline() == time(ms + 500));
        CHECK_FALSE(desk.tell(free_face, ms + 500));
    }
    CHECK(desk.dialogue.state() == PlateState::silent);
    CHECK(condition_of(PlateState::silent) == hall::Condition::out_of_reach);
    CHECK(desk.tell(free_face, 3000));
    desk.answer("+", 3001);
    CHECK(desk.dialogue.state() == PlateState::ready);
    CHECK(condition_of(PlateState::ready) == hall::Condition::ready);
}

TEST_CASE("an answer to the last order counts, be it late") {
    Desk desk;
    desk.tell(free_face, 0);
    desk.tell(free_face, 500);
    desk.answer("+", 900);
    CHECK(desk.dialogue.state() == PlateState::ready);
}

TEST_CASE("noise instead of answers, or answers to something else: it babbles") {
    for (const std::string noise : {"\xff\xfe", "<AA+00>", "<00+6E>"}) {
        CAPTURE(noise);
        Desk desk;
        for (const int ms : {0, 1000, 2000, 3000}) {
            desk.tell(free_face, ms);
            desk.dialogue.hear(noise, time(ms + 1));
            desk.tell(free_face, ms + 500);
        }
        CHECK(desk.dialogue.state() == PlateState::babbling);
        CHECK(condition_of(PlateState::babbling) == hall::Condition::faulty);
    }
}

TEST_CASE("a plate that cannot show it says so; a byte that was lost is told again at once") {
    Desk desk;
    desk.tell(called_face, 0);
    desk.answer("-T", 1);
    CHECK(desk.dialogue.state() == PlateState::refusing);
    CHECK(condition_of(PlateState::refusing) == hall::Condition::faulty);
    desk.tell(called_face, 1000);
    desk.answer("-C", 1001);
    CHECK_FALSE(desk.tell(called_face, 1002));
    CHECK(desk.tell(called_face, 1501));
    desk.answer("+", 1502);
    CHECK(desk.dialogue.state() == PlateState::ready);
}

TEST_CASE(
    "bytes that are not taken for two seconds: it is deaf until it answers, however often it is opened") {
    Desk desk;
    desk.tell(free_face, 0);
    CHECK_FALSE(desk.tell(free_face, 100, 20));
    CHECK_FALSE(desk.dialogue.must_be_opened_anew(time(2099)));
    CHECK(desk.dialogue.next_deadline() == time(2100));
    CHECK_FALSE(desk.tell(free_face, 2100, 20));
    CHECK(desk.dialogue.state() == PlateState::deaf);
    CHECK(desk.dialogue.must_be_opened_anew(time(2100)));
    desk.dialogue.plugged(time(3000));
    CHECK(desk.dialogue.state() == PlateState::deaf);
    CHECK_FALSE(desk.dialogue.must_be_opened_anew(time(3000)));
    CHECK(desk.tell(free_face, 3000));
    desk.answer("+", 3001);
    CHECK(desk.dialogue.state() == PlateState::ready);
}

TEST_CASE("a plate that is not there is told nothing") {
    Desk desk;
    desk.dialogue.unplugged();
    CHECK_FALSE(desk.tell(free_face, 0));
    CHECK(desk.dialogue.state() == PlateState::absent);
    CHECK_FALSE(desk.dialogue.next_deadline());
    desk.dialogue.plugged(time(10));
    CHECK(desk.tell(free_face, 10));
}
