#include "firmware-bridge/ch34x.hpp"

#include <cmath>
#include <cstdlib>

namespace okno::bridge::ch34x {

namespace {

constexpr std::uint8_t begin = 0xa1;
constexpr std::uint8_t write_registers = 0x9a;
constexpr std::uint8_t modem_control = 0xa4;
constexpr std::uint16_t speed_registers = 0x1312;
constexpr std::uint16_t line_registers = 0x2518;
constexpr std::uint16_t eight_bits_no_parity = 0x00c3;
constexpr std::uint16_t ready_to_talk = 0x0060;  // DTR and RTS
constexpr std::uint16_t at_once = 0x0080;
constexpr std::uint8_t last_that_waits = 0x27;
constexpr std::uint8_t first_with_a_line = 0x30;

constexpr int clock = 48'000'000;
constexpr int divisor_at_most = 256;
constexpr int divisor_at_least = 2;
constexpr int fast_divisor_at_least = 9;
constexpr int prescaler_at_most = 3;

}  // namespace

// The divisor nearest to the speed that is asked for; of two as near, the one of the slower clock, which
// makes the receiver more tolerant. Some chips have the fast clock with the last prescaler only (the driver's
// CH341_QUIRK_LIMITED_PRESCALER): it is not used with the others.
std::uint16_t divisor_register(int baud) {
    double best_error = clock;
    unsigned best = 0;
    const auto consider = [&](int prescaler, int fast, int divisor_least) {
        const int step = 1 << (12 - 3 * prescaler - fast);
        const int divisor = static_cast<int>(std::lround(double{clock} / step / baud));
        if (divisor < divisor_least || divisor > divisor_at_most) return;
        const double error = std::abs(double{clock} / step / divisor - baud);
        if (error >= best_error) return;
        best_error = error;
        best = static_cast<unsigned>((divisor_at_most - divisor) << 8 | fast << 2 | prescaler);
    };
    for (int prescaler = 0; prescaler <= prescaler_at_most; ++prescaler)
        consider(prescaler, 0, divisor_at_least);
    consider(prescaler_at_most, 1, fast_divisor_at_least);
    return static_cast<std::uint16_t>(best);
}

std::vector<Request> set_up(int baud, std::uint8_t version) {
    auto divisor = divisor_register(baud);
    if (version > last_that_waits) divisor = static_cast<std::uint16_t>(divisor | at_once);
    std::vector<Request> requests{{begin, 0, 0}, {write_registers, speed_registers, divisor}};
    if (version >= first_with_a_line)
        requests.push_back({write_registers, line_registers, eight_bits_no_parity});
    requests.push_back({modem_control, static_cast<std::uint16_t>(~ready_to_talk), 0});
    return requests;
}

}  // namespace okno::bridge::ch34x
