// The keys of a kiosk's keypad, as its makers set them up to be: previous is Left or Up, next is Right, Down
// or Tab, select is Enter or Space, ear is F1; a headset that is plugged in sends F2, one that is pulled out
// F3.
#pragma once

namespace okno::ui {

enum class Key { previous, next, select, ear, headset_in, headset_out };

}  // namespace okno::ui
