// Opening hours in a plan: breaks, special days, and the hours of a service of its own.
#include <doctest/doctest.h>

#include "plan/words.hpp"
#include "tests/plan/small_plan.hpp"

using namespace okno;
using namespace std::chrono_literals;
using fakes::complaints;
using fakes::read;
using fakes::small_plan;
using fakes::with;
using hall::DayHours;

namespace {

const std::string hours_expected =
    "; expected opening hours such as \"09:00-18:00\" or \"09:00-13:00, 14:00-18:00\", or \"closed\".\n";

hall::LocalDay day(int year, unsigned month, unsigned of_month) {
    return hall::LocalDay{std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{of_month}};
}

std::string with_service_table(const std::string& tables) {
    return with("letter = \"P\"\nname = { ru = \"Оплата\", en = \"Payment\" }\n",
                "letter = \"P\"\nname = { ru = \"Оплата\", en = \"Payment\" }\n" + tables);
}

std::string with_special(const std::string& special) {
    return with("schedule = { monday = \"09:00-18:00\" }",
                "schedule = { monday = \"09:00-18:00\" }\nspecial = { " + special + " }");
}

}  // namespace

TEST_CASE("hours are times of day, opening before closing") {
    CHECK(complaints(with("monday = \"09:00-18:00\", sunday", "monday = \"9:60-18:00\", sunday")) ==
          "hall.toml:15:23: monday = \"9:60-18:00\": \"9:60\" is not a time of day" + hours_expected);
    CHECK(complaints(with("monday = \"09:00-18:00\", sunday", "monday = \"18:00-09:00\", sunday")) ==
          "hall.toml:15:23: monday = \"18:00-09:00\": the closing time is not after the opening time" +
              hours_expected);
    CHECK(complaints(with("sunday = \"closed\"", "sonday = \"closed\"")).find("Did you mean \"monday\"?") !=
          std::string::npos);
    CHECK(complaints(with("{ monday = \"09:00-18:00\", sunday = \"closed\" }", "{}"))
              .starts_with("hall.toml:15:12: the schedule opens on no day"));
}

TEST_CASE("a day may have breaks") {
    const auto plan =
        read(with("monday = \"09:00-18:00\", sunday", "monday = \"09:00-13:00, 14:00-18:00\", sunday"));
    CHECK(plan.kinds[0].schedule.week[0] == DayHours{{9h, 13h}, {14h, 18h}});
    CHECK(complaints(
              with("monday = \"09:00-18:00\", sunday", "monday = \"09:00-13:00, 13:00-18:00\", sunday")) ==
          "hall.toml:15:23: monday = \"09:00-13:00, 13:00-18:00\": there is no break between these hours, or "
          "they are out of order" +
              hours_expected);
}

TEST_CASE("special days take the place of the weekday's hours") {
    const auto plan = read(with_special("\"2026-12-31\" = \"09:00-14:00\", 2027-01-01 = \"closed\""));
    const auto& special = plan.kinds[1].schedule.special;
    CHECK(special.size() == 2);
    CHECK(special.at(day(2026, 12, 31)) == DayHours{{9h, 14h}});
    CHECK(special.at(day(2027, 1, 1)).empty());
    CHECK(plan.kinds[0].schedule.special.empty());
    CHECK(read(with_special("")).kinds[1].schedule.special.empty());
}

TEST_CASE("a special day is a date of the calendar with hours") {
    CHECK(complaints(with_special("\"2026-02-29\" = \"closed\"")) ==
          "hall.toml:22:13: \"2026-02-29\": this is not a day; expected a date such as \"2026-12-31\".\n");
    CHECK(complaints(with_special("christmas = \"closed\"")) ==
          "hall.toml:22:13: \"christmas\": this is not a day; expected a date such as \"2026-12-31\".\n");
    CHECK(complaints(with_special("\"2026-12-31\" = \"short\"")) ==
          "hall.toml:22:28: 2026-12-31 = \"short\": these are not opening hours" + hours_expected);
    CHECK(complaints(with_special("\"2026-12-31\" = 5")) ==
          "hall.toml:22:28: 2026-12-31 = 5: this is a whole number" + hours_expected);
    CHECK(complaints(with_special("\"2026-12-31\" = \"closed\", \"2026-12-31\" = \"closed\"")) != "");
    std::string many;
    for (int i = 0; i <= 1000; ++i)
        many += (many.empty() ? "\"" : ", \"") + std::to_string(2000 + i) + "-05-09\" = \"closed\"";
    CHECK(complaints(with_special(many)) ==
          "hall.toml:22:11: there are 1001 special days; expected at most 1000.\n");
}

TEST_CASE("a service has the hours of its kind unless it has its own") {
    const auto plan = read(small_plan);
    CHECK_FALSE(plan.services[1].schedule);
    const auto own =
        read(with_service_table("schedule = { monday = \"10:00-12:00\", friday = \"closed\" }\n"));
    REQUIRE(own.services[1].schedule);
    CHECK(own.services[1].schedule->week[0] == DayHours{{10h, 12h}});
    CHECK(own.services[1].schedule->week[4].empty());
    CHECK_FALSE(own.services[0].schedule);
    CHECK(complaints(with_service_table("schedule = { mondey = \"10:00-12:00\" }\n"))
              .find("Did you mean \"monday\"?") != std::string::npos);
}

TEST_CASE("a service keeps the holidays of its kind, and may name days itself") {
    std::string text = with_service_table(
        "schedule = { monday = \"10:00-12:00\" }\n"
        "special = { \"2027-01-02\" = \"11:00-12:00\" }\n");
    const std::string hours = "schedule = { monday = \"09:00-18:00\" }\n";
    text.insert(text.find(hours) + hours.size(),
                "special = { \"2027-01-01\" = \"closed\", \"2027-01-02\" = \"closed\" }\n");
    const auto schedule = *read(text).services[1].schedule;
    CHECK(schedule.week[0] == DayHours{{10h, 12h}});
    CHECK(schedule.special.at(day(2027, 1, 1)).empty());
    CHECK(schedule.special.at(day(2027, 1, 2)) == DayHours{{11h, 12h}});

    const auto only_special = read(with_service_table("special = { \"2027-01-04\" = \"closed\" }\n"));
    REQUIRE(only_special.services[1].schedule);
    CHECK(only_special.services[1].schedule->week == only_special.kinds[1].schedule.week);
}
