// Says sentences by a program of its own, espeak-ng, which is run and never linked. One sentence after the
// other; `hush` ends them at once. Without the program it is silent, and the log says so once. It owns the
// child process. One thread.
#pragma once

#include <sys/types.h>

#include <deque>
#include <optional>
#include <string>

#include "kiosk/speech.hpp"

namespace okno::kiosk {

// What espeak-ng 1.51 can be given: it has no Tajik, so its Russian reads it, in Russian letters; those that
// Russian lacks it would spell, or leave out.
Utterance for_voice(Utterance utterance);

class Speaker {
  public:
    explicit Speaker(std::string program) : program_(std::move(program)) {}
    ~Speaker() { hush(); }
    Speaker(const Speaker&) = delete;
    Speaker& operator=(const Speaker&) = delete;

    void say(const Utterances& utterances);  // in place of what is being said
    void hush();
    void work();                            // when `descriptor` is readable
    std::optional<int> descriptor() const;  // readable when a sentence has been said

  private:
    void begin_next();
    void reap();

    std::string program_;
    std::deque<Utterance> waiting_;
    pid_t child_ = 0;
    int descriptor_ = -1;  // a pidfd of the child
    bool missing_told_ = false;
};

}  // namespace okno::kiosk
