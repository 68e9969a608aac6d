// The state of a hall, as a snapshot carries it: SPEC.md, "The state". Indexes (numbers, queues, the visitor
// of a window) are not sent: they follow from the tickets and are rebuilt here.
#include <nlohmann/json.hpp>

#include "protocol/codec.hpp"
#include "protocol/json_fields.hpp"

namespace okno::protocol {

namespace {

using namespace hall;

struct StageBody {
    Json operator()(const Waiting& stage) const {
        Json json{{"stage", "waiting"}, {"since", to_json(stage.since)}};
        if (stage.only_at) json["only_at"] = stage.only_at->value;
        return json;
    }
    Json operator()(const Called& stage) const {
        return {{"stage", "called"},
                {"window", stage.window.value},
                {"since", to_json(stage.since)},
                {"last_call", to_json(stage.last_call)},
                {"recalls", stage.recalls}};
    }
    Json operator()(const Serving& stage) const {
        return {{"stage", "serving"},
                {"window", stage.window.value},
                {"called", to_json(stage.called)},
                {"since", to_json(stage.since)}};
    }
    Json operator()(const Parked& stage) const {
        return {{"stage", "parked"},
                {"by", stage.by.value},
                {"since", to_json(stage.since)},
                {"reason", stage.reason}};
    }
};

Stage stage_from(const Fields& f) {
    const std::string stage = f.text("stage");
    if (stage == "waiting") {
        Waiting waiting{time_at(f, "since"), std::nullopt};
        if (f.has("only_at")) waiting.only_at = window_at(f, "only_at");
        return waiting;
    }
    if (stage == "called")
        return Called{window_at(f, "window"), time_at(f, "since"), time_at(f, "last_call"),
                      static_cast<int>(f.integer("recalls", 0, 1'000'000))};
    if (stage == "serving") return Serving{window_at(f, "window"), time_at(f, "called"), time_at(f, "since")};
    if (stage == "parked") return Parked{window_at(f, "by"), time_at(f, "since"), f.text("reason")};
    f.fail("stage", "one of waiting, called, serving, parked");
}

Json encode(const Ticket& ticket) {
    return {{"ticket", ticket.id.value},
            {"number", to_json(ticket.number)},
            {"service", ticket.service.value},
            {"language", ticket.language.value},
            {"device", ticket.taken_at_device.value},
            {"taken", to_json(ticket.taken)},
            {"print", to_string(ticket.print)},
            {"at", std::visit(StageBody{}, ticket.stage)},
            {"note", ticket.note}};
}

Ticket decode_ticket(const Fields& f) {
    Ticket ticket;
    ticket.id = ticket_at(f, "ticket");
    ticket.number = number_at(f, "number");
    ticket.service = {f.text("service")};
    ticket.language = {f.text("language")};
    ticket.taken_at_device = {f.text("device")};
    ticket.taken = time_at(f, "taken");
    ticket.print = print_at(f, "print");
    ticket.stage = stage_from(f.object("at"));
    ticket.note = f.text("note");
    return ticket;
}

struct PostBody {
    Json operator()(const Closed&) const { return {{"post", "closed"}}; }
    Json operator()(const Open& post) const {
        return {{"post", "open"}, {"person", post.person.value}, {"since", to_json(post.since)}};
    }
    Json operator()(const Paused& post) const {
        return {{"post", "paused"},
                {"person", post.person.value},
                {"reason", post.reason.value},
                {"since", to_json(post.since)}};
    }
};

Post post_from(const Fields& f) {
    const std::string post = f.text("post");
    if (post == "closed") return Closed{};
    if (post == "open") return Open{{f.text("person")}, time_at(f, "since")};
    if (post == "paused") return Paused{{f.text("person")}, {f.text("reason")}, time_at(f, "since")};
    f.fail("post", "one of closed, open, paused");
}

Json encode(const Call& call) {
    return {{"number", to_json(call.number)},
            {"window", call.window.value},
            {"at", to_json(call.at)},
            {"recalls", call.recalls}};
}

Call decode_call(const Fields& f) {
    return {number_at(f, "number"), window_at(f, "window"), time_at(f, "at"),
            static_cast<int>(f.integer("recalls", 0, 1'000'000))};
}

// Puts a ticket into the index that its stage belongs to.
void place(State& state, const Ticket& ticket) {
    state.by_number[ticket.number] = ticket.id;
    if (const auto* waiting = std::get_if<Waiting>(&ticket.stage)) {
        const Destination queue =
            waiting->only_at ? Destination{*waiting->only_at} : Destination{ticket.service};
        state.queues[queue].insert(Place{ticket.taken, ticket.id});
    } else if (const auto window = window_of(ticket)) {
        state.windows[*window].visitor = ticket.id;
    }
}

}  // namespace

Json to_json(const hall::State& state) {
    Json tickets = Json::array();
    for (const auto& [id, ticket] : state.tickets) tickets.push_back(encode(ticket));
    Json windows = Json::array();
    for (const auto& [id, window] : state.windows) {
        Json json = std::visit(PostBody{}, window.post);
        json["window"] = id.value;
        windows.push_back(std::move(json));
    }
    Json calls = Json::array();
    for (const Call& call : state.calls) calls.push_back(encode(call));
    Json ordinals = Json::object();
    for (const auto& [letter, ordinal] : state.last_ordinal) ordinals[letter] = ordinal;
    return {{"plan", has_plan(state) ? to_json(state.plan) : Json(nullptr)},
            {"day", to_json(state.day)},
            {"latest", to_json(state.latest)},
            {"last_ticket", state.last_ticket.value},
            {"last_ordinal", std::move(ordinals)},
            {"tickets", std::move(tickets)},
            {"windows", std::move(windows)},
            {"calls", std::move(calls)}};
}

hall::State state_from_json(const Json& json) {
    const Fields fields(json, "state");
    State state;
    if (fields.has("plan")) state.plan = plan_from_json(fields.at("plan"));
    state.day = day_at(fields, "day");
    state.latest = time_at(fields, "latest");
    state.last_ticket = ticket_at(fields, "last_ticket");
    const Fields ordinals = fields.object("last_ordinal");
    for (const auto& [letter, value] : fields.at("last_ordinal").items())
        state.last_ordinal[letter] = static_cast<int>(ordinals.integer(letter.c_str(), 0, 1'000'000'000));
    for (const Json& entry : fields.list("windows")) {
        const Fields window(entry, "state.windows");
        state.windows[window_at(window, "window")].post = post_from(window);
    }
    for (const Json& entry : fields.list("tickets")) {
        Ticket ticket = decode_ticket(Fields(entry, "state.tickets"));
        place(state, ticket);
        state.tickets[ticket.id] = std::move(ticket);
    }
    for (const Json& entry : fields.list("calls"))
        state.calls.push_back(decode_call(Fields(entry, "state.calls")));
    return state;
}

}  // namespace okno::protocol
