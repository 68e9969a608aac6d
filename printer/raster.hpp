// A picture of black dots on white paper, packed as printers take it: rows from top to bottom, eight dots a
// byte, the leftmost dot in the highest bit, 1 = black.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace okno::printer {

class Raster {
  public:
    Raster() = default;
    // All white. `width_dots` is a multiple of 8.
    Raster(int width_dots, int height_dots);

    int width_dots() const { return width_dots_; }
    int height_dots() const { return height_dots_; }
    int row_bytes() const { return width_dots_ / 8; }
    const std::vector<std::uint8_t>& bytes() const { return bytes_; }
    std::vector<std::uint8_t>& bytes() { return bytes_; }

    bool black(int x, int y) const;
    void blacken(int x, int y);

    // A row of `row_bytes()` bytes below the last one.
    void append_row(const std::uint8_t* row);
    void append_white(int rows);

    bool operator==(const Raster&) const = default;

  private:
    std::size_t index(int x, int y) const;

    int width_dots_ = 0;
    int height_dots_ = 0;
    std::vector<std::uint8_t> bytes_;
};

}  // namespace okno::printer
