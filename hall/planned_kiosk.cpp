#include "hall/planned_kiosk.hpp"

#include <algorithm>
#include <cmath>

namespace okno::hall {

namespace {

double picture_height_mm(const PlannedKiosk& kiosk) {
    return kiosk.diagonal_mm * kiosk.height_px / std::hypot(kiosk.width_px, kiosk.height_px);
}

std::string millimetres(double number) {
    return std::to_string(static_cast<int>(number));
}

}  // namespace

std::optional<Unreachable> why_unreachable(const PlannedKiosk& kiosk) {
    if (!kiosk.bottom_mm) return std::nullopt;
    const double height = picture_height_mm(kiosk);
    const double within =
        std::min(*kiosk.bottom_mm + height, reach_to_mm) - std::max<double>(*kiosk.bottom_mm, reach_from_mm);
    if (within >= reach_needed_mm) return std::nullopt;
    Unreachable unreachable{std::max(within, 0.0)};
    unreachable.bottom_most_mm = static_cast<int>(reach_to_mm - reach_needed_mm);
    if (height >= reach_needed_mm)
        unreachable.bottom_least_mm =
            static_cast<int>(std::ceil(std::max(0.0, reach_from_mm + reach_needed_mm - height)));
    return unreachable;
}

std::string found(const Unreachable& unreachable) {
    return "only " + millimetres(unreachable.within_mm) +
           " mm of the picture are between 850 and 1,100 mm above the floor, the reach from a wheelchair";
}

std::string needed(const Unreachable& unreachable) {
    if (!unreachable.bottom_least_mm)
        return "a picture at least " + millimetres(reach_needed_mm) + " mm high";
    return "the picture's lower edge between " + millimetres(*unreachable.bottom_least_mm) + " and " +
           millimetres(unreachable.bottom_most_mm) + " mm above the floor";
}

}  // namespace okno::hall
