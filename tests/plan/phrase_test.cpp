// The words of complaints are checked while they are compiled; here is what that check lets pass.
#include "plan/phrase.hpp"

#include <doctest/doctest.h>

#include "plan/complaint.hpp"
#include "plan/plan_file.hpp"
#include "tests/plan/small_plan.hpp"

using namespace okno;
using plan::holes_of;
using plan::is_english;
using plan::is_russian;
using plan::phrase;

static_assert(is_russian("{}: такого часового пояса нет"));
static_assert(is_russian("название из базы IANA, например \"Europe/Moscow\""),
              "words of the file are quoted");
static_assert(is_russian("таблица [calling] с ключом «recalls_at_most»"));
static_assert(!is_russian("{}: there is no such time zone"), "English is no Russian");
static_assert(!is_russian("{}: такого window kind нет"), "half of it is English");
static_assert(!is_russian(""), "a phrase without its Russian");
static_assert(!is_russian("TOML 1.0"));
static_assert(is_english("the words in each language, such as { ru = \"…\", en = \"Зал\" }"));
static_assert(!is_english("такого часового пояса нет"));
static_assert(holes_of("{}: there is no such {}") == 2);
static_assert(holes_of("a text such as { ru = \"...\" }") == 0);

TEST_CASE("the holes of a phrase are filled in both languages, and what fills them has no holes") {
    const plan::Phrase line = phrase({"line {}", "строка {}"}, 12);
    const plan::Phrase told = phrase({"{}: already on {}", "{}: уже есть ({})"}, "id = \"{}\"", line);
    CHECK(told.en == "id = \"{}\": already on line 12");
    CHECK(told.ru == "id = \"{}\": уже есть (строка 12)");
}

TEST_CASE("a complaint is a whole sentence in both languages") {
    const plan::Complaint complaint{"hall.toml",
                                    3,
                                    1,
                                    phrase({"{}: there is no such {}", "{}: среди {} такого кода нет"},
                                           "kind = \"chas\"", phrase({"window kind", "видов окон"})),
                                    phrase({"one of {}", "одно из: {}"}, "cash, specialist"),
                                    "cash"};
    CHECK(sentence(complaint).ru ==
          "kind = \"chas\": среди видов окон такого кода нет. Нужно: одно из: cash, specialist. Может быть, "
          "«cash»?");
    CHECK(sentence(complaint).en ==
          "kind = \"chas\": there is no such window kind; expected one of cash, specialist. Did you mean "
          "\"cash\"?");
    CHECK(to_string(complaint) == "hall.toml:3:1: " + sentence(complaint).en);
}

TEST_CASE("every way in which a text is no TOML is told in Russian") {
    const auto russian = [](const std::string& text) {
        const auto plan = plan::read_plan_text(text, "hall.toml");
        REQUIRE_FALSE(plan);
        REQUIRE(plan.error().size() == 1);
        fakes::check_both_languages(plan.error().front());
        return plan.error().front().found.ru;
    };
    CHECK(russian("[hall\n") == "не хватает закрывающей скобки «]»");
    CHECK(russian("a = 1\na = 2\n") == "такой ключ или такая таблица в тексте уже есть");
    CHECK(russian("a\n") == "после ключа нужен знак «=»");
    CHECK(russian("a =\n") == "после знака «=» нужно значение: текст в кавычках, число, «true» или «false»");
    CHECK(russian("a = \"b") == "текст обрывается: не хватает закрывающей кавычки, скобки или значения");
    CHECK(russian("a = \"b\" c\n") == "после значения или заголовка в строке есть лишнее");
    CHECK(russian("a = [1 2]\n") == "не хватает запятой или закрывающей скобки");
    CHECK(russian("a = { b = 1, }\n") == "лишняя запятая перед закрывающей скобкой");
    CHECK(russian("a = \"\\q\"\n") ==
          "после обратной черты в кавычках стоит то, чего там быть не может; саму черту пишут дважды");
    for (const char* other :
         {"=", "a = 1__0", "a = 2026-99-01", "a = \"\xff\"", "зал = 1", "a = 01", "a = b", "a.b.\n",
          "[a]\n[a]\n", "[]", "a = 1e", "a = \"\x01\"", "a = 'b\nc'", "a = [1,,2]"})
        CHECK_FALSE(russian(other).empty());
}
