// Plays drawn halls until one is objected to: `hunt SEEDS` or `hunt SEED SEED`. Prints each seed before it is
// played, so that whoever kills a program that hangs knows where; the last line tells what was found. See
// mutants.py.
#include <cstdio>
#include <cstdlib>

#include "tests/simulation/trial.hpp"

int main(int count, char** words) {
    const std::uint64_t first = count > 2 ? std::strtoull(words[1], nullptr, 10) : 1;
    const std::uint64_t last = count > 1 ? std::strtoull(words[count - 1], nullptr, 10) : 10'000;
    for (std::uint64_t seed = first; seed <= last; ++seed) {
        std::printf("%llu\n", static_cast<unsigned long long>(seed));
        std::fflush(stdout);
        const auto trial = okno::test::try_hall(okno::test::draw_hall(seed), seed);
        if (!trial.objection) continue;
        std::printf("caught: %s\n", trial.objection->sentence.c_str());
        return 0;
    }
    std::puts("nothing");
}
