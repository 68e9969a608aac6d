// A query of the dispatcher (protocol/SPEC.md) from a thread of the web server: waits for the loop to pass it
// on, and for the answer, a few seconds at most or until `stop`.
#pragma once

#include <nlohmann/json.hpp>
#include <stop_token>
#include <string>
#include <tl/expected.hpp>

#include "console/mailbox.hpp"

namespace okno::console {

tl::expected<nlohmann::json, protocol::Refusal> ask_dispatcher(Mailbox& mailbox, const std::string& kind,
                                                               const nlohmann::json& body,
                                                               const std::stop_token& stop = {});

}  // namespace okno::console
