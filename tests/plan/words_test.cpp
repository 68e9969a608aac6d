#include "plan/words.hpp"

#include <doctest/doctest.h>

#include <string>

#include "plan/nearest_word.hpp"

using namespace okno;
using hall::Seconds;

TEST_CASE("durations are whole hours, minutes and seconds in this order") {
    CHECK(plan::parse_duration("20m") == Seconds{1200});
    CHECK(plan::parse_duration("90s") == Seconds{90});
    CHECK(plan::parse_duration("1h30m") == Seconds{5400});
    CHECK(plan::parse_duration("1h1s") == Seconds{3601});
    CHECK(plan::parse_duration("0s") == Seconds{0});
    CHECK(plan::parse_duration("24h") == Seconds{86400});
    for (const char* wrong : {"", "m", "20", "20 m", " 20m", "20min", "-5m", "5.5m", "30s1m", "1m1m", "25h",
                              "99999999999999999999s", "1000000s", "20m "})
        CHECK_MESSAGE(!plan::parse_duration(wrong), wrong);
}

TEST_CASE("opening hours have two digits for each part and close after they open") {
    using std::chrono::hours;
    CHECK(plan::parse_hours("00:00-24:00").value() == hall::DayHours{{hours{0}, hours{24}}});
    CHECK(plan::parse_hours("closed").value().empty());
    const hall::DayHours with_break{{hours{9}, hours{13}}, {hours{14}, hours{18}}};
    CHECK(plan::parse_hours("09:00-13:00, 14:00-18:00").value() == with_break);
    CHECK(plan::parse_hours("09:00-13:00,14:00-18:00").value() == with_break);
    for (const char* wrong : {"",
                              "9:00-18:00",
                              "09:60-18:00",
                              "09:00-24:01",
                              "09:00 - 18:00",
                              "09:00-09:00",
                              "18:00-09:00",
                              "09:00",
                              "09:00-",
                              "-18:00",
                              "09:00-18:00-19:00",
                              "aa:bb-cc:dd",
                              "Closed",
                              "09:00-13:00,",
                              ",09:00-13:00",
                              "09:00-13:00,  14:00-18:00",
                              "09:00-13:00 14:00-18:00",
                              "09:00-13:00; 14:00-18:00",
                              "14:00-18:00, 09:00-13:00",
                              "09:00-13:00, 13:00-18:00",
                              "09:00-13:00, 12:00-18:00",
                              "closed, 09:00-13:00",
                              "09:00-13:00, closed"})
        CHECK_MESSAGE(!plan::parse_hours(wrong), wrong);
    std::string thirteen;
    for (int i = 10; i < 23; ++i)
        thirteen += (i == 10 ? "" : ", ") + std::to_string(i) + ":00-" + std::to_string(i) + ":30";
    CHECK_FALSE(plan::parse_hours(thirteen));
    CHECK(plan::parse_hours(thirteen.substr(0, thirteen.size() - 13)).value().size() == 12);
}

TEST_CASE("days are dates of the calendar") {
    CHECK(plan::parse_day("2026-12-31") == hall::LocalDay{std::chrono::year{2026} / 12 / 31});
    CHECK(plan::parse_day("2028-02-29"));
    for (const char* wrong : {"", "2026-02-29", "2026-13-01", "2026-00-01", "2026-01-00", "2026-1-01",
                              "26-01-01", "2026-01-01 ", "2026/01/01", "20a6-01-01", "+026-01-01"})
        CHECK_MESSAGE(!plan::parse_day(wrong), wrong);
}

TEST_CASE("the edit distance counts insertions, deletions, replacements and swaps") {
    CHECK(plan::edit_distance("", "") == 0);
    CHECK(plan::edit_distance("", "abc") == 3);
    CHECK(plan::edit_distance("specialst", "specialist") == 1);
    CHECK(plan::edit_distance("kidn", "kind") == 1);
    CHECK(plan::edit_distance("kitten", "sitting") == 3);
}

TEST_CASE("the nearest word is near, or nothing is suggested") {
    CHECK(plan::nearest_word("cashir", {"specialist", "cashier"}) == "cashier");
    CHECK(plan::nearest_word("guard", {"specialist", "cashier"}) == "");
    CHECK(plan::nearest_word("b", {"a", "c"}) == "");
    CHECK(plan::nearest_word("x", {}) == "");
}

TEST_CASE("Cyrillic capitals that look Latin, and small letters, find their Latin capital") {
    CHECK(plan::latin_look_alike("Н") == "H");
    CHECK(plan::latin_look_alike("b") == "B");
    CHECK(plan::latin_look_alike("Ж") == "");
}
