// The loudspeaker, by SDL_mixer. A hall without one stays silent and goes on; one that is unplugged is let go
// of, one that is plugged in later is used. The log says so each time. SDL plays in a thread of its own; this
// class is used from one.
#pragma once

#include <atomic>
#include <filesystem>
#include <optional>

#include "display/utterance.hpp"
#include "platform/clock.hpp"

struct Mix_Chunk;
union SDL_Event;

namespace okno::display {

class Speaker {
  public:
    static constexpr int rate_hz = 44'100;

    explicit Speaker(bool wanted);
    ~Speaker();
    Speaker(const Speaker&) = delete;
    Speaker& operator=(const Speaker&) = delete;

    bool open() const { return open_; }
    // Once a turn, several times a minute: has it been unplugged, is there one again?
    void look(platform::SteadyTime now);
    // In place of what sounds. Volume 0..100. False: it cannot be heard.
    bool play(Samples samples, int volume);
    bool playing() const;

    // A sound file, as it is to be played; nothing when it cannot be read or there is no loudspeaker.
    std::optional<Samples> load(const std::filesystem::path& file) const;

  private:
    static int hear(void* speaker, SDL_Event* event);  // in whatever thread SDL is in
    bool try_to_open();
    void close();
    void silence();

    Samples samples_;  // SDL plays from here
    Mix_Chunk* chunk_ = nullptr;
    bool looks_ = false;  // SDL tells of loudspeakers that come and go
    bool open_ = false;
    std::atomic<bool> gone_ = false;
    std::atomic<bool> come_ = false;
    std::optional<platform::SteadyTime> try_again_;
    std::chrono::seconds pause_{};  // before that
};

}  // namespace okno::display
