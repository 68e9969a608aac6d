#include "plan/plan_reader.hpp"

#include <algorithm>

#include "plan/guidance_reader.hpp"
#include "plan/kiosk_reader.hpp"
#include "plan/nearest_word.hpp"
#include "plan/panic_reader.hpp"
#include "plan/plan_file.hpp"
#include "plan/rules_reader.hpp"
#include "plan/schedule_reader.hpp"
#include "plan/words.hpp"
#include "plan/zone.hpp"

namespace okno::plan {

namespace {

constexpr std::size_t steps_at_most = 8;  // as many as the rules allow (hall/plan_check.cpp)

}  // namespace

hall::Plan PlanReader::read() {
    read_hall();
    RulesReader(document_, entries_, plan_).read();
    read_kinds();
    read_groups();
    read_services();
    hall::settle_ceiling(plan_);
    read_routes();
    areas_.read_areas();
    read_windows();
    areas_.read_boards();
    KioskReader(document_, entries_, plan_).read();
    areas_.read_staff();
    PanicReader(document_, entries_, plan_).read();
    check_groups();
    check_served();
    document_.refuse_other_keys();
    return std::move(plan_);
}

void PlanReader::read_hall() {
    auto hall = document_.table("hall", "[hall]", "a table [hall] with name, zone and languages");
    if (!hall) return;
    read_languages(*hall);
    entries_.speak(plan_.languages);
    plan_.hall = entries_.text(*hall, "name", "the hall");
    read_zone(*hall);
    hall->refuse_other_keys();
}

void PlanReader::read_zone(StrictTable& hall) {
    const auto word = hall.word("zone", "the name of a time zone, such as \"Europe/Moscow\"");
    if (!word) return;
    if (auto zone = unroll_zone(word->text)) {
        plan_.zone = std::move(*zone);
        return;
    }
    critic_.complain(word->where, word->shown() + ": there is no such time zone",
                     "an IANA name, such as \"Europe/Moscow\"", nearest_word(word->text, zone_names()));
}

void PlanReader::read_languages(StrictTable& hall) {
    const std::string expected = "a list of languages such as [\"ru\", \"en\"]; the first is the hall's own";
    const auto words = hall.optional_words("languages", expected);
    if (!words && hall.has("languages")) return;
    if (!words || words->empty()) {
        critic_.complain(hall.where("languages"), "the hall has no languages", expected);
        return;
    }
    for (const Word& word : *words) {
        const hall::Language language{word.text};
        const bool two_letters =
            word.text.size() == 2 &&
            std::all_of(word.text.begin(), word.text.end(), [](char c) { return c >= 'a' && c <= 'z'; });
        if (!two_letters)
            critic_.complain(word.where, word.shown() + ": this is not a language",
                             "a code of two small letters (ISO 639), such as \"ru\" or \"en\"");
        else if (std::find(plan_.languages.begin(), plan_.languages.end(), language) != plan_.languages.end())
            critic_.complain(word.where, word.shown() + ": this language is named twice");
        else
            plan_.languages.push_back(language);
    }
}

void PlanReader::read_kinds() {
    for (StrictTable& table : document_.tables("kind", "the window kind")) {
        hall::WindowKind kind;
        kind.id.value = entries_.name(table, kinds_);
        kind.name = entries_.text(table, "name", "the window kind");
        kind.norm = norm(table);
        kind.schedule = read_schedule(table, critic_);
        table.refuse_other_keys();
        plan_.kinds.push_back(std::move(kind));
    }
    need(!plan_.kinds.empty(), "window kinds", "at least one table [[kind]]");
}

hall::Norm PlanReader::norm(StrictTable& of) {
    auto table = of.table("norm", "the norm", "a norm such as { wait = \"20m\", service = \"10m\" }");
    if (!table) return {};
    const auto length = [&](std::string_view key) {
        return entries_.duration(*table, key, Must::be_there, Zero::refused).value_or(hall::Seconds{0});
    };
    const hall::Seconds wait = length("wait");
    const hall::Norm norm{wait, length("service")};
    table->refuse_other_keys();
    return norm;
}

void PlanReader::read_groups() {
    for (StrictTable& table : document_.tables("group", "the service group")) {
        const hall::GroupId id{entries_.name(table, groups_)};
        hall::Text name = entries_.text(table, "name", "the service group");
        plan_.groups.push_back({id, std::move(name), icon(table)});
        table.refuse_other_keys();
        if (plan_.groups.size() == tiles_at_most + 1)
            critic_.complain(table.where(), "this is the 9th service group", "at most 8, one kiosk screen");
    }
    need(!plan_.groups.empty(), "service groups", "at least one table [[group]]");
}

void PlanReader::read_services() {
    service_tables_ = document_.tables("service", "the service");
    for (StrictTable& table : service_tables_) {
        hall::Service service;
        service.id.value = entries_.name(table, services_);
        service.group.value = entries_.reference(table, "group", groups_);
        service.kind.value = entries_.reference(table, "kind", kinds_);
        service.letter = letter(table);
        service.name = entries_.text(table, "name", "the service");
        service.schedule = own_schedule(table, service.kind);
        if (table.has("norm")) service.norm = norm(table);
        table.know("norm");
        service.usual = entries_.duration(table, "usual", Must::be_there_or_not, Zero::refused);
        service.code = code(table);
        service.online = online(table);
        service.icon = icon(table);
        service.guidance = GuidanceReader{entries_}.read(table);
        plan_.services.push_back(std::move(service));
    }
    need(!plan_.services.empty(), "services", "at least one table [[service]]");
}

std::optional<int> PlanReader::code(StrictTable& service) {
    const auto number = service.whole_number("code", 1, hall::code_at_most, false);
    if (!number) return std::nullopt;
    const int code = static_cast<int>(*number);
    const auto [first, fresh] = codes_.emplace(code, service.where("code"));
    if (fresh) return code;
    critic_.complain(
        service.where("code"),
        "code = " + std::to_string(code) + ": the service on " + line_of(first->second) + " has it already",
        "a number no other service has");
    return std::nullopt;
}

std::string PlanReader::online(StrictTable& service) {
    const std::string expected = "an address such as \"https://example.com/meter\", in Latin letters";
    const auto word = service.optional_word("online", expected);
    if (!word || hall::is_web_address(word->text)) return word ? word->text : std::string{};
    critic_.complain(word->where, word->shown() + ": this is no address a telephone could open", expected);
    return {};
}

std::optional<hall::Icon> PlanReader::icon(StrictTable& tile) {
    return entries_.optional_choice<hall::Icon>(tile, "icon", hall::icon_words);
}

std::optional<hall::Schedule> PlanReader::own_schedule(StrictTable& table, const hall::KindId& kind) {
    const hall::WindowKind* known = find(plan_, kind);
    return read_own_schedule(table, known ? known->schedule : hall::Schedule{}, critic_);
}

void PlanReader::read_routes() {
    for (std::size_t i = 0; i < service_tables_.size(); ++i) {
        plan_.services[i].then = route(service_tables_[i], plan_.services[i].id);
        service_tables_[i].refuse_other_keys();
    }
}

std::vector<hall::RouteStep> PlanReader::route(StrictTable& table, const hall::ServiceId& first) {
    std::vector<hall::RouteStep> steps;
    std::set<hall::ServiceId> earlier{first};
    for (StrictTable& entry :
         table.tables("then", "the step", "a list of steps such as [{ service = \"payment\" }]")) {
        hall::RouteStep step;
        step.service.value = entries_.reference(entry, "service", services_);
        step.same_window = entry.yes_or_no("same_window", false);
        entry.refuse_other_keys();
        if (step.same_window && !step.service.value.empty() && !earlier.contains(step.service))
            critic_.complain(entry.where("same_window"),
                             "same_window = true: no window has served \"" + step.service.value +
                                 "\" earlier in the visit",
                             "the service itself or one of the steps before");
        earlier.insert(step.service);
        steps.push_back(std::move(step));
    }
    if (steps.size() > steps_at_most)
        critic_.complain(table.where("then"), "there are " + std::to_string(steps.size()) + " steps",
                         "at most " + std::to_string(steps_at_most));
    return steps;
}

std::string PlanReader::letter(StrictTable& service) {
    const auto word = service.word("letter", "one Latin capital letter");
    if (!word) return {};
    if (is_letter(word->text)) return word->text;
    critic_.complain(word->where, word->shown() + ": this cannot start a ticket's number",
                     "one Latin capital letter, A to Z", latin_look_alike(word->text));
    return {};
}

void PlanReader::read_windows() {
    for (StrictTable& table : document_.tables("window", "the window")) {
        hall::Window window;
        window.id = window_number(table);
        window.kind.value = entries_.reference(table, "kind", kinds_);
        window.services = window_services(table, window.kind);
        window.helps = window_helps(table, window);
        window.area = areas_.area_of(table);
        window.push = entries_.duration(table, "push", Must::be_there_or_not, Zero::allowed);
        if (window.push && plan_.calling.finish_not_before == hall::Seconds{0})
            critic_.complain(
                table.where("push"),
                "push: this window calls by itself, so a doubled press of \"finished\" would end the "
                "visit of somebody just called",
                "finish_not_before above 0s in [calling]");
        table.refuse_other_keys();
        plan_.windows.push_back(std::move(window));
    }
    need(!plan_.windows.empty(), "windows", "at least one table [[window]]");
}

hall::WindowId PlanReader::window_number(StrictTable& window) {
    const auto number = window.whole_number("number", 1, 999, true);
    if (!number) return {};
    const hall::WindowId id{static_cast<int>(*number)};
    const auto [first, fresh] = windows_.emplace(id, window.where("number"));
    if (!fresh)
        critic_.complain(window.where("number"), "number = " + std::to_string(id.value) +
                                                     ": this window is already defined on " +
                                                     line_of(first->second));
    return id;
}

std::vector<hall::ServiceId> PlanReader::window_services(StrictTable& window, const hall::KindId& kind) {
    const auto words = window.optional_words("services", "a list of service ids");
    std::vector<hall::ServiceId> served;
    if (!words) {  // none named: whatever its kind is for
        for (const hall::Service& service : plan_.services)
            if (service.kind == kind && !kind.value.empty()) served.push_back(service.id);
    } else {
        if (words->empty())
            critic_.complain(window.where("services"), "services = []: the window would serve nobody",
                             "service ids, or no such key for all services of its kind");
        served = services_of(*words, kind);
    }
    wished_.insert(served.begin(), served.end());
    return served;
}

std::vector<hall::ServiceId> PlanReader::window_helps(StrictTable& table, const hall::Window& window) {
    const auto words = table.optional_words("helps", "a list of service ids");
    if (!words) return {};
    for (const Word& word : *words)
        if (serves(window, hall::ServiceId{word.text}))
            critic_.complain(word.where, word.shown() + ": this window serves it anyway, it need not help");
    return services_of(*words, window.kind);
}

// In the plan's order: the kiosk and the operator see the services in one order everywhere.
std::vector<hall::ServiceId> PlanReader::services_of(const std::vector<Word>& words,
                                                     const hall::KindId& kind) {
    std::set<hall::ServiceId> named;
    for (const Word& word : words) {
        if (!entries_.known(word, services_)) continue;
        const hall::ServiceId id{word.text};
        const hall::KindId& needs = find(plan_, id)->kind;
        if (!named.insert(id).second)
            critic_.complain(word.where, word.shown() + ": this service is named twice");
        else if (!needs.value.empty() && !kind.value.empty() && needs != kind)
            critic_.complain(word.where, word.shown() + ": this service needs a window of kind \"" +
                                             needs.value + "\", this one is a \"" + kind.value + '"');
    }
    std::vector<hall::ServiceId> in_order;
    for (const hall::Service& service : plan_.services)
        if (named.contains(service.id)) in_order.push_back(service.id);
    return in_order;
}

void PlanReader::check_groups() {
    std::map<hall::GroupId, std::size_t> tiles;
    for (const hall::Service& service : plan_.services)
        if (!service.group.value.empty() && ++tiles[service.group] == tiles_at_most + 1)
            if (const auto at = services_.where.find(service.id.value); at != services_.where.end())
                critic_.complain(at->second,
                                 "id = \"" + service.id.value +
                                     "\": this is the 9th service of the group \"" + service.group.value +
                                     '"',
                                 "at most 8, one kiosk screen");
    for (const auto& [id, where] : groups_.where)
        if (!tiles.contains(hall::GroupId{id}))
            critic_.complain(where, "id = \"" + id + "\": no service belongs to this group",
                             "at least one [[service]] with group = \"" + id + '"');
}

void PlanReader::check_served() {
    for (const hall::Service& service : plan_.services) {
        if (service.id.value.empty() || service.kind.value.empty() || wished_.contains(service.id)) continue;
        critic_.complain(services_.where.at(service.id.value),
                         "id = \"" + service.id.value + "\": no window serves this service",
                         "at least one [[window]] of kind \"" + service.kind.value + "\" that names it");
    }
}

void PlanReader::need(bool present, const std::string& what, const std::string& expected) {
    if (!present) critic_.complain(document_.where(), "the plan has no " + what, expected);
}

}  // namespace okno::plan
