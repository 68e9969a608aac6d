// Drawn halls, one for each seed, under all their witnesses. OKNO_SIMULATION_SEEDS says how many,
// OKNO_SIMULATION_FIRST with which to begin; a seed that fails is shrunk and printed with the command to
// repeat it.
#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include <doctest/doctest.h>

#include <cstdlib>
#include <iostream>
#include <memory>
#include <set>
#include <string>
#include <variant>

#include "tests/simulation/broken_rule.hpp"
#include "tests/simulation/trial.hpp"

using namespace okno::test;

namespace {

std::uint64_t asked_for(const char* name, std::uint64_t otherwise) {
    const char* value = std::getenv(name);
    return value ? std::strtoull(value, nullptr, 10) : otherwise;
}

void print(std::uint64_t seed, const Objection& objection) {
    std::cout << "Seed " << seed << ": " << objection.sentence << "\n(" << objection.visitors << " visitors, "
              << objection.lines.size() << " lines; times are ms since 1970)\n";
    for (const std::string& line : objection.lines) std::cout << "  " << line << '\n';
    std::cout << "Repeat it:  OKNO_SIMULATION_FIRST=" << seed
              << " OKNO_SIMULATION_SEEDS=1 ./test simulator\n";
}

// A rule nobody needs: no three visitors are called. A witness of it must find exactly three.
class ThreeAreTooMany : public okno::simulation::Witness {
  public:
    void after(const okno::hall::State&, const okno::hall::Event& event) override {
        const auto* called = std::get_if<okno::hall::TicketCalled>(&event.fact);
        if (called) called_.insert(called->ticket);
        must(called_.size() < 3, "three were called");
    }

  private:
    std::set<okno::hall::TicketId> called_;
};

}  // namespace

TEST_CASE("a broken rule is told with the fewest visitors that break it, from the first event to the last") {
    const std::uint64_t seed = 9;
    const DrawnHall hall = draw_hall(seed);
    const auto too_many = [] { return std::make_unique<ThreeAreTooMany>(); };
    const Trial trial = try_hall(hall, seed, too_many().get());
    REQUIRE(trial.objection);
    REQUIRE(trial.objection->visitors > 3);
    const Objection least = shrunk(hall, seed, *trial.objection, too_many);
    CHECK(least.sentence == "three were called");
    CHECK(least.visitors == 3);
    CHECK(least.lines.size() < trial.objection->lines.size());
    CHECK(least.lines.front().find("plan") != std::string::npos);
}

TEST_CASE("whatever hall, whatever people, the rules hold after every event") {
    const std::uint64_t first = asked_for("OKNO_SIMULATION_FIRST", 1);
    const std::uint64_t count = asked_for("OKNO_SIMULATION_SEEDS", 1000);
    std::size_t events = 0, visitors = 0;
    for (std::uint64_t seed = first; seed < first + count; ++seed) {
        const DrawnHall hall = draw_hall(seed);
        const Trial trial = try_hall(hall, seed);
        events += trial.events;
        visitors += trial.visitors;
        if (!trial.objection) continue;
        print(seed, shrunk(hall, seed, *trial.objection));
        FAIL("seed ", seed, " of ", first, " to ", first + count - 1);
    }
    std::cout << count << " halls, " << visitors << " visitors, " << events << " events\n";
    CHECK(events > count);
}

// A kiosk that finds the dispatcher again while others are called puts its visitors among those who wait.
TEST_CASE("drawn halls have kiosks that were alone, and visitors who came between") {
    class Merges : public okno::simulation::Witness {
      public:
        int merged = 0, put_between = 0;
        void before(const okno::hall::State& state, const okno::hall::Event& event) override {
            const auto* taken = std::get_if<okno::hall::TicketTaken>(&event.fact);
            if (!taken || !taken->taken) return;
            ++merged;
            put_between += !state.tickets.empty() && state.by_time.rbegin()->first > *taken->taken;
        }
    };
    Merges merges;
    for (std::uint64_t seed = 1; seed <= 40; ++seed) (void)try_hall(draw_hall(seed), seed, &merges);
    CHECK(merges.merged > 100);
    CHECK(merges.put_between > 50);
}

TEST_CASE("the same seed gives the same events") {
    for (std::uint64_t seed = 1; seed <= 5; ++seed) {
        const DrawnHall hall = draw_hall(seed);
        CHECK(try_hall(hall, seed).digest == try_hall(hall, seed).digest);
        CHECK(try_hall(hall, seed).digest != try_hall(hall, seed + 1).digest);
    }
}
