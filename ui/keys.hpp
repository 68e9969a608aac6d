// The keys of a kiosk's keypad, as its makers set them up to be: previous is Left or Up, next is Right, Down
// or Tab, select is Enter or Space, ear is F1; a headset that is plugged in sends F2, one that is pulled out
// F3. A pad with digits sends those of a keyboard or of its number block, and Backspace or Delete to erase.
#pragma once

#include <optional>

namespace okno::ui {

enum class Key {
    previous,
    next,
    select,
    ear,
    headset_in,
    headset_out,
    erase,
    digit_0,
    digit_1,
    digit_2,
    digit_3,
    digit_4,
    digit_5,
    digit_6,
    digit_7,
    digit_8,
    digit_9
};

// '0' to '9'; nothing for the other keys.
inline std::optional<char> digit_of(Key key) {
    if (key < Key::digit_0) return std::nullopt;
    return static_cast<char>('0' + (static_cast<int>(key) - static_cast<int>(Key::digit_0)));
}

}  // namespace okno::ui
