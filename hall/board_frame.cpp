#include "hall/board_frame.hpp"

#include <algorithm>
#include <cmath>

namespace okno::hall {

bool is_upright(Pixels screen) {
    return screen.height > screen.width;
}

int pixels_of(Pixels screen, double units) {
    return static_cast<int>(std::lround(units * (std::min(screen.width, screen.height) / 1080.0)));
}

Box below_header(Pixels screen) {
    const int side = pixels_of(screen, board_margin);
    const int top = pixels_of(screen, board_header + (is_upright(screen) ? board_header_more : 0));
    return {side, top, screen.width - 2 * side, screen.height - top - pixels_of(screen, board_bottom)};
}

// The calls keep the larger part; what else there is stands beside them, on a high screen below.
BoardParts parts_of(Pixels screen, const Box& room, bool has_playlist) {
    const int between = pixels_of(screen, board_between);
    if (!has_playlist && is_upright(screen)) {
        const int calls = room.height * 62 / 100;
        return {{room.x, room.y, room.width, calls},
                {},
                {room.x, room.y + calls + between, room.width, room.height - calls - between}};
    }
    if (!has_playlist) {
        const int waiting = room.width * (screen.width * 10 < screen.height * 14 ? 33 : 29) / 100;
        return {{room.x, room.y, room.width - waiting - between, room.height},
                {},
                {room.right() - waiting, room.y, waiting, room.height}};
    }
    const int after_playlist = pixels_of(screen, 16);
    if (is_upright(screen)) {
        const int calls = room.height * 49 / 100;
        const int playlist = room.height * 31 / 100;
        const int y = room.y + calls + between;
        const int waiting = y + playlist + after_playlist;
        return {{room.x, room.y, room.width, calls},
                {room.x, y, room.width, playlist},
                {room.x, waiting, room.width, room.bottom() - waiting}};
    }
    const int calls = room.width * 57 / 100;
    const int x = room.x + calls + between;
    const int playlist = room.height * 64 / 100;
    const int waiting = room.y + playlist + after_playlist;
    return {{room.x, room.y, calls, room.height},
            {x, room.y, room.right() - x, playlist},
            {x, waiting, room.right() - x, room.bottom() - waiting}};
}

Box lines_of(Pixels screen, const Box& calls) {
    const int heading = pixels_of(screen, board_heading) + pixels_of(screen, board_heading_gap);
    return {calls.x, calls.y + heading, calls.width, calls.height - heading};
}

int later_line_height(Pixels screen, const Box& lines, int rows) {
    const int between = pixels_of(screen, board_call_gap);
    return (lines.height - (rows - 1) * between) * 3 / (3 * (rows - 1) + 5);
}

int newest_line_height(Pixels screen, const Box& lines, int rows) {
    return lines.height -
           (rows - 1) * (later_line_height(screen, lines, rows) + pixels_of(screen, board_call_gap));
}

CallColumns columns_of(Pixels screen, const Box& calls, bool has_areas) {
    const int pad = pixels_of(screen, board_call_pad);
    const int inner = calls.width - 2 * pad;
    CallColumns columns;
    columns.number_x = calls.x + pad;
    columns.number_width = inner * (has_areas ? 48 : 54) / 100;
    columns.way_x = columns.number_x + inner * (has_areas ? 50 : 54) / 100;
    columns.way_width = inner * (has_areas ? 23 : 14) / 100;
    columns.window_x = columns.way_x + columns.way_width;
    columns.window_width = calls.right() - pad - columns.window_x;
    return columns;
}

}  // namespace okno::hall
