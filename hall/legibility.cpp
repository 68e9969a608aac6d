#include "hall/legibility.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "hall/board_frame.hpp"

namespace okno::hall {

namespace {

std::string rounded(double number, int digits) {
    char text[32];
    std::snprintf(text, sizeof text, "%.*f", digits, number);
    return text;
}

double inches_of(const PlannedBoard& board) {
    return board.diagonal_mm / mm_of_inch;
}

double farthest_m(const PlannedBoard& board) {
    return board.farthest_seat_cm / 100.0;
}

}  // namespace

double height_of_calls_px(Pixels screen, int rows, bool has_playlist, bool has_areas) {
    const Box calls = parts_of(screen, below_header(screen), has_playlist).calls;
    const int line = later_line_height(screen, lines_of(screen, calls), rows);
    const double wide = columns_of(screen, calls, has_areas).number_width / widest_number_of_em;
    return std::floor(std::min(em_of_line * line, wide)) * capital_of_em;
}

double height_of_calls_mm(const PlannedBoard& board, bool has_areas) {
    const double mm_a_pixel = board.diagonal_mm / std::hypot(board.width_px, board.height_px);
    return mm_a_pixel *
           height_of_calls_px({board.width_px, board.height_px}, board.rows, board.playlist, has_areas);
}

std::optional<Unreadable> why_unreadable(const PlannedBoard& board, bool has_areas) {
    Unreadable unreadable;
    unreadable.height_mm = height_of_calls_mm(board, has_areas);
    unreadable.needed_mm = farthest_m(board) * mm_for_each_metre;
    if (unreadable.height_mm >= unreadable.needed_mm) return std::nullopt;
    // A board of a hundred pixels may have no room for its lines at all.
    const double larger = unreadable.needed_mm / std::max(unreadable.height_mm, 0.01);
    unreadable.inches_needed = static_cast<int>(std::min(1e6, std::ceil(inches_of(board) * larger)));
    unreadable.readable_within_m = std::floor(unreadable.height_mm / mm_for_each_metre * 10) / 10;
    PlannedBoard other = board;
    while (!unreadable.fewer_rows && --other.rows >= rows_least)
        if (height_of_calls_mm(other, has_areas) >= unreadable.needed_mm) unreadable.fewer_rows = other.rows;
    other = board;
    other.playlist = false;
    unreadable.without_playlist =
        board.playlist && height_of_calls_mm(other, has_areas) >= unreadable.needed_mm;
    return unreadable;
}

std::string found(const PlannedBoard& board, const Unreadable& unreadable) {
    return "cannot be read from " + rounded(farthest_m(board), 1) + " m: " + std::to_string(board.rows) +
           " rows on " + rounded(inches_of(board), 0) + " inches make its numbers " +
           rounded(std::floor(unreadable.height_mm), 0) + " mm high";
}

std::string needed(const Unreadable& unreadable) {
    std::string figures = "numbers of at least " + rounded(std::ceil(unreadable.needed_mm), 0) +
                          " mm: a screen of at least " + std::to_string(unreadable.inches_needed) +
                          " inches, or seats within " + rounded(unreadable.readable_within_m, 1) + " m";
    if (unreadable.fewer_rows) figures += ", or " + std::to_string(*unreadable.fewer_rows) + " rows";
    if (unreadable.without_playlist) figures += ", or no playlist beside the calls";
    return figures;
}

bool shows(const PlannedBoard& board, const Window& window) {
    return board.areas.empty() || (window.area && std::find(board.areas.begin(), board.areas.end(),
                                                            *window.area) != board.areas.end());
}

bool has_areas(const Plan& plan, const PlannedBoard& board) {
    return std::any_of(plan.windows.begin(), plan.windows.end(),
                       [&](const Window& window) { return window.area && shows(board, window); });
}

}  // namespace okno::hall
