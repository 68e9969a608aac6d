// A visitor asks at a kiosk for somebody of the staff. Not a call for help (hall/panic.hpp): everybody may
// see it, and nobody is alarmed.
#pragma once

#include <optional>

#include "hall/time.hpp"

namespace okno::hall {

struct StaffCall {
    Timestamp since{};
    std::optional<Timestamp> answered{};  // somebody has said that they are coming
    bool operator==(const StaffCall&) const = default;
};

}  // namespace okno::hall
