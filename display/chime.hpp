// The board's two tones, E5 then C5, computed: no sound file to lose. Stereo, 16 bits, interleaved.
#pragma once

#include <cstdint>
#include <vector>

namespace okno::display {

std::vector<std::int16_t> chime_samples(int rate_hz);

}  // namespace okno::display
