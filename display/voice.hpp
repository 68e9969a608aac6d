// The board's voice: a chime, then the call in words. It asks the announcer who is called, gathers the clips
// (recorded ones from a folder, missing ones from the synthesizer), and plays one thing after the other:
// nothing is cut off and nothing sounds together. The chime begins with the call; while it sounds, missing
// clips are made, and the words follow when it has ended. A language that lacks a clip by then is left out.
// Without words
// (`speaks` false) it chimes anew at each call. Owns the loudspeaker. One thread, and it waits for nothing.
#pragma once

#include <filesystem>
#include <optional>
#include <set>

#include "display/announcer.hpp"
#include "display/loudness.hpp"
#include "display/speaker.hpp"
#include "display/synthesizer.hpp"
#include "display/trace.hpp"

namespace okno::display {

class Voice {
  public:
    struct Setting {
        bool sounds = true;
        bool speaks = true;
        std::filesystem::path clips;  // LANGUAGE/NAME.wav; empty: none are recorded
        std::filesystem::path cache;  // of the synthesizer; empty: it makes none
        Loudness loudness;
    };

    Voice(Setting setting, Trace& trace);  // the trace must outlive it

    void call(const hall::Call& call, const hall::State& state, platform::Instant now);
    // Once a turn. The reading that wants to begin: show its call, then `begin` it.
    std::optional<Reading> work(const hall::State& state, platform::Instant now);
    void begin(const Reading& reading, const hall::State& state, platform::Instant now);
    void chime(const hall::State& state, platform::Instant now);

    bool speaks() const { return setting_.speaks && speaker_.open(); }  // has words, and a loudspeaker
    int descriptor() const { return synthesizer_.descriptor(); }        // for the loop to wait for; -1: none
    std::chrono::milliseconds time_left(platform::Instant now) const;

  private:
    enum class Stage { silent, chiming, gathering, speaking };

    void give_up();
    void prepare(const hall::Plan& plan);
    std::optional<std::filesystem::path> find(const Clip& clip) const;
    bool is_under_way(const Announcement& announcement) const;
    void start_chime(int volume, platform::SteadyTime now);
    void go_on(const hall::State& state, platform::Instant now);
    bool has_ended(platform::SteadyTime now) const;
    void speak(const hall::State& state, platform::Instant now);
    void end(platform::SteadyTime now);
    std::optional<Samples> words_of(const Announcement& announcement);
    void expect(const Samples& samples, platform::SteadyTime now);
    int volume(const hall::State& state, platform::Instant now) const;

    Setting setting_;
    Trace& trace_;
    Speaker speaker_;
    Synthesizer synthesizer_;
    Announcer announcer_;
    Stage stage_ = Stage::silent;
    Reading reading_;
    std::vector<Announcement> announcements_;  // of the reading, one a language
    platform::SteadyTime expected_{};          // when the stage ends
    std::optional<hall::Plan> prepared_;
    std::set<std::string> broken_;  // clips that were complained of
};

}  // namespace okno::display
