// The hall's week as visitors read it, in the first two languages at once: it stands on the welcome screen,
// before a language is chosen. On a holiday or a short day the hours of today come first.
#pragma once

#include "hall/plan.hpp"
#include "kiosk/screen.hpp"

namespace okno::kiosk {

Hours opening_hours(const hall::Plan& plan, hall::LocalDay today);

// The week of one service, in the visitor's language; the column has no name.
Hours service_hours(const hall::Plan& plan, const hall::Service& service, const hall::Language& language,
                    hall::LocalDay today);

// "Today: 9:00–13:00, 14:00–18:00"
std::string hours_today(const hall::Plan& plan, const hall::Service& service, const hall::Language& language,
                        hall::LocalDay today);

}  // namespace okno::kiosk
