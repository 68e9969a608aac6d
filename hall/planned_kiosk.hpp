// A kiosk as the plan describes it: how large its picture is and how high it hangs, so that letters, controls
// and the reach from a wheelchair can be reckoned in millimetres. Pure; what is drawn by it is the business
// of kiosk/stand.
#pragma once

#include <optional>
#include <string>

#include "hall/area.hpp"
#include "hall/ids.hpp"

namespace okno::hall {

inline constexpr int kiosk_diagonal_mm_most = 3048;  // 120 inches
inline constexpr int bottom_mm_most = 2500;

// Above the floor, from a wheelchair (СП 59.13330: 850–1,100 mm).
inline constexpr double reach_from_mm = 850;
inline constexpr double reach_to_mm = 1100;
// Less of the picture than this in that reach holds no choice of services.
inline constexpr double reach_needed_mm = 150;

// Its name is that of its key, as a planned device's is.
struct PlannedKiosk {
    DeviceId id;
    int width_px = 1080;
    int height_px = 1920;
    int diagonal_mm = 0;             // of the picture
    std::optional<int> bottom_mm{};  // the picture's lower edge above the floor; empty: nobody has told
    bool details = false;            // of every service before its ticket, not of those alone that have some
    bool operator==(const PlannedKiosk&) const = default;
};

struct Unreachable {
    double within_mm = 0;  // so much of the picture is in that reach
    // Where its lower edge should be; empty: the picture is too low, wherever it hangs.
    std::optional<int> bottom_least_mm{};
    int bottom_most_mm = 0;
};

// Empty: whoever sits reaches enough of it, or nobody has told how high it hangs.
std::optional<Unreachable> why_unreachable(const PlannedKiosk& kiosk);

// What is wrong, and what is needed.
std::string found(const Unreachable& unreachable);
std::string needed(const Unreachable& unreachable);

}  // namespace okno::hall
