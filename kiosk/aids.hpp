// What a visitor has asked of the screen, so that it can be read and reached. It lasts until the visit ends.
#pragma once

namespace okno::kiosk {

struct Aids {
    bool large = false;     // letters twice as high as anybody needs at arm's length
    bool contrast = false;  // black, white and yellow
    bool low = false;       // every control where it can be reached from a wheelchair
    bool simple = false;    // short sentences of common words
    bool operator==(const Aids&) const = default;

    bool any() const { return large || contrast || low || simple; }
};

}  // namespace okno::kiosk
