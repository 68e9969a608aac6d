// Days of a hall that never was, but could have been: legal histories made by the hall's own rules from a
// seed. The same seed gives the same history on every machine.
#pragma once

#include <cstddef>
#include <cstdint>
#include <random>
#include <vector>

#include "statistics/statistics.hpp"

namespace okno::test {

// A source of choices that does not depend on the standard library's distributions.
class Chance {
  public:
    explicit Chance(std::uint64_t seed) : engine_(seed) {}
    std::uint64_t below(std::uint64_t limit) { return engine_() % limit; }
    bool one_in(std::uint64_t limit) { return below(limit) == 0; }

  private:
    std::mt19937_64 engine_;
};

// Entries numbered from 1: plans adopted and changed, visits of every shape, windows worked by named people
// and by keypads, midnights, changes of the clock, and some numbers without an event. About 2 to 3 days.
std::vector<statistics::Entry> generated_days(std::uint64_t seed, std::size_t wishes);

}  // namespace okno::test
