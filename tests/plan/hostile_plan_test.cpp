// Whatever a hand, an editor or a bad disk makes of a plan: it is read or it is refused with places that are
// in the file. It never crashes and never hangs. RapidCheck prints the seed; run again with
// RC_PARAMS="seed=...".
#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <fstream>
#include <sstream>
#include <string>

#include "hall/plan_check.hpp"
#include "plan/plan_file.hpp"
#include "protocol/codec.hpp"
#include "tests/plan/small_plan.hpp"

using namespace okno;

namespace {

std::string example() {
    std::ifstream in("deploy/plans/example.toml");
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

// A plan of a few lines, in which a damage hits a rule more often than a comment.
std::string short_example() {
    return fakes::with("recalls_at_most = 3\n", "recalls_at_most = 3\nfinish_not_before = \"3s\"\n") + R"(
[ordering]
policy = "norm"
ceiling = "40m"
priority_in_a_row = 2
helps_when_waiting = 1
[closing]
prepare = "15m"
latest_end = "30m"
when_full = "warn"
[finishing]
stages_required = true
[parking]
remind_after = "10m"
[[category]]
id = "veterans"
name = { ru = "Ветераны", en = "Veterans" }
head_start = "20m"
[[stage]]
id = "greeting"
name = { ru = "Приветствие", en = "Greeting" }
at_most = "3m"
[[device]]
id = "kiosk-1"
name = { ru = "Киоск", en = "Kiosk" }
[[service]]
id = "refund"
group = "citizens"
kind = "cashier"
letter = "P"
name = { ru = "Возврат", en = "Refund" }
norm = { wait = "15m", service = "5m" }
usual = "4m"
schedule = { monday = "09:00-13:00, 14:00-18:00" }
special = { 2026-12-31 = "09:00-14:00", 2027-01-01 = "closed" }
then = [{ service = "payment" }, { service = "refund", same_window = true }]
[[window]]
number = 8
kind = "cashier"
services = ["payment"]
helps = ["refund"]
push = "20s"
[panic]
escalate_after = "45s"
[[panic_zone]]
number = 7
window = 8
name = { ru = "Касса", en = "Cash desk" }
)";
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
        RC_ASSERT(!plan->windows.empty());
        RC_ASSERT(hall::is_consistent(*plan));
        // Or the journal could not be read again.
        RC_ASSERT(protocol::plan_from_json(protocol::parse(protocol::to_json(*plan).dump())) == *plan);
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
    REQUIRE(plan::read_plan_text(short_example(), "hall.toml"));
    for (const std::string& whole : {example(), short_example()}) {
        REQUIRE(whole.size() > 1000);
        CHECK(rc::check("damaged bytes", [&] {
            std::string text = whole;
            const std::size_t damages = 1 + any_below(5);
            for (std::size_t i = 0; i < damages; ++i)
                text[any_below(text.size())] = static_cast<char>(any_below(256));
            check_answer(text);
        }));
    }
}

TEST_CASE("a plan whose numbers were changed is read and hangs together, or is refused") {
    const std::string whole = short_example();
    CHECK(rc::check("other digits", [&] {
        std::string text = whole;
        for (char& c : text)
            if (c >= '0' && c <= '9' && any_below(12) == 0) c = static_cast<char>('0' + any_below(10));
        check_answer(text);
    }));
}

TEST_CASE("a plan cut anywhere is read or refused") {
    const std::string whole = example();
    CHECK(rc::check("cut", [&] { check_answer(whole.substr(0, any_below(whole.size()))); }));
}

TEST_CASE("a plan whose lines were dropped, doubled or swapped is read or refused") {
    const std::vector wholes{lines_of(example()), lines_of(short_example())};
    CHECK(rc::check("lines moved", [&] {
        auto lines = wholes[any_below(2)];
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
