#include "simulation/random.hpp"

#include <algorithm>
#include <cmath>

namespace okno::simulation {

namespace {

constexpr std::uint64_t golden = 0x9e3779b97f4a7c15ULL;
constexpr double ln_2_high = 0.693147180369123816490;  // fdlibm's split: ln 2 = high + low
constexpr double ln_2_low = 1.90821492927058770002e-10;

constexpr std::uint64_t mix(std::uint64_t z) {
    z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27U)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31U);
}

template <std::size_t N>
double polynomial(const double (&coefficients)[N], double x) {
    double sum = 0;
    for (const double coefficient : coefficients) sum = sum * x + coefficient;
    return sum;
}

}  // namespace

std::uint64_t key_of(std::initializer_list<std::uint64_t> words) {
    std::uint64_t key = golden;
    for (const std::uint64_t word : words) key = mix(key ^ mix(word + golden));
    return key;
}

std::uint64_t Random::next() {
    return mix(state_ += golden);
}

double Random::uniform() {
    return (static_cast<double>(next() >> 12U) + 0.5) * 0x1p-52;
}

std::size_t Random::below(std::size_t count) {
    return count == 0 ? 0 : static_cast<std::size_t>(next() % count);
}

// m × 2^e with m in [√½, √2); ln m = 2 artanh((m−1)/(m+1)).
double natural_logarithm(double x) {
    int power = 0;
    double m = std::frexp(x, &power);
    if (m < 0.70710678118654752440) {
        m *= 2;
        --power;
    }
    const double s = (m - 1) / (m + 1);
    const double square = s * s;
    double sum = 0;
    for (int k = 23; k >= 1; k -= 2) sum = sum * square + 1.0 / k;
    return power * ln_2_high + (2 * s * sum + power * ln_2_low);
}

double exponential(double x) {
    if (x > 700) x = 700;
    if (x < -700) return 0;
    const double power = std::floor(x / (ln_2_high + ln_2_low) + 0.5);
    const double rest = (x - power * ln_2_high) - power * ln_2_low;
    double sum = 1;
    for (int k = 16; k >= 1; --k) sum = 1 + sum * rest / k;
    return std::ldexp(sum, static_cast<int>(power));
}

double normal_quantile(double p) {
    static constexpr double a[]{-3.969683028665376e+01, 2.209460984245205e+02,  -2.759285104469687e+02,
                                1.383577518672690e+02,  -3.066479806614716e+01, 2.506628277459239e+00};
    static constexpr double b[]{-5.447609879822406e+01, 1.615858368580409e+02,  -1.556989798598866e+02,
                                6.680131188771972e+01,  -1.328068155288572e+01, 1.0};
    static constexpr double c[]{-7.784894002430293e-03, -3.223964580411365e-01, -2.400758277161838e+00,
                                -2.549732537343734e+00, 4.374664141464968e+00,  2.938163982698783e+00};
    static constexpr double d[]{7.784695709041462e-03, 3.224671290700398e-01, 2.445134137142996e+00,
                                3.754408661907416e+00, 1.0};
    constexpr double low = 0.02425;
    if (p > 0.5) return -normal_quantile(1 - p);
    if (p < low) {
        const double q = std::sqrt(-2 * natural_logarithm(p));
        return polynomial(c, q) / polynomial(d, q);
    }
    const double q = p - 0.5;
    return q * polynomial(a, q * q) / polynomial(b, q * q);
}

hall::Milliseconds Spread::quantile(double p) const {
    const auto times = [&](double factor) {
        return hall::Milliseconds{
            static_cast<std::int64_t>(static_cast<double>(mean.count()) * factor + 0.5)};
    };
    switch (shape) {
        case Shape::constant:
            return mean;
        case Shape::lognormal: {
            const double variance = natural_logarithm(1 + variation * variation);
            return times(exponential(std::sqrt(variance) * normal_quantile(p) - variance / 2));
        }
        case Shape::exponential:
            return times(-natural_logarithm(p));
        case Shape::observed:
            return observed[std::min(static_cast<std::size_t>(p * static_cast<double>(observed.size())),
                                     observed.size() - 1)];
    }
    return mean;
}

Spread constant(hall::Milliseconds length) {
    return {Spread::Shape::constant, length, 0, {}};
}

Spread lognormal(hall::Milliseconds mean, double variation) {
    return {Spread::Shape::lognormal, mean, variation, {}};
}

Spread exponential_spread(hall::Milliseconds mean) {
    return {Spread::Shape::exponential, mean, 1, {}};
}

Spread observed(std::vector<hall::Milliseconds> lengths) {
    std::sort(lengths.begin(), lengths.end());
    hall::Milliseconds sum{0};
    for (const hall::Milliseconds length : lengths) sum += length;
    const auto mean = sum / static_cast<std::int64_t>(std::max<std::size_t>(lengths.size(), 1));
    return {Spread::Shape::observed, mean, 0, std::move(lengths)};
}

}  // namespace okno::simulation
