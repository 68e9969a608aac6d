#include "hall/sampler.hpp"

#include <algorithm>

namespace okno::hall {

namespace {

// The quantiles of 1/32, 3/32, … 31/32 of a lognormal of variation 0.7, exp(σ·Φ⁻¹(p)) with σ² = ln(1 + 0.7²),
// in thousandths of their mean.
constexpr std::array<int, 16> lognormal{258, 363, 441,  511,  579,  647,  718,  794,
                                        877, 970, 1076, 1203, 1363, 1579, 1918, 2705};

int bin_of(Milliseconds duration) {
    int bin = 0;
    while (bin + 1 < duration_bins && duration >= bin_edge(bin + 1)) ++bin;
    return bin;
}

constexpr std::uint64_t mix(std::uint64_t z) {
    z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27U)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31U);
}

}  // namespace

Chance chance_of(std::uint64_t a, std::uint64_t b, std::uint64_t c) {
    constexpr std::uint64_t golden = 0x9e3779b97f4a7c15ULL;
    return static_cast<Chance>(mix(mix(mix(a + golden) ^ (b + golden)) ^ (c + golden)) >> 32U);
}

Sampler::Sampler(const Durations* learnt, Milliseconds prior, int prior_weight) {
    // Weights by bin, in sixteenths of a duration, so that the prior's quantiles count whole.
    std::array<std::int64_t, duration_bins> weights{};
    if (learnt)
        for (const auto& [bin, count] : learnt->counts())
            weights[static_cast<std::size_t>(bin)] += 16 * count;
    for (const int quantile : lognormal)
        weights[static_cast<std::size_t>(bin_of(prior * quantile / 1000))] += prior_weight;
    std::int64_t total = 0, moment = 0;
    for (int bin = 0; bin < duration_bins; ++bin) {
        const std::int64_t weight = weights[static_cast<std::size_t>(bin)];
        total += weight;
        moment += weight * ((bin_edge(bin) + bin_edge(bin + 1)) / 2).count();
    }
    if (total == 0) return;
    mean_ = Milliseconds{moment / total};
    // Within its bin a duration is spread evenly.
    int bin = 0;
    std::int64_t below = 0;
    for (std::size_t step = 0; step <= steps; ++step) {
        const std::int64_t wanted = total * static_cast<std::int64_t>(step);  // in 1/256 of a weight
        const auto weight = [&] { return weights[static_cast<std::size_t>(bin)]; };
        while (bin + 1 < duration_bins &&
               ((below + weight()) * static_cast<std::int64_t>(steps) < wanted || weight() == 0)) {
            below += weight();
            ++bin;
        }
        const Milliseconds width = bin_edge(bin + 1) - bin_edge(bin);
        const std::int64_t inside = wanted - below * static_cast<std::int64_t>(steps);
        const std::int64_t whole = std::max<std::int64_t>(1, weight() * static_cast<std::int64_t>(steps));
        quantiles_[step] = bin_edge(bin) + width * std::clamp<std::int64_t>(inside, 0, whole) / whole;
    }
}

Milliseconds Sampler::draw(Chance chance) const {
    const std::size_t step = chance >> 24U;
    const std::int64_t between = chance & 0xffffffU;
    const Milliseconds width = quantiles_[step + 1] - quantiles_[step];
    return quantiles_[step] + Milliseconds{(width.count() * between) >> 24U};
}

Milliseconds Sampler::draw_rest(Chance chance, Milliseconds elapsed) const {
    const auto longer = std::upper_bound(quantiles_.begin(), quantiles_.end(), elapsed);
    const auto left = static_cast<std::uint64_t>(quantiles_.end() - longer);
    // Longer than all that is known: a quarter of it again.
    if (left == 0) return elapsed / 4;
    const auto first = static_cast<std::uint64_t>(longer - quantiles_.begin()) << 24U;
    const std::uint64_t span = (std::uint64_t{steps} << 24U) - std::min(first, std::uint64_t{steps} << 24U);
    const std::uint64_t drawn = first + ((span * chance) >> 32U);
    const auto within = static_cast<Chance>(std::min<std::uint64_t>(drawn, 0xffffffffU));
    return std::max(draw(within) - elapsed, Milliseconds{0});
}

}  // namespace okno::hall
