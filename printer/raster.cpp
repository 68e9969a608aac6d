#include "printer/raster.hpp"

#include <cassert>

namespace okno::printer {

Raster::Raster(int width_dots, int height_dots) : width_dots_(width_dots) {
    assert(width_dots >= 0 && width_dots % 8 == 0 && height_dots >= 0);
    append_white(height_dots);
}

std::size_t Raster::index(int x, int y) const {
    assert(x >= 0 && x < width_dots_ && y >= 0 && y < height_dots_);
    return static_cast<std::size_t>(y) * static_cast<std::size_t>(row_bytes()) +
           static_cast<std::size_t>(x / 8);
}

bool Raster::black(int x, int y) const {
    return (bytes_[index(x, y)] >> (7 - x % 8) & 1) != 0;
}

void Raster::blacken(int x, int y) {
    auto& byte = bytes_[index(x, y)];
    byte = static_cast<std::uint8_t>(byte | 1 << (7 - x % 8));
}

void Raster::append_row(const std::uint8_t* row) {
    bytes_.insert(bytes_.end(), row, row + row_bytes());
    ++height_dots_;
}

void Raster::append_white(int rows) {
    height_dots_ += rows;
    bytes_.resize(static_cast<std::size_t>(height_dots_) * static_cast<std::size_t>(row_bytes()));
}

}  // namespace okno::printer
