// The hall of the scenarios: three specialist services (two of them share the letter A), one of the cashier,
// four windows. Monday, 2 March 2026, three hours ahead of UTC.
#pragma once

#include <string_view>

#include "hall/plan.hpp"
#include "hall/time.hpp"

namespace okno::test {

// Services: consultation (A), contract (A), documents (B), payment (P).
// Windows: 3 serves consultation, contract, documents; 4 consultation, documents; 5 contract; 7 payment.
// Missed 90 s after the last call, no no-show sooner than 10 s, at most 2 recalls.
hall::Plan small_plan();

// Other plans that the scenarios adopt, by name: "the-plan", "without-documents", "without-window-4",
// "outcome-required", "never-missed", "window-9", "documents-with-letter-d", "vladivostok", "empty".
// An unknown name is a bug in the scenario and throws.
hall::Plan plan_named(std::string_view name);

inline constexpr hall::LocalDay first_day{
    std::chrono::local_days{std::chrono::year{2026} / std::chrono::March / 2}};

// The instant of a local time of the small hall.
hall::Timestamp at(hall::LocalDay day, hall::Seconds since_midnight);

}  // namespace okno::test
