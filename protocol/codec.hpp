// Hall values to JSON and back; the grammar is in SPEC.md. Writing never fails. Reading is strict about what
// it needs and silent about what it does not know: a missing or wrong field is a CodecError that names the
// path ("take_ticket.service must be a text"), an unknown extra field is ignored.
#pragma once

#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "hall/commands.hpp"
#include "hall/events.hpp"
#include "hall/forecast.hpp"
#include "hall/state.hpp"
#include "protocol/messages.hpp"

namespace okno::protocol {

using Json = nlohmann::json;

struct CodecError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

// Kinds on the wire: "take_ticket", "call_next", ... ; "ticket_taken", "ticket_called", ...
std::string_view kind_of(const hall::Wish& wish);
std::string_view kind_of(const hall::Fact& fact);
bool is_command(std::string_view kind);
bool is_query(std::string_view kind);  // "snapshot", "events", "chain"

Json to_json(const hall::Plan& plan);
Json to_json(const hall::Wish& wish);  // the body alone; the kind travels in its own frame
Json to_json(const hall::Event& event);
Json to_json(const hall::State& state);
Json to_json(const hall::Forecast& forecast);
Json to_json(const Refusal& refusal);
Json to_json(const Entry& entry);
Json to_json(const hall::TicketNumber& number);
Json to_json(const hall::Text& text);

hall::Plan plan_from_json(const Json& json);
hall::Wish wish_from_json(std::string_view kind, const Json& json);
hall::Event event_from_json(const Json& json);
hall::State state_from_json(const Json& json);
hall::Forecast forecast_from_json(const Json& json);
Refusal refusal_from_json(const Json& json);
Entry entry_from_json(const Json& json);

// Parses text; CodecError when it is not JSON or nests deeper than any message does.
Json parse(std::string_view text);

// A command's body may name the person at the device: {"person": "anna", ...}.
hall::OperatorId person_from_json(const Json& body);

std::string_view to_string(hall::Print print);
std::string_view to_string(hall::Condition condition);

}  // namespace okno::protocol
