#include "display/speaker.hpp"

#include <SDL.h>
#include <doctest/doctest.h>

#include <cstdlib>

using okno::display::Samples;
using okno::display::Speaker;

namespace {

// As SDL tells it; tests/hardware/sound_test.py has a card that really goes.
void tell(SDL_EventType what, Uint32 which, bool microphone = false) {
    SDL_Event event{};
    event.type = what;
    event.adevice.which = which;
    event.adevice.iscapture = microphone;
    REQUIRE(SDL_PushEvent(&event) == 1);
}

constexpr Uint32 opened = 2;  // SDL numbers what is opened from 2 on
const Samples sound(4410, 1000);
const okno::platform::SteadyTime start{};

}  // namespace

TEST_CASE("a loudspeaker that is unplugged is let go of, and used again when it is back") {
    setenv("SDL_AUDIODRIVER", "dummy", 1);
    Speaker speaker(true);
    REQUIRE(speaker.play(sound, 100));
    tell(SDL_AUDIODEVICEREMOVED, opened, true);
    tell(SDL_AUDIODEVICEREMOVED, 0);
    speaker.look(start);
    CHECK(speaker.playing());  // a microphone, and a card that nobody used
    tell(SDL_AUDIODEVICEREMOVED, opened);
    speaker.look(start);
    CHECK_FALSE(speaker.open());
    CHECK_FALSE(speaker.playing());
    CHECK_FALSE(speaker.play(sound, 100));
    tell(SDL_AUDIODEVICEADDED, 0, true);
    speaker.look(start);
    CHECK_FALSE(speaker.open());
    tell(SDL_AUDIODEVICEADDED, 0);
    speaker.look(start);
    CHECK(speaker.play(sound, 100));
}

TEST_CASE("a loudspeaker that is back before SDL looks for it is used again") {
    setenv("SDL_AUDIODRIVER", "dummy", 1);
    Speaker speaker(true);
    tell(SDL_AUDIODEVICEREMOVED, opened);
    speaker.look(start);
    speaker.look(start + std::chrono::milliseconds(900));
    CHECK_FALSE(speaker.open());
    speaker.look(start + std::chrono::seconds(1));
    CHECK(speaker.open());
}

TEST_CASE("without a loudspeaker nothing is played, and nothing fails") {
    setenv("SDL_AUDIODRIVER", "none of these", 1);
    Speaker speaker(true);
    setenv("SDL_AUDIODRIVER", "dummy", 1);
    CHECK_FALSE(speaker.open());
    speaker.look(start);
    CHECK_FALSE(speaker.play(sound, 100));
    CHECK_FALSE(speaker.load("/dev/null").has_value());
}

TEST_CASE("who wants no sound opens no loudspeaker") {
    Speaker speaker(false);
    speaker.look(start);
    CHECK_FALSE(speaker.open());
    CHECK(SDL_WasInit(SDL_INIT_AUDIO) == 0);
}
