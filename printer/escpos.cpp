#include "printer/escpos.hpp"

#include <algorithm>
#include <cassert>

namespace okno::printer::escpos {

namespace {

using namespace std::string_literals;

constexpr std::uint8_t dle = 0x10;
constexpr std::uint8_t dle_made_wider = 0x18;
constexpr std::uint8_t lines_to_tear_off = 4;
constexpr std::uint8_t steps_held_out = 12;  // 88 mm: enough to be grasped, and the rest is still held

bool makes_real_time_command(std::uint8_t byte) {
    return byte == 0x04 || byte == 0x05 || byte == 0x14;
}

char low(int value) {
    return static_cast<char>(value & 0xFF);
}

char high(int value) {
    return static_cast<char>(value >> 8 & 0xFF);
}

}  // namespace

std::string initialise(const Profile& profile) {
    return "\x1B\x40"s + tell_changes(profile.tells_changes);
}

std::string tell_changes(bool wanted) {
    return "\x1D\x61"s + (wanted ? '\x0E' : '\x00');
}

std::string bands(const Raster& raster) {
    assert(raster.row_bytes() <= 0xFFFF);
    std::vector<std::uint8_t> dots = raster.bytes();
    for (std::size_t i = 0; i + 1 < dots.size(); ++i)
        if (dots[i] == dle && makes_real_time_command(dots[i + 1])) dots[i] = dle_made_wider;

    std::string bytes;
    for (int y = 0; y < raster.height_dots(); y += band_rows) {
        const int rows = std::min(band_rows, raster.height_dots() - y);
        bytes += "\x1D\x76\x30\x00"s;
        bytes += {low(raster.row_bytes()), high(raster.row_bytes()), low(rows), high(rows)};
        const auto first = dots.begin() + std::ptrdiff_t{y} * raster.row_bytes();
        bytes.append(first, first + std::ptrdiff_t{rows} * raster.row_bytes());
    }
    return bytes;
}

std::string feed_lines(std::uint8_t lines) {
    return "\x1B\x64"s + static_cast<char>(lines);
}

std::string cut() {
    return "\x1D\x56\x42\x00"s;
}

// Custom Engineering, "Custom/POS commands" of the VKP80.
std::string cut_and_present() {
    return "\x1B\x69\x1D\x65\x03"s + static_cast<char>(steps_held_out);
}

std::string part(Parting parting) {
    switch (parting) {
        case Parting::tear_off:
            return feed_lines(lines_to_tear_off);
        case Parting::cut:
            return cut();
        case Parting::cut_and_present:
            return cut_and_present();
    }
    return {};
}

std::string end_mark_request() {
    return "\x1D\x72\x01"s;
}

std::string status_request(StatusKind kind) {
    return "\x10\x04"s + static_cast<char>(kind);
}

std::string full_status_request() {
    return "\x10\x04\x14"s;
}

std::string let_go_of_slip() {
    return "\x1D\x65\x05"s;
}

std::string forget_buffers() {
    return "\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08"s;
}

std::string finish_broken_band(const Profile& profile) {
    return std::string(static_cast<std::size_t>(band_rows * profile.width_dots / 8), '\0');
}

std::string job(const Raster& raster, const Profile& profile) {
    return initialise(profile) + bands(raster) + part(profile.parting) + end_mark_request();
}

}  // namespace okno::printer::escpos
