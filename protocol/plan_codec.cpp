// plan: SPEC.md, "The plan".
#include <array>

#include "protocol/codec.hpp"
#include "protocol/json_fields.hpp"

namespace okno::protocol {

namespace {

template <class List>
Json list_of(const List& list, auto encode) {
    Json json = Json::array();
    for (const auto& entry : list) json.push_back(encode(entry));
    return json;
}

template <class Entry>
std::vector<Entry> read_list(const Fields& fields, const char* name, auto decode) {
    std::vector<Entry> list;
    for (const Json& json : fields.list(name)) list.push_back(decode(Fields(json, fields.path_of(name))));
    return list;
}

template <class Id>
std::vector<Id> read_ids(const Fields& fields, const char* name) {
    std::vector<Id> ids;
    for (const Json& json : fields.list(name)) {
        if (!json.is_string()) fields.fail(name, "a list of texts");
        ids.push_back(Id{json.get<std::string>()});
    }
    return ids;
}

hall::Seconds seconds_at(const Fields& fields, const char* name) {
    return hall::Seconds{fields.integer(name, -100'000, 10'000'000)};
}

Json id_and_name(const auto& entry) {
    return {{"id", entry.id.value}, {"name", to_json(entry.name)}};
}

Json encode(const hall::Zone& zone) {
    const auto offset = [](const hall::ZoneOffset& o) {
        return Json{{"from", to_json(o.from)}, {"offset_s", o.offset.count()}};
    };
    return {{"name", zone.name}, {"offsets", list_of(zone.offsets, offset)}};
}

hall::Zone decode_zone(const Fields& fields) {
    const auto offset = [](const Fields& f) {
        return hall::ZoneOffset{time_at(f, "from"), seconds_at(f, "offset_s")};
    };
    return {fields.text("name"), read_list<hall::ZoneOffset>(fields, "offsets", offset)};
}

Json encode(const hall::WeekSchedule& week) {
    const auto hours = [](const std::optional<hall::OpenHours>& day) -> Json {
        if (!day) return nullptr;
        return {{"opens_min", day->opens.count()}, {"closes_min", day->closes.count()}};
    };
    return list_of(week, hours);
}

hall::WeekSchedule decode_week(const Fields& fields, const char* name) {
    hall::WeekSchedule week;
    const Json& days = fields.list(name);
    if (days.size() != week.size()) fields.fail(name, "a list of seven days, Monday first");
    for (std::size_t i = 0; i < week.size(); ++i) {
        if (days[i].is_null()) continue;
        const Fields day(days[i], fields.path_of(name));
        week[i] = hall::OpenHours{std::chrono::minutes{day.integer("opens_min", 0, 1440)},
                                  std::chrono::minutes{day.integer("closes_min", 0, 1440)}};
    }
    return week;
}

Json encode(const hall::WindowKind& kind) {
    Json json = id_and_name(kind);
    json["norm"] = {{"wait_s", kind.norm.wait.count()}, {"service_s", kind.norm.service.count()}};
    json["schedule"] = encode(kind.schedule);
    return json;
}

hall::WindowKind decode_kind(const Fields& fields) {
    const Fields norm = fields.object("norm");
    return {{fields.text("id")},
            text_at(fields, "name"),
            {seconds_at(norm, "wait_s"), seconds_at(norm, "service_s")},
            decode_week(fields, "schedule")};
}

Json encode(const hall::Service& service) {
    Json json = id_and_name(service);
    json["group"] = service.group.value;
    json["letter"] = service.letter;
    json["window_kind"] = service.kind.value;
    return json;
}

hall::Service decode_service(const Fields& fields) {
    return {{fields.text("id")},
            {fields.text("group")},
            text_at(fields, "name"),
            fields.text("letter"),
            {fields.text("window_kind")}};
}

Json encode(const hall::Window& window) {
    const auto id = [](const hall::ServiceId& service) { return Json(service.value); };
    return {{"id", window.id.value},
            {"window_kind", window.kind.value},
            {"services", list_of(window.services, id)}};
}

hall::Window decode_window(const Fields& fields) {
    return {
        window_at(fields, "id"), {fields.text("window_kind")}, read_ids<hall::ServiceId>(fields, "services")};
}

Json encode(const hall::Calling& calling) {
    Json json{{"no_show_not_before_s", calling.no_show_not_before.count()},
              {"recalls_at_most", calling.recalls_at_most}};
    if (calling.missed_after) json["missed_after_s"] = calling.missed_after->count();
    return json;
}

hall::Calling decode_calling(const Fields& fields) {
    hall::Calling calling;
    if (fields.has("missed_after_s")) calling.missed_after = seconds_at(fields, "missed_after_s");
    calling.no_show_not_before = seconds_at(fields, "no_show_not_before_s");
    calling.recalls_at_most = static_cast<int>(fields.integer("recalls_at_most", 0, 1000));
    return calling;
}

template <class Named>
Named decode_named(const Fields& fields) {
    return {{fields.text("id")}, text_at(fields, "name")};
}

}  // namespace

Json to_json(const hall::Plan& plan) {
    const auto text = [](const hall::Language& language) { return Json(language.value); };
    const auto one = [](const auto& entry) { return encode(entry); };
    const auto named = [](const auto& entry) { return id_and_name(entry); };
    return {{"hall", to_json(plan.hall)},
            {"zone", encode(plan.zone)},
            {"languages", list_of(plan.languages, text)},
            {"window_kinds", list_of(plan.kinds, one)},
            {"groups", list_of(plan.groups, named)},
            {"services", list_of(plan.services, one)},
            {"windows", list_of(plan.windows, one)},
            {"calling", encode(plan.calling)},
            {"pause_reasons", list_of(plan.pause_reasons, named)},
            {"outcomes", list_of(plan.outcomes, named)},
            {"outcome_required", plan.outcome_required}};
}

hall::Plan plan_from_json(const Json& json) {
    const Fields fields(json, "plan");
    hall::Plan plan;
    plan.hall = text_at(fields, "hall");
    plan.zone = decode_zone(fields.object("zone"));
    plan.languages = read_ids<hall::Language>(fields, "languages");
    plan.kinds = read_list<hall::WindowKind>(fields, "window_kinds", decode_kind);
    plan.groups = read_list<hall::ServiceGroup>(fields, "groups", decode_named<hall::ServiceGroup>);
    plan.services = read_list<hall::Service>(fields, "services", decode_service);
    plan.windows = read_list<hall::Window>(fields, "windows", decode_window);
    plan.calling = decode_calling(fields.object("calling"));
    plan.pause_reasons =
        read_list<hall::PauseReason>(fields, "pause_reasons", decode_named<hall::PauseReason>);
    plan.outcomes = read_list<hall::Outcome>(fields, "outcomes", decode_named<hall::Outcome>);
    plan.outcome_required = fields.flag("outcome_required");
    return plan;
}

}  // namespace okno::protocol
