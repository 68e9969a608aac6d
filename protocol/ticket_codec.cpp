// A ticket, the stage of its visit, the reason of its call and the steps still to come: SPEC.md, "Values" and
// "The state".
#include <array>

#include "protocol/codec.hpp"
#include "protocol/json_fields.hpp"

namespace okno::protocol {

namespace {

using namespace hall;

constexpr std::array<std::string_view, 11> whys{"longest_wait", "least_slack", "long_wait", "service_turn",
                                                "priority",     "turn",        "ceiling",   "sent_here",
                                                "helping",      "by_number",   "parked"};
constexpr int count_at_most = 1'000'000;
constexpr std::int64_t waited_at_most_ms = 1'000'000'000'000'000;
constexpr std::int64_t time_at_most_s = 1'000'000'000'000;  // more than from year 1 to 9999

struct StageBody {
    Json operator()(const Waiting& stage) const {
        Json json{{"stage", "waiting"}, {"since", to_json(stage.since)}};
        if (stage.only_at) json["only_at"] = stage.only_at->value;
        return json;
    }
    Json operator()(const Called& stage) const {
        Json json{{"stage", "called"},
                  {"window", stage.window.value},
                  {"since", to_json(stage.since)},
                  {"last_call", to_json(stage.last_call)},
                  {"recalls", stage.recalls}};
        if (stage.reason != CallReason{}) json["reason"] = to_json(stage.reason);
        if (stage.only_at) json["only_at"] = stage.only_at->value;
        return json;
    }
    Json operator()(const Serving& stage) const {
        Json json{{"stage", "serving"},
                  {"window", stage.window.value},
                  {"called", to_json(stage.called)},
                  {"since", to_json(stage.since)},
                  {"service_stage_since", to_json(stage.stage_since)}};
        if (!stage.stage.value.empty()) json["service_stage"] = stage.stage.value;
        if (stage.reason != CallReason{}) json["reason"] = to_json(stage.reason);
        return json;
    }
    Json operator()(const Parked& stage) const {
        Json json{{"stage", "parked"},
                  {"by", stage.by.value},
                  {"since", to_json(stage.since)},
                  {"reason", stage.reason}};
        if (stage.remind_at) json["remind_at"] = to_json(*stage.remind_at);
        if (stage.reminded) json["reminded"] = true;
        return json;
    }
    Json operator()(const Missed& stage) const {
        Json json{{"stage", "missed"},
                  {"window", stage.window.value},
                  {"since", to_json(stage.since)},
                  {"until", to_json(stage.until)}};
        if (stage.only_at) json["only_at"] = stage.only_at->value;
        return json;
    }
};

int count_at(const Fields& fields, const char* name) {
    return static_cast<int>(fields.integer(name, 0, count_at_most));
}

Stage stage_from(const Fields& f) {
    const std::string stage = f.text("stage");
    if (stage == "waiting") return Waiting{time_at(f, "since"), optional_window_at(f, "only_at")};
    if (stage == "called")
        return Called{window_at(f, "window"), time_at(f, "since"),    time_at(f, "last_call"),
                      count_at(f, "recalls"), reason_at(f, "reason"), optional_window_at(f, "only_at")};
    if (stage == "serving")
        return Serving{window_at(f, "window"),
                       time_at(f, "called"),
                       time_at(f, "since"),
                       {f.text_or_empty("service_stage")},
                       time_at(f, "service_stage_since"),
                       reason_at(f, "reason")};
    if (stage == "parked")
        return Parked{window_at(f, "by"), time_at(f, "since"), f.text("reason"),
                      optional_time_at(f, "remind_at"), f.flag_or_false("reminded")};
    if (stage == "missed")
        return Missed{window_at(f, "window"), time_at(f, "since"), time_at(f, "until"),
                      optional_window_at(f, "only_at")};
    f.fail("stage", "one of waiting, called, serving, parked, missed");
}

}  // namespace

Json to_json(const hall::Step& step) {
    Json json{{"service", step.service.value}};
    if (step.back_to) json["back_to"] = step.back_to->value;
    if (step.same_window) json["same_window"] = true;
    return json;
}

hall::Step step_from(const Fields& fields) {
    return {
        {fields.text("service")}, optional_window_at(fields, "back_to"), fields.flag_or_false("same_window")};
}

Json to_json(const hall::CallReason& reason) {
    Json json{{"why", whys.at(static_cast<std::size_t>(reason.why))}};
    if (reason.count != 0) json["count"] = reason.count;
    if (reason.at_most != 0) json["at_most"] = reason.at_most;
    if (reason.time != Seconds{0}) json["time_s"] = reason.time.count();
    return json;
}

hall::CallReason reason_at(const Fields& parent, const char* name) {
    if (!parent.has(name)) return {};
    const Fields fields = parent.object(name);
    CallReason reason;
    reason.why = word_at<Why>(fields, "why", whys);
    if (fields.has("count")) reason.count = count_at(fields, "count");
    if (fields.has("at_most")) reason.at_most = count_at(fields, "at_most");
    if (fields.has("time_s"))
        reason.time = Seconds{fields.integer("time_s", -time_at_most_s, time_at_most_s)};
    return reason;
}

Json to_json(const hall::Ticket& ticket) {
    Json json{{"ticket", ticket.id.value},
              {"number", to_json(ticket.number)},
              {"service", ticket.service.value},
              {"language", ticket.language.value},
              {"device", ticket.taken_at_device.value},
              {"taken", to_json(ticket.taken)},
              {"rank", to_json(ticket.rank)},
              {"place", to_json(ticket.place)},
              {"print", to_string(ticket.print)},
              {"at", std::visit(StageBody{}, ticket.stage)},
              {"note", ticket.note}};
    if (ticket.waited != Milliseconds{0}) json["waited_ms"] = ticket.waited.count();
    if (!ticket.category.value.empty()) json["category"] = ticket.category.value;
    if (!ticket.route.empty())
        json["route"] = list_of(ticket.route, [](const Step& step) { return to_json(step); });
    return json;
}

hall::Ticket ticket_from(const Fields& f) {
    Ticket ticket;
    ticket.id = ticket_at(f, "ticket");
    ticket.number = number_at(f, "number");
    ticket.service = {f.text("service")};
    ticket.language = {f.text("language")};
    ticket.taken_at_device = {f.text("device")};
    ticket.taken = time_at(f, "taken");
    ticket.rank = time_at(f, "rank");
    ticket.place = time_at(f, "place");
    if (f.has("waited_ms")) ticket.waited = Milliseconds{f.integer("waited_ms", 0, waited_at_most_ms)};
    ticket.category = {f.text_or_empty("category")};
    ticket.print = print_at(f, "print");
    ticket.stage = stage_from(f.object("at"));
    ticket.note = f.text("note");
    if (f.has("route")) ticket.route = read_list<Step>(f, "route", step_from);
    return ticket;
}

}  // namespace okno::protocol
