#include "statistics/survival.hpp"

namespace okno::statistics {

std::optional<hall::Milliseconds> median_wait(const std::map<hall::Milliseconds, Endings>& endings) {
    // Products of thousands of ratios that come to exactly a half may come to a hair more.
    constexpr double half = 0.5 + 1e-9;
    std::int64_t waiting = 0;
    for (const auto& [waited, ending] : endings) waiting += ending.called + ending.gone;
    double still = 1;
    for (const auto& [waited, ending] : endings) {
        if (ending.called > 0) {
            still *= 1 - static_cast<double>(ending.called) / static_cast<double>(waiting);
            if (still <= half) return waited;
        }
        waiting -= ending.called + ending.gone;
    }
    return std::nullopt;
}

}  // namespace okno::statistics
