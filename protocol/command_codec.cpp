// Commands: SPEC.md, "Commands". The kind travels in its own frame, the body holds the fields.
#include <array>
#include <utility>

#include "protocol/codec.hpp"
#include "protocol/json_fields.hpp"

namespace okno::protocol {

namespace {

using namespace hall;

// In the order of hall::Wish.
constexpr std::array<std::string_view, std::variant_size_v<Wish>> kinds{
    "adopt_plan",    "take_ticket",        "report_print",      "cancel_ticket",     "open_window",
    "pause_window",  "resume_window",      "close_window",      "call_next",         "call_by_number",
    "recall",        "start_service",      "finish_service",    "report_no_show",    "transfer_ticket",
    "park_ticket",   "resume_ticket",      "add_step",          "enter_stage",       "return_ticket",
    "report_device", "check_time",         "raise_panic",       "report_alarm",      "acknowledge_panic",
    "restore_panic", "cancel_panic",       "start_panic_test",  "report_panic_test", "lease_block",
    "merge_ticket",  "call_staff",         "answer_staff_call", "rate_visit",        "assign_services",
    "close_service", "reopen_service",     "post_message",      "withdraw_message",  "prioritise_ticket",
    "call_manager",  "answer_manager_call"};

constexpr std::int64_t remind_at_most_s = 86'400;
constexpr std::int64_t head_start_at_most_s = 86'400;

struct Body {
    Json operator()(const AdoptPlan& wish) const { return {{"plan", to_json(wish.plan)}}; }
    Json operator()(const TakeTicket& wish) const {
        Json json{{"service", wish.service.value}, {"language", wish.language.value}};
        if (!wish.category.value.empty()) json["category"] = wish.category.value;
        if (!wish.reason.empty()) json["reason"] = wish.reason;
        if (!wish.kiosk.value.empty()) json["kiosk"] = wish.kiosk.value;
        return json;
    }
    Json operator()(const CallStaff&) const { return Json::object(); }
    Json operator()(const AnswerStaffCall& wish) const { return {{"kiosk", wish.kiosk.value}}; }
    Json operator()(const AssignServices& wish) const {
        Json json{{"window", wish.window.value}, {"reason", wish.reason}};
        add_duties(json, {wish.services, wish.helps});
        if (wish.sure) json["sure"] = true;
        if (!wish.whose.value.empty()) json["whose"] = wish.whose.value;
        return json;
    }
    Json operator()(const CloseService& wish) const {
        return {{"service", wish.service.value}, {"reason", wish.reason}};
    }
    Json operator()(const ReopenService& wish) const {
        return {{"service", wish.service.value}, {"reason", wish.reason}};
    }
    Json operator()(const PostMessage& wish) const {
        return {{"text", to_json(wish.text)}, {"lasts_s", wish.lasts.count()}, {"reason", wish.reason}};
    }
    Json operator()(const WithdrawMessage& wish) const { return {{"reason", wish.reason}}; }
    Json operator()(const PrioritiseTicket& wish) const {
        Json json{{"number", to_json(wish.number)}, {"reason", wish.reason}};
        if (!wish.category.value.empty()) json["category"] = wish.category.value;
        if (wish.head_start != Seconds{0}) json["head_start_s"] = wish.head_start.count();
        return json;
    }
    Json operator()(const RateVisit& wish) const {
        return {{"number", to_json(wish.number)}, {"score", wish.score}, {"topic", wish.topic.value}};
    }
    Json operator()(const LeaseBlock& wish) const { return {{"machine", wish.machine}}; }
    Json operator()(const MergeTicket& wish) const {
        Json json{{"number", to_json(wish.number)},  {"epoch", to_json(wish.epoch)},
                  {"machine", wish.machine},         {"service", wish.service.value},
                  {"language", wish.language.value}, {"taken", to_json(wish.taken)}};
        if (!wish.category.value.empty()) json["category"] = wish.category.value;
        if (wish.instead_of != TicketId{}) json["instead_of"] = wish.instead_of.value;
        return json;
    }
    Json operator()(const ReportPrint& wish) const {
        return {{"ticket", wish.ticket.value}, {"print", to_string(wish.print)}};
    }
    Json operator()(const CancelTicket& wish) const { return {{"ticket", wish.ticket.value}}; }
    Json operator()(const PauseWindow& wish) const {
        return {{"window", wish.window.value}, {"reason", wish.reason.value}};
    }
    Json operator()(const OpenWindow& wish) const {
        Json json{{"window", wish.window.value}};
        if (wish.take_over) json["take_over"] = true;
        if (!wish.reason.empty()) json["reason"] = wish.reason;
        return json;
    }
    Json operator()(const CloseWindow& wish) const {
        Json json{{"window", wish.window.value}};
        if (wish.sure) json["sure"] = true;
        if (!wish.reason.empty()) json["reason"] = wish.reason;
        return json;
    }
    Json operator()(const CallByNumber& wish) const {
        return {{"window", wish.window.value}, {"number", to_json(wish.number)}};
    }
    Json operator()(const FinishService& wish) const {
        Json json{{"window", wish.window.value}, {"outcome", wish.outcome.value}};
        if (!wish.reference.empty()) json["reference"] = wish.reference;
        return json;
    }
    Json operator()(const TransferTicket& wish) const {
        Json json{{"window", wish.window.value}, {"to", to_json(wish.to)}, {"reason", wish.reason}};
        if (wish.back) json["back"] = true;
        return json;
    }
    Json operator()(const ParkTicket& wish) const {
        Json json{{"window", wish.window.value}, {"reason", wish.reason}};
        if (wish.remind_after) json["remind_after_s"] = wish.remind_after->count();
        return json;
    }
    Json operator()(const ResumeTicket& wish) const {
        return {{"window", wish.window.value}, {"number", to_json(wish.number)}};
    }
    Json operator()(const AddStep& wish) const {
        Json json{{"window", wish.window.value}, {"service", wish.service.value}};
        if (wish.back) json["back"] = true;
        return json;
    }
    Json operator()(const EnterStage& wish) const {
        return {{"window", wish.window.value}, {"stage", wish.stage.value}};
    }
    Json operator()(const ReturnTicket& wish) const { return {{"number", to_json(wish.number)}}; }
    Json operator()(const ReportDevice& wish) const {
        Json json{{"about", wish.device.value}, {"condition", to_string(wish.condition)}};
        if (!wish.skips.empty()) json["skips"] = wish.skips;
        if (!wish.version.empty()) json["version"] = wish.version;
        return json;
    }
    Json operator()(const CheckTime&) const { return Json::object(); }
    Json operator()(const RaisePanic& wish) const {
        Json json{{"zone", wish.zone.value}};
        if (wish.press != 0) json["press"] = wish.press;
        return json;
    }
    Json operator()(const ReportAlarm& wish) const {
        return {{"zone", wish.zone.value}, {"press", wish.press}, {"accepted", wish.accepted}};
    }
    Json operator()(const AcknowledgePanic& wish) const { return {{"zone", wish.zone.value}}; }
    Json operator()(const RestorePanic& wish) const { return {{"zone", wish.zone.value}}; }
    Json operator()(const CancelPanic& wish) const { return {{"zone", wish.zone.value}}; }
    Json operator()(const StartPanicTest&) const { return Json::object(); }
    Json operator()(const ReportPanicTest& wish) const { return {{"passed", wish.passed}}; }
    Json operator()(const auto& wish) const { return {{"window", wish.window.value}}; }
};

std::string why_at(const Fields& f) {
    return f.text("reason", reason_bytes_at_most);
}

std::string why_or_none_at(const Fields& f) {
    return f.has("reason") ? why_at(f) : std::string();
}

// Not there, or "": none.
std::string reference_at(const Fields& f) {
    std::string reference = f.text_or_empty("reference");
    if (!reference.empty() && !is_reference(reference))
        f.fail("reference", "a text of at most 64 bytes without a blank before or after it");
    return reference;
}

Wish read(const Fields& f, std::type_identity<AdoptPlan>) {
    return AdoptPlan{plan_from_json(f.at("plan"))};
}
Wish read(const Fields& f, std::type_identity<TakeTicket>) {
    return TakeTicket{{f.text("service")},
                      {f.text("language")},
                      {f.text_or_empty("category")},
                      f.text_or_empty("reason"),
                      {f.text_or_empty("kiosk")}};
}
Wish read(const Fields&, std::type_identity<CallStaff>) {
    return CallStaff{};
}
Wish read(const Fields& f, std::type_identity<AnswerStaffCall>) {
    return AnswerStaffCall{{f.text("kiosk")}};
}
Wish read(const Fields& f, std::type_identity<AssignServices>) {
    Duties duties = duties_from(f);
    return AssignServices{window_at(f, "window"),  std::move(duties.services),
                          std::move(duties.helps), why_at(f),
                          f.flag_or_false("sure"), {f.text_or_empty("whose")}};
}
Wish read(const Fields& f, std::type_identity<CloseService>) {
    return CloseService{{f.text("service")}, why_at(f)};
}
Wish read(const Fields& f, std::type_identity<ReopenService>) {
    return ReopenService{{f.text("service")}, why_at(f)};
}
Wish read(const Fields& f, std::type_identity<PostMessage>) {
    return PostMessage{message_text_at(f, "text"), Seconds{f.integer("lasts_s", 1, message_at_most.count())},
                       why_at(f)};
}
Wish read(const Fields& f, std::type_identity<WithdrawMessage>) {
    return WithdrawMessage{why_at(f)};
}
Wish read(const Fields& f, std::type_identity<PrioritiseTicket>) {
    PrioritiseTicket wish{number_at(f, "number"), {f.text_or_empty("category")}, {}, why_at(f)};
    if (wish.category.value.empty())
        wish.head_start = Seconds{f.integer("head_start_s", 1, head_start_at_most_s)};
    else if (f.has("head_start_s"))
        f.fail("head_start_s", "left out: the category has its own");
    return wish;
}
Wish read(const Fields& f, std::type_identity<RateVisit>) {
    return RateVisit{number_at(f, "number"),
                     static_cast<int>(f.integer("score", score_least, score_most)),
                     {f.text_or_empty("topic")}};
}
Wish read(const Fields& f, std::type_identity<LeaseBlock>) {
    return LeaseBlock{f.text("machine")};
}
Wish read(const Fields& f, std::type_identity<MergeTicket>) {
    MergeTicket wish{number_at(f, "number"), time_at(f, "epoch"),  f.text("machine"),
                     {f.text("service")},    {f.text("language")}, {f.text_or_empty("category")},
                     time_at(f, "taken")};
    if (f.has("instead_of")) wish.instead_of = ticket_at(f, "instead_of");
    return wish;
}
Wish read(const Fields& f, std::type_identity<ReportPrint>) {
    return ReportPrint{ticket_at(f, "ticket"), print_at(f, "print")};
}
Wish read(const Fields& f, std::type_identity<CancelTicket>) {
    return CancelTicket{ticket_at(f, "ticket")};
}
Wish read(const Fields& f, std::type_identity<PauseWindow>) {
    return PauseWindow{window_at(f, "window"), {f.text("reason")}};
}
Wish read(const Fields& f, std::type_identity<OpenWindow>) {
    return OpenWindow{window_at(f, "window"), f.flag_or_false("take_over"), why_or_none_at(f)};
}
Wish read(const Fields& f, std::type_identity<CloseWindow>) {
    return CloseWindow{window_at(f, "window"), f.flag_or_false("sure"), why_or_none_at(f)};
}
Wish read(const Fields& f, std::type_identity<CallByNumber>) {
    return CallByNumber{window_at(f, "window"), number_at(f, "number")};
}
Wish read(const Fields& f, std::type_identity<FinishService>) {
    return FinishService{window_at(f, "window"), {f.text_or_empty("outcome")}, reference_at(f)};
}
Wish read(const Fields& f, std::type_identity<TransferTicket>) {
    return TransferTicket{window_at(f, "window"), destination_at(f, "to"), f.text_or_empty("reason"),
                          f.flag_or_false("back")};
}
Wish read(const Fields& f, std::type_identity<ParkTicket>) {
    ParkTicket wish{window_at(f, "window"), f.text_or_empty("reason"), std::nullopt};
    if (f.has("remind_after_s"))
        wish.remind_after = Seconds{f.integer("remind_after_s", 1, remind_at_most_s)};
    return wish;
}
Wish read(const Fields& f, std::type_identity<ResumeTicket>) {
    return ResumeTicket{window_at(f, "window"), number_at(f, "number")};
}
Wish read(const Fields& f, std::type_identity<AddStep>) {
    return AddStep{window_at(f, "window"), {f.text("service")}, f.flag_or_false("back")};
}
Wish read(const Fields& f, std::type_identity<EnterStage>) {
    return EnterStage{window_at(f, "window"), {f.text("stage")}};
}
Wish read(const Fields& f, std::type_identity<ReturnTicket>) {
    return ReturnTicket{number_at(f, "number")};
}
Wish read(const Fields& f, std::type_identity<ReportDevice>) {
    return ReportDevice{{f.text("about")}, condition_at(f, "condition"), skips_at(f), version_at(f)};
}
Wish read(const Fields&, std::type_identity<CheckTime>) {
    return CheckTime{};
}
Wish read(const Fields& f, std::type_identity<RaisePanic>) {
    return RaisePanic{zone_at(f), press_or_none_at(f)};
}
Wish read(const Fields& f, std::type_identity<ReportAlarm>) {
    return ReportAlarm{zone_at(f), press_or_none_at(f), f.flag("accepted")};
}
Wish read(const Fields& f, std::type_identity<AcknowledgePanic>) {
    return AcknowledgePanic{zone_at(f)};
}
Wish read(const Fields& f, std::type_identity<RestorePanic>) {
    return RestorePanic{zone_at(f)};
}
Wish read(const Fields& f, std::type_identity<CancelPanic>) {
    return CancelPanic{zone_at(f)};
}
Wish read(const Fields&, std::type_identity<StartPanicTest>) {
    return StartPanicTest{};
}
Wish read(const Fields& f, std::type_identity<ReportPanicTest>) {
    return ReportPanicTest{f.flag("passed")};
}
template <class AtWindow>
Wish read(const Fields& f, std::type_identity<AtWindow>) {
    return AtWindow{window_at(f, "window")};
}

using Reader = Wish (*)(const Fields&);

template <std::size_t... I>
constexpr std::array<Reader, sizeof...(I)> make_readers(std::index_sequence<I...>) {
    return {[](const Fields& f) {
        return read(f, std::type_identity<std::variant_alternative_t<I, Wish>>{});
    }...};
}
constexpr auto readers = make_readers(std::make_index_sequence<std::variant_size_v<Wish>>{});

}  // namespace

std::string_view kind_of(const hall::Wish& wish) {
    return kinds.at(wish.index());
}

bool is_command(std::string_view kind) {
    for (const std::string_view known : kinds)
        if (known == kind) return true;
    return false;
}

bool is_query(std::string_view kind) {
    return kind == "snapshot" || kind == "events" || kind == "chain";
}

Json to_json(const hall::Wish& wish) {
    return std::visit(Body{}, wish);
}

hall::Wish wish_from_json(std::string_view kind, const Json& json) {
    for (std::size_t i = 0; i < kinds.size(); ++i)
        if (kinds[i] == kind) return readers[i](Fields(json, std::string(kind)));
    throw CodecError("there is no command \"" + std::string(kind) + "\"");
}

hall::OperatorId person_from_json(const Json& body) {
    return {Fields(body, "body").text_or_empty("person")};
}

}  // namespace okno::protocol
