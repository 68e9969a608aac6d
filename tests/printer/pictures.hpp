// Small pictures for the tests of the printer.
#pragma once

#include <cstdint>
#include <random>

#include "printer/raster.hpp"

namespace okno::printer {

inline Raster picture(int row_bytes, std::vector<std::uint8_t> bytes) {
    Raster raster(row_bytes * 8, static_cast<int>(bytes.size()) / row_bytes);
    raster.bytes() = std::move(bytes);
    return raster;
}

// Every third byte is one that could be part of a real-time command.
inline Raster dangerous_picture(std::mt19937& random, int row_bytes, int rows) {
    constexpr std::uint8_t dangerous[] = {0x10, 0x10, 0x04, 0x05, 0x14, 0x01, 0x18, 0x08};
    Raster raster(row_bytes * 8, rows);
    for (auto& byte : raster.bytes())
        byte = random() % 3 == 0 ? static_cast<std::uint8_t>(random()) : dangerous[random() % 8];
    return raster;
}

}  // namespace okno::printer
