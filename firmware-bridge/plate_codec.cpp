#include "firmware-bridge/plate_codec.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <optional>

namespace okno::bridge {

namespace {

using Heard = tl::expected<PlateAnswer, PlateError>;

constexpr std::size_t hex_digits = 2;
constexpr unsigned polynomial = 0x07;
constexpr unsigned top_bit = 0x80;
constexpr int bits_of_a_byte = 8;
// In the order of the enumerations.
constexpr std::string_view sign_letters = "FCSBXA";
constexpr std::string_view reasons = "CST";

bool is_control(char character) {
    const auto byte = static_cast<unsigned char>(character);
    return byte < 0x20 || byte == 0x7f;
}

bool continues_character(char byte) {
    return (static_cast<unsigned char>(byte) & 0xc0U) == 0x80U;
}

std::string showable(std::string_view text) {
    if (text.size() > plate_text_at_most) text.remove_prefix(text.size() - plate_text_at_most);
    while (!text.empty() && continues_character(text.front())) text.remove_prefix(1);
    std::string shown{text};
    for (char& each : shown)
        if (is_control(each) || std::string_view{"<>|"}.find(each) != std::string_view::npos) each = '?';
    return shown;
}

std::optional<std::uint8_t> hex_from(std::string_view digits) {
    if (digits.find_first_not_of("0123456789ABCDEF") != std::string_view::npos) return std::nullopt;
    std::uint8_t byte = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), byte, 16);
    if (error != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
    return byte;
}

// What stands between "<" and ">".
Heard parse(std::string_view frame) {
    const auto malformed = tl::make_unexpected(PlateError::malformed);
    if (frame.size() < hex_digits + 1 + hex_digits) return malformed;
    const std::string_view body = frame.substr(0, frame.size() - hex_digits);
    const auto crc = hex_from(frame.substr(body.size()));
    if (!crc) return malformed;
    if (*crc != crc8(body)) return tl::make_unexpected(PlateError::wrong_crc);
    const auto sequence = hex_from(body.substr(0, hex_digits));
    const std::string_view word = body.substr(hex_digits);
    if (!sequence) return malformed;
    if (word == "+") return PlateAnswer{*sequence, PlateVerdict::taken};
    if (word.size() != 2 || word[0] != '-') return malformed;
    const auto reason = reasons.find(word[1]);
    if (reason == std::string_view::npos) return malformed;
    return PlateAnswer{*sequence, static_cast<PlateVerdict>(reason + 1)};
}

}  // namespace

std::uint8_t crc8(std::string_view bytes) {
    unsigned crc = 0;
    for (const char byte : bytes) {
        crc ^= static_cast<unsigned char>(byte);
        for (int bit = 0; bit < bits_of_a_byte; ++bit)
            crc = ((crc << 1U) ^ ((crc & top_bit) != 0 ? polynomial : 0U)) & 0xffU;
    }
    return static_cast<std::uint8_t>(crc);
}

std::string plate_order(const PlateFace& face, int brightness, std::uint8_t sequence) {
    const std::string body =
        fmt::format("{:02X}S{}{}{}{}|{}", sequence, sign_letters[static_cast<std::size_t>(face.sign)],
                    brightness, face.blinks ? 1 : 0, face.window, showable(face.text));
    return fmt::format("<{}{:02X}>", body, crc8(body));
}

std::vector<Heard> PlateEar::hear(std::string_view bytes) {
    std::vector<Heard> heard;
    for (const char byte : bytes) {
        if (byte == '<') {
            frame_ = byte;  // a frame that broke off is forgotten
        } else if (frame_.empty()) {
            continue;
        } else if (byte == '>') {
            heard.push_back(parse(std::string_view{frame_}.substr(1)));
            frame_.clear();
        } else if (frame_.size() < frame_at_most) {
            frame_ += byte;
        } else {
            heard.emplace_back(tl::make_unexpected(PlateError::too_long));
            frame_.clear();
        }
    }
    return heard;
}

}  // namespace okno::bridge
