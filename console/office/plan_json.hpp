// The plan editor's side of JSON: what a page wants changed in the text, and what a close reading found.
//
//   edit = {do: "set", path: [..], value} | {do: "insert", path, value} | {do: "remove", path} | {do: "lift",
//   path} path = ["service", "3", "name", "ru"]; an object in a value is [{key, value}, …] to keep its order:
//   {"pairs": […]} reading = {complaints: [{line, column, told: {ru, en}, path}], document: {…} | null}
#pragma once

#include <nlohmann/json.hpp>
#include <tl/expected.hpp>
#include <vector>

#include "plan/close_reading.hpp"
#include "plan/phrase.hpp"
#include "plan/plan_edit.hpp"
#include "protocol/messages.hpp"

namespace okno::console {

inline constexpr std::size_t edits_at_most = 200;

tl::expected<std::vector<plan::Edit>, protocol::Refusal> edits_from(const nlohmann::json& json);
nlohmann::json said_json(const plan::Phrase& phrase);  // {ru, en}
nlohmann::json to_json(const plan::CloseReading& reading);

}  // namespace okno::console
