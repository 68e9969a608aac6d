// QR codes as squares of black and white (ISO/IEC 18004), by libqrencode. Pure.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace okno::ui {

struct QrModules {
    int side = 0;             // squares in a row, the quiet zone of four not among them
    std::vector<bool> black;  // row by row

    bool is_black(int x, int y) const { return black[static_cast<std::size_t>(y * side + x)]; }
};

inline constexpr int qr_quiet_zone = 4;  // squares on each side
inline constexpr std::size_t qr_bytes_at_most = 300;

// The smallest code that holds the text and can be read with 15 % of it hidden; nothing for no text, or one
// too long to be read from a screen.
std::optional<QrModules> qr_modules(const std::string& text);

}  // namespace okno::ui
