#include "display/utterance.hpp"

#include <algorithm>
#include <cmath>

namespace okno::display {

namespace {

constexpr int silent_below = 250;   // of 32767: the noise of a quiet recording
constexpr double margin_s = 0.012;  // kept around: a word may begin softly

bool is_heard(std::int16_t sample) {
    return std::abs(static_cast<int>(sample)) >= silent_below;
}

std::size_t frames_of(const Samples& samples) {
    return samples.size() / 2;
}

}  // namespace

Samples trimmed(const Samples& samples, int rate_hz) {
    const auto first = std::find_if(samples.begin(), samples.end(), is_heard);
    if (first == samples.end()) return {};
    const auto last = std::find_if(samples.rbegin(), samples.rend(), is_heard).base();
    const auto frames = static_cast<std::ptrdiff_t>(frames_of(samples));
    const auto margin = static_cast<std::ptrdiff_t>(margin_s * rate_hz);
    const auto from = std::max<std::ptrdiff_t>(0, (first - samples.begin()) / 2 - margin);
    const auto to = std::min(frames, (last - samples.begin() + 1) / 2 + margin);
    return {samples.begin() + 2 * from, samples.begin() + 2 * to};
}

Samples joined(const std::vector<Sound>& sounds, int rate_hz) {
    std::vector<Samples> clips;
    double spoken_s = 0;
    int words = 0;
    int pauses = 0;  // the pause after a phrase counts twice
    for (std::size_t i = 0; i < sounds.size(); ++i) {
        clips.push_back(trimmed(sounds[i].samples, rate_hz));
        spoken_s += static_cast<double>(frames_of(clips.back())) / rate_hz;
        words += sounds[i].words;
        if (i + 1 < sounds.size()) pauses += sounds[i].ends_phrase ? 2 : 1;
    }
    const double wanted_s = words * 60 / words_a_minute - spoken_s;
    const double pause_s = std::clamp(wanted_s / std::max(1, pauses), pause_at_least_s, pause_at_most_s);
    Samples speech;
    for (std::size_t i = 0; i < clips.size(); ++i) {
        speech.insert(speech.end(), clips[i].begin(), clips[i].end());
        if (i + 1 == clips.size()) break;
        const double pause = pause_s * (sounds[i].ends_phrase ? 2 : 1);
        speech.resize(speech.size() + 2 * static_cast<std::size_t>(pause * rate_hz));
    }
    return speech;
}

}  // namespace okno::display
