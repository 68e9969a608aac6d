// Whether the kiosk speaks, and how. It lasts until the visit ends; the next visitor finds it silent.
#pragma once

namespace okno::kiosk {

struct Voice {
    static constexpr int slowest = -2;
    static constexpr int fastest = 4;
    static constexpr int quietest = -3;
    static constexpr int loudest = 4;

    bool on = false;
    int rate = 0;    // steps from the usual
    int volume = 0;  // steps from the usual
    // Counts what has been asked to be heard: a choice the keys came to, or everything once more.
    unsigned asked = 0;
    bool everything = false;
    bool operator==(const Voice&) const = default;
};

}  // namespace okno::kiosk
