// Prints one digest for each of a few drawn halls: built with two compilers and compared by digest_test.py.
#include <cstdio>

#include "simulation/event_line.hpp"
#include "simulation/simulation.hpp"
#include "tests/simulation/drawn_hall.hpp"

int main() {
    for (std::uint64_t seed = 1; seed <= 40; ++seed) {
        const okno::test::DrawnHall hall = okno::test::draw_hall(seed);
        okno::simulation::Simulation simulation(hall.scenario, seed);
        okno::simulation::Digest digest;
        simulation.watch(digest);
        for (int day = 0; day < hall.days; ++day) simulation.run_day();
        std::printf("%llu %016llx\n", static_cast<unsigned long long>(seed),
                    static_cast<unsigned long long>(digest.value()));
    }
}
