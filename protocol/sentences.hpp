// What a person reads when the hall refuses: what is wrong and what to do next, in Russian and English.
#pragma once

#include "hall/rejection.hpp"
#include "protocol/messages.hpp"

namespace okno::protocol {

Refusal refusal(hall::Rejection rejection);

// Refusals of the wire itself: "malformed", "unknown_kind", "not_allowed", "request_id_reused", ...
// `detail` is appended to both sentences.
Refusal refusal(std::string_view code, std::string_view detail = {});

// The reply that carries a refusal.
Reply refused(const RequestId& id, const Refusal& refusal);

}  // namespace okno::protocol
