// Whether a board can be read from the farthest seat: its characters must be at least 12.2 mm high for each
// metre. Worked out from the board's frame and the shape of its letters, without drawing; a test holds it
// against what is drawn. A plan with a board that breaks this is refused with the figures it needs. Pure.
#pragma once

#include <optional>
#include <string>

#include "hall/board_frame.hpp"
#include "hall/plan.hpp"

namespace okno::hall {

inline constexpr double mm_for_each_metre = 12.2;
inline constexpr double mm_of_inch = 25.4;

// A board's numbers are set in a bold sans serif. Of its em, for the widest number a hall gives (a letter M
// and the four digits of a kiosk's own numbers) and for a capital; as Inter Display has them, and no more.
inline constexpr double widest_number_of_em = 3.6;
inline constexpr double capital_of_em = 0.718;

// The height of the smallest number among the calls, in a board of that shape whose lines all have a call.
double height_of_calls_px(Pixels screen, int rows, bool has_playlist, bool has_areas);
double height_of_calls_mm(const PlannedBoard& board, bool has_areas);

struct Unreadable {
    double needed_mm = 0;
    double height_mm = 0;
    int inches_needed = 0;          // of such a screen
    double readable_within_m = 0;   // of this one
    std::optional<int> fewer_rows;  // that would do; empty: none would
    bool without_playlist = false;  // would do
};

// Empty: it can be read.
std::optional<Unreadable> why_unreadable(const PlannedBoard& board, bool has_areas);

// What is wrong, and what is needed: "cannot be read from 8.0 m: 8 rows on 43 inches make its numbers 21 mm
// high" and "numbers of at least 98 mm: a screen of at least 198 inches, or seats within 1.7 m".
std::string found(const PlannedBoard& board, const Unreadable& unreadable);
std::string needed(const Unreadable& unreadable);

// The plan's board shows windows that have an area.
bool has_areas(const Plan& plan, const PlannedBoard& board);
// Whether the plan's board shows the calls to this window.
bool shows(const PlannedBoard& board, const Window& window);

}  // namespace okno::hall
