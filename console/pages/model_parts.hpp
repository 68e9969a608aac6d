// Pieces that both page models are made of.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>

#include "console/figures/figures.hpp"
#include "hall/forecast.hpp"
#include "hall/schedule.hpp"
#include "hall/state.hpp"

namespace okno::console {

using Json = nlohmann::json;

std::int64_t ms(hall::Timestamp at);
Json text(const hall::Text& text);
// {"number": "A012", "service": {...}, "taken": ms, "since": ms} (since: when it began to wait, if it waits)
Json ticket_json(const hall::State& state, const hall::Ticket& ticket);
Json category_json(const hall::State& state, const hall::Ticket& ticket);  // its name, or null
// The steps of the visit still to come: [{"service": {...}, "window": 3 | null}]
Json route_json(const hall::State& state, const hall::Ticket& ticket);
// {"mode": "closed" | "preparing" | "open" | "closing", "opens": ms | null}
Json mode_json(hall::Mode mode, std::optional<hall::Timestamp> opens);
// {"to": "pause" | "close", "reason": {...}}
Json leave_json(const hall::State& state, const hall::Leave& leave);
// {"state": "closed" | "open" | "paused", "person", "since", "reason": {...}, "leave": {...}}; leave: while
// one is announced
Json post_json(const hall::State& state, const hall::WindowState& window);
Json range_json(const std::optional<hall::Estimate>& wait);  // {"from_min", "to_min"}, or null
Json norm_json(const hall::Norm& norm);
Json measure_json(const Measure& measure, hall::Seconds norm);
Json device_name(const hall::State& state, const hall::DeviceId& id);  // by the plan; of a part: its owner's
// A device or a part of one: {"id", "name", "kind", "part", "condition", "since"}; the name is that of the
// device in the plan; of a part there is also the name its own description gives, and of what kind it is
// ("keypad", "panic", "receiver", ...)
Json device_json(const hall::State& state, const hall::DeviceId& id, hall::Condition condition);
// [{"zone", "name", "since", "presses", "person", "escalated", "acknowledged", "told"}]
Json calls_for_help_json(const hall::State& state);
// A call of a window for the manager: {"since", "answered": ms | null}; null when there was none today
Json manager_call_json(const hall::WindowState& window);
std::optional<hall::OperatorId> person_at(const hall::WindowState& window);

}  // namespace okno::console
