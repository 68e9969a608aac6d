#include "words/words.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cctype>
#include <regex>

#include "words/dates.hpp"

using namespace okno;
using namespace std::chrono_literals;

namespace {

std::string people(const words::Languages& languages, std::size_t count) {
    return words::plural(languages, "{count} person is ahead of you.", "{count} people are ahead of you.",
                         count);
}

// Every text a catalogue lacks, in one sentence.
std::string lacking(const std::string& language) {
    std::string all;
    for (const std::string& text : words::all_texts())
        if (!words::has(language, text.c_str())) all += language + " has no \"" + text + "\"\n";
    return all;
}

}  // namespace

TEST_CASE("English and Russian have every text of the code") {
    CHECK(words::texts() > 100);
    for (const char* language : {"en", "ru"}) CHECK(lacking(language) == "");
}

TEST_CASE("Belarusian, Kazakh, Tajik and Uzbek have every text of the code, too") {
    for (const char* language : {"be", "kk", "tg", "uz"}) CHECK(lacking(language) == "");
}

TEST_CASE("a language without a catalogue lacks all texts and says so") {
    CHECK_FALSE(words::speaks("fr"));
    CHECK(words::missing("fr") == words::texts());
    CHECK(words::missing("ru") == 0);
    CHECK(words::speaks("en"));
}

TEST_CASE("counts take the form their language wants") {
    CHECK(people({"en"}, 1) == "1 person is ahead of you.");
    CHECK(people({"en"}, 21) == "21 people are ahead of you.");
    const auto russian = [](std::size_t count) { return people({"ru"}, count); };
    CHECK(russian(1) == "Перед Вами 1 человек.");
    CHECK(russian(2) == "Перед Вами 2 человека.");
    CHECK(russian(5) == "Перед Вами 5 человек.");
    CHECK(russian(11) == "Перед Вами 11 человек.");
    CHECK(russian(12) == "Перед Вами 12 человек.");
    CHECK(russian(21) == "Перед Вами 21 человек.");
    CHECK(russian(22) == "Перед Вами 22 человека.");
    CHECK(russian(112) == "Перед Вами 112 человек.");
    CHECK(people({"be"}, 3) == "Перад Вамі 3 чалавекі.");
    CHECK(people({"be"}, 14) == "Перад Вамі 14 чалавек.");
    CHECK(people({"kk"}, 22) == "Сіздің алдыңызда 22 адам бар.");
    CHECK(people({"uz"}, 1) == "Sizdan oldin 1 kishi bor.");
    CHECK(people({"tg"}, 7) == "Пеш аз Шумо 7 нафар ҳаст.");
}

TEST_CASE("what a language lacks is said in the next one, and in English at last") {
    CHECK(words::text({"fr", "ru", "uz"}, "Back") == "Назад");
    CHECK(words::text({"en", "ru"}, "Back") == "Back");
    CHECK(words::text({"uz", "ru"}, "Back") == "Orqaga");
    CHECK(words::text({"fr"}, "Back") == "Back");
    CHECK(words::text({}, "Back") == "Back");
    CHECK(words::text({"ru"}, "nobody has written this") == "nobody has written this");
    CHECK(people({"fr", "ru"}, 2) == "Перед Вами 2 человека.");
}

TEST_CASE("a text with a no-break space in its English is found") {
    CHECK(words::text({"ru"}, "up to {to}\u00a0minutes") == "до {to}\u00a0минут");
}

TEST_CASE("dates are said as each language says them") {
    using namespace std::chrono;
    const year_month_day day = 2026y / 11 / 24;
    const weekday tuesday{sys_days{day}};
    CHECK(words::date({"ru"}, day) == "24 ноября");
    CHECK(words::date({"en"}, day) == "24 November");
    CHECK(words::date({"uz"}, day) == "24-noyabr");
    CHECK(words::date({"kk"}, day) == "24 қараша");
    CHECK(words::weekday({"ru"}, tuesday) == "вторник");
    CHECK(words::on_weekday({"ru"}, tuesday) == "во вторник");
    CHECK(words::on_weekday({"be"}, tuesday) == "ў аўторак");
}

TEST_CASE("the places of a text are the same in every translation") {
    const std::regex place("\\{[a-z]+\\}");
    const auto places = [&](const std::string& text) {
        std::vector<std::string> found;
        for (std::sregex_iterator each(text.begin(), text.end(), place), end; each != end; ++each)
            found.push_back(each->str());
        std::sort(found.begin(), found.end());
        return found;
    };
    for (const std::string& text : words::all_texts())
        for (const char* language : {"ru", "be", "kk", "tg", "uz"}) {
            CAPTURE(text);
            CHECK(places(words::text({language}, text.c_str())) == places(text));
        }
}

TEST_CASE("each value stands in its place") {
    CHECK(words::filled("{a}–{b}", {{"b", "2"}, {"a", "1"}}) == "1–2");
    CHECK(words::filled("{a}", {}) == "{a}");
    CHECK(words::filled("{a}", {{"a", "{a}"}}) == "{a}");
}

// EN 301 549, 11.1.3.3: who does not see the screen has no use for "the button on the right" or "the green
// one".
TEST_CASE("no text says where something stands, what form or what colour it has") {
    const std::vector<std::string> senses{
        "on the right", "on the left", "above",  "below", "at the top", "at the bottom", "corner", "green",
        "red ",         "blue",        "yellow", "white", "round",      "square",        "larger", "sound"};
    for (const std::string& text : words::all_texts()) {
        std::string lower = text;
        std::transform(lower.begin(), lower.end(), lower.begin(),
                       [](unsigned char c) { return std::tolower(c); });
        for (const std::string& sense : senses) {
            CAPTURE(text);
            CAPTURE(sense);
            CHECK(lower.find(sense) == std::string::npos);
        }
    }
}

TEST_CASE("simple words stand for texts of the code, and what has none is said as usual") {
    const auto all = words::all_texts();
    for (const char* language : {"ru@simple", "en@simple"}) {
        CAPTURE(language);
        REQUIRE(words::speaks(language));
        const auto texts = words::all_texts(language);
        CHECK(texts.size() >= 25);
        for (const std::string& text : texts) {
            CAPTURE(text);
            CHECK(std::find(all.begin(), all.end(), text) != all.end());
        }
    }
    CHECK(words::text({"ru@simple", "ru"}, "Please take your ticket.") == "Возьмите талон.");
    CHECK(words::text({"ru@simple", "ru"}, "Back") == "Назад");
    CHECK(words::text({"en@simple", "en"}, "Please take your ticket.") == "Take your ticket.");
    CHECK(words::text({"en@simple", "en"}, "Back") == "Back");
    CHECK_FALSE(words::speaks("kk@simple"));
}
