// What may be told of one ticket outside of the hall: its number, its place, where it is called to. No log-in
// names, no category, no reasons. Pure.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>

#include "hall/forecast.hpp"
#include "hall/state.hpp"
#include "protocol/ticket_word.hpp"

namespace okno::console {

// Served: can still be named, for a while after the visit. Ended: all that is known is that there was one.
enum class PublicStage { waiting, called, serving, parked, missed, served, ended };

struct PublicTicket {
    PublicStage stage = PublicStage::ended;
    hall::Text hall;
    std::optional<hall::TicketNumber> number{};
    std::optional<hall::ServiceId> service{};
    hall::Text service_name{};
    std::optional<std::size_t> people_ahead{};      // while waiting
    std::optional<hall::Range> wait{};              // while waiting, when somebody can tell
    std::optional<hall::WindowId> window{};         // where the visitor is called or served
    std::optional<hall::Timestamp> return_until{};  // who was missed may come back
    std::optional<hall::LocalTime> return_until_local{};
    bool kiosk_calls_staff = false;  // the hall has a kiosk, and whoever stands at it can call somebody
    bool rateable = false;
    bool blind = false;  // the link to the dispatcher is lost: this is what was last known
    bool operator==(const PublicTicket&) const = default;
};

// Empty: the hall has never given such a ticket.
std::optional<PublicTicket> public_ticket(const hall::State& state, const hall::Forecast& forecast,
                                          const protocol::NamedTicket& named, bool blind,
                                          hall::Timestamp now);

nlohmann::json to_json(const PublicTicket& ticket);

}  // namespace okno::console
