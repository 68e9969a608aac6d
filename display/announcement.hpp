// A call in spoken words, as a list of clips: «Талон А двенадцать, окно три». Pure.
//
// Where the grammar of numbers is known here (Russian, English, Belarusian, Kazakh, Uzbek) they are made of
// words that few clips hold:
// number-0 .. number-19, number-20 .. number-90, number-100 .. number-900, number-1000 .. number-9000. A
// number that counts nothing but names something stands in the masculine: «окно один», as one counts aloud.
// In other languages each number is one clip, number-N. The rest are "ticket", "window", letter-a ..
// letter-z.
#pragma once

#include <string>
#include <vector>

#include "hall/ids.hpp"
#include "hall/plan.hpp"

namespace okno::display {

struct Clip {
    hall::Language language;
    std::string name;  // of its file, without ".wav"
    std::string text;  // for a speech program; empty: no words are known here, it can only be recorded
    bool ends_phrase = false;  // a comma follows
    bool operator==(const Clip&) const = default;
};

using Announcement = std::vector<Clip>;  // in one language

Announcement announcement(const hall::Language& language, const hall::TicketNumber& number,
                          hall::WindowId window);

// What any call of this plan may need in those of its languages whose numbers are made of few clips.
std::vector<Clip> clips_of(const hall::Plan& plan);

// espeak-ng's name of the voice; empty: it has none for this language, or nothing is known here to say.
std::string speech_voice(const hall::Language& language);

}  // namespace okno::display
