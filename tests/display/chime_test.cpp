#include "display/chime.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <numbers>

using namespace okno::display;

namespace {

constexpr int rate_hz = 44'100;

// How much of `pitch_hz` sounds in a stretch of the left channel (Goertzel).
double strength(const std::vector<std::int16_t>& samples, double from_s, double to_s, double pitch_hz) {
    const auto first = static_cast<std::size_t>(from_s * rate_hz);
    const auto last = static_cast<std::size_t>(to_s * rate_hz);
    const double turn = 2 * std::cos(2 * std::numbers::pi * pitch_hz / rate_hz);
    double one = 0;
    double two = 0;
    for (std::size_t i = first; i < last; ++i) {
        const double zero = samples[2 * i] / 32768.0 + turn * one - two;
        two = one;
        one = zero;
    }
    return std::sqrt(one * one + two * two - turn * one * two) / static_cast<double>(last - first);
}

}  // namespace

TEST_CASE("the chime is E5, then C5, and ends in silence") {
    const auto samples = chime_samples(rate_hz);
    REQUIRE(samples.size() == 2 * static_cast<std::size_t>(1.7 * rate_hz));
    CHECK(strength(samples, 0.05, 0.4, 659.26) > 10 * strength(samples, 0.05, 0.4, 523.25));
    CHECK(strength(samples, 0.9, 1.4, 523.25) > 2 * strength(samples, 0.9, 1.4, 659.26));
    CHECK(std::abs(samples.front()) < 100);
    CHECK(std::abs(samples.back()) < 100);
}

TEST_CASE("the chime is loud and never clipped, the same on both sides") {
    const auto samples = chime_samples(rate_hz);
    const auto [least, most] = std::minmax_element(samples.begin(), samples.end());
    CHECK(*most > 12'000);
    CHECK(*most < 32'767);
    CHECK(*least > -32'767);
    for (std::size_t i = 0; i < samples.size(); i += 2) REQUIRE(samples[i] == samples[i + 1]);
}
