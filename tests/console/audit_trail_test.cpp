#include <doctest/doctest.h>
#include <sys/stat.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "console/people/audit_trail.hpp"
#include "tests/fakes/temporary_folder.hpp"

using namespace okno;
using namespace okno::console;
using nlohmann::json;

namespace {

std::vector<json> read(const AuditTrail& trail) {
    std::vector<json> acts;
    for (const std::string& line : trail.part({}).lines) acts.push_back(json::parse(line));
    return acts;
}

}  // namespace

TEST_CASE("an act is found in the trail with who, what, whom and when, by its owner alone") {
    fakes::TemporaryFolder folder;
    AuditTrail trail(folder.path());
    trail.record({Deed::log_in, "olga", ""});
    trail.record({Deed::user_added, "olga", "anna", Role::window_operator, hall::WindowId{3}});
    const auto acts = read(trail);
    REQUIRE(acts.size() == 2);
    CHECK(acts[0]["deed"] == "user_added");
    CHECK(acts[0]["who"] == "olga");
    CHECK(acts[0]["whom"] == "anna");
    CHECK(acts[0]["role"] == "operator");
    CHECK(acts[0]["window"] == 3);
    CHECK(acts[0]["at"].get<std::int64_t>() >= acts[1]["at"].get<std::int64_t>());
    CHECK(acts[1] == json{{"at", acts[1]["at"]}, {"deed", "log_in"}, {"who", "olga"}});
    struct stat found {};
    REQUIRE(::stat((folder / "audit.jsonl").c_str(), &found) == 0);
    CHECK((found.st_mode & 0777) == 0600);
}

TEST_CASE("the trail is only ever appended to, by the next program, too, and half a line swallows nothing") {
    fakes::TemporaryFolder folder;
    AuditTrail(folder.path()).record({Deed::first_start, "olga", ""});
    std::ofstream(folder / "audit.jsonl", std::ios::app) << R"({"at": 7, "deed": "us)";  // a power cut
    AuditTrail trail(folder.path());
    trail.record({Deed::log_out, "olga", ""});
    const auto acts = read(trail);
    REQUIRE(acts.size() == 2);
    CHECK(acts[0]["deed"] == "log_out");
    CHECK(acts[1]["deed"] == "first_start");
}

TEST_CASE("a long trail is read in parts, the newest first, and none is missing or doubled") {
    fakes::TemporaryFolder folder;
    std::ofstream out(folder / "audit.jsonl");
    for (int i = 0; i < 3000; ++i)
        out << json{{"at", i},
                    {"deed", "log_in"},
                    {"who", std::string(static_cast<std::size_t>(i % 90), 'a')}}
                   .dump()
            << "\n";
    out.close();
    const AuditTrail trail(folder.path());
    int expected = 2999;
    std::optional<std::uint64_t> before;
    do {
        const auto part = trail.part(before);
        REQUIRE(part.lines.size() <= AuditTrail::lines_at_most);
        for (const std::string& line : part.lines) CHECK(json::parse(line)["at"] == expected--);
        before = part.before;
    } while (*before > 0);
    CHECK(expected == -1);
    CHECK(trail.part(1'000'000'000).lines.size() == AuditTrail::lines_at_most);
}

TEST_CASE("the last log-in of somebody is known after a restart") {
    fakes::TemporaryFolder folder;
    {
        AuditTrail trail(folder.path());
        trail.record({Deed::log_in, "olga", ""});
        trail.record({Deed::log_in_refused, "anna", ""});
    }
    const AuditTrail trail(folder.path());
    CHECK(trail.last_log_in("olga"));
    CHECK_FALSE(trail.last_log_in("anna"));
}

TEST_CASE("a trail that cannot be written is a failure for an act, and locks nobody out") {
    fakes::TemporaryFolder folder;
    std::filesystem::create_directory(folder / "audit.jsonl");
    AuditTrail trail(folder.path());
    CHECK_THROWS_WITH_AS(trail.record({Deed::user_added, "olga", "anna"}), doctest::Contains("audit.jsonl"),
                         std::system_error);
    trail.note({Deed::log_in, "olga", ""});
    CHECK(trail.part({}).lines.empty());
}
