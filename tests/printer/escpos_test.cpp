#include "printer/escpos.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "pictures.hpp"

using namespace okno::printer;
using namespace std::string_literals;

namespace {

bool has_real_time_command(const std::string& bytes) {
    for (std::size_t i = 0; i + 1 < bytes.size(); ++i)
        if (bytes[i] == 0x10 && (bytes[i + 1] == 0x04 || bytes[i + 1] == 0x05 || bytes[i + 1] == 0x14))
            return true;
    return false;
}

// The dots of a stream of bands, put together again.
std::vector<std::uint8_t> dots_of(const std::string& bands) {
    std::vector<std::uint8_t> dots;
    const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(bands.at(i)); };
    for (std::size_t at = 0; at < bands.size();) {
        REQUIRE(bands.substr(at, 4) == "\x1D\x76\x30\x00"s);
        const auto size =
            static_cast<std::size_t>((byte(at + 4) | byte(at + 5) << 8) * (byte(at + 6) | byte(at + 7) << 8));
        REQUIRE(at + 8 + size <= bands.size());
        for (std::size_t i = 0; i < size; ++i) dots.push_back(byte(at + 8 + i));
        at += 8 + size;
    }
    return dots;
}

}  // namespace

TEST_CASE("a small picture becomes exactly these bytes") {
    const Profile profile{"test", 16, 203, 0, Parting::cut};
    const Raster raster = picture(2, {0xFF, 0x00, 0x80, 0x01});
    CHECK(escpos::job(raster, profile) ==
          "\x1B\x40"s                                          // ESC @
          "\x1D\x61\x00"s                                      // GS a 0
          "\x1D\x76\x30\x00\x02\x00\x02\x00\xFF\x00\x80\x01"s  // GS v 0, 2 bytes a row, 2 rows
          "\x1D\x56\x42\x00"s                                  // GS V 66 0
          "\x1D\x72\x01"s);                                    // GS r 1
}

TEST_CASE("a printer without a cutter feeds the slip far enough to be torn off") {
    const Profile profile{"test", 8, 203, 0, Parting::tear_off};
    CHECK(escpos::job(picture(1, {0xAA}), profile) ==
          "\x1B\x40\x1D\x61\x00\x1D\x76\x30\x00\x01\x00\x01\x00\xAA\x1B\x64\x04\x1D\x72\x01"s);
}

TEST_CASE("a presenter cuts inside and holds the slip out") {
    const Profile profile{"test", 8, 203, 0, Parting::cut_and_present};
    CHECK(escpos::job(picture(1, {0xAA}), profile) ==
          "\x1B\x40\x1D\x61\x00\x1D\x76\x30\x00\x01\x00\x01\x00\xAA\x1B\x69\x1D\x65\x03\x0C\x1D\x72\x01"s);
}

TEST_CASE("status requests are DLE EOT 1 to 4") {
    CHECK(escpos::status_request(StatusKind::printer) == "\x10\x04\x01"s);
    CHECK(escpos::status_request(StatusKind::offline_cause) == "\x10\x04\x02"s);
    CHECK(escpos::status_request(StatusKind::error_cause) == "\x10\x04\x03"s);
    CHECK(escpos::status_request(StatusKind::paper) == "\x10\x04\x04"s);
}

TEST_CASE("a picture of 130 rows goes in bands of 64, 64 and 2") {
    const std::string bytes = escpos::bands(Raster(576, 130));
    const std::size_t full = 8 + 72 * 64;
    REQUIRE(bytes.size() == 2 * full + 8 + 72 * 2);
    CHECK(bytes.substr(0, 8) == "\x1D\x76\x30\x00\x48\x00\x40\x00"s);
    CHECK(bytes.substr(full, 8) == "\x1D\x76\x30\x00\x48\x00\x40\x00"s);
    CHECK(bytes.substr(2 * full, 8) == "\x1D\x76\x30\x00\x48\x00\x02\x00"s);
}

TEST_CASE("an empty picture has no bands") {
    CHECK(escpos::bands(Raster(576, 0)).empty());
}

TEST_CASE("each pair of bytes that a printer would obey is drawn one dot wider, also across rows") {
    CHECK(dots_of(escpos::bands(picture(2, {0x10, 0x04, 0x10, 0x05}))) ==
          std::vector<std::uint8_t>{0x18, 0x04, 0x18, 0x05});
    CHECK(dots_of(escpos::bands(picture(2, {0x00, 0x10, 0x14, 0x00}))) ==
          std::vector<std::uint8_t>{0x00, 0x18, 0x14, 0x00});
    CHECK(dots_of(escpos::bands(picture(3, {0x10, 0x10, 0x04}))) ==
          std::vector<std::uint8_t>{0x10, 0x18, 0x04});
    CHECK(dots_of(escpos::bands(picture(2, {0x10, 0x06}))) == std::vector<std::uint8_t>{0x10, 0x06});
}

TEST_CASE("no picture makes a printer obey a real-time command, and only lone dots grow") {
    const unsigned seed = std::random_device{}();
    CAPTURE(seed);
    std::mt19937 random(seed);
    for (int round = 0; round < 300; ++round) {
        // Widths and heights of 16 put a 10 into the header of a band, right before the data.
        const int row_bytes = round % 7 == 0 ? 16 : 1 + static_cast<int>(random() % 80);
        const int rows = round % 5 == 0 ? 16 : 1 + static_cast<int>(random() % 200);
        const Raster raster = dangerous_picture(random, row_bytes, rows);
        const Profile profile{"test", row_bytes * 8, 203, 0,
                              round % 2 == 0 ? Parting::cut : Parting::tear_off};
        REQUIRE_FALSE(has_real_time_command(escpos::job(raster, profile)));

        const auto dots = dots_of(escpos::bands(raster));
        REQUIRE(dots.size() == raster.bytes().size());
        for (std::size_t i = 0; i < dots.size(); ++i)
            REQUIRE((dots[i] == raster.bytes()[i] || (raster.bytes()[i] == 0x10 && dots[i] == 0x18)));
    }
}
