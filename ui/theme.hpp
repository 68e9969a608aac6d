// The look of Okno: three themes, one accent colour each, and the contrast every text keeps. A view takes its
// colours from here and nowhere else; the pairs below are what the tests measure.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace okno::ui {

struct Colour {
    std::uint8_t red = 0;
    std::uint8_t green = 0;
    std::uint8_t blue = 0;
    bool operator==(const Colour&) const = default;
};

struct Theme {
    Colour background;  // the whole screen
    Colour surface;     // tiles and cards on it
    Colour line;        // their thin outline
    Colour ink;         // text on background and surface
    Colour quiet;       // secondary text on both
    Colour accent;      // the one colour that draws the eye
    Colour on_accent;
    Colour tint;  // a pale accent: what is pressed, what is chosen
    Colour on_tint;
    Colour warning;  // a banner that asks for attention
    Colour on_warning;
    std::vector<Colour> areas{};  // of a hall: blue, orange, green, yellow, pink, white; the board's alone
    Colour on_area{};
    Colour focus;        // the frame around what the keys have come to
    double outline = 2;  // how thick the outline of tiles and cards is, in units of the sheet
};

const Theme& light_theme();     // the kiosk: read from an arm's length in a lit hall
const Theme& dark_theme();      // the board: read from across the hall
const Theme& contrast_theme();  // the kiosk, for who asks for it: black, white and yellow

struct ColourPair {
    std::string name;
    Colour text;
    Colour ground;
};
std::vector<ColourPair> text_pairs(const Theme& theme);   // >= 7:1
std::vector<ColourPair> parts_pairs(const Theme& theme);  // shapes that mean something, >= 3:1

// WCAG 2.2: (L1 + 0.05) / (L2 + 0.05) of the relative luminances; 1 to 21.
double contrast(Colour a, Colour b);

}  // namespace okno::ui
