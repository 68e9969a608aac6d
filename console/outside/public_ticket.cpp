#include "console/outside/public_ticket.hpp"

#include <algorithm>
#include <array>
#include <variant>

#include "console/outside/rfc3339.hpp"
#include "console/pages/model_parts.hpp"
#include "hall/selection.hpp"

namespace okno::console {

namespace {

struct FillStage {
    const hall::State& state;
    const hall::Forecast& forecast;
    const hall::Ticket& ticket;
    PublicTicket& shown;

    void operator()(const hall::Waiting&) const {
        shown.stage = PublicStage::waiting;
        shown.people_ahead = hall::people_ahead(state, ticket.id);
        if (const auto wait = hall::wait_of(forecast, ticket)) shown.wait = hall::told(*wait);
    }
    void operator()(const hall::Called& called) const {
        shown.stage = PublicStage::called;
        shown.window = called.window;
    }
    void operator()(const hall::Serving& serving) const {
        shown.stage = PublicStage::serving;
        shown.window = serving.window;
    }
    void operator()(const hall::Parked&) const { shown.stage = PublicStage::parked; }
    void operator()(const hall::Missed& missed) const {
        shown.stage = PublicStage::missed;
        shown.return_until = missed.until;
        shown.return_until_local = hall::local_time(state.plan.zone, missed.until);
        shown.kiosk_calls_staff = !state.plan.kiosks.empty();
    }
};

// A visit that has ended: the latest can still be named, and rated.
std::optional<PublicTicket> ended(const hall::State& state, const protocol::NamedTicket& named,
                                  hall::Timestamp now) {
    if (named.id.value == 0 || named.id > state.last_ticket || named.taken > state.latest ||
        named.taken < hall::Timestamp{})
        return std::nullopt;
    PublicTicket shown{.stage = PublicStage::ended, .hall = state.plan.hall};
    const auto visit = std::find_if(
        state.rateable.begin(), state.rateable.end(),
        [&](const hall::Rateable& each) { return each.ticket == named.id && each.ended >= named.taken; });
    if (visit == state.rateable.end()) return shown;
    shown.stage = PublicStage::served;
    shown.number = visit->number;
    const auto within = state.plan.rating.within;
    shown.rateable = within && now <= visit->ended + *within;
    return shown;
}

template <class Value>
Json or_null(const std::optional<Value>& value) {
    return value ? Json(*value) : Json(nullptr);
}

}  // namespace

std::optional<PublicTicket> public_ticket(const hall::State& state, const hall::Forecast& forecast,
                                          const protocol::NamedTicket& named, bool blind,
                                          hall::Timestamp now) {
    const hall::Ticket* ticket = hall::find(state, named.id);
    if (ticket && ticket->taken != named.taken) return std::nullopt;
    std::optional<PublicTicket> shown;
    if (ticket) {
        shown = PublicTicket{.hall = state.plan.hall, .number = ticket->number, .service = ticket->service};
        if (const hall::Service* service = hall::find(state.plan, ticket->service))
            shown->service_name = service->name;
        std::visit(FillStage{state, forecast, *ticket, *shown}, ticket->stage);
    } else {
        shown = ended(state, named, std::max(now, state.latest));
    }
    if (shown) shown->blind = blind;
    return shown;
}

nlohmann::json to_json(const PublicTicket& ticket) {
    constexpr std::array stages{"waiting", "called", "serving", "parked", "missed", "served", "ended"};
    Json json{{"stage", stages.at(static_cast<std::size_t>(ticket.stage))},
              {"number", ticket.number ? Json(hall::to_string(*ticket.number)) : Json(nullptr)},
              {"service", nullptr},
              {"people_ahead", or_null(ticket.people_ahead)},
              {"estimate", nullptr},
              {"window", ticket.window ? Json(ticket.window->value) : Json(nullptr)},
              {"return_until", ticket.return_until ? Json(rfc3339(*ticket.return_until)) : Json(nullptr)},
              {"can_be_rated", ticket.rateable},
              {"blind", ticket.blind}};
    if (ticket.service)
        json["service"] = {{"id", ticket.service->value}, {"name", text(ticket.service_name)}};
    if (ticket.wait)
        json["estimate"] = {{"from_min", ticket.wait->from_min}, {"to_min", ticket.wait->to_min}};
    return json;
}

}  // namespace okno::console
