// Whether a board can be read from the farthest seat: its characters must be at least 12.2 mm high for each
// metre. A screen that breaks this is refused with the figures it needs. Pure but for Pango's measuring.
#pragma once

#include <optional>
#include <string>

#include "ui/geometry.hpp"

namespace okno::display {

inline constexpr double mm_for_each_metre = 12.2;

struct Seat {
    double diagonal_inches = 0;
    double farthest_m = 0;
};

// Of the smallest number among the calls, in millimetres of its digits.
double height_of_calls_mm(std::size_t rows, ui::Size size, bool has_playlist, double diagonal_inches);

// The refusal in one sentence or two; nothing when the board can be read.
std::optional<std::string> refusal(const Seat& seat, std::size_t rows, ui::Size size, bool has_playlist);

}  // namespace okno::display
