// Forecasts: SPEC.md, "Forecasts".
#include "protocol/codec.hpp"
#include "protocol/json_fields.hpp"

namespace okno::protocol {

namespace {

constexpr std::int64_t longest_wait_s = 7 * 24 * 3600;

Json encode(const hall::Estimate& estimate) {
    return {{"expected_s", estimate.expected.count()},
            {"least_s", estimate.least.count()},
            {"most_s", estimate.most.count()}};
}

hall::Estimate decode(const Fields& fields) {
    const auto seconds = [&](const char* name) {
        return hall::Seconds{fields.integer(name, 0, longest_wait_s)};
    };
    return {seconds("expected_s"), seconds("least_s"), seconds("most_s")};
}

Json encode(const hall::Advice& advice) {
    return {{"kind", advice.kind.value},
            {"breaks", to_json(advice.breaks)},
            {"average_s", advice.average.count()},
            {"open", advice.open ? Json(advice.open->value) : Json(nullptr)},
            {"then_s", advice.then.count()},
            {"avoids", advice.avoids}};
}

hall::Advice decode_advice(const Fields& fields) {
    const auto seconds = [&](const char* name) {
        return hall::Seconds{fields.integer(name, 0, longest_wait_s)};
    };
    return {{fields.text("kind")}, time_at(fields, "breaks"),
            seconds("average_s"),  optional_window_at(fields, "open"),
            seconds("then_s"),     fields.flag("avoids")};
}

}  // namespace

Json to_json(const hall::Forecast& forecast) {
    Json services = Json::object();
    for (const auto& [service, estimate] : forecast.services) services[service.value] = encode(estimate);
    Json tickets = Json::array();
    for (const auto& [ticket, estimate] : forecast.tickets) {
        tickets.push_back(encode(estimate));
        tickets.back()["ticket"] = ticket.value;
    }
    Json json{
        {"at", to_json(forecast.at)}, {"services", std::move(services)}, {"tickets", std::move(tickets)}};
    if (forecast.advice) json["advice"] = encode(*forecast.advice);
    return json;
}

hall::Forecast forecast_from_json(const Json& json) {
    const Fields fields(json, "forecast");
    hall::Forecast forecast{time_at(fields, "at"), {}, {}, {}};
    const Fields services = fields.object("services");
    for (const auto& [service, estimate] : fields.at("services").items())
        forecast.services[{service}] = decode(services.object(service.c_str()));
    for (const Json& entry : fields.list("tickets")) {
        const Fields ticket(entry, "forecast.tickets");
        forecast.tickets[ticket_at(ticket, "ticket")] = decode(ticket);
    }
    if (fields.has("advice")) forecast.advice = decode_advice(fields.object("advice"));
    return forecast;
}

}  // namespace okno::protocol
