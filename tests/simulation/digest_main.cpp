// Prints one digest for each of a few drawn halls: built with two compilers and compared by digest_test.py.
#include <cstdio>

#include "tests/simulation/trial.hpp"

int main() {
    for (std::uint64_t seed = 1; seed <= 40; ++seed) {
        const auto trial = okno::test::try_hall(okno::test::draw_hall(seed), seed);
        std::printf("%llu %zu %016llx %s\n", static_cast<unsigned long long>(seed), trial.events,
                    static_cast<unsigned long long>(trial.digest),
                    trial.objection ? trial.objection->sentence.c_str() : "");
    }
}
