// An event on its way out: encoded once, as each feed may hear it.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "dispatcher/access.hpp"
#include "hall/events.hpp"
#include "protocol/messages.hpp"

namespace okno::dispatcher {

struct Recorded {
    protocol::Sequence number = 0;
    std::string for_staff;                  // JSON; also what the journal keeps
    std::optional<std::string> for_public;  // empty: the public hears the number alone
    hall::Event event;
};

Recorded record(protocol::Sequence number, const hall::Event& event);
// From the journal's text; throws protocol::CodecError when it is not an event.
Recorded record(protocol::Sequence number, std::string body);

// {"events": [{"number", "event"}, …]}, with `more` (", \"head\": 7") before the closing brace.
std::string entries_json(std::span<const Recorded> events, Feed feed, const std::string& more = {});

}  // namespace okno::dispatcher
