#include "printer/star.hpp"

#include <algorithm>
#include <string_view>
#include <vector>

namespace okno::printer::star {

namespace {

using namespace std::string_literals;
using namespace std::string_view_literals;

constexpr int feed_and_cut = 13;
constexpr int feed_to_tear_bar = 3;
constexpr std::size_t first_status = 2, second_status = 3, third_status = 4, fourth_status = 5,
                      counter_byte = 7;

std::string raster_command(char letter) {
    return "\x1B*r"s + letter;
}

std::string raster_command(char letter, int number) {
    return raster_command(letter) + std::to_string(number) + '\0';
}

// See the header: no three bytes that a printer would obey inside a row.
void defuse(std::string& row) {
    for (std::size_t i = 0; i + 2 < row.size(); ++i) {
        const std::string_view three(row.data() + i, 3);
        if (three == "\x1B\x06\x01"sv || three == "\x1B\x06\x18"sv) row[i + 1] = '\x07';
        if (three == "\x1B\x1D\x03"sv) row[i + 2] = '\x07';
    }
}

bool has(std::span<const std::uint8_t> bytes, std::size_t place, int bits) {
    return place < bytes.size() && (bytes[place] & bits) != 0;
}

}  // namespace

std::string begin_document() {
    return "\x1B\x1E\x61\x00"s + "\x1B\x1D\x03\x03\x00\x00"s;
}

std::string end_document() {
    return "\x1B\x1D\x03\x04\x00\x00"s + "\x17"s;
}

std::string rows(const Raster& raster) {
    std::string bytes;
    int white = 0;
    const auto skip = [&] {
        if (white > 0) bytes += raster_command('Y', white);
        white = 0;
    };
    for (int y = 0; y < raster.height_dots(); ++y) {
        const auto first = raster.bytes().begin() + std::ptrdiff_t{y} * raster.row_bytes();
        std::string row(first, first + raster.row_bytes());
        row.erase(row.find_last_not_of('\0') + 1);
        if (row.empty()) {
            ++white;
            continue;
        }
        skip();
        defuse(row);
        bytes += 'b';
        bytes += {static_cast<char>(row.size() & 0xFF), static_cast<char>(row.size() >> 8)};
        bytes += row;
    }
    skip();
    return bytes;
}

std::string job(const Raster& raster, const Profile& profile) {
    const int at_end = profile.parting == Parting::tear_off ? feed_to_tear_bar : feed_and_cut;
    return begin_document() + raster_command('R') + raster_command('A') + raster_command('P', 0) +
           raster_command('E', at_end) + rows(raster) + "\x1B\x0C\x04"s + raster_command('B') +
           end_document();
}

std::string status_request() {
    return "\x1B\x06\x01"s;
}

// Raster commands other than "enter" do harm outside raster mode: so it is entered first.
std::string finish_broken_job(const Profile& profile) {
    return std::string(static_cast<std::size_t>(profile.width_dots / 8), '\0') + raster_command('A') +
           raster_command('C') + raster_command('B') + "\x1B\x1D\x03\x04\x00\x00"s + "\x1B\x1E\x61\x00"s +
           "\x1B\x1E\x45\x00"s;
}

std::size_t status_length(std::uint8_t header) {
    if ((header & 0x91) != 0x01) return 0;
    const auto length = static_cast<std::size_t>((header >> 1 & 0x07) | (header >> 2 & 0x08));
    return length < status_bytes_least ? 0 : length;
}

bool continues_status(std::uint8_t byte, std::size_t place) {
    return (byte & (place == 1 ? 0x11 : 0x91)) == 0;
}

PrinterStatus status_from(std::span<const std::uint8_t> bytes) {
    PrinterStatus status;
    status.offline = has(bytes, first_status, 0x08);
    status.cover_open = has(bytes, first_status, 0x20);
    status.overheated = has(bytes, second_status, 0x40);
    status.cutter_error = has(bytes, second_status, 0x08);
    status.other_error = has(bytes, second_status, 0x24) || has(bytes, third_status, 0x06);
    status.paper_near_end = has(bytes, fourth_status, 0x06);
    status.paper_end = has(bytes, fourth_status, 0x08);
    return status;
}

std::optional<int> etb_counter(std::span<const std::uint8_t> bytes) {
    if (bytes.size() <= counter_byte) return std::nullopt;
    return (bytes[counter_byte] >> 1 & 0x07) | (bytes[counter_byte] >> 2 & 0x18);
}

}  // namespace okno::printer::star
