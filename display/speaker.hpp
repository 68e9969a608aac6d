// The loudspeaker, by SDL_mixer. A hall without one, or with a broken one, stays silent and goes on. SDL
// plays in a thread of its own; this class is used from one.
#pragma once

#include <filesystem>
#include <optional>

#include "display/utterance.hpp"

struct Mix_Chunk;

namespace okno::display {

class Speaker {
  public:
    static constexpr int rate_hz = 44'100;

    explicit Speaker(bool wanted);
    ~Speaker();
    Speaker(const Speaker&) = delete;
    Speaker& operator=(const Speaker&) = delete;

    bool open() const { return open_; }
    // In place of what sounds. Volume 0..100. False: it cannot be heard.
    bool play(Samples samples, int volume);
    bool playing() const;

    // A sound file, as it is to be played; nothing when it cannot be read or there is no loudspeaker.
    std::optional<Samples> load(const std::filesystem::path& file) const;

  private:
    void silence();

    Samples samples_;  // SDL plays from here
    Mix_Chunk* chunk_ = nullptr;
    bool open_ = false;
};

}  // namespace okno::display
