// How many events a second the projector takes: pages as while catching up, and single entries as when live.
// okno-statistics-bench [EVENTS]
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>

#include "tests/hall/small_hall.hpp"
#include "tests/statistics/generated_days.hpp"
#include "tests/statistics/scratch_database.hpp"

using namespace okno;

namespace {

double seconds_for(std::span<const statistics::Entry> all, std::size_t page) {
    const test::ScratchDatabase database;
    const auto statistics = database.open();
    const auto began = std::chrono::steady_clock::now();
    for (std::size_t next = 0; next < all.size(); next += page)
        if (!statistics->apply(all.subspan(next, std::min(page, all.size() - next)))) std::abort();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
}

double microseconds_of_a_live_page(const std::vector<statistics::Entry>& entries) {
    const test::ScratchDatabase database;
    const auto statistics = database.open();
    if (!statistics->apply(entries)) std::abort();
    constexpr int times = 2000;
    std::int64_t seen = 0;
    const auto began = std::chrono::steady_clock::now();
    for (int i = 0; i < times; ++i)
        seen += statistics->averages(test::first_day).kinds.begin()->second.measures.wait.count +
                statistics->summary(test::first_day).issued;
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
    if (seen == 0) std::abort();
    return took.count() / times * 1e6;
}

}  // namespace

int main(int count, char** words) {
    const std::size_t events = count > 1 ? std::strtoull(words[1], nullptr, 10) : 200'000;
    const auto entries = test::busy_days(1, events);
    for (const std::size_t page : {std::size_t{2000}, std::size_t{100}, std::size_t{1}}) {
        const std::size_t heard = page == 1 ? std::min<std::size_t>(entries.size(), 20'000) : entries.size();
        const double seconds = seconds_for(std::span(entries).first(heard), page);
        std::printf("pages of %4zu: %8.0f events/s (%zu events in %.2f s)\n", page,
                    static_cast<double>(heard) / seconds, heard, seconds);
    }
    std::printf("averages and summary of a day: %.0f us\n", microseconds_of_a_live_page(entries));
}
