#include "qr/qr_code.hpp"

#include <qrencode.h>

#include <memory>

namespace okno::qr {

namespace {

struct Free {
    void operator()(QRcode* code) const { QRcode_free(code); }
};

}  // namespace

std::optional<QrCode> encode(std::string_view text) {
    if (text.empty()) return std::nullopt;
    const std::vector<unsigned char> bytes(text.begin(), text.end());
    const std::unique_ptr<QRcode, Free> code(
        QRcode_encodeData(static_cast<int>(bytes.size()), bytes.data(), 0, QR_ECLEVEL_M));
    if (!code) return std::nullopt;
    QrCode drawn{code->width, {}};
    for (int i = 0; i < code->width * code->width; ++i) drawn.black.push_back((code->data[i] & 1) != 0);
    return drawn;
}

}  // namespace okno::qr
