#include "plan/plan_reader.hpp"

#include <algorithm>
#include <array>

#include "plan/nearest_word.hpp"
#include "plan/plan_file.hpp"
#include "plan/words.hpp"
#include "plan/zone.hpp"

namespace okno::plan {

namespace {

constexpr std::array<std::string_view, 7> weekdays{"monday", "tuesday",  "wednesday", "thursday",
                                                   "friday", "saturday", "sunday"};
constexpr std::string_view duration_form = "a duration such as \"20m\", \"90s\" or \"1h30m\"";
constexpr std::string_view hours_form = "opening hours such as \"09:00-18:00\", or \"closed\"";
constexpr std::string_view name_form = "small Latin letters, digits, \"-\" and \"_\"";

std::string line_of(const toml::source_region& where) {
    return "line " + std::to_string(where.begin.line);
}

}  // namespace

hall::Plan PlanReader::read() {
    read_hall();
    read_calling();
    read_finishing();
    read_kinds();
    read_groups();
    read_services();
    read_windows();
    read_pause_reasons();
    read_outcomes();
    check_groups();
    check_served();
    document_.refuse_other_keys();
    return std::move(plan_);
}

void PlanReader::read_hall() {
    auto hall = document_.table("hall", "[hall]", "a table [hall] with name, zone and languages");
    if (!hall) return;
    read_languages(*hall);  // first: every text of the plan is checked against the languages
    plan_.hall = text(*hall, "name", "the hall");
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

void PlanReader::read_calling() {
    auto calling = document_.table("calling", "[calling]",
                                   "a table [calling] with no_show_not_before and recalls_at_most");
    if (!calling) return;
    plan_.calling.missed_after = duration(*calling, "missed_after", false, false);
    plan_.calling.no_show_not_before =
        duration(*calling, "no_show_not_before", true, true).value_or(hall::Seconds{0});
    plan_.calling.recalls_at_most =
        static_cast<int>(calling->whole_number("recalls_at_most", 0, 20, true).value_or(0));
    const auto& missed = plan_.calling.missed_after;
    if (missed && *missed < plan_.calling.no_show_not_before)
        critic_.complain(calling->where("missed_after"),
                         "a visitor would be missed before an operator may report a no-show",
                         "missed_after not shorter than no_show_not_before");
    calling->refuse_other_keys();
}

void PlanReader::read_finishing() {
    auto finishing = document_.optional_table("finishing", "[finishing]", "a table [finishing]");
    if (!finishing) return;
    plan_.outcome_required = finishing->yes_or_no("outcome_required", false);
    finishing->refuse_other_keys();
}

void PlanReader::read_kinds() {
    for (StrictTable& table : document_.tables("kind", "the window kind")) {
        hall::WindowKind kind;
        kind.id.value = name(table, kinds_);
        kind.name = text(table, "name", "the window kind");
        kind.norm = norm(table);
        kind.schedule = schedule(table);
        table.refuse_other_keys();
        plan_.kinds.push_back(std::move(kind));
    }
    need(!plan_.kinds.empty(), "window kinds", "at least one table [[kind]]");
}

hall::Norm PlanReader::norm(StrictTable& kind) {
    auto table = kind.table("norm", "the norm", "a norm such as { wait = \"20m\", service = \"10m\" }");
    if (!table) return {};
    const hall::Norm norm{duration(*table, "wait", true, false).value_or(hall::Seconds{0}),
                          duration(*table, "service", true, false).value_or(hall::Seconds{0})};
    table->refuse_other_keys();
    return norm;
}

hall::WeekSchedule PlanReader::schedule(StrictTable& kind) {
    hall::WeekSchedule week;
    auto table = kind.table("schedule", "the schedule", "a schedule such as { monday = \"09:00-18:00\" }");
    if (!table) return week;
    bool opens = false;
    for (std::size_t day = 0; day < weekdays.size(); ++day) {
        const auto word = table->optional_word(weekdays[day], hours_form);
        if (!word) continue;
        opens = true;  // even when the hours are wrong: one complaint is enough
        if (const auto hours = parse_hours(word->text))
            week[day] = *hours;
        else
            critic_.complain(word->where, word->shown() + ": " + hours.error(), std::string{hours_form});
    }
    if (!opens)
        critic_.complain(table->where(), "the schedule opens on no day", "hours for at least one weekday");
    table->refuse_other_keys();
    return week;
}

void PlanReader::read_groups() {
    for (StrictTable& table : document_.tables("group", "the service group")) {
        const hall::GroupId id{name(table, groups_)};
        plan_.groups.push_back({id, text(table, "name", "the service group")});
        table.refuse_other_keys();
        if (plan_.groups.size() == tiles_at_most + 1)
            critic_.complain(table.where(), "this is the 9th service group", "at most 8, one kiosk screen");
    }
    need(!plan_.groups.empty(), "service groups", "at least one table [[group]]");
}

void PlanReader::read_services() {
    for (StrictTable& table : document_.tables("service", "the service")) {
        hall::Service service;
        service.id.value = name(table, services_);
        service.group.value = reference(table, "group", groups_);
        service.kind.value = reference(table, "kind", kinds_);
        service.letter = letter(table);
        service.name = text(table, "name", "the service");
        table.refuse_other_keys();
        plan_.services.push_back(std::move(service));
    }
    need(!plan_.services.empty(), "services", "at least one table [[service]]");
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
        window.kind.value = reference(table, "kind", kinds_);
        window.services = window_services(table, window.kind);
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
    std::vector<hall::ServiceId> served;
    const auto words = window.optional_words("services", "a list of service ids");
    if (!words) {  // none named: whatever its kind is for
        for (const hall::Service& service : plan_.services)
            if (service.kind == kind && !kind.value.empty()) served.push_back(service.id);
        wished_.insert(served.begin(), served.end());
        return served;
    }
    if (words->empty())
        critic_.complain(window.where("services"), "services = []: the window would serve nobody",
                         "service ids, or no such key for all services of its kind");
    for (const Word& word : *words) {
        if (!known(word, services_)) continue;
        const hall::ServiceId id{word.text};
        wished_.insert(id);
        const hall::KindId& needs = find(plan_, id)->kind;
        if (std::find(served.begin(), served.end(), id) != served.end())
            critic_.complain(word.where, word.shown() + ": this service is named twice");
        else if (!needs.value.empty() && !kind.value.empty() && needs != kind)
            critic_.complain(word.where, word.shown() + ": this service needs a window of kind \"" +
                                             needs.value + "\", this one is a \"" + kind.value + '"');
        served.push_back(id);
    }
    // The kiosk and the operator see the services in one order everywhere: the plan's.
    std::vector<hall::ServiceId> in_order;
    for (const hall::Service& service : plan_.services)
        if (std::find(served.begin(), served.end(), service.id) != served.end())
            in_order.push_back(service.id);
    return in_order;
}

void PlanReader::read_pause_reasons() {
    for (StrictTable& table : document_.tables("pause_reason", "the pause reason")) {
        const hall::ReasonId id{name(table, reasons_)};
        plan_.pause_reasons.push_back({id, text(table, "name", "the pause reason")});
        table.refuse_other_keys();
    }
    need(!plan_.pause_reasons.empty(), "pause reasons", "at least one table [[pause_reason]]");
}

void PlanReader::read_outcomes() {
    for (StrictTable& table : document_.tables("outcome", "the outcome")) {
        const hall::OutcomeId id{name(table, outcomes_)};
        plan_.outcomes.push_back({id, text(table, "name", "the outcome")});
        table.refuse_other_keys();
    }
    if (plan_.outcome_required && plan_.outcomes.empty())
        critic_.complain(document_.where("finishing"), "an outcome is required, but the plan has no outcomes",
                         "at least one table [[outcome]]");
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

hall::Text PlanReader::text(StrictTable& table, std::string_view key, const std::string& of_what) {
    hall::Text text;
    auto words = table.table(key, "the " + std::string{key} + " of " + of_what,
                             "the words in each language, such as { ru = \"...\", en = \"...\" }");
    if (!words || plan_.languages.empty()) return text;
    for (const hall::Language& language : plan_.languages) {
        const auto word = words->word(language.value, "a text in this language of the hall");
        if (!word) continue;
        if (word->text.find_first_not_of(" \t\n") == std::string::npos)
            critic_.complain(word->where, word->shown() + ": this text is empty", "words for people to read");
        text[language] = word->text;
    }
    words->refuse_other_keys();
    return text;
}

std::string PlanReader::name(StrictTable& table, Names& names) {
    const auto word = table.word("id", std::string{name_form} + ", unique in the plan");
    if (!word) return {};
    if (!is_name(word->text)) {
        critic_.complain(word->where, word->shown() + ": this cannot be an id", std::string{name_form});
        return {};
    }
    const auto [first, fresh] = names.where.emplace(word->text, word->where);
    if (!fresh) {
        critic_.complain(word->where, word->shown() + ": this " + names.sort + " is already defined on " +
                                          line_of(first->second));
        return word->text;
    }
    names.in_order.push_back(word->text);
    return word->text;
}

std::string PlanReader::reference(StrictTable& table, std::string_view key, const Names& names) {
    const auto word = table.word(key, "the id of a " + names.sort);
    return word && known(*word, names) ? word->text : std::string{};
}

bool PlanReader::known(const Word& word, const Names& names) {
    if (names.where.contains(word.text)) return true;
    const std::string expected =
        names.in_order.empty() ? "it to be defined" : "one of " + list_of(names.in_order);
    critic_.complain(word.where, word.shown() + ": there is no such " + names.sort, expected,
                     nearest_word(word.text, names.in_order));
    return false;
}

std::optional<hall::Seconds> PlanReader::duration(StrictTable& table, std::string_view key, bool required,
                                                  bool may_be_zero) {
    const auto word = required ? table.word(key, duration_form) : table.optional_word(key, duration_form);
    if (!word) return std::nullopt;
    const auto seconds = parse_duration(word->text);
    if (!seconds)
        critic_.complain(word->where, word->shown() + ": this is not a duration", std::string{duration_form});
    else if (*seconds == hall::Seconds{0} && !may_be_zero)
        critic_.complain(word->where, word->shown() + ": this must be longer than nothing",
                         std::string{duration_form});
    return seconds;
}

void PlanReader::need(bool present, const std::string& what, const std::string& expected) {
    if (!present) critic_.complain(document_.where(), "the plan has no " + what, expected);
}

}  // namespace okno::plan
