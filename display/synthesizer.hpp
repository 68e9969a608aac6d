// Clips that nobody has recorded, made by espeak-ng: a program that is run, one process at a time, never
// linked (GPL), with an argument vector and no shell. Each clip is made once and kept in a folder; half a
// file never stands under its name. It waits for nothing: the loop gives it a turn when `descriptor` is
// readable. A computer without the program has no such clips. Owns the process. One thread.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <deque>
#include <filesystem>
#include <optional>

#include "display/announcement.hpp"
#include "platform/clock.hpp"
#include "platform/descriptor.hpp"

namespace okno::display {

class Synthesizer {
  public:
    static constexpr std::chrono::seconds patience{5};  // with one clip: 20 to 40 ms is usual

    // An empty folder: makes nothing. `program` is looked for in PATH.
    explicit Synthesizer(std::filesystem::path folder, std::string program = "espeak-ng");
    ~Synthesizer();
    Synthesizer(const Synthesizer&) = delete;
    Synthesizer& operator=(const Synthesizer&) = delete;

    // Where the clip is or will be; nothing when it cannot be made here.
    std::optional<std::filesystem::path> file_of(const Clip& clip) const;

    void want(const Clip& clip);   // some time
    void hurry(const Clip& clip);  // next
    void work(platform::SteadyTime now);
    bool idle() const { return wanted_.empty() && !process_; }

    int descriptor() const { return ended_.get(); }  // -1: nothing is under way
    std::optional<platform::SteadyTime> deadline() const;

  private:
    struct Process {
        pid_t id = 0;
        std::filesystem::path part;
        std::filesystem::path file;
        platform::SteadyTime started;
    };
    void start(const Clip& clip, platform::SteadyTime now);
    void finish(bool well);

    std::filesystem::path folder_;
    std::string program_;
    bool usable_;
    std::deque<Clip> wanted_;
    std::optional<Process> process_;
    platform::Descriptor ended_;  // readable when the process has ended
};

}  // namespace okno::display
