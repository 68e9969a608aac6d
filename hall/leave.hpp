// A pause or a closing that is still to come.
#pragma once

#include "hall/ids.hpp"

namespace okno::hall {

// Announced while a visitor is at the window; takes effect when that visitor has left it.
struct Leave {
    bool close = false;
    bool sure = false;  // to close, as in CloseWindow
    ReasonId reason{};  // of a pause; staff only
    bool operator==(const Leave&) const = default;
};

}  // namespace okno::hall
