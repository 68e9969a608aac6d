// A ticket's letter is one word, whoever says it: the kiosk to a visitor who sees nothing, the board to the
// hall.
#include "words/letters.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "display/announcement.hpp"
#include "tests/kiosk/blind_visitor.hpp"

using namespace okno;

namespace {

// Without a voice for the language the board makes no words of its own.
std::string said_by_board(const std::string& language, char letter) {
    for (const display::Clip& clip : display::announcement({language}, {{letter}, 4}, {3}))
        if (clip.name.starts_with("letter-")) return clip.text;
    return "";
}

std::string said_by_kiosk(const std::string& language, char letter, kiosk::ScreenKind kind) {
    kiosk::Screen screen;
    screen.kind = kind;
    screen.spoken = {language, "ru"};
    screen.voice.on = true;
    const std::string number = letter + std::string("004");
    if (kind == kiosk::ScreenKind::visit_choice) {
        screen.tiles.push_back({"visit:" + number, number, ""});
        screen.focus = "visit:" + number;
    } else {
        screen.number = number;
    }
    std::string text;
    for (const kiosk::Utterance& each : kiosk::Speech().tell(screen)) text += each.text;
    return text;
}

}  // namespace

TEST_CASE("the kiosk and the board call every letter by the same word, in every language") {
    for (const std::string language : {"ru", "en", "be", "kk", "uz", "tg", "ru@simple", "en@simple"})
        for (char letter = 'A'; letter <= 'Z'; ++letter) {
            CAPTURE(language);
            CAPTURE(letter);
            const std::string name = words::letter_name({language}, letter);
            for (const auto kind : {kiosk::ScreenKind::ticket, kiosk::ScreenKind::write_down,
                                    kiosk::ScreenKind::visit_choice}) {
                const std::string said = said_by_kiosk(language, letter, kind);
                CAPTURE(said);
                CHECK(said.find(" " + name + ", 4.") != std::string::npos);
            }
            const std::string plain = language.substr(0, language.find('@'));
            CHECK(said_by_board(plain, letter) == (plain == "tg" ? "" : name));
        }
}

TEST_CASE("letters have the names of the language, where it has none of its own those of the next") {
    CHECK(words::letter_name({"ru"}, 'C') == "цэ");
    CHECK(words::letter_name({"tg"}, 'C') == "цэ");
    CHECK(words::letter_name({"be"}, 'X') == "ікс");
    CHECK(words::letter_name({"uz", "ru"}, 'C') == "tse");
    CHECK(words::letter_name({"en", "ru"}, 'C') == "C");
    CHECK(words::letter_name({"tt", "ru"}, 'C') == "цэ");
    CHECK(words::letter_name({"de"}, 'C') == "C");
    CHECK(words::letter_name({}, 'C') == "C");
}

TEST_CASE("no two letters of a language are called alike, and none is a Latin letter among Cyrillic words") {
    for (const std::string language : {"ru", "be", "kk", "tg", "en", "uz"}) {
        std::vector<std::string> names;
        for (char letter = 'A'; letter <= 'Z'; ++letter)
            names.push_back(words::letter_name({language}, letter));
        std::sort(names.begin(), names.end());
        CHECK(std::adjacent_find(names.begin(), names.end()) == names.end());
        if (language == "en" || language == "uz") continue;
        for (const std::string& name : names)
            CHECK(std::none_of(name.begin(), name.end(), [](unsigned char c) { return std::isalpha(c); }));
    }
}
