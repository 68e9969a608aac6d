// Areas: the parts of a hall that a board leads visitors to, each with a colour and a sign of its own. Nobody
// has to tell colours apart: the sign stands on the colour. And the boards that lead there. Plain data of the
// plan; whether a board can be read is settled by hall/legibility.hpp.
#pragma once

#include <array>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "hall/ids.hpp"

namespace okno::hall {

// Each stands out against the boards' ground (ui/theme.hpp has the values).
enum class AreaColour { blue, orange, green, yellow, pink, white };
inline constexpr std::size_t area_colours = 6;  // so many areas at most: no two have the same
// What they are called in plans and messages, in the order of the enumerators; arrows likewise.
inline constexpr std::array<std::string_view, area_colours> area_colour_words{"blue",   "orange", "green",
                                                                              "yellow", "pink",   "white"};

inline constexpr std::size_t sign_letters_at_most = 3;
// 1 to 3 digits or letters, Latin, Greek or Cyrillic ones.
bool is_area_sign(std::string_view sign);

struct Area {
    AreaId id;
    std::map<Language, std::string> name;
    AreaColour colour{};
    std::string sign;  // what is painted in the hall, too: "II"
    bool operator==(const Area&) const = default;
};

// Where to go, for who stands before the board and looks at it: ahead is beyond it, back is behind oneself.
enum class Arrow { left, ahead_left, ahead, ahead_right, right, back_right, back, back_left };
inline constexpr std::array<std::string_view, 8> arrow_words{"left",  "ahead-left", "ahead", "ahead-right",
                                                             "right", "back-right", "back",  "back-left"};

// What a board may be.
inline constexpr int side_px_least = 100;
inline constexpr int side_px_most = 8192;
inline constexpr int diagonal_mm_least = 127;  // 5 inches
inline constexpr int diagonal_mm_most = 12700;
inline constexpr int seat_cm_least = 50;
inline constexpr int seat_cm_most = 10000;
inline constexpr int rows_least = 3;
inline constexpr int rows_most = 8;
inline constexpr int rows_usual = 4;

// A hall board. Its name is that of its key, as a planned device's is.
struct PlannedBoard {
    DeviceId id;
    int width_px = 1920;
    int height_px = 1080;
    int diagonal_mm = 0;               // of the screen
    int farthest_seat_cm = 0;          // from the screen
    int rows = rows_usual;             // of calls
    std::vector<AreaId> areas{};       // whose calls it shows; empty: all calls
    std::map<AreaId, Arrow> arrows{};  // areas that are not named have none
    bool playlist = false;             // the calls share the screen with one
    bool operator==(const PlannedBoard&) const = default;
};

}  // namespace okno::hall
