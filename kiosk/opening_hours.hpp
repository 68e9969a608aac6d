// The hall's week as visitors read it, in the first two languages at once: it stands on the welcome screen,
// before a language is chosen. On a holiday or a short day the hours of today come first.
#pragma once

#include "hall/plan.hpp"
#include "kiosk/screen.hpp"

namespace okno::kiosk {

Hours opening_hours(const hall::Plan& plan, hall::LocalDay today);

}  // namespace okno::kiosk
