// Clips of sound joined to speech: silence around a clip is cut off, and between the clips pauses are put so
// that the whole keeps `words_a_minute`, whoever spoke them and however fast: slow enough to be understood in
// a noisy hall, and each digit apart from the next. Pure.
#pragma once

#include <cstdint>
#include <vector>

namespace okno::display {

using Samples = std::vector<std::int16_t>;  // stereo, interleaved

inline constexpr double words_a_minute = 135;
inline constexpr double pause_at_least_s = 0.06;
inline constexpr double pause_at_most_s = 0.35;  // twice as long after a phrase

struct Sound {
    Samples samples;
    int words = 1;
    bool ends_phrase = false;
};

Samples trimmed(const Samples& samples, int rate_hz);  // empty when all of it is silent
Samples joined(const std::vector<Sound>& sounds, int rate_hz);

}  // namespace okno::display
