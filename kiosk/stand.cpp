#include "kiosk/stand.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "hall/legibility.hpp"
#include "ui/text.hpp"

namespace okno::kiosk {

namespace {

// Without a diagonal: units of a 1080th of the shorter side, as the layout has them. The smallest text is 38
// units.
constexpr double large_units = 1.5 * 38;
// A text that says more about what is said already, when there is no room for it in full height: 0.9°.
constexpr double explaining = 0.65;
constexpr double target_units = 90;
constexpr double apart_units = 19;

int pixels(double exact) {
    return static_cast<int>(std::ceil(exact));
}

// The em whose capitals are seen under this angle.
int em_pixels(double degrees, double per_mm) {
    const double capital = eye_distance_mm * std::tan(degrees * std::numbers::pi / 180) * per_mm;
    int em = pixels(capital);
    while (em * ui::capital_of_em(em) < capital) ++em;
    return em;
}

// From the upper edge of the screen; may lie outside of it.
double row_of(double height_mm, double bottom_mm, double per_mm, ui::Size size) {
    return size.height - (height_mm - bottom_mm) * per_mm;
}

struct Band {
    int top = 0;
    int bottom = 0;
};

std::optional<Band> known_band(const Stand& stand, ui::Size size) {
    const auto per_mm = density(stand, size);
    if (!per_mm || !stand.bottom_mm) return std::nullopt;
    const double top = std::max(0.0, row_of(hall::reach_to_mm, *stand.bottom_mm, *per_mm, size));
    const double bottom =
        std::min<double>(size.height, row_of(hall::reach_from_mm, *stand.bottom_mm, *per_mm, size));
    return Band{pixels(top), static_cast<int>(bottom)};
}

bool enough(const Band& band, double per_mm) {
    return band.bottom - band.top >= hall::reach_needed_mm * per_mm;
}

}  // namespace

Stand stand_of(const Stand& told, const hall::Plan& plan, const hall::DeviceId& kiosk) {
    const hall::PlannedKiosk* planned = hall::find_kiosk(plan, kiosk);
    Stand stand = told;
    if (!planned) return stand;
    if (!stand.diagonal_inches) stand.diagonal_inches = planned->diagonal_mm / hall::mm_of_inch;
    if (!stand.bottom_mm) stand.bottom_mm = planned->bottom_mm;
    return stand;
}

std::optional<double> density(const Stand& stand, ui::Size size) {
    if (!stand.diagonal_inches) return std::nullopt;
    return std::hypot(size.width, size.height) / (*stand.diagonal_inches * hall::mm_of_inch);
}

ui::Least least(const Stand& stand, ui::Size size, const Aids& aids) {
    const auto per_mm = density(stand, size);
    const double unit = std::min(size.width, size.height) / 1080.0;
    if (!per_mm) {
        const int letters = aids.large ? pixels(large_units * unit) : 0;
        return {letters, pixels(explaining * letters), static_cast<int>(target_units * unit),
                static_cast<int>(apart_units * unit)};
    }
    const int common = em_pixels(angle_degrees, *per_mm);
    const int letters = aids.large ? em_pixels(large_angle_degrees, *per_mm) : common;
    return {letters, std::max(common, pixels(explaining * letters)), pixels(target_mm * *per_mm),
            pixels(apart_mm * *per_mm)};
}

ui::Rect reach(const Stand& stand, ui::Size size, const Aids& aids) {
    const ui::Rect all{0, 0, size.width, size.height};
    if (!aids.low) return all;
    const auto band = known_band(stand, size);
    if (band && enough(*band, *density(stand, size)))
        return {0, band->top, size.width, band->bottom - band->top};
    const int top = size.height * (size.height > size.width ? 50 : 25) / 100;
    return {0, top, size.width, size.height - top};
}

std::string size_trouble(const Stand& stand) {
    if (stand.diagonal_inches) return "";
    return "The size of the screen is not known: letters and controls are drawn as for a screen of 27 "
           "inches, which is only a guess, so they may be smaller than people need. Measure the picture's "
           "diagonal "
           "and write it into the plan, in inches: [[kiosk]] with diagonal = 32.";
}

std::string reach_trouble(const Stand& stand, ui::Size size) {
    const auto band = known_band(stand, size);
    if (!band || enough(*band, *density(stand, size))) return "";
    return "Less than 150 mm of the screen hang between 850 and 1,100 mm above the floor: the lower controls "
           "will be "
           "on the lower part of the screen, but not within the reach from a wheelchair.";
}

}  // namespace okno::kiosk
