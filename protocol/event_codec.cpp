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
    "plan_adopted",       "day_started",         "ticket_taken",         "print_reported",
    "ticket_cancelled",   "ticket_expired",      "window_opened",        "window_paused",
    "window_resumed",     "window_closed",       "ticket_called",        "ticket_recalled",
    "service_started",    "service_finished",    "ticket_missed",        "ticket_transferred",
    "ticket_parked",      "day_ended",           "step_finished",        "step_added",
    "stage_entered",      "park_reminded",       "ticket_returned",      "return_lapsed",
    "device_reported",    "leave_announced",     "leave_withdrawn",      "panic_raised",
    "alarm_reported",     "panic_escalated",     "panic_acknowledged",   "panic_restored",
    "panic_cancelled",    "panic_test_started",  "panic_test_reported",  "block_leased",
    "staff_called",       "staff_call_answered", "visit_rated",          "services_assigned",
    "service_closed",     "service_reopened",    "message_posted",       "message_withdrawn",
    "ticket_prioritised", "manager_called",      "manager_call_answered"};

struct Body {
    Json& json;

    void operator()(const PlanAdopted& fact) const {
        json["plan"] = to_json(fact.plan);
        for (const auto& [window, nameplate] : fact.nameplates) {
            Json named = to_json(nameplate);
            named["window"] = window.value;
            json["nameplates"].push_back(std::move(named));
        }
    }
    void operator()(const DayStarted& fact) const { json["day"] = to_json(fact.day); }
    void operator()(const DayEnded&) const {}
    void operator()(const TicketTaken& fact) const {
        json["ticket"] = fact.ticket.value;
        json["number"] = to_json(fact.number);
        json["service"] = fact.service.value;
        json["language"] = fact.language.value;
        if (!fact.category.value.empty()) json["category"] = fact.category.value;
        if (fact.head_start != Seconds{0}) json["head_start_s"] = fact.head_start.count();
        if (!fact.route.empty())
            json["route"] = list_of(fact.route, [](const Step& step) { return to_json(step); });
        if (fact.taken) json["taken"] = to_json(*fact.taken);
        if (!fact.reason.empty()) json["reason"] = fact.reason;
        if (!fact.kiosk.value.empty()) json["kiosk"] = fact.kiosk.value;
    }
    void operator()(const StaffCalled&) const {}
    void operator()(const StaffCallAnswered& fact) const { json["kiosk"] = fact.kiosk.value; }
    void operator()(const VisitRated& fact) const {
        json["ticket"] = fact.ticket.value;
        json["score"] = fact.score;
        json["topic"] = fact.topic.value;
    }
    void operator()(const ServicesAssigned& fact) const {
        json["window"] = fact.window.value;
        add_duties(json, fact.duties);
        json["reason"] = fact.reason;
        if (!fact.whose.value.empty()) json["whose"] = fact.whose.value;
    }
    void operator()(const ServiceClosed& fact) const {
        json["service"] = fact.service.value;
        json["reason"] = fact.reason;
    }
    void operator()(const ServiceReopened& fact) const {
        json["service"] = fact.service.value;
        give_reason(fact.reason);
    }
    void operator()(const MessagePosted& fact) const { json["message"] = to_json(fact.message); }
    void operator()(const MessageWithdrawn& fact) const { give_reason(fact.reason); }
    void operator()(const TicketPrioritised& fact) const {
        json["ticket"] = fact.ticket.value;
        if (!fact.category.value.empty()) json["category"] = fact.category.value;
        json["head_start_s"] = fact.head_start.count();
        json["reason"] = fact.reason;
    }
    void operator()(const ManagerCalled& fact) const { json["window"] = fact.window.value; }
    void operator()(const ManagerCallAnswered& fact) const { json["window"] = fact.window.value; }
    void operator()(const BlockLeased& fact) const { json["lease"] = to_json(fact.block, fact.lease); }
    void operator()(const PrintReported& fact) const {
        json["ticket"] = fact.ticket.value;
        json["print"] = to_string(fact.print);
    }
    void operator()(const WindowPaused& fact) const {
        json["window"] = fact.window.value;
        json["reason"] = fact.reason.value;
    }
    void operator()(const TicketCalled& fact) const {
        at_window(fact);
        if (fact.reason != CallReason{}) json["reason"] = to_json(fact.reason);
    }
    void operator()(const ServiceFinished& fact) const { ended(fact); }
    void operator()(const StepFinished& fact) const {
        ended(fact);
        json["next"] = to_json(fact.next);
    }
    void operator()(const StepAdded& fact) const {
        at_window(fact);
        json["step"] = to_json(fact.step);
    }
    void operator()(const StageEntered& fact) const {
        at_window(fact);
        json["stage"] = fact.stage.value;
    }
    void operator()(const TicketMissed& fact) const {
        at_window(fact);
        if (fact.until) json["until"] = to_json(*fact.until);
    }
    void operator()(const TicketTransferred& fact) const {
        at_window(fact);
        json["to"] = to_json(fact.to);
        json["reason"] = fact.reason;
    }
    void operator()(const TicketParked& fact) const {
        at_window(fact);
        json["reason"] = fact.reason;
        if (fact.remind_at) json["remind_at"] = to_json(*fact.remind_at);
    }
    void operator()(const TicketReturned& fact) const {
        json["ticket"] = fact.ticket.value;
        json["rank"] = to_json(fact.rank);
        if (fact.only_at) json["only_at"] = fact.only_at->value;
    }
    void operator()(const DeviceReported& fact) const {
        json["about"] = fact.device.value;
        json["condition"] = to_string(fact.condition);
        if (!fact.skips.empty()) json["skips"] = fact.skips;
        if (!fact.version.empty()) json["version"] = fact.version;
    }
    void operator()(const LeaveAnnounced& fact) const {
        json["window"] = fact.window.value;
        json["leave"] = to_json(fact.leave);
    }
    void operator()(const LeaveWithdrawn& fact) const { json["window"] = fact.window.value; }
    void operator()(const TicketRecalled& fact) const { at_window(fact); }
    void operator()(const ServiceStarted& fact) const { at_window(fact); }
    void operator()(const WindowOpened& fact) const {
        staffed(fact);
        give_reason(fact.reason);
    }
    void operator()(const WindowResumed& fact) const { staffed(fact); }
    void operator()(const WindowClosed& fact) const {
        json["window"] = fact.window.value;
        give_reason(fact.reason);
    }
    void operator()(const PanicRaised& fact) const {
        json["zone"] = fact.zone.value;
        if (fact.press != 0) json["press"] = fact.press;
    }
    void operator()(const AlarmReported& fact) const {
        json["zone"] = fact.zone.value;
        json["press"] = fact.press;
        json["accepted"] = fact.accepted;
    }
    void operator()(const PanicEscalated& fact) const { json["zone"] = fact.zone.value; }
    void operator()(const PanicAcknowledged& fact) const { json["zone"] = fact.zone.value; }
    void operator()(const PanicRestored& fact) const { json["zone"] = fact.zone.value; }
    void operator()(const PanicCancelled& fact) const { json["zone"] = fact.zone.value; }
    void operator()(const PanicTestStarted&) const {}
    void operator()(const PanicTestReported& fact) const { json["passed"] = fact.passed; }
    void operator()(const auto& fact) const {  // cancelled, expired, reminded, lapsed
        json["ticket"] = fact.ticket.value;
    }

    void ended(const auto& fact) const {
        at_window(fact);
        json["outcome"] = fact.outcome.value;
        if (!fact.reference.empty()) json["reference"] = fact.reference;
    }
    void at_window(const auto& fact) const {
        json["ticket"] = fact.ticket.value;
        json["window"] = fact.window.value;
    }
    // Of what may be done without one.
    void give_reason(const std::string& reason) const {
        if (!reason.empty()) json["reason"] = reason;
    }
    void staffed(const auto& fact) const {
        json["window"] = fact.window.value;
        if (!fact.nameplate.empty()) json["nameplate"] = to_json(fact.nameplate);
    }
};

Fact read(const Fields& f, std::type_identity<PlanAdopted>) {
    PlanAdopted fact{plan_from_json(f.at("plan"))};
    if (f.has("nameplates"))
        for (const Json& entry : f.list("nameplates")) {
            const Fields named(entry, f.path_of("nameplates"));
            fact.nameplates[window_at(named, "window")] = nameplate_from(named);
        }
    return fact;
}
Fact read(const Fields& f, std::type_identity<DayStarted>) {
    return DayStarted{day_at(f, "day")};
}
Fact read(const Fields& f, std::type_identity<TicketTaken>) {
    TicketTaken fact{
        ticket_at(f, "ticket"), number_at(f, "number"), {f.text("service")}, {f.text("language")}};
    fact.category = {f.text_or_empty("category")};
    if (f.has("head_start_s")) fact.head_start = duration_at(f, "head_start_s");
    if (f.has("route")) fact.route = read_list<Step>(f, "route", step_from);
    fact.taken = optional_time_at(f, "taken");
    fact.reason = f.text_or_empty("reason");
    fact.kiosk = {f.text_or_empty("kiosk")};
    return fact;
}
Fact read(const Fields&, std::type_identity<StaffCalled>) {
    return StaffCalled{};
}
Fact read(const Fields& f, std::type_identity<StaffCallAnswered>) {
    return StaffCallAnswered{{f.text("kiosk")}};
}
Fact read(const Fields& f, std::type_identity<VisitRated>) {
    // On the public feed the score is hidden: 0.
    return VisitRated{
        ticket_at(f, "ticket"), static_cast<int>(f.integer("score", 0, score_most)), {f.text("topic")}};
}
Fact read(const Fields& f, std::type_identity<ServicesAssigned>) {
    return ServicesAssigned{
        window_at(f, "window"), duties_from(f), f.text_or_empty("reason"), {f.text_or_empty("whose")}};
}
Fact read(const Fields& f, std::type_identity<ServiceClosed>) {
    return ServiceClosed{{f.text("service")}, f.text_or_empty("reason")};
}
Fact read(const Fields& f, std::type_identity<ServiceReopened>) {
    return ServiceReopened{{f.text("service")}, f.text_or_empty("reason")};
}
Fact read(const Fields& f, std::type_identity<MessagePosted>) {
    return MessagePosted{message_from(f.object("message"))};
}
Fact read(const Fields& f, std::type_identity<MessageWithdrawn>) {
    return MessageWithdrawn{f.text_or_empty("reason")};
}
Fact read(const Fields& f, std::type_identity<TicketPrioritised>) {
    return TicketPrioritised{ticket_at(f, "ticket"),
                             {f.text_or_empty("category")},
                             duration_at(f, "head_start_s"),
                             f.text_or_empty("reason")};
}
Fact read(const Fields& f, std::type_identity<ManagerCalled>) {
    return ManagerCalled{window_at(f, "window")};
}
Fact read(const Fields& f, std::type_identity<ManagerCallAnswered>) {
    return ManagerCallAnswered{window_at(f, "window")};
}
Fact read(const Fields& f, std::type_identity<BlockLeased>) {
    const auto [block, lease] = lease_from(f.object("lease"));
    return BlockLeased{block, lease};
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
    return WindowOpened{window_at(f, "window"), nameplate_at(f, "nameplate"), f.text_or_empty("reason")};
}
Fact read(const Fields& f, std::type_identity<WindowResumed>) {
    return WindowResumed{window_at(f, "window"), nameplate_at(f, "nameplate")};
}
Fact read(const Fields& f, std::type_identity<WindowClosed>) {
    return WindowClosed{window_at(f, "window"), f.text_or_empty("reason")};
}
Fact read(const Fields& f, std::type_identity<WindowPaused>) {
    return WindowPaused{window_at(f, "window"), {f.text_or_empty("reason")}};
}
Fact read(const Fields& f, std::type_identity<TicketCalled>) {
    return TicketCalled{ticket_at(f, "ticket"), window_at(f, "window"), reason_at(f, "reason")};
}
Fact read(const Fields& f, std::type_identity<ServiceFinished>) {
    return ServiceFinished{ticket_at(f, "ticket"),
                           window_at(f, "window"),
                           {f.text_or_empty("outcome")},
                           f.text_or_empty("reference")};
}
Fact read(const Fields& f, std::type_identity<TicketTransferred>) {
    return TicketTransferred{ticket_at(f, "ticket"), window_at(f, "window"), destination_at(f, "to"),
                             f.text_or_empty("reason")};
}
Fact read(const Fields& f, std::type_identity<TicketParked>) {
    return TicketParked{ticket_at(f, "ticket"), window_at(f, "window"), f.text_or_empty("reason"),
                        optional_time_at(f, "remind_at")};
}
Fact read(const Fields& f, std::type_identity<TicketMissed>) {
    return TicketMissed{ticket_at(f, "ticket"), window_at(f, "window"), optional_time_at(f, "until")};
}
Fact read(const Fields&, std::type_identity<DayEnded>) {
    return DayEnded{};
}
Fact read(const Fields& f, std::type_identity<StepFinished>) {
    return StepFinished{ticket_at(f, "ticket"),
                        window_at(f, "window"),
                        {f.text_or_empty("outcome")},
                        step_from(f.object("next")),
                        f.text_or_empty("reference")};
}
Fact read(const Fields& f, std::type_identity<StepAdded>) {
    return StepAdded{ticket_at(f, "ticket"), window_at(f, "window"), step_from(f.object("step"))};
}
Fact read(const Fields& f, std::type_identity<StageEntered>) {
    return StageEntered{ticket_at(f, "ticket"), window_at(f, "window"), {f.text("stage")}};
}
Fact read(const Fields& f, std::type_identity<ParkReminded>) {
    return ParkReminded{ticket_at(f, "ticket")};
}
Fact read(const Fields& f, std::type_identity<TicketReturned>) {
    return TicketReturned{ticket_at(f, "ticket"), time_at(f, "rank"), optional_window_at(f, "only_at")};
}
Fact read(const Fields& f, std::type_identity<ReturnLapsed>) {
    return ReturnLapsed{ticket_at(f, "ticket")};
}
Fact read(const Fields& f, std::type_identity<DeviceReported>) {
    return DeviceReported{{f.text("about")}, condition_at(f, "condition"), skips_at(f), version_at(f)};
}
Fact read(const Fields& f, std::type_identity<LeaveAnnounced>) {
    return LeaveAnnounced{window_at(f, "window"), leave_from(f.object("leave"))};
}
Fact read(const Fields& f, std::type_identity<LeaveWithdrawn>) {
    return LeaveWithdrawn{window_at(f, "window")};
}
Fact read(const Fields& f, std::type_identity<PanicRaised>) {
    return PanicRaised{zone_at(f), press_or_none_at(f)};
}
Fact read(const Fields& f, std::type_identity<AlarmReported>) {
    return AlarmReported{zone_at(f), press_or_none_at(f), f.flag("accepted")};
}
Fact read(const Fields& f, std::type_identity<PanicEscalated>) {
    return PanicEscalated{zone_at(f)};
}
Fact read(const Fields& f, std::type_identity<PanicAcknowledged>) {
    return PanicAcknowledged{zone_at(f)};
}
Fact read(const Fields& f, std::type_identity<PanicRestored>) {
    return PanicRestored{zone_at(f)};
}
Fact read(const Fields& f, std::type_identity<PanicCancelled>) {
    return PanicCancelled{zone_at(f)};
}
Fact read(const Fields&, std::type_identity<PanicTestStarted>) {
    return PanicTestStarted{};
}
Fact read(const Fields& f, std::type_identity<PanicTestReported>) {
    return PanicTestReported{f.flag("passed")};
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
