#include "ui/window.hpp"

#include <doctest/doctest.h>

#include <SDL.h>

#include <cstdlib>

using namespace okno::ui;

TEST_CASE("a size is written as width x height") {
    CHECK(parse_size("1080x1920") == Size{1080, 1920});
    for (const char* wrong : {"", "1080", "1080x", "x1920", "1080X1920", "-1080x1920", "1080x1920 ", "99x99",
                              "9000x100", "100000x100000"}) {
        CAPTURE(wrong);
        CHECK(!parse_size(wrong));
    }
}

TEST_CASE("a window presents a scene once, and again only when it is another") {
    ::setenv("SDL_VIDEODRIVER", "dummy", 1);
    Window window({"test", {320, 200}, false});
    CHECK(!window.descriptor());  // the loop must look in by itself
    CHECK(window.size() == Size{320, 200});
    window.take_pointers();
    Scene scene{{320, 200}, {1, 2, 3}, {}, {}};
    scene.elements.emplace_back(Panel{{10, 10, 50, 50}, {255, 255, 255}, 8, 0, {}});
    CHECK(window.present(scene));
    window.take_pointers();
    window.present(scene);  // the first showing may have exposed it
    CHECK(!window.present(scene));
    scene.elements.emplace_back(Icon{{100, 100, 40, 40}, Shape::check, {0, 0, 0}});
    CHECK(window.present(scene));
    CHECK(!window.present(scene));
    CHECK(!window.closed());
}

// EN 301 549, 5.7: nobody has to let go quickly.
TEST_CASE("a key that is held is one press, however long it is held") {
    ::setenv("SDL_VIDEODRIVER", "dummy", 1);
    Window window({"test", {320, 200}, false});
    window.take_pointers();
    window.take_keys();
    const auto press = [](bool repeated) {
        SDL_Event event{};
        event.type = SDL_KEYDOWN;
        event.key.state = SDL_PRESSED;
        event.key.repeat = repeated ? 1 : 0;
        event.key.keysym.sym = SDLK_RIGHT;
        SDL_PushEvent(&event);
    };
    press(false);
    for (int i = 0; i < 40; ++i) press(true);
    window.take_pointers();
    CHECK(window.take_keys() == std::vector<Key>{Key::next});
    press(false);
    window.take_pointers();
    CHECK(window.take_keys() == std::vector<Key>{Key::next});
}

TEST_CASE("digits come from the keyboard and from a number block, and Backspace erases") {
    ::setenv("SDL_VIDEODRIVER", "dummy", 1);
    Window window({"test", {320, 200}, false});
    window.take_pointers();
    window.take_keys();
    for (const SDL_Keycode code : {SDLK_0, SDLK_9, SDLK_KP_0, SDLK_KP_1, SDLK_KP_9, SDLK_BACKSPACE, SDLK_a}) {
        SDL_Event event{};
        event.type = SDL_KEYDOWN;
        event.key.state = SDL_PRESSED;
        event.key.keysym.sym = code;
        SDL_PushEvent(&event);
    }
    window.take_pointers();
    std::string digits;
    const auto keys = window.take_keys();
    for (const Key key : keys)
        if (const auto digit = digit_of(key)) digits += *digit;
    CHECK(digits == "09019");
    REQUIRE(keys.size() == 6);
    CHECK(keys.back() == Key::erase);
}
