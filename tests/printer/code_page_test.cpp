#include "printer/code_page.hpp"

#include <doctest/doctest.h>

#include <random>

using namespace okno::printer;
using namespace std::string_literals;

TEST_CASE("every Russian letter has its place in both pages") {
    CHECK(in_page("АБПЯабпрстя", CodePage::pc866) == "\x80\x81\x8F\x9F\xA0\xA1\xAF\xE0\xE1\xE2\xEF"s);
    CHECK(in_page("АБПЯабпрстя", CodePage::wpc1251) == "\xC0\xC1\xCF\xDF\xE0\xE1\xEF\xF0\xF1\xF2\xFF"s);
    CHECK(in_page("Ёё№°·", CodePage::pc866) == "\xF0\xF1\xFC\xF8\xFA"s);
    CHECK(in_page("Ёё№°·", CodePage::wpc1251) == "\xA8\xB8\xB9\xB0\xB7"s);
    CHECK(in_page("A012 ~!", CodePage::pc866) == "A012 ~!");
}

TEST_CASE("what a page lacks gets a plain replacement where there is one") {
    CHECK(in_page("«Окно» — 15–25…", CodePage::pc866) == "\"\x8E\xAA\xAD\xAE\" - 15-25..."s);
    CHECK(in_page("«—–…", CodePage::wpc1251) == "\xAB\x97\x96\x85"s);
    CHECK(in_page("25\u00A0минут", CodePage::pc866) == "25\xFF\xAC\xA8\xAD\xE3\xE2"s);
    CHECK(in_page("\u2212\u2011\u202F", CodePage::wpc1251) == "-- ");
}

TEST_CASE("other scripts, control characters and what is no UTF-8 cannot be said") {
    for (const auto page : {CodePage::pc866, CodePage::wpc1251})
        for (const auto& text : {"Қызмет"s, "ქართული"s, "日本"s, "é"s, "\x1B@"s, "a\nb"s, "\x7F"s, "\xFF"s,
                                 "\xC0\x80"s, "\xE2\x80"s, "\xED\xA0\x80"s, "\xF5\x80\x80\x80"s, "\xD0"s})
            CHECK_FALSE(in_page(text, page));
}

TEST_CASE("no text becomes a control character, whatever its bytes are") {
    const unsigned seed = std::random_device{}();
    CAPTURE(seed);
    std::mt19937 random(seed);
    for (int i = 0; i < 20'000; ++i) {
        std::string text;
        for (int n = 0; n < 6; ++n)
            text += static_cast<char>(random() % 2 == 0 ? random() : 0xD0 + random() % 2);
        for (const auto page : {CodePage::pc866, CodePage::wpc1251})
            if (const auto bytes = in_page(text, page))
                for (const char c : *bytes) REQUIRE((static_cast<unsigned char>(c) >= 0x20 && c != 0x7F));
    }
}

TEST_CASE("pages are known by their names") {
    CHECK(code_page_named("pc866") == CodePage::pc866);
    CHECK(code_page_named("wpc1251") == CodePage::wpc1251);
    CHECK_FALSE(code_page_named("utf8"));
    CHECK_FALSE(code_page_named(""));
}
