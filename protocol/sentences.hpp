// What a person reads, in Russian and English: when the hall refuses, what is wrong and what to do next; of
// a call, why this visitor and nobody else; of a norm that is about to break, which window to open.
#pragma once

#include "hall/forecast.hpp"
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

// For the manager: "The average wait for “Cash desk” will pass its norm of 20 minutes at 12:40. Opening
// window 7 avoids it." A kind the plan does not have is not spoken of: then there is no text.
hall::Text advice_sentence(const hall::Advice& advice, const hall::Plan& plan);

// The reply that carries a refusal.
Reply refused(const RequestId& id, const Refusal& refusal);

}  // namespace okno::protocol
