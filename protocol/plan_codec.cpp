// plan: SPEC.md, "The plan".
#include <array>

#include "protocol/codec.hpp"
#include "protocol/json_fields.hpp"

namespace okno::protocol {

namespace {

constexpr std::array<std::string_view, 2> policies{"arrival", "norm"};
constexpr std::array<std::string_view, 3> when_full{"go_on", "warn", "stop"};
constexpr std::size_t steps_at_most = 8;

Json id_and_name(const auto& entry) {
    return {{"id", entry.id.value}, {"name", to_json(entry.name)}};
}

void add_icon(Json& json, std::optional<hall::Icon> icon) {
    if (icon) json["icon"] = hall::icon_words.at(static_cast<std::size_t>(*icon));
}

std::optional<hall::Icon> icon_at(const Fields& fields) {
    if (!fields.has("icon")) return std::nullopt;
    return word_at<hall::Icon>(fields, "icon", hall::icon_words);
}

Json encode(const hall::Zone& zone) {
    const auto offset = [](const hall::ZoneOffset& o) {
        return Json{{"from", to_json(o.from)}, {"offset_s", o.offset.count()}};
    };
    return {{"name", zone.name}, {"offsets", list_of(zone.offsets, offset)}};
}

hall::Zone decode_zone(const Fields& fields) {
    const auto offset = [](const Fields& f) {
        return hall::ZoneOffset{time_at(f, "from"), hall::Seconds{f.integer("offset_s", -100'000, 100'000)}};
    };
    return {fields.text("name"), read_list<hall::ZoneOffset>(fields, "offsets", offset)};
}

Json encode(const hall::Norm& norm) {
    return {{"wait_s", norm.wait.count()}, {"service_s", norm.service.count()}};
}

hall::Norm norm_at(const Fields& fields, const char* name) {
    const Fields norm = fields.object(name);
    return {duration_at(norm, "wait_s"), duration_at(norm, "service_s")};
}

int number_of(const Fields& fields, const char* name) {
    return static_cast<int>(fields.integer(name, 0, 1000));
}

Json encode(const hall::WindowKind& kind) {
    Json json = id_and_name(kind);
    json["norm"] = encode(kind.norm);
    json["schedule"] = to_json(kind.schedule);
    return json;
}

hall::WindowKind decode_kind(const Fields& fields) {
    return {{fields.text("id")},
            text_at(fields, "name"),
            norm_at(fields, "norm"),
            schedule_from(fields.object("schedule"))};
}

Json encode(const hall::RouteStep& step) {
    Json json{{"service", step.service.value}};
    if (step.same_window) json["same_window"] = true;
    return json;
}

hall::RouteStep decode_step(const Fields& fields) {
    return {{fields.text("service")}, fields.flag_or_false("same_window")};
}

Json encode(const hall::ServiceGroup& group) {
    Json json = id_and_name(group);
    add_icon(json, group.icon);
    return json;
}

hall::ServiceGroup decode_group(const Fields& fields) {
    return {{fields.text("id")}, text_at(fields, "name"), icon_at(fields)};
}

Json encode(const hall::Service& service) {
    Json json = id_and_name(service);
    json["group"] = service.group.value;
    json["letter"] = service.letter;
    json["window_kind"] = service.kind.value;
    if (service.schedule) json["schedule"] = to_json(*service.schedule);
    if (service.norm) json["norm"] = encode(*service.norm);
    if (service.usual) json["usual_s"] = service.usual->count();
    if (service.code) json["code"] = *service.code;
    if (!service.online.empty()) json["online"] = service.online;
    add_icon(json, service.icon);
    if (service.guidance != hall::Guidance{}) json["guidance"] = to_json(service.guidance);
    if (!service.then.empty())
        json["then"] = list_of(service.then, [](const hall::RouteStep& step) { return encode(step); });
    return json;
}

hall::Service decode_service(const Fields& fields) {
    hall::Service service;
    service.id = {fields.text("id")};
    service.group = {fields.text("group")};
    service.name = text_at(fields, "name");
    service.letter = fields.text("letter");
    service.kind = {fields.text("window_kind")};
    if (fields.has("schedule")) service.schedule = schedule_from(fields.object("schedule"));
    if (fields.has("norm")) service.norm = norm_at(fields, "norm");
    service.usual = optional_duration_at(fields, "usual_s");
    if (fields.has("code")) service.code = static_cast<int>(fields.integer("code", 1, hall::code_at_most));
    service.online = fields.text_or_empty("online");
    service.icon = icon_at(fields);
    service.guidance = guidance_at(fields, "guidance");
    if (fields.has("then")) service.then = read_list<hall::RouteStep>(fields, "then", decode_step);
    if (service.then.size() > steps_at_most) fields.fail("then", "a list of at most 8 steps");
    return service;
}

Json encode(const hall::Window& window) {
    const auto id = [](const hall::ServiceId& service) { return Json(service.value); };
    Json json{{"id", window.id.value},
              {"window_kind", window.kind.value},
              {"services", list_of(window.services, id)}};
    if (!window.helps.empty()) json["helps"] = list_of(window.helps, id);
    if (window.push) json["push_s"] = window.push->count();
    if (window.area) json["area"] = window.area->value;
    return json;
}

hall::Window decode_window(const Fields& fields) {
    hall::Window window;
    window.id = window_at(fields, "id");
    window.kind = {fields.text("window_kind")};
    window.services = read_ids<hall::ServiceId>(fields, "services");
    if (fields.has("helps")) window.helps = read_ids<hall::ServiceId>(fields, "helps");
    window.push = optional_duration_at(fields, "push_s");
    if (fields.has("area")) window.area = {fields.text("area")};
    return window;
}

Json encode(const hall::Calling& calling) {
    Json json{{"no_show_not_before_s", calling.no_show_not_before.count()},
              {"recalls_at_most", calling.recalls_at_most},
              {"recall_not_before_s", calling.recall_not_before.count()},
              {"finish_not_before_s", calling.finish_not_before.count()},
              {"return_behind", calling.return_behind}};
    if (calling.missed_after) json["missed_after_s"] = calling.missed_after->count();
    if (calling.return_within) json["return_within_s"] = calling.return_within->count();
    return json;
}

hall::Calling decode_calling(const Fields& fields) {
    hall::Calling calling;
    calling.missed_after = optional_duration_at(fields, "missed_after_s");
    calling.no_show_not_before = duration_at(fields, "no_show_not_before_s");
    calling.recalls_at_most = number_of(fields, "recalls_at_most");
    calling.recall_not_before = duration_at(fields, "recall_not_before_s");
    calling.finish_not_before = duration_at(fields, "finish_not_before_s");
    calling.return_within = optional_duration_at(fields, "return_within_s");
    calling.return_behind = number_of(fields, "return_behind");
    return calling;
}

Json encode(const hall::Category& category) {
    Json json = id_and_name(category);
    json["head_start_s"] = category.head_start.count();
    return json;
}

hall::Category decode_category(const Fields& fields) {
    return {{fields.text("id")}, text_at(fields, "name"), duration_at(fields, "head_start_s")};
}

Json encode(const hall::Ordering& ordering) {
    return {{"policy", policies.at(static_cast<std::size_t>(ordering.policy))},
            {"ceiling_s", ordering.ceiling.count()},
            {"priority_in_a_row", ordering.priority_in_a_row},
            {"helps_when_waiting", ordering.helps_when_waiting},
            {"long_wait_s", ordering.long_wait.count()}};
}

hall::Ordering decode_ordering(const Fields& fields) {
    return {word_at<hall::Policy>(fields, "policy", policies), duration_at(fields, "ceiling_s"),
            number_of(fields, "priority_in_a_row"), number_of(fields, "helps_when_waiting"),
            duration_at(fields, "long_wait_s")};
}

Json encode(const hall::Closing& closing) {
    return {{"prepare_s", closing.prepare.count()},
            {"latest_end_s", closing.latest_end.count()},
            {"when_full", when_full.at(static_cast<std::size_t>(closing.when_full))}};
}

hall::Closing decode_closing(const Fields& fields) {
    return {duration_at(fields, "prepare_s"), duration_at(fields, "latest_end_s"),
            word_at<hall::WhenFull>(fields, "when_full", when_full)};
}

Json encode(const hall::ServiceStage& stage) {
    Json json = id_and_name(stage);
    json["at_most_s"] = stage.at_most.count();
    return json;
}

hall::ServiceStage decode_stage(const Fields& fields) {
    return {{fields.text("id")}, text_at(fields, "name"), duration_at(fields, "at_most_s")};
}

Json encode(const hall::PanicZone& zone) {
    Json json{{"zone", zone.id.value}, {"name", to_json(zone.name)}};
    if (zone.window) json["window"] = zone.window->value;
    return json;
}

hall::PanicZone decode_panic_zone(const Fields& fields) {
    return {zone_at(fields), text_at(fields, "name"), optional_window_at(fields, "window")};
}

Json encode(const hall::PanicRules& panic) {
    return {{"escalate_after_s", panic.escalate_after.count()},
            {"zones", list_of(panic.zones, [](const hall::PanicZone& zone) { return encode(zone); })}};
}

hall::PanicRules decode_panic(const Fields& fields) {
    return {duration_at(fields, "escalate_after_s"),
            read_list<hall::PanicZone>(fields, "zones", decode_panic_zone)};
}

Json encode(const hall::SlipTemplate& slip) {
    Json json{{"large_print", slip.large_print}, {"people_ahead", slip.people_ahead}, {"wait", slip.wait}};
    if (!slip.logo.empty()) json["logo"] = slip.logo;
    if (slip.second_language) json["second_language"] = slip.second_language->value;
    if (!slip.note.empty()) json["note"] = to_json(slip.note);
    if (!slip.qr.empty()) json["qr"] = slip.qr;
    return json;
}

hall::SlipTemplate decode_slip(const Fields& fields) {
    hall::SlipTemplate slip;
    slip.logo = fields.text_or_empty("logo");
    if (fields.has("second_language")) slip.second_language = {fields.text("second_language")};
    slip.large_print = fields.flag("large_print");
    slip.people_ahead = fields.flag("people_ahead");
    slip.wait = fields.flag("wait");
    if (fields.has("note")) slip.note = text_at(fields, "note");
    slip.qr = fields.text_or_empty("qr");
    return slip;
}

Json encode(const hall::RatingRules& rating) {
    Json json{{"topics",
               list_of(rating.topics, [](const hall::RatingTopic& topic) { return id_and_name(topic); })}};
    if (rating.within) json["within_s"] = rating.within->count();
    return json;
}

template <class Named>
Named decode_named(const Fields& fields) {
    return {{fields.text("id")}, text_at(fields, "name")};
}

Json encode(const hall::Outcome& outcome) {
    Json json = id_and_name(outcome);
    if (outcome.forwarded) json["forwarded"] = true;
    return json;
}

hall::Outcome decode_outcome(const Fields& fields) {
    return {{fields.text("id")}, text_at(fields, "name"), fields.flag_or_false("forwarded")};
}

Json encode(const hall::Forwarding& forwarding) {
    return {{"register_days", forwarding.register_within.count()},
            {"answer_days", forwarding.answer_within.count()}};
}

hall::Forwarding decode_forwarding(const Fields& fields) {
    const auto days = [&](const char* name) {
        return std::chrono::days{fields.integer(name, 0, hall::forwarding_at_most.count())};
    };
    return {days("register_days"), days("answer_days")};
}

hall::RatingRules decode_rating(const Fields& fields) {
    return {optional_duration_at(fields, "within_s"),
            read_list<hall::RatingTopic>(fields, "topics", decode_named<hall::RatingTopic>)};
}

Json encode(const hall::Area& area) {
    Json json = id_and_name(area);
    json["colour"] = hall::area_colour_words.at(static_cast<std::size_t>(area.colour));
    json["sign"] = area.sign;
    return json;
}

hall::Area decode_area(const Fields& fields) {
    return {{fields.text("id")},
            text_at(fields, "name"),
            word_at<hall::AreaColour>(fields, "colour", hall::area_colour_words),
            fields.text("sign")};
}

Json screen_of(const auto& device) {
    return {{"id", device.id.value},
            {"width_px", device.width_px},
            {"height_px", device.height_px},
            {"diagonal_mm", device.diagonal_mm}};
}

Json encode(const hall::PlannedBoard& board) {
    Json json = screen_of(board);
    json["farthest_seat_cm"] = board.farthest_seat_cm;
    json["rows"] = board.rows;
    if (!board.areas.empty())
        json["areas"] = list_of(board.areas, [](const hall::AreaId& area) { return Json(area.value); });
    for (const auto& [area, arrow] : board.arrows)
        json["arrows"][area.value] = hall::arrow_words.at(static_cast<std::size_t>(arrow));
    if (board.playlist) json["playlist"] = true;
    return json;
}

int int_at(const Fields& fields, const char* name, int least, int most) {
    return static_cast<int>(fields.integer(name, least, most));
}

void read_screen(const Fields& fields, auto& device, int diagonal_mm_most) {
    device.id = {fields.text("id")};
    device.width_px = int_at(fields, "width_px", hall::side_px_least, hall::side_px_most);
    device.height_px = int_at(fields, "height_px", hall::side_px_least, hall::side_px_most);
    device.diagonal_mm = int_at(fields, "diagonal_mm", hall::diagonal_mm_least, diagonal_mm_most);
}

hall::PlannedBoard decode_board(const Fields& fields) {
    hall::PlannedBoard board;
    read_screen(fields, board, hall::diagonal_mm_most);
    board.farthest_seat_cm = int_at(fields, "farthest_seat_cm", hall::seat_cm_least, hall::seat_cm_most);
    board.rows = int_at(fields, "rows", hall::rows_least, hall::rows_most);
    if (fields.has("areas")) board.areas = read_ids<hall::AreaId>(fields, "areas");
    if (fields.has("arrows")) {
        const Fields list = fields.object("arrows");
        for (const std::string& area : list.names())
            board.arrows[{area}] = word_at<hall::Arrow>(list, area.c_str(), hall::arrow_words);
    }
    board.playlist = fields.flag_or_false("playlist");
    return board;
}

Json encode(const hall::PlannedKiosk& kiosk) {
    Json json = screen_of(kiosk);
    if (kiosk.bottom_mm) json["bottom_mm"] = *kiosk.bottom_mm;
    if (kiosk.details) json["details"] = true;
    return json;
}

hall::PlannedKiosk decode_kiosk(const Fields& fields) {
    hall::PlannedKiosk kiosk;
    read_screen(fields, kiosk, hall::kiosk_diagonal_mm_most);
    if (fields.has("bottom_mm")) kiosk.bottom_mm = int_at(fields, "bottom_mm", 0, hall::bottom_mm_most);
    kiosk.details = fields.flag_or_false("details");
    return kiosk;
}

Json encode(const hall::StaffMember& member) {
    Json json = to_json(member.nameplate);
    json["login"] = member.id.value;
    return json;
}

hall::StaffMember decode_member(const Fields& fields) {
    return {{fields.text("login")}, nameplate_from(fields)};
}

}  // namespace

Json to_json(const hall::Nameplate& nameplate) {
    Json json = Json::object();
    if (!nameplate.name.empty()) json["name"] = to_json(nameplate.name);
    if (!nameplate.position.empty()) json["position"] = to_json(nameplate.position);
    return json;
}

hall::Nameplate nameplate_from(const Fields& fields) {
    hall::Nameplate nameplate;
    if (fields.has("name")) nameplate.name = text_at(fields, "name");
    if (fields.has("position")) nameplate.position = text_at(fields, "position");
    return nameplate;
}

hall::Nameplate nameplate_at(const Fields& fields, const char* name) {
    return fields.has(name) ? nameplate_from(fields.object(name)) : hall::Nameplate{};
}

Json to_json(const hall::Plan& plan) {
    const auto text = [](const hall::Language& language) { return Json(language.value); };
    const auto one = [](const auto& entry) { return encode(entry); };
    const auto named = [](const auto& entry) { return id_and_name(entry); };
    Json json{{"hall", to_json(plan.hall)},
              {"zone", encode(plan.zone)},
              {"languages", list_of(plan.languages, text)},
              {"window_kinds", list_of(plan.kinds, one)},
              {"groups", list_of(plan.groups, [](const hall::ServiceGroup& group) { return encode(group); })},
              {"services", list_of(plan.services, one)},
              {"windows", list_of(plan.windows, one)},
              {"calling", encode(plan.calling)},
              {"pause_reasons", list_of(plan.pause_reasons, named)},
              {"outcomes", list_of(plan.outcomes, one)},
              {"outcome_required", plan.outcome_required},
              {"categories", list_of(plan.categories, one)},
              {"ordering", encode(plan.ordering)},
              {"closing", encode(plan.closing)},
              {"stages", list_of(plan.stages, one)},
              {"stages_required", plan.stages_required},
              {"devices", list_of(plan.devices, named)}};
    if (plan.park_reminder) json["park_reminder_s"] = plan.park_reminder->count();
    if (plan.forwarding != hall::Forwarding{}) json["forwarding"] = encode(plan.forwarding);
    if (plan.abandoned_after != hall::Plan{}.abandoned_after)
        json["abandoned_after_s"] = plan.abandoned_after.count();
    if (plan.panic != hall::PanicRules{}) json["panic"] = encode(plan.panic);
    if (plan.slip != hall::SlipTemplate{}) json["slip"] = encode(plan.slip);
    if (plan.rating != hall::RatingRules{}) json["rating"] = encode(plan.rating);
    if (!plan.areas.empty()) json["areas"] = list_of(plan.areas, one);
    if (!plan.boards.empty()) json["boards"] = list_of(plan.boards, one);
    if (!plan.kiosks.empty()) json["kiosks"] = list_of(plan.kiosks, one);
    if (!plan.staff.empty()) json["staff"] = list_of(plan.staff, one);
    return json;
}

hall::Plan plan_from_json(const Json& json) {
    const Fields fields(json, "plan");
    hall::Plan plan;
    plan.hall = text_at(fields, "hall");
    plan.zone = decode_zone(fields.object("zone"));
    plan.languages = read_ids<hall::Language>(fields, "languages");
    plan.kinds = read_list<hall::WindowKind>(fields, "window_kinds", decode_kind);
    plan.groups = read_list<hall::ServiceGroup>(fields, "groups", decode_group);
    plan.services = read_list<hall::Service>(fields, "services", decode_service);
    plan.windows = read_list<hall::Window>(fields, "windows", decode_window);
    plan.calling = decode_calling(fields.object("calling"));
    plan.pause_reasons =
        read_list<hall::PauseReason>(fields, "pause_reasons", decode_named<hall::PauseReason>);
    plan.outcomes = read_list<hall::Outcome>(fields, "outcomes", decode_outcome);
    plan.outcome_required = fields.flag("outcome_required");
    plan.categories = read_list<hall::Category>(fields, "categories", decode_category);
    plan.ordering = decode_ordering(fields.object("ordering"));
    plan.closing = decode_closing(fields.object("closing"));
    plan.stages = read_list<hall::ServiceStage>(fields, "stages", decode_stage);
    plan.stages_required = fields.flag("stages_required");
    plan.park_reminder = optional_duration_at(fields, "park_reminder_s");
    plan.devices = read_list<hall::PlannedDevice>(fields, "devices", decode_named<hall::PlannedDevice>);
    if (fields.has("forwarding")) plan.forwarding = decode_forwarding(fields.object("forwarding"));
    if (fields.has("abandoned_after_s")) plan.abandoned_after = duration_at(fields, "abandoned_after_s");
    if (fields.has("panic")) plan.panic = decode_panic(fields.object("panic"));
    if (fields.has("slip")) plan.slip = decode_slip(fields.object("slip"));
    if (fields.has("rating")) plan.rating = decode_rating(fields.object("rating"));
    if (fields.has("areas")) plan.areas = read_list<hall::Area>(fields, "areas", decode_area);
    if (fields.has("boards")) plan.boards = read_list<hall::PlannedBoard>(fields, "boards", decode_board);
    if (fields.has("kiosks")) plan.kiosks = read_list<hall::PlannedKiosk>(fields, "kiosks", decode_kiosk);
    if (fields.has("staff")) plan.staff = read_list<hall::StaffMember>(fields, "staff", decode_member);
    return plan;
}

}  // namespace okno::protocol
