#include "firmware-bridge/relay.hpp"

#include <array>

namespace okno::bridge {

namespace {

constexpr std::uint8_t serial_start = 0xa0;
constexpr std::uint8_t hid_close = 0xff;
constexpr std::uint8_t hid_open = 0xfd;

template <std::size_t size>
std::string text_of(const std::array<std::uint8_t, size>& bytes) {
    return {bytes.begin(), bytes.end()};
}

}  // namespace

std::string relay_bytes(const Relay& relay, bool closed) {
    const auto channel = static_cast<std::uint8_t>(relay.channel);
    if (relay.kind == RelayKind::ch340_serial) {
        const auto state = static_cast<std::uint8_t>(closed ? 1 : 0);
        const auto sum = static_cast<std::uint8_t>(serial_start + channel + state);
        return text_of(std::array{serial_start, channel, state, sum});
    }
    return text_of(std::array<std::uint8_t, hid_relay_report_bytes>{closed ? hid_close : hid_open, channel});
}

}  // namespace okno::bridge
