#include "display/speaker.hpp"

#include <SDL.h>
#include <SDL_mixer.h>

#include <algorithm>
#include <cstring>

#include "platform/log.hpp"

namespace okno::display {

namespace {

constexpr int channels = 2;
constexpr int buffer_frames = 1024;  // 23 ms until the first sound
constexpr int channel = 0;

}  // namespace

Speaker::Speaker(bool wanted) {
    if (!wanted) return;
    if (SDL_InitSubSystem(SDL_INIT_AUDIO) != 0) {
        spdlog::warn("There is no loudspeaker; calls are shown without a sound. ({})", SDL_GetError());
        return;
    }
    if (Mix_OpenAudioDevice(rate_hz, AUDIO_S16SYS, channels, buffer_frames, nullptr, 0) != 0) {
        spdlog::warn("There is no loudspeaker; calls are shown without a sound. ({})", SDL_GetError());
        SDL_QuitSubSystem(SDL_INIT_AUDIO);
        return;
    }
    open_ = true;
}

Speaker::~Speaker() {
    if (!open_) return;
    silence();
    Mix_CloseAudio();
    SDL_QuitSubSystem(SDL_INIT_AUDIO);
}

void Speaker::silence() {
    Mix_HaltChannel(channel);
    Mix_FreeChunk(chunk_);
    chunk_ = nullptr;
}

bool Speaker::play(Samples samples, int volume) {
    if (!open_ || samples.empty()) return false;
    silence();
    samples_ = std::move(samples);
    chunk_ = Mix_QuickLoad_RAW(reinterpret_cast<Uint8*>(samples_.data()),
                               static_cast<Uint32>(samples_.size() * sizeof(samples_[0])));
    Mix_Volume(channel, std::clamp(volume, 0, 100) * MIX_MAX_VOLUME / 100);
    return chunk_ && Mix_PlayChannel(channel, chunk_, 0) == channel;
}

bool Speaker::playing() const {
    return open_ && Mix_Playing(channel) != 0;
}

std::optional<Samples> Speaker::load(const std::filesystem::path& file) const {
    if (!open_) return std::nullopt;
    Mix_Chunk* chunk = Mix_LoadWAV(file.c_str());  // converted to what the device was opened with
    if (!chunk) return std::nullopt;
    Samples samples(chunk->alen / sizeof(std::int16_t) / channels * channels);
    std::memcpy(samples.data(), chunk->abuf, samples.size() * sizeof(samples[0]));
    Mix_FreeChunk(chunk);
    return samples;
}

}  // namespace okno::display
