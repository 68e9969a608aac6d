#include "ui/theme.hpp"

#include <doctest/doctest.h>

using namespace okno::ui;

TEST_CASE("contrast is WCAG's") {
    CHECK(contrast({0, 0, 0}, {255, 255, 255}) == doctest::Approx(21.0));
    CHECK(contrast({255, 255, 255}, {255, 255, 255}) == doctest::Approx(1.0));
    CHECK(contrast({0x77, 0x77, 0x77}, {255, 255, 255}) == doctest::Approx(4.48).epsilon(0.01));
}

TEST_CASE("every text of all themes stands out 7 to 1, every meaningful shape 3 to 1") {
    for (const Theme* theme : {&light_theme(), &dark_theme(), &contrast_theme()}) {
        for (const ColourPair& pair : text_pairs(*theme)) {
            CAPTURE(pair.name);
            CHECK(contrast(pair.text, pair.ground) >= 7.0);
        }
        for (const ColourPair& pair : parts_pairs(*theme)) {
            CAPTURE(pair.name);
            CHECK(contrast(pair.text, pair.ground) >= 3.0);
        }
    }
}
