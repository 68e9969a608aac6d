// How many wait for a service and how long, in words.
#pragma once

#include <optional>
#include <string>

#include "hall/forecast.hpp"
#include "hall/plan.hpp"

namespace okno::kiosk {

// "Ожидают: 5 · 15–25 мин", "No queue".
std::string queue_text(const hall::Language& spoken, const hall::Plan& plan, std::size_t people,
                       std::optional<hall::Range> wait);

// As it is told to visitors; nothing when nobody can tell.
std::optional<hall::Range> wait_for(const hall::Forecast& forecast, const hall::ServiceId& service);

}  // namespace okno::kiosk
