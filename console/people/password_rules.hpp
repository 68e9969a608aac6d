// Which passwords and PINs a person may choose. Pure.
#pragma once

#include <optional>
#include <string_view>

#include "protocol/messages.hpp"

namespace okno::console {

// Empty: it will do. At least 12 letters, digits or signs; not the log-in name; none that whoever has lists
// of words and of stolen passwords, and knows this product and the name, guesses soon.
std::optional<protocol::Refusal> why_not_password(std::string_view password, std::string_view name);
// Six digits that are not guessed at once: not 123456, 000000, 112211, 123123 or the like.
std::optional<protocol::Refusal> why_not_pin(std::string_view pin);

}  // namespace okno::console
