// The loudspeaker, by SDL_mixer. A hall without one, or with a broken one, stays silent and goes on. SDL
// plays in a thread of its own; this class is used from one.
#pragma once

#include <cstdint>
#include <vector>

struct Mix_Chunk;

namespace okno::display {

class Speaker {
  public:
    explicit Speaker(bool wanted);
    ~Speaker();
    Speaker(const Speaker&) = delete;
    Speaker& operator=(const Speaker&) = delete;

    // Starts the chime anew. False: it cannot be heard.
    bool chime();

  private:
    std::vector<std::int16_t> samples_;  // SDL plays from here
    Mix_Chunk* chunk_ = nullptr;
    bool open_ = false;
};

}  // namespace okno::display
