// What a person reads, in Russian and English: when the hall refuses, what is wrong and what to do next; of
// a call, why this visitor and nobody else.
#pragma once

#include "hall/rejection.hpp"
#include "hall/ticket.hpp"
#include "protocol/messages.hpp"

namespace okno::protocol {

Refusal refusal(hall::Rejection rejection);

// Refusals of the wire itself: "malformed", "unknown_kind", "not_allowed", "request_id_reused", ...
// `detail` is appended to both sentences.
Refusal refusal(std::string_view code, std::string_view detail = {});

// One sentence for operator and manager, in each language: "Priority, 2 of at most 3 in a row."
hall::Text reason_of_call(const hall::CallReason& reason);

// The reply that carries a refusal.
Reply refused(const RequestId& id, const Refusal& refusal);

}  // namespace okno::protocol
