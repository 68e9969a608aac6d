#include "plan/zone.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "plan/yearly_rule.hpp"

using namespace okno;
using namespace std::chrono;

namespace {

hall::Timestamp utc(int year, unsigned month, unsigned day, int hour = 0) {
    return hall::Timestamp{
        sys_days{std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{day}} + hours{hour}};
}

int offset_minutes(const hall::Zone& zone, hall::Timestamp at) {
    const auto local = hall::local_time(zone, at).time_since_epoch();
    return static_cast<int>(duration_cast<minutes>(local - at.time_since_epoch()).count());
}

}  // namespace

TEST_CASE("Moscow has one offset from the first day on") {
    const auto zone = plan::unroll_zone("Europe/Moscow");
    REQUIRE(zone);
    CHECK(zone->offsets == std::vector{hall::ZoneOffset{utc(2020, 1, 1), hours{3}}});
}

TEST_CASE("a zone that moved its clock has both offsets, at the right instant") {
    const auto zone =
        plan::unroll_zone("Europe/Volgograd");  // +4 until 27 December 2020, 02:00 local, then +3
    REQUIRE(zone);
    REQUIRE(zone->offsets.size() == 2);
    CHECK(zone->offsets[0].offset == hours{4});
    CHECK(zone->offsets[1] == hall::ZoneOffset{utc(2020, 12, 26, 22), hours{3}});
}

TEST_CASE("summer time goes on until 2045, also after the table of the time-zone file ends in 2037") {
    const auto zone = plan::unroll_zone("Europe/Berlin");
    REQUIRE(zone);
    for (int year = 2020; year <= 2045; ++year) {
        INFO(year);
        CHECK(offset_minutes(*zone, utc(year, 1, 15)) == 60);
        CHECK(offset_minutes(*zone, utc(year, 7, 15)) == 120);
    }
    CHECK(std::is_sorted(zone->offsets.begin(), zone->offsets.end(),
                         [](const auto& a, const auto& b) { return a.from < b.from; }));
}

TEST_CASE("the change of the clock after 2037 comes at the rule's instant") {
    const auto zone = plan::unroll_zone("Europe/Berlin");
    REQUIRE(zone);
    const auto has = [&](hall::ZoneOffset offset) {
        return std::count(zone->offsets.begin(), zone->offsets.end(), offset) == 1;
    };
    CHECK(has({utc(2037, 10, 25, 1), hours{1}}));
    CHECK(has({utc(2038, 3, 28, 1), hours{2}}));  // the last Sundays of March and October
    CHECK(has({utc(2038, 10, 31, 1), hours{1}}));
    CHECK(has({utc(2045, 10, 29, 1), hours{1}}));
}

TEST_CASE("the rule's table and the table of the file agree where both speak") {
    for (const char* name : {"Europe/Berlin", "America/New_York", "Asia/Jerusalem", "Australia/Sydney",
                             "America/Santiago", "Africa/Cairo", "Asia/Beirut"}) {
        INFO(name);
        const auto zone = plan::unroll_zone(name);
        REQUIRE(zone);
        // 2034 and 2045 have the same calendar: both begin on a Sunday, neither is a leap year.
        std::vector<hall::Milliseconds> of_2034;
        std::vector<hall::Milliseconds> of_2045;
        for (const auto& offset : zone->offsets) {
            if (offset.from >= utc(2034, 1, 1) && offset.from < utc(2035, 1, 1))
                of_2034.push_back(offset.from - utc(2034, 1, 1));
            if (offset.from >= utc(2045, 1, 1)) of_2045.push_back(offset.from - utc(2045, 1, 1));
        }
        CHECK(of_2034.size() == 2);
        CHECK(of_2034 == of_2045);
    }
}

TEST_CASE("a yearly rule is read as RFC 9636 writes it") {
    using std::chrono::weekday;
    const auto berlin = plan::parse_yearly_rule("CET-1CEST,M3.5.0,M10.5.0/3");
    REQUIRE(berlin);
    CHECK(berlin->winter == hours{1});
    CHECK(berlin->summer == hours{2});
    CHECK(berlin->summer_begins == plan::YearlyChange{March, 5, weekday{0}, hours{2}});
    CHECK(berlin->summer_ends == plan::YearlyChange{October, 5, weekday{0}, hours{3}});
    const auto nuuk = plan::parse_yearly_rule("<-02>2<-01>,M3.5.0/-1,M10.5.0/0");
    REQUIRE(nuuk);
    CHECK(nuuk->winter == hours{-2});
    CHECK(nuuk->summer_begins.time == hours{-1});
    for (const char* none : {"", "MSK-3", "<+07>-7", "CET", "CET-1CEST", "CET-1CEST,M3.5.0",
                             "CET-1CEST,M13.5.0,M1.1.1", "CET-1CEST,J60,J300", "CET-1CEST,M3.5.0,M10.5.0/3 "})
        CHECK_MESSAGE(!plan::parse_yearly_rule(none), none);
}

TEST_CASE("an unknown zone and the machine's own zone are no zones of a plan") {
    CHECK_FALSE(plan::unroll_zone("Europe/Moskow"));
    CHECK_FALSE(plan::unroll_zone("localtime"));
    CHECK_FALSE(plan::unroll_zone(""));
    CHECK_FALSE(plan::unroll_zone("../../etc/passwd"));
    CHECK(plan::unroll_zone("UTC"));
}
