#include "ui/qr.hpp"

#include <qrencode.h>

#include <memory>

namespace okno::ui {

namespace {

struct Free {
    void operator()(QRcode* code) const { QRcode_free(code); }
};

}  // namespace

std::optional<QrModules> qr_modules(const std::string& text) {
    if (text.empty() || text.size() > qr_bytes_at_most) return std::nullopt;
    const std::vector<unsigned char> bytes(text.begin(), text.end());
    const std::unique_ptr<QRcode, Free> code(
        QRcode_encodeData(static_cast<int>(bytes.size()), bytes.data(), 0, QR_ECLEVEL_M));
    if (!code) return std::nullopt;
    QrModules modules{code->width, {}};
    for (int i = 0; i < code->width * code->width; ++i) modules.black.push_back((code->data[i] & 1) != 0);
    return modules;
}

}  // namespace okno::ui
