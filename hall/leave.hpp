// A pause or a closing that is still to come.
#pragma once

#include <string>

#include "hall/ids.hpp"

namespace okno::hall {

// Announced while a visitor is at the window; takes effect when that visitor has left it.
struct Leave {
    bool close = false;
    bool sure = false;  // to close, as in CloseWindow
    ReasonId reason{};  // of a pause; staff only
    std::string why{};  // of a closing, as in CloseWindow; staff only
    bool operator==(const Leave&) const = default;
};

}  // namespace okno::hall
