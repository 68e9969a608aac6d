#include "platform/log_ring.hpp"

#include <doctest/doctest.h>

#include <thread>

#include "platform/log.hpp"

using namespace okno::platform;

namespace {

std::uint64_t last_number() {
    const auto lines = newest_warnings();
    return lines.empty() ? 0 : lines.back().number;
}

// The log is the program's: started once.
void start_once() {
    static const bool started = [] {
        start_log("test-log");
        return true;
    }();
    CHECK(started);
}

}  // namespace

TEST_CASE("warnings and errors are kept in order, with their level, and what is less is not") {
    start_once();
    const std::uint64_t before = last_number();
    spdlog::info("The hall is ready.");
    spdlog::warn("A device has fallen silent. device={}", "kiosk-1");
    spdlog::error("The backup has failed.");
    const auto lines = newest_warnings(before);
    REQUIRE(lines.size() == 2);
    CHECK(lines[0].level == "warning");
    CHECK(lines[0].text == "A device has fallen silent. device=kiosk-1");
    CHECK(lines[1].level == "error");
    CHECK(lines[0].number + 1 == lines[1].number);
    CHECK(newest_warnings(lines[1].number).empty());
}

TEST_CASE("only so many are kept, the newest, and a long one is cut between two characters") {
    start_once();
    for (std::size_t i = 0; i < log_lines_kept + 20; ++i) spdlog::warn("line {}", i);
    CHECK(newest_warnings().size() == log_lines_kept);
    CHECK(newest_warnings().back().text == "line " + std::to_string(log_lines_kept + 19));
    std::string text = "x";
    while (text.size() < 2 * log_line_bytes_at_most) text += "я";
    spdlog::warn("{}", text);
    const std::string kept = newest_warnings().back().text;
    CHECK(kept.size() <= log_line_bytes_at_most + std::string{"…"}.size());
    CHECK(kept.ends_with("я…"));
}

TEST_CASE("many threads may log at once") {
    start_once();
    const std::uint64_t before = last_number();
    std::vector<std::thread> threads;
    for (int thread = 0; thread < 4; ++thread)
        threads.emplace_back([] {
            for (int i = 0; i < 25; ++i) spdlog::warn("line {}", i);
        });
    for (std::thread& thread : threads) thread.join();
    CHECK(newest_warnings(before).size() == 100);
}
