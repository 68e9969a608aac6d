// The state of a hall, as a snapshot carries it: SPEC.md, "The state". Indexes (numbers, queues, alarms, the
// visitor of a window) are not sent: they follow from the tickets and are rebuilt here.
#include "protocol/codec.hpp"
#include "protocol/json_fields.hpp"

namespace okno::protocol {

namespace {

using namespace hall;

constexpr int count_at_most = 1'000'000;
constexpr int ordinal_at_most = 1'000'000'000;
constexpr std::int64_t idled_at_most_ms = 1'000'000'000'000'000;

struct PostBody {
    Json operator()(const Closed&) const { return {{"post", "closed"}}; }
    Json operator()(const Open& post) const {
        Json json{{"post", "open"}, {"person", post.person.value}, {"since", to_json(post.since)}};
        if (!post.nameplate.empty()) json["nameplate"] = to_json(post.nameplate);
        return json;
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
    if (post == "open") return Open{{f.text("person")}, time_at(f, "since"), nameplate_at(f, "nameplate")};
    if (post == "paused") return Paused{{f.text("person")}, {f.text("reason")}, time_at(f, "since")};
    f.fail("post", "one of closed, open, paused");
}

void add_call(Json& json, const StaffCall& call) {
    json["since"] = to_json(call.since);
    if (call.answered) json["answered"] = to_json(*call.answered);
}

StaffCall call_from(const Fields& f) {
    return {time_at(f, "since"), optional_time_at(f, "answered")};
}

WindowState window_from(const Fields& f) {
    WindowState window;
    window.post = post_from(f);
    window.free_since = time_at(f, "free_since");
    window.priority_in_a_row = static_cast<int>(f.integer("priority_in_a_row", 0, count_at_most));
    window.idled = Milliseconds{f.integer("idled_ms", 0, idled_at_most_ms)};
    if (f.has("leave")) window.leave = leave_from(f.object("leave"));
    if (f.has("assigned")) {
        const Fields assigned = f.object("assigned");
        window.assigned = Assignment{duties_from(assigned.object("planned")),
                                     assigned.text("reason"),
                                     {assigned.text_or_empty("whose")}};
    }
    if (f.has("manager_call")) window.manager_call = call_from(f.object("manager_call"));
    return window;
}

Json encode(WindowId id, const WindowState& window) {
    Json json = std::visit(PostBody{}, window.post);
    json["window"] = id.value;
    json["free_since"] = to_json(window.free_since);
    json["priority_in_a_row"] = window.priority_in_a_row;
    json["idled_ms"] = window.idled.count();
    if (window.leave) json["leave"] = to_json(*window.leave);
    if (window.assigned) {
        Json& assigned = json["assigned"];
        assigned = {{"planned", Json::object()}, {"reason", window.assigned->reason}};
        add_duties(assigned["planned"], window.assigned->planned);
        if (!window.assigned->whose.value.empty()) assigned["whose"] = window.assigned->whose.value;
    }
    if (window.manager_call) add_call(json["manager_call"], *window.manager_call);
    return json;
}

Json encode(const Call& call) {
    return {{"number", to_json(call.number)},
            {"window", call.window.value},
            {"at", to_json(call.at)},
            {"recalls", call.recalls}};
}

Call decode_call(const Fields& f) {
    return {number_at(f, "number"), window_at(f, "window"), time_at(f, "at"),
            static_cast<int>(f.integer("recalls", 0, count_at_most))};
}

Json encode(const DeviceId& id, const DeviceState& device) {
    Json json{
        {"device", id.value}, {"condition", to_string(device.condition)}, {"since", to_json(device.since)}};
    if (!device.skips.empty()) json["skips"] = device.skips;
    if (!device.version.empty()) json["version"] = device.version;
    return json;
}

Json encode(const DeviceId& kiosk, const StaffCall& call) {
    Json json{{"kiosk", kiosk.value}};
    add_call(json, call);
    return json;
}

Json encode(const Rateable& visit) {
    return {
        {"number", to_json(visit.number)}, {"ticket", visit.ticket.value}, {"ended", to_json(visit.ended)}};
}

Rateable decode_rateable(const Fields& f) {
    return {number_at(f, "number"), ticket_at(f, "ticket"), time_at(f, "ended")};
}

template <class Map>
Json list_of_map(const Map& map) {
    return list_of(map, [](const auto& entry) { return encode(entry.first, entry.second); });
}

// Puts a ticket into the indexes that its number and its stage belong to.
void place(State& state, const Ticket& ticket) {
    state.by_number[ticket.number] = ticket.id;
    state.by_time.emplace(ticket.taken, ticket.id);
    put_into_queue(state, ticket);
    if (const auto alarm = alarm_of(ticket)) state.alarms.emplace(*alarm, ticket.id);
    if (const auto at = window_of(ticket)) {
        auto& visitor = state.windows[*at].visitor;
        if (visitor)
            throw CodecError("state.tickets holds two visitors of window " + std::to_string(at->value));
        visitor = ticket.id;
    }
}

void read_windows(const Fields& fields, State& state) {
    for (const Json& entry : fields.list("windows")) {
        const Fields window(entry, "state.windows");
        const WindowId id = window_at(window, "window");
        if (!state.windows.emplace(id, window_from(window)).second)
            throw CodecError("state.windows holds " + std::to_string(id.value) + " twice");
    }
}

void read_leases(const Fields& fields, State& state) {
    for (const Json& entry : fields.list("leases")) {
        const auto lease = lease_from(Fields(entry, "state.leases"));
        if (!state.leases.insert(lease).second)
            throw CodecError("state.leases holds " + std::to_string(lease.first) + " twice");
    }
}

void read_tickets(const Fields& fields, State& state) {
    for (const Json& entry : fields.list("tickets")) {
        Ticket ticket = ticket_from(Fields(entry, "state.tickets"));
        const TicketId id = ticket.id;
        const auto [kept, fresh] = state.tickets.emplace(id, std::move(ticket));
        if (!fresh) throw CodecError("state.tickets holds " + std::to_string(id.value) + " twice");
        place(state, kept->second);
    }
}

}  // namespace

Json to_json(const hall::Leave& leave) {
    if (!leave.close) return {{"to", "pause"}, {"reason", leave.reason.value}};
    Json json{{"to", "close"}};
    if (leave.sure) json["sure"] = true;
    if (!leave.why.empty()) json["why"] = leave.why;
    return json;
}

Json to_json(int block, const hall::Lease& lease) {
    return {{"block", block},
            {"device", lease.device.value},
            {"machine", lease.machine},
            {"epoch", to_json(lease.epoch)}};
}

std::pair<int, hall::Lease> lease_from(const Fields& fields) {
    return {static_cast<int>(fields.integer("block", 1, blocks_at_most)),
            {{fields.text("device")}, fields.text("machine"), time_at(fields, "epoch")}};
}

hall::Leave leave_from(const Fields& fields) {
    const std::string to = fields.text("to");
    if (to == "pause") return {false, false, {fields.text("reason")}, {}};
    if (to == "close") return {true, fields.flag_or_false("sure"), {}, fields.text_or_empty("why")};
    fields.fail("to", "one of pause, close");
}

Json to_json(const hall::State& state) {
    Json ordinals = Json::object();
    for (const auto& [letter, ordinal] : state.last_ordinal) ordinals[letter] = ordinal;
    Json json{{"plan", has_plan(state) ? to_json(state.plan) : Json(nullptr)},
              {"day", to_json(state.day)},
              {"settled", to_json(state.settled)},
              {"strained", state.strained},
              {"latest", to_json(state.latest)},
              {"last_ticket", state.last_ticket.value},
              {"last_ordinal", std::move(ordinals)},
              {"tickets", list_of(state.tickets, [](const auto& entry) { return to_json(entry.second); })},
              {"windows", list_of_map(state.windows)},
              {"calls", list_of(state.calls, [](const Call& call) { return encode(call); })},
              {"devices", list_of_map(state.devices)},
              {"experience", to_json(state.experience)}};
    if (!state.leases.empty())
        json["leases"] =
            list_of(state.leases, [](const auto& entry) { return to_json(entry.first, entry.second); });
    if (!state.merged.empty())
        json["merged"] = list_of(state.merged, [](const TicketNumber& number) { return to_json(number); });
    if (!state.staff_calls.empty()) json["staff_calls"] = list_of_map(state.staff_calls);
    for (const auto& [service, reason] : state.closed_services)
        json["closed_services"].push_back({{"service", service.value}, {"reason", reason}});
    for (const auto& [person, own] : state.operator_duties) {
        Json& entry =
            json["operator_duties"].emplace_back(Json{{"operator", person.value}, {"reason", own.reason}});
        add_duties(entry, own.duties);
    }
    if (state.message) json["message"] = to_json(*state.message);
    if (!state.rateable.empty())
        json["rateable"] = list_of(state.rateable, [](const Rateable& visit) { return encode(visit); });
    if (state.panics != Panics{}) json["panics"] = to_json(state.panics);
    return json;
}

hall::State state_from_json(const Json& json) {
    const Fields fields(json, "state");
    State state;
    if (fields.has("plan")) state.plan = plan_from_json(fields.at("plan"));
    state.day = day_at(fields, "day");
    state.strained = fields.flag("strained");
    state.latest = time_at(fields, "latest");
    // A state from before there was `settled` says whether its day had ended.
    if (fields.has("settled"))
        state.settled = time_at(fields, "settled");
    else if (fields.flag_or_false("day_ended"))
        state.settled = state.latest;
    state.last_ticket = ticket_at(fields, "last_ticket");
    const Fields ordinals = fields.object("last_ordinal");
    for (const std::string& letter : ordinals.names())
        state.last_ordinal[letter] = static_cast<int>(ordinals.integer(letter.c_str(), 0, ordinal_at_most));
    if (fields.has("leases")) read_leases(fields, state);
    if (fields.has("merged"))
        for (const Json& entry : fields.list("merged"))
            state.merged.insert(number_from(Fields(entry, "state.merged")));
    read_windows(fields, state);
    read_tickets(fields, state);
    state.calls = read_list<Call>(fields, "calls", decode_call);
    for (const Json& entry : fields.list("devices")) {
        const Fields device(entry, "state.devices");
        state.devices[{device.text("device")}] = {condition_at(device, "condition"), time_at(device, "since"),
                                                  skips_at(device), version_at(device)};
    }
    if (fields.has("staff_calls"))
        for (const Json& entry : fields.list("staff_calls")) {
            const Fields call(entry, "state.staff_calls");
            state.staff_calls[{call.text("kiosk")}] = call_from(call);
        }
    if (fields.has("closed_services"))
        for (const Json& entry : fields.list("closed_services")) {
            const Fields closed(entry, "state.closed_services");
            state.closed_services[{closed.text("service")}] = closed.text("reason");
        }
    if (fields.has("operator_duties"))
        for (const Json& entry : fields.list("operator_duties")) {
            const Fields own(entry, "state.operator_duties");
            state.operator_duties[{own.text("operator")}] = {duties_from(own), own.text("reason")};
        }
    if (fields.has("message")) state.message = message_from(fields.object("message"));
    if (fields.has("rateable")) state.rateable = read_list<Rateable>(fields, "rateable", decode_rateable);
    state.experience = experience_from(fields.object("experience"));
    if (fields.has("panics")) state.panics = panics_from(fields.object("panics"));
    return state;
}

}  // namespace okno::protocol
