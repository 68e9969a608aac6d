// How large the screen is in the world and how high it hangs, and what follows for what is drawn on it: how
// many pixels a letter and a control must have, and where controls may be. Pure.
#pragma once

#include <optional>
#include <string>

#include "hall/plan.hpp"
#include "kiosk/aids.hpp"
#include "ui/sheet.hpp"

namespace okno::kiosk {

// Read at an arm's length: letters (capitals) are seen under 0.7° at least (EN 301 549, 5.1.4), large ones
// under 1.4°.
inline constexpr double eye_distance_mm = 600;
inline constexpr double angle_degrees = 0.7;
inline constexpr double large_angle_degrees = 1.4;
inline constexpr double target_mm = 20;
inline constexpr double apart_mm = 5;

struct Stand {
    std::optional<double> diagonal_inches;  // of the picture; without it pixels have no size
    std::optional<double> bottom_mm;        // the picture's lower edge above the floor
    bool operator==(const Stand&) const = default;
};

// What was told at the kiosk itself; the rest as the plan has it for the kiosk of this name.
Stand stand_of(const Stand& told, const hall::Plan& plan, const hall::DeviceId& kiosk);

// Pixels a millimetre; nothing when the diagonal is not known.
std::optional<double> density(const Stand& stand, ui::Size size);

// The least that letters, controls and gaps may be in pixels.
ui::Least least(const Stand& stand, ui::Size size, const Aids& aids);

// Where controls may be. Without aids, or when it is not known where the screen hangs, a part of the screen
// that serves most: all of it, or its lower half.
ui::Rect reach(const Stand& stand, ui::Size size, const Aids& aids);

// That nobody has told how large the screen is, and what to do; "" when somebody has.
std::string size_trouble(const Stand& stand);

// Why the lower controls cannot be where they should; "" when they can, or when the stand is not known.
std::string reach_trouble(const Stand& stand, ui::Size size);

}  // namespace okno::kiosk
