// Events: SPEC.md, "Events". {"at", "device", "person"?, "kind", fields of the fact}.
#include <array>
#include <utility>

#include "protocol/codec.hpp"
#include "protocol/json_fields.hpp"

namespace okno::protocol {

namespace {

using namespace hall;

// In the order of hall::Fact.
constexpr std::array<std::string_view, std::variant_size_v<Fact>> kinds{
    "plan_adopted",       "day_started",     "ticket_taken",    "print_reported",   "ticket_cancelled",
    "ticket_expired",     "window_opened",   "window_paused",   "window_resumed",   "window_closed",
    "ticket_called",      "ticket_recalled", "service_started", "service_finished", "ticket_missed",
    "ticket_transferred", "ticket_parked"};

struct Body {
    Json& json;

    void operator()(const PlanAdopted& fact) const { json["plan"] = to_json(fact.plan); }
    void operator()(const DayStarted& fact) const { json["day"] = to_json(fact.day); }
    void operator()(const TicketTaken& fact) const {
        json["ticket"] = fact.ticket.value;
        json["number"] = to_json(fact.number);
        json["service"] = fact.service.value;
        json["language"] = fact.language.value;
    }
    void operator()(const PrintReported& fact) const {
        json["ticket"] = fact.ticket.value;
        json["print"] = to_string(fact.print);
    }
    void operator()(const TicketCancelled& fact) const { json["ticket"] = fact.ticket.value; }
    void operator()(const TicketExpired& fact) const { json["ticket"] = fact.ticket.value; }
    void operator()(const WindowOpened& fact) const { json["window"] = fact.window.value; }
    void operator()(const WindowResumed& fact) const { json["window"] = fact.window.value; }
    void operator()(const WindowClosed& fact) const { json["window"] = fact.window.value; }
    void operator()(const WindowPaused& fact) const {
        json["window"] = fact.window.value;
        json["reason"] = fact.reason.value;
    }
    void operator()(const ServiceFinished& fact) const {
        json["ticket"] = fact.ticket.value;
        json["window"] = fact.window.value;
        json["outcome"] = fact.outcome.value;
    }
    void operator()(const TicketTransferred& fact) const {
        json["ticket"] = fact.ticket.value;
        json["window"] = fact.window.value;
        json["to"] = to_json(fact.to);
        json["reason"] = fact.reason;
    }
    void operator()(const TicketParked& fact) const {
        json["ticket"] = fact.ticket.value;
        json["window"] = fact.window.value;
        json["reason"] = fact.reason;
    }
    void operator()(const auto& fact) const {  // called, recalled, started, missed
        json["ticket"] = fact.ticket.value;
        json["window"] = fact.window.value;
    }
};

Fact read(const Fields& f, std::type_identity<PlanAdopted>) {
    return PlanAdopted{plan_from_json(f.at("plan"))};
}
Fact read(const Fields& f, std::type_identity<DayStarted>) {
    return DayStarted{day_at(f, "day")};
}
Fact read(const Fields& f, std::type_identity<TicketTaken>) {
    return TicketTaken{
        ticket_at(f, "ticket"), number_at(f, "number"), {f.text("service")}, {f.text("language")}};
}
Fact read(const Fields& f, std::type_identity<PrintReported>) {
    return PrintReported{ticket_at(f, "ticket"), print_at(f, "print")};
}
Fact read(const Fields& f, std::type_identity<TicketCancelled>) {
    return TicketCancelled{ticket_at(f, "ticket")};
}
Fact read(const Fields& f, std::type_identity<TicketExpired>) {
    return TicketExpired{ticket_at(f, "ticket")};
}
Fact read(const Fields& f, std::type_identity<WindowOpened>) {
    return WindowOpened{window_at(f, "window")};
}
Fact read(const Fields& f, std::type_identity<WindowResumed>) {
    return WindowResumed{window_at(f, "window")};
}
Fact read(const Fields& f, std::type_identity<WindowClosed>) {
    return WindowClosed{window_at(f, "window")};
}
Fact read(const Fields& f, std::type_identity<WindowPaused>) {
    return WindowPaused{window_at(f, "window"), {f.text_or_empty("reason")}};
}
Fact read(const Fields& f, std::type_identity<ServiceFinished>) {
    return ServiceFinished{ticket_at(f, "ticket"), window_at(f, "window"), {f.text_or_empty("outcome")}};
}
Fact read(const Fields& f, std::type_identity<TicketTransferred>) {
    return TicketTransferred{ticket_at(f, "ticket"), window_at(f, "window"), destination_at(f, "to"),
                             f.text_or_empty("reason")};
}
Fact read(const Fields& f, std::type_identity<TicketParked>) {
    return TicketParked{ticket_at(f, "ticket"), window_at(f, "window"), f.text_or_empty("reason")};
}
template <class AtWindow>
Fact read(const Fields& f, std::type_identity<AtWindow>) {
    return AtWindow{ticket_at(f, "ticket"), window_at(f, "window")};
}

using Reader = Fact (*)(const Fields&);

template <std::size_t... I>
constexpr std::array<Reader, sizeof...(I)> make_readers(std::index_sequence<I...>) {
    return {[](const Fields& f) {
        return read(f, std::type_identity<std::variant_alternative_t<I, Fact>>{});
    }...};
}
constexpr auto readers = make_readers(std::make_index_sequence<std::variant_size_v<Fact>>{});

Fact fact_from_json(const Fields& fields) {
    const std::string kind = fields.text("kind");
    for (std::size_t i = 0; i < kinds.size(); ++i)
        if (kinds[i] == kind) return readers[i](fields);
    throw CodecError("there is no event \"" + kind + "\"");
}

}  // namespace

std::string_view kind_of(const hall::Fact& fact) {
    return kinds.at(fact.index());
}

Json to_json(const hall::Event& event) {
    Json json{
        {"at", to_json(event.at)}, {"device", event.author.device.value}, {"kind", kind_of(event.fact)}};
    if (!event.author.person.value.empty()) json["person"] = event.author.person.value;
    std::visit(Body{json}, event.fact);
    return json;
}

hall::Event event_from_json(const Json& json) {
    const Fields fields(json, "event");
    return {time_at(fields, "at"),
            {{fields.text("device")}, {fields.text_or_empty("person")}},
            fact_from_json(fields)};
}

Json to_json(const Entry& entry) {
    return {{"number", entry.number}, {"event", entry.event ? to_json(*entry.event) : Json(nullptr)}};
}

Entry entry_from_json(const Json& json) {
    const Fields fields(json, "entry");
    Entry entry{static_cast<Sequence>(fields.integer("number", 0)), std::nullopt};
    if (fields.has("event")) entry.event = event_from_json(fields.at("event"));
    return entry;
}

}  // namespace okno::protocol
