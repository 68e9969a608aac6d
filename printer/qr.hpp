// QR codes as dots. Pure.
#pragma once

#include <optional>
#include <string>

#include "printer/raster.hpp"

namespace okno::printer {

inline constexpr std::size_t qr_bytes_at_most = 512;  // more would be too fine for a thermal head and a hand

// The code in the middle of `width_dots` (a multiple of 8), `module_dots` a module, with the quiet zone of
// four modules above, below and beside it (ISO/IEC 18004); error correction M. Smaller modules when it would
// be too wide. Nothing: the text is empty or too long, or not even one dot a module fits.
std::optional<Raster> draw_qr(const std::string& text, int width_dots, int module_dots);

}  // namespace okno::printer
