#include "display/card.hpp"

#include <doctest/doctest.h>

using namespace okno;
using namespace okno::display;

namespace {

Card card(const std::string& text) {
    const auto read = read_card(text, "card.toml");
    if (!read) FAIL(to_string(read.error().front()));
    return *read;
}

std::string complaint(const std::string& text) {
    const auto read = read_card(text, "card.toml");
    if (read) return "";
    CHECK(read.error().size() == 1);
    return to_string(read.error().front());
}

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

hall::LocalDay day(unsigned month, unsigned number) {
    return hall::LocalDay{std::chrono::local_days{std::chrono::year{2026} / std::chrono::month{month} /
                                                  std::chrono::day{number}}};
}

}  // namespace

TEST_CASE("a card says what it is for and what it shows") {
    const Card tariffs = card(R"(kind = "tariff"
title = { ru = "Тарифы с 1 декабря", en = "Tariffs from 1 December" }
picture = "tariffs.png"
valid_from = "2026-12-01"
valid_until = "2026-12-31"
seconds = 20
)");
    CHECK(tariffs.name == "card.toml");
    CHECK(tariffs.kind == CardKind::tariff);
    CHECK(tariffs.title.at({"ru"}) == "Тарифы с 1 декабря");
    CHECK(tariffs.picture == "tariffs.png");
    CHECK(tariffs.seconds == std::chrono::seconds(20));
    CHECK(!is_valid_on(tariffs, day(11, 30)));
    CHECK(is_valid_on(tariffs, day(12, 1)));
    CHECK(is_valid_on(tariffs, day(12, 31)));
    CHECK(!is_valid_on(tariffs, day(12, 31) + std::chrono::days(1)));
    CHECK(is_valid_on(card("kind = \"how-to\"\ntext = { ru = \"Возьмите талон\" }"), day(1, 1)));
}

TEST_CASE("films, music and television are refused with the clause that forbids them") {
    for (const char* kind : {"film", "films", "music", "television", "tv"}) {
        CAPTURE(kind);
        const std::string said = complaint("kind = \"" + std::string(kind) + "\"\npicture = \"a.png\"");
        CHECK(has(said, "card.toml:1:8: kind = \"" + std::string(kind) + '"'));
        CHECK(has(said, "clauses 158 and 159"));
        CHECK(has(said, "one of company, tariff, reminder, how-to, advertising"));
    }
}

TEST_CASE("advertising needs the number of a contract") {
    const std::string said = complaint("kind = \"advertising\"\npicture = \"a.png\"");
    CHECK(has(said, "clauses 158 and 159"));
    CHECK(has(said, "contract = \"the number of the contract\""));
    CHECK(has(complaint("kind = \"advertising\"\npicture = \"a.png\"\ncontract = \"\""), "under a contract"));
    CHECK(card("kind = \"advertising\"\npicture = \"a.png\"\ncontract = \"17/2026\"").contract == "17/2026");
}

TEST_CASE("what a card may not be is told with its place") {
    CHECK(has(complaint("kind = \"tarif\"\npicture = \"a.png\""), "Did you mean \"tariff\"?"));
    CHECK(has(complaint("kind = \"tariff\""), "the card shows nothing"));
    CHECK(has(complaint("picture = \"a.png\""), "kind"));
    CHECK(has(complaint("kind = \"tariff\"\npicture = \"../a.png\""), "not a plain name"));
    CHECK(has(complaint("kind = \"tariff\"\npicture = \".a.png\""), "not a plain name"));
    CHECK(has(complaint("kind = \"tariff\"\npicture = \"a.png\"\nframes = \"b\""), "frames, too"));
    CHECK(has(complaint("kind = \"tariff\"\npicture = \"a.png\"\ntext = { ru = \"б\" }"), "a title alone"));
    CHECK(has(complaint("kind = \"tariff\"\npicture = \"a.png\"\nvalid_from = \"2026-02-30\""), "not a day"));
    CHECK(has(complaint("kind = \"tariff\"\npicture = \"a.png\"\nvalid_from = \"2026-12-02\"\n"
                        "valid_until = \"2026-12-01\""),
              "lies before"));
    CHECK(has(complaint("kind = \"tariff\"\npicture = \"a.png\"\nseconds = 1"), "seconds"));
    CHECK(has(complaint("kind = \"tariff\"\nframes = \"b\"\nframes_a_second = 25"), "frames_a_second"));
    CHECK(has(complaint("kind = \"tariff\"\npicture = \"a.png\"\ncolour = \"red\""), "colour"));
    CHECK(has(complaint("kind = \"tariff\"\ntitle = \"Тарифы\""), "title"));
    CHECK(has(complaint("kind = "), "card.toml:1:"));
}
