// All that the journal says of one ticket, fetched from the dispatcher page by page. A web server's thread;
// it waits for the loop, never the loop for it.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>

#include "console/mailbox.hpp"
#include "hall/time.hpp"

namespace okno::console {

struct TicketStory {
    nlohmann::json events = nlohmann::json::array();  // as in SPEC.md, with "number" and "clock", the hall's
    bool whole = true;                                // else the journal was not read to the last event
    std::optional<protocol::Refusal> refusal;         // why, when somebody said no
};

struct TicketRange {
    std::int64_t ticket = 0;
    std::uint64_t first = 0;
    std::uint64_t last = 0;  // beyond the journal's end: up to there
};

TicketStory read_story(Mailbox& mailbox, TicketRange range, const hall::Zone& zone);

}  // namespace okno::console
