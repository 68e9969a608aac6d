#include "display/chime.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace okno::display {

namespace {

struct Tone {
    double pitch_hz;
    double start_s;
};
constexpr Tone tones[] = {{659.26, 0.0}, {523.25, 0.42}};
constexpr double length_s = 1.7;
constexpr double attack_s = 0.006;  // a softer start than a click
constexpr double decay_s = 0.38;
constexpr double loudness = 0.45;

// A struck bar: the overtones are weaker and fade sooner than the tone they belong to.
double bell(double pitch_hz, double t) {
    if (t < 0) return 0;
    constexpr double overtones[][3] = {
        {1, 1, 1}, {2, 0.35, 0.6}, {3.01, 0.12, 0.35}};  // ratio, strength, decay
    double sum = 0;
    for (const auto& [ratio, strength, decay] : overtones)
        sum += strength * std::exp(-t / (decay_s * decay)) *
               std::sin(2 * std::numbers::pi * pitch_hz * ratio * t);
    return sum * std::min(1.0, t / attack_s);
}

}  // namespace

std::vector<std::int16_t> chime_samples(int rate_hz) {
    const auto frames = static_cast<std::size_t>(length_s * rate_hz);
    std::vector<std::int16_t> samples;
    samples.reserve(2 * frames);
    for (std::size_t i = 0; i < frames; ++i) {
        const double t = static_cast<double>(i) / rate_hz;
        double value = 0;
        for (const Tone& tone : tones) value += bell(tone.pitch_hz, t - tone.start_s);
        const double fade =
            std::min(1.0, (length_s - t) / 0.1);  // ends in silence, whatever is left of the tail
        const double clipped = std::clamp(value * loudness * fade, -1.0, 1.0);
        const auto sample = static_cast<std::int16_t>(std::lround(clipped * 32767));
        samples.push_back(sample);
        samples.push_back(sample);
    }
    return samples;
}

}  // namespace okno::display
