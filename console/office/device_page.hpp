// What the page of devices shows: every device that the plan has, that ever reported or whose key may come
// in, once each, from the hall as the console follows it and from what the dispatcher tells of its own memory
// ("devices" in protocol/SPEC.md). Pure.
#pragma once

#include <nlohmann/json.hpp>

#include "hall/state.hpp"

namespace okno::console {

// {"devices": [{"id", "name": {...}, "planned", "has_key", "role", "fingerprint", "revocable", "condition",
//   "since", "version", "skips", "heard_ago_ms", "address", "parts": [device_json, ...]}], "dispatcher":
//   {...}, "knocking": [...], "more_knocking", "expected": [...]}; what is not known is null
nlohmann::json device_page(const hall::State& state, const nlohmann::json& told);

}  // namespace okno::console
