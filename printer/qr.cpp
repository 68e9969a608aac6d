#include "printer/qr.hpp"

#include <algorithm>

#include "qr/qr_code.hpp"

namespace okno::printer {

std::optional<Raster> draw_qr(const std::string& text, int width_dots, int module_dots) {
    if (text.size() > qr_bytes_at_most) return std::nullopt;
    const auto code = qr::encode(text);
    if (!code) return std::nullopt;
    const int modules = code->side + 2 * qr::quiet_zone;
    const int dots = std::min(module_dots, width_dots / modules);
    if (dots < 1) return std::nullopt;
    Raster raster(width_dots, modules * dots);
    const int left = (width_dots - modules * dots) / 2 + qr::quiet_zone * dots;
    const int top = qr::quiet_zone * dots;
    for (int y = 0; y < code->side * dots; ++y)
        for (int x = 0; x < code->side * dots; ++x)
            if (code->is_black(x / dots, y / dots)) raster.blacken(left + x, top + y);
    return raster;
}

}  // namespace okno::printer
