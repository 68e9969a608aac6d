#include "display/speaker.hpp"

#include <SDL.h>
#include <SDL_mixer.h>

#include "display/chime.hpp"
#include "platform/log.hpp"

namespace okno::display {

namespace {

constexpr int rate_hz = 44'100;
constexpr int channels = 2;
constexpr int buffer_frames = 1024;  // 23 ms until the first sound

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
    samples_ = chime_samples(rate_hz);
    chunk_ = Mix_QuickLoad_RAW(reinterpret_cast<Uint8*>(samples_.data()),
                               static_cast<Uint32>(samples_.size() * sizeof(std::int16_t)));
}

Speaker::~Speaker() {
    if (!open_) return;
    Mix_HaltChannel(-1);
    Mix_FreeChunk(chunk_);
    Mix_CloseAudio();
    SDL_QuitSubSystem(SDL_INIT_AUDIO);
}

bool Speaker::chime() {
    if (!chunk_) return false;
    return Mix_PlayChannel(0, chunk_, 0) == 0;
}

}  // namespace okno::display
