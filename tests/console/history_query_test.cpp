// What the pages of the past ask in an address, and the sentences when it cannot be answered.
#include <doctest/doctest.h>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <fstream>

#include "console/past/archive.hpp"
#include "console/past/history_query.hpp"
#include "console/sentences.hpp"
#include "statistics/day_text.hpp"
#include "tests/fakes/temporary_folder.hpp"

using namespace okno;
using namespace okno::console;

namespace {

httplib::Request asking(const httplib::Params& params) {
    httplib::Request request;
    request.params = params;
    return request;
}

}  // namespace

TEST_CASE("a period is two days that exist, in their order, and ten years at most") {
    const auto days = days_asked(asking({{"from", "2024-02-29"}, {"to", "2024-03-01"}}));
    REQUIRE(days);
    CHECK(statistics::to_text(days->first) == "2024-02-29");
    CHECK(days->last - days->first == std::chrono::days{1});
    for (const auto& [from, to] : {std::pair{"2026-02-29", "2026-03-01"},
                                   {"2026-03-02", "2026-03-01"},
                                   {"2010-01-01", "2026-03-01"},
                                   {"2026-3-1", "2026-03-02"},
                                   {"2026-03-0x", "2026-03-02"},
                                   {"", ""}}) {
        const auto wrong = days_asked(asking({{"from", from}, {"to", to}}));
        REQUIRE_FALSE(wrong);
        CHECK(wrong.error().code == "bad_period");
    }
}

TEST_CASE("a filter that is empty means none, one that is missing means any, and bounds are kept") {
    const auto filter = filter_asked(asking({{"category", ""}, {"hour", "0"}, {"window", "0"}}));
    REQUIRE(filter);
    CHECK(filter->category == hall::CategoryId{""});
    CHECK(filter->hour == 0);
    CHECK(filter->window == hall::WindowId{0});
    CHECK_FALSE(filter->service);
    CHECK_FALSE(filter->weekday);
    for (const auto& [name, value] : {std::pair{"hour", "24"},
                                      {"weekday", "0"},
                                      {"window", "x"},
                                      {"hour", "1 "},
                                      {"window", "99999999999999999999"}})
        CHECK_FALSE(filter_asked(asking({{name, value}})));
    CHECK_FALSE(filter_asked(asking({{"service", std::string(65, 'x')}})));
}

TEST_CASE("the clock is that of the hall, whatever the computer's") {
    const hall::Zone zone{"Test/Zone", {{hall::Timestamp{}, std::chrono::hours{3}}}};
    CHECK(clock_text(zone, hall::Timestamp{std::chrono::hours{22}}) == "1970-01-02T01:00:00");
}

TEST_CASE(
    "a statistics file that is missing or none is told in a sentence, and opened again when it is well") {
    const fakes::TemporaryFolder folder;
    Archive archive(folder / "statistics.db");
    const auto ask = [&] {
        return archive.ask([](statistics::Statistics& statistics) -> Archive::Answer {
            return nlohmann::json(statistics.known_days().has_value());
        });
    };
    REQUIRE_FALSE(ask());
    CHECK(ask().error().code == "archive_away");
    std::ofstream(folder / "statistics.db") << std::string(8192, 'x');
    REQUIRE_FALSE(ask());
    CHECK(ask().error().code == "archive_away");
    std::filesystem::remove(folder / "statistics.db");
    {
        statistics::Statistics made(folder / "statistics.db");
        REQUIRE(ask());
        CHECK(*ask() == false);
    }
    // It was damaged where nobody has asked, and the console has made another.
    std::filesystem::rename(folder / "statistics.db", folder / "statistics.db.damaged");
    statistics::Statistics made(folder / "statistics.db");
    soci::session(soci::sqlite3, "dbname=" + (folder / "statistics.db").string())
        << "INSERT INTO hours (day, hour, issued, served, cancelled, missed, expired) "
           "VALUES ('2026-03-02', 9, 1, 1, 0, 0, 0)";
    REQUIRE(ask());
    CHECK(*ask() == true);
}

TEST_CASE("a period with too many tickets is refused with both numbers, in both languages") {
    const auto refusal = complain_period_too_long(300'000, 200'000);
    CHECK(http_status(refusal) == 409);
    for (const char* language : {"ru", "en"}) {
        const std::string& sentence = refusal.sentence.at(hall::Language{language});
        CHECK(sentence.find("300000") != std::string::npos);
        CHECK(sentence.find("200000") != std::string::npos);
    }
}
