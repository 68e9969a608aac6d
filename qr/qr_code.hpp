// QR codes as squares of black and white (ISO/IEC 18004), by libqrencode. Pure.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

namespace okno::qr {

struct QrCode {
    int side = 0;             // squares in a row, the quiet zone not among them
    std::vector<bool> black;  // row by row

    bool is_black(int x, int y) const { return black[static_cast<std::size_t>(y * side + x)]; }
};

inline constexpr int quiet_zone = 4;  // squares on each side

// The smallest code that holds the bytes and can be read with 15 % of it hidden (error correction M); nothing
// for no text, or one that no code holds (2,331 bytes at most).
std::optional<QrCode> encode(std::string_view text);

}  // namespace okno::qr
