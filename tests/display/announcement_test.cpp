#include "display/announcement.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>

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

TEST_CASE("a call in Belarusian says its numbers as one names them") {
    CHECK(said("be", {"A", 12}, 1) == "талон а дванаццаць, акно адзін");
    CHECK(said("be", {"A", 121}, 3) == "талон а сто дваццаць адзін, акно тры");
    CHECK(said("be", {"A", 856}, 18) == "талон а восемсот пяцьдзясят шэсць, акно васямнаццаць");
    CHECK(said("be", {"A", 2040}, 2) == "талон а дзве тысячы сорак, акно два");
    CHECK(names(announcement({"be"}, {"A", 121}, {3})) ==
          "ticket letter-a number-100 number-20 number-1 window number-3");
}

TEST_CASE("a call in Kazakh counts tens and hundreds in order") {
    CHECK(said("kk", {"A", 12}, 3) == "талон а он екі, терезе нөмірі үш");
    CHECK(said("kk", {"A", 100}, 10) == "талон а жүз, терезе нөмірі он");
    CHECK(said("kk", {"A", 347}, 21) == "талон а үш жүз қырық жеті, терезе нөмірі жиырма бір");
    CHECK(said("kk", {"A", 1999}, 8) == "талон а мың тоғыз жүз тоқсан тоғыз, терезе нөмірі сегіз");
    CHECK(names(announcement({"kk"}, {"A", 347}, {12})) ==
          "ticket letter-a number-300 number-40 number-7 window number-12");
}

TEST_CASE("a call in Uzbek counts tens and hundreds in order") {
    CHECK(said("uz", {"A", 12}, 3) == "talon A oʻn ikki, oyna raqami uch");
    CHECK(said("uz", {"A", 100}, 10) == "talon A yuz, oyna raqami oʻn");
    CHECK(said("uz", {"A", 434}, 29) == "talon A toʻrt yuz oʻttiz toʻrt, oyna raqami yigirma toʻqqiz");
    CHECK(said("uz", {"A", 3056}, 8) == "talon A uch ming ellik olti, oyna raqami sakkiz");
}

TEST_CASE("where the grammar of numbers is not known here, each number is one clip") {
    CHECK(names(announcement({"tg"}, {"A", 121}, {3})) == "ticket letter-a number-121 window number-3");
    CHECK(names(announcement({"tg"}, {"A", 10'203}, {3})) ==
          "ticket letter-a number-1 number-0 number-2 number-0 number-3 window number-3");
}

TEST_CASE("no two numbers of a language are said alike, and every word of them has a text") {
    for (const char* language : {"ru", "en", "be", "kk", "uz"}) {
        CAPTURE(language);
        std::set<std::string> texts;
        for (int number = 1; number <= 9999; ++number) {
            const Announcement call = announcement({language}, {"A", number}, {1});
            for (const Clip& clip : call)
                if (clip.text.empty() || clip.text.find_first_of("0123456789") != std::string::npos)
                    FAIL(language << ": " << clip.name << " is said as \"" << clip.text << '"');
            texts.insert(said(call));
        }
        CHECK(texts.size() == 9999);
    }
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
    hall::Plan plan = kiosk_test::example_plan();
    plan.languages = {{"ru"}, {"en"}, {"be"}, {"kk"}, {"uz"}};
    const std::vector<Clip> ahead = clips_of(plan);
    for (const hall::Language& language : plan.languages)
        for (const hall::Service& service : plan.services)
            for (int ordinal = 1; ordinal <= 9999; ordinal += ordinal < 130 ? 1 : 97)
                for (Clip clip : announcement(language, {service.letter, ordinal}, {ordinal % 50 + 1})) {
                    clip.ends_phrase = false;
                    if (std::find(ahead.begin(), ahead.end(), clip) == ahead.end())
                        FAIL(language.value << '/' << clip.name << " is not made ahead");
                }
    CHECK(ahead.size() < 65 * plan.languages.size());
}
