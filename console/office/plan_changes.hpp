// What a new plan changes against another, in terms that people of the hall understand: as codes with names
// and values, for the page to say in its language. Pure.
//
//   [{code: "service_renamed", name: {ru, en}, was: …, now: …, more: [...]}]; name is a text in each language
//   or a word, was and now are such or missing
#pragma once

#include <nlohmann/json.hpp>

#include "hall/plan.hpp"

namespace okno::console {

nlohmann::json plan_changes(const hall::Plan& before, const hall::Plan& after);

}  // namespace okno::console
