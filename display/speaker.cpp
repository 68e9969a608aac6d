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
constexpr std::chrono::seconds first_pause{1};
constexpr std::chrono::seconds last_pause{64};

}  // namespace

Speaker::Speaker(bool wanted) {
    if (!wanted) return;
    looks_ = SDL_InitSubSystem(SDL_INIT_AUDIO) == 0;
    if (!looks_ || !try_to_open())
        spdlog::warn("There is no loudspeaker; calls are shown without a sound. ({})", SDL_GetError());
    if (looks_) SDL_AddEventWatch(&Speaker::hear, this);
}

Speaker::~Speaker() {
    if (!looks_) return;
    SDL_DelEventWatch(&Speaker::hear, this);
    if (open_) close();
    SDL_QuitSubSystem(SDL_INIT_AUDIO);
}

int Speaker::hear(void* speaker, SDL_Event* event) {
    const bool told = event->type == SDL_AUDIODEVICEREMOVED || event->type == SDL_AUDIODEVICEADDED;
    if (!told || event->adevice.iscapture) return 0;
    auto& self = *static_cast<Speaker*>(speaker);
    if (event->type == SDL_AUDIODEVICEADDED)
        self.come_ = true;
    else if (event->adevice.which != 0)  // 0: one that nobody had opened
        self.gone_ = true;
    return 0;
}

void Speaker::look(platform::SteadyTime now) {
    if (gone_.exchange(false) && open_) {
        close();
        spdlog::warn("The loudspeaker is gone; calls are shown without a sound until there is one again.");
        pause_ = first_pause;
        try_again_ = now + pause_;
    }
    // SDL looks each five seconds and does not see what came back meanwhile.
    const bool due = try_again_ && now >= *try_again_;
    if (const bool come = come_.exchange(false); open_ || !(come || due)) return;
    if (try_to_open()) {
        spdlog::info("There is a loudspeaker; calls are heard.");
        try_again_.reset();
    } else if (due) {
        pause_ *= 2;
        try_again_ = pause_ <= last_pause ? std::optional(now + pause_) : std::nullopt;
    }
}

bool Speaker::try_to_open() {
    open_ = Mix_OpenAudioDevice(rate_hz, AUDIO_S16SYS, channels, buffer_frames, nullptr, 0) == 0;
    return open_;
}

void Speaker::close() {
    silence();
    Mix_CloseAudio();
    open_ = false;
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
