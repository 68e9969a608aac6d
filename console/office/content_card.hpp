// A card of the boards' playlist between its file and a form: the text of a new one, the edits that change
// one, and what a file says. Judged by the boards' own reader. Pure.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <tl/expected.hpp>

#include "protocol/messages.hpp"

namespace okno::console {

// `wish`: see content_office.hpp; `picture`: the name of its file, "" for none.
tl::expected<std::string, protocol::Refusal> new_card(const nlohmann::json& wish, const std::string& picture);
// Comments, and what the form does not know, stay.
tl::expected<std::string, protocol::Refusal> changed_card(std::string text, const nlohmann::json& wish);
// What the card says, or its complaints and whatever can be read of it.
nlohmann::json card_json(const std::string& text, const std::string& file);

}  // namespace okno::console
