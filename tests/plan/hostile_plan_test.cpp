// Whatever a hand, an editor or a bad disk makes of a plan: it is read or it is refused with places that are
// in the file. It never crashes and never hangs. RapidCheck prints the seed; run again with
// RC_PARAMS="seed=...".
#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <fstream>
#include <sstream>
#include <string>

#include "plan/plan_file.hpp"

using namespace okno;

namespace {

std::string example() {
    std::ifstream in("deploy/plans/example.toml");
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    return lines;
}

std::string joined(const std::vector<std::string>& lines) {
    std::string text;
    for (const std::string& line : lines) text += line + '\n';
    return text;
}

void check_answer(const std::string& text) {
    const auto plan = plan::read_plan_text(text, "hall.toml");
    if (plan) {
        RC_ASSERT(!plan->services.empty());
        RC_ASSERT(!plan->windows.empty());
        return;
    }
    RC_ASSERT(!plan.error().empty());
    const auto lines = std::count(text.begin(), text.end(), '\n') + 1;
    for (const plan::Complaint& complaint : plan.error()) {
        RC_ASSERT(!complaint.found.empty());
        RC_ASSERT(complaint.line <= lines);
    }
}

std::size_t any_below(std::size_t size) {
    return *rc::gen::resize(rc::kNominalSize, rc::gen::inRange<std::size_t>(0, size));
}

}  // namespace

TEST_CASE("a plan whose bytes were damaged is read or refused") {
    const std::string whole = example();
    REQUIRE(whole.size() > 1000);
    CHECK(rc::check("damaged bytes", [&] {
        std::string text = whole;
        const std::size_t damages = 1 + any_below(5);
        for (std::size_t i = 0; i < damages; ++i)
            text[any_below(text.size())] = static_cast<char>(any_below(256));
        check_answer(text);
    }));
}

TEST_CASE("a plan cut anywhere is read or refused") {
    const std::string whole = example();
    CHECK(rc::check("cut", [&] { check_answer(whole.substr(0, any_below(whole.size()))); }));
}

TEST_CASE("a plan whose lines were dropped, doubled or swapped is read or refused") {
    const auto whole = lines_of(example());
    CHECK(rc::check("lines moved", [&] {
        auto lines = whole;
        const std::size_t changes = 1 + any_below(6);
        for (std::size_t i = 0; i < changes; ++i) {
            const auto at = static_cast<std::ptrdiff_t>(any_below(lines.size()));
            const std::size_t other = any_below(lines.size());
            switch (any_below(3)) {
                case 0:
                    lines.erase(lines.begin() + at);
                    break;
                case 1:
                    lines.insert(lines.begin() + at, lines[other]);
                    break;
                default:
                    std::swap(lines[static_cast<std::size_t>(at)], lines[other]);
            }
        }
        check_answer(joined(lines));
    }));
}

TEST_CASE("brackets a thousand deep are refused") {
    CHECK_FALSE(plan::read_plan_text("hall = " + std::string(100'000, '['), "hall.toml"));
    CHECK_FALSE(plan::read_plan_text(std::string(1000, '\0'), "hall.toml"));
}
