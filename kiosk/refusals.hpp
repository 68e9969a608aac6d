// Why there is no ticket, or no rating: the refusals a kiosk can meet, by their stable codes
// (protocol/SPEC.md), in the kiosk's own words, so that they are read and heard in every language of
// words/po. Each says what is wrong, then what to do. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "hall/ids.hpp"
#include "hall/plan.hpp"
#include "protocol/messages.hpp"

namespace okno::kiosk {

// Those of `take_ticket`, of `rate_visit`, of the wire, and the kiosk's own; a call of staff needs none: who
// cannot call is sent to a window, whatever the reason.
std::vector<std::string_view> refusal_codes();

// A code that is not known here is said in the dispatcher's sentence, in the language nearest to this one; ""
// when it has sent none.
std::string refusal_text(const protocol::Refusal& refusal, const hall::Language& language,
                         const hall::Plan& plan);

}  // namespace okno::kiosk
