#include "plan/close_reading.hpp"

#include <doctest/doctest.h>

#include "tests/plan/small_plan.hpp"

using namespace okno;
using plan::Path;

TEST_CASE("a complaint knows the value it is about") {
    const auto reading = plan::read_closely(
        "# A hall.\n[hall]\nname = { ru = \"Зал\" }\nzone = \"Europe/Moscwo\"\nlanguages = "
        "[\"ru\"]\nnonsense = 1\n"
        "[[kind]]\nid = \"a\"\nname = { ru = \"А\" }\nnorm = { wait = \"soon\", service = \"9m\" }\n",
        "plan.toml");
    CHECK(!reading.plan);
    REQUIRE(reading.paths.size() == reading.complaints.size());
    const auto path_of = [&](const std::string& found) {
        for (std::size_t i = 0; i < reading.complaints.size(); ++i)
            if (reading.complaints[i].found.en.find(found) != std::string::npos) return reading.paths[i];
        return Path{"no such complaint"};
    };
    CHECK(path_of("time zone") == Path{"hall", "zone"});
    CHECK(path_of("nonsense") == Path{"hall", "nonsense"});
    CHECK(path_of("soon") == Path{"kind", "0", "norm", "wait"});
    CHECK(path_of("\"schedule\"") == Path{"kind", "0"});
    CHECK(path_of("no windows").empty());
}

TEST_CASE("what is no TOML has one complaint with its place, and nothing for a form") {
    const auto reading = plan::read_closely("[hall\n", "plan.toml");
    REQUIRE(reading.complaints.size() == 1);
    CHECK(reading.complaints.front().line == 1);
    CHECK(reading.paths.front().empty());
    CHECK(reading.document_json.empty());
}
