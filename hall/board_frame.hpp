// Where the calls of a hall board stand on its screen, in whole pixels: the display draws by it, and whether
// the calls can be read from the farthest seat is told by it before any screen is bought. Measures are in
// units of a 1080th of the shorter side, so that a board looks alike on every screen. Pure.
#pragma once

namespace okno::hall {

struct Pixels {
    int width = 0;
    int height = 0;
};

struct Box {
    int x = 0;
    int y = 0;
    int width = 0;
    int height = 0;
    int right() const { return x + width; }
    int bottom() const { return y + height; }
};

// Units.
inline constexpr double board_margin = 56;
inline constexpr double board_bottom = 48;
inline constexpr double board_header = 150;
inline constexpr double board_header_more = 120;  // of a screen that is higher than wide: the hall's name
inline constexpr double board_between = 40;       // between calls, playlist and waiting
inline constexpr double board_heading = 84;       // above the calls
inline constexpr double board_heading_gap = 12;
inline constexpr double board_call_gap = 20;
inline constexpr double board_call_pad = 48;

bool is_upright(Pixels screen);
int pixels_of(Pixels screen, double units);

Box below_header(Pixels screen);

// The parts of the room below the header. Without a playlist its box is empty.
struct BoardParts {
    Box calls;
    Box playlist;
    Box waiting;
};
BoardParts parts_of(Pixels screen, const Box& room, bool has_playlist);

// The lines of the calls, below their headings. The newest call's is higher than the others by two thirds.
Box lines_of(Pixels screen, const Box& calls);
int later_line_height(Pixels screen, const Box& lines, int rows);
int newest_line_height(Pixels screen, const Box& lines, int rows);

// The number, the way, the window: columns of the lines, under their headings. With areas the way is the
// area's sign and arrow and takes more of the line.
struct CallColumns {
    int number_x = 0;
    int number_width = 0;
    int way_x = 0;
    int way_width = 0;
    int window_x = 0;
    int window_width = 0;
};
CallColumns columns_of(Pixels screen, const Box& calls, bool has_areas);

inline constexpr double em_of_line = 0.8;  // a number's em is so much of its line, unless it is too wide

}  // namespace okno::hall
