#include "display/announcement.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "tests/kiosk/kiosk_hall.hpp"

using namespace okno;
using namespace okno::display;

namespace {

std::string said(const Announcement& announcement) {
    std::string text;
    for (const Clip& clip : announcement) {
        text += (text.empty() || text.back() == ' ' ? "" : " ") + clip.text;
        if (clip.ends_phrase) text += ",";
    }
    return text;
}

std::string said(const char* language, const hall::TicketNumber& number, int window) {
    return said(announcement({language}, number, {window}));
}

std::string names(const Announcement& announcement) {
    std::string text;
    for (const Clip& clip : announcement) text += (text.empty() ? "" : " ") + clip.name;
    return text;
}

}  // namespace

TEST_CASE("a call in Russian says its numbers as one names them") {
    CHECK(said("ru", {"A", 12}, 3) == "талон а двенадцать, окно три");
    CHECK(said("ru", {"A", 1}, 1) == "талон а один, окно один");
    CHECK(said("ru", {"B", 21}, 2) == "талон бэ двадцать один, окно два");
    CHECK(said("ru", {"C", 40}, 11) == "талон цэ сорок, окно одиннадцать");
    CHECK(said("ru", {"D", 100}, 22) == "талон дэ сто, окно двадцать два");
    CHECK(said("ru", {"E", 219}, 108) == "талон е двести девятнадцать, окно сто восемь");
    CHECK(said("ru", {"M", 1000}, 5) == "талон эм тысяча, окно пять");
    CHECK(said("ru", {"M", 2021}, 5) == "талон эм две тысячи двадцать один, окно пять");
    CHECK(said("ru", {"M", 9999}, 5) == "талон эм девять тысяч девятьсот девяносто девять, окно пять");
}

TEST_CASE("a call in English has its \"and\"") {
    CHECK(said("en", {"A", 12}, 3) == "ticket A twelve, window three");
    CHECK(said("en", {"Z", 121}, 30) == "ticket Z one hundred and twenty one, window thirty");
    CHECK(said("en", {"B", 300}, 1) == "ticket B three hundred, window one");
    CHECK(said("en", {"B", 2005}, 1) == "ticket B two thousand and five, window one");
    CHECK(said("en", {"B", 2315}, 1) == "ticket B two thousand three hundred and fifteen, window one");
}

TEST_CASE("the letter is called by its name in the language") {
    CHECK(said("ru", {"W", 7}, 1) == "талон дубль вэ семь, окно один");
    CHECK(said("ru", {"Y", 7}, 1) == "талон игрек семь, окно один");
    CHECK(said("en", {"W", 7}, 1) == "ticket W seven, window one");
}

TEST_CASE("where the grammar of numbers is not known here, each number is one clip") {
    CHECK(names(announcement({"be"}, {"A", 121}, {3})) == "ticket letter-a number-121 window number-3");
    CHECK(said("be", {"A", 121}, 3) == "талон а 121, акно 3");
    CHECK(said("kk", {"A", 12}, 3) == "талон а 12, терезе нөмірі 3");
    CHECK(said("uz", {"A", 12}, 3) == "talon A 12, oyna raqami 3");
}

TEST_CASE("a language without words here can still be recorded, but not be made") {
    const Announcement tajik = announcement({"tg"}, {"A", 12}, {3});
    CHECK(names(tajik) == "ticket letter-a number-12 window number-3");
    CHECK(std::all_of(tajik.begin(), tajik.end(), [](const Clip& clip) { return clip.text.empty(); }));
    CHECK(speech_voice({"tg"}).empty());
    CHECK(speech_voice({"ru"}) == "ru");
}

TEST_CASE("a number too high for words is said digit by digit") {
    CHECK(said("ru", {"A", 10'203}, 3) == "талон а один ноль два ноль три, окно три");
}

TEST_CASE("whatever a plan's calls may need is made ahead") {
    const hall::Plan plan = kiosk_test::example_plan();
    const std::vector<Clip> ahead = clips_of(plan);
    for (const hall::Language& language : plan.languages)
        for (const hall::Service& service : plan.services)
            for (int ordinal = 1; ordinal <= 9999; ordinal += ordinal < 130 ? 1 : 97)
                for (Clip clip : announcement(language, {service.letter, ordinal}, {ordinal % 50 + 1})) {
                    clip.ends_phrase = false;
                    if (std::find(ahead.begin(), ahead.end(), clip) == ahead.end())
                        FAIL(language.value << '/' << clip.name << " is not made ahead");
                }
    CHECK(ahead.size() < 130);
}
