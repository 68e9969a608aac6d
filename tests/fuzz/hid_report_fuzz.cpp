// Any report of whatever was plugged in presses what its description knows, or nothing.
#include <cstdint>
#include <cstdlib>
#include <span>

#include "firmware-bridge/hid_report.hpp"

using namespace okno::bridge;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const Layout keyboard = KeyboardKeys{{{0x28, Action::call_next}, {0xE1, Action::recall}}};
    static const Layout pad =
        ButtonReport{2, std::nullopt, {{0, 0, Action::call_next}, {1, 7, Action::recall}}};
    static const Layout numbered = ButtonReport{2, std::uint8_t{3}, {{1, 2, Action::finish_service}}};
    const std::span<const std::uint8_t> report{data, size};
    for (const Layout* layout : {&keyboard, &pad, &numbered}) {
        const auto pressed = pressed_actions(*layout, report);
        if (!pressed) {
            if (to_string(pressed.error()).empty()) std::abort();
            continue;
        }
        if (pressed->size() > 2 || size < 2 || size > 8) std::abort();
    }
    return 0;
}
