// What a visitor who does not see the screen is told of it: a screen and what the keys have come to, in;
// sentences, out. Pure; it makes no sound. One thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kiosk/screen.hpp"

namespace okno::kiosk {

struct Utterance {
    std::string language;  // in which it is written: "ru"
    std::string text;
    int words_a_minute = 0;
    int volume = 0;  // percent of the usual
    bool operator==(const Utterance&) const = default;
};
using Utterances = std::vector<Utterance>;

class Speech {
  public:
    // What is new to say; empty: nothing. Whatever is being said when there is something new, is interrupted.
    Utterances tell(const Screen& screen);

  private:
    struct Told {
        ScreenKind kind{};
        std::string changing;
        std::string focus;
        Voice voice;
    };
    std::optional<Told> told_;
};

}  // namespace okno::kiosk
