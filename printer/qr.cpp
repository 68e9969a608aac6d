#include "printer/qr.hpp"

#include <qrencode.h>

#include <algorithm>
#include <memory>

namespace okno::printer {

namespace {

constexpr int quiet_modules = 4;

struct Free {
    void operator()(QRcode* code) const { QRcode_free(code); }
};

}  // namespace

std::optional<Raster> draw_qr(const std::string& text, int width_dots, int module_dots) {
    if (text.empty() || text.size() > qr_bytes_at_most) return std::nullopt;
    const std::unique_ptr<QRcode, Free> code(QRcode_encodeData(
        static_cast<int>(text.size()), reinterpret_cast<const unsigned char*>(text.data()), 0, QR_ECLEVEL_M));
    if (!code) return std::nullopt;
    const int modules = code->width + 2 * quiet_modules;
    const int dots = std::min(module_dots, width_dots / modules);
    if (dots < 1) return std::nullopt;
    Raster raster(width_dots, modules * dots);
    const int left = (width_dots - modules * dots) / 2;
    for (int y = 0; y < code->width * dots; ++y)
        for (int x = 0; x < code->width * dots; ++x)
            if ((code->data[y / dots * code->width + x / dots] & 1) != 0)
                raster.blacken(left + quiet_modules * dots + x, quiet_modules * dots + y);
    return raster;
}

}  // namespace okno::printer
