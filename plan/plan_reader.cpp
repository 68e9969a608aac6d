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

std::string id_is(const std::string& id) {
    return "id = \"" + id + '"';
}

Phrase service_ids() {
    return phrase({"a list of service ids", "список кодов услуг"});
}

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
    auto hall = document_.table("hall", heading("hall"),
                                phrase({"a table [hall] with name, zone and languages",
                                        "таблица [hall] с ключами «name», «zone» и «languages»"}));
    if (!hall) return;
    read_languages(*hall);
    entries_.speak(plan_.languages);
    plan_.hall = entries_.text(*hall, "name", phrase({"the name of the hall", "названия зала"}));
    read_zone(*hall);
    hall->refuse_other_keys();
}

void PlanReader::read_zone(StrictTable& hall) {
    const auto word = hall.word("zone", phrase({"the name of a time zone, such as \"Europe/Moscow\"",
                                                "название часового пояса, например \"Europe/Moscow\""}));
    if (!word) return;
    if (auto zone = unroll_zone(word->text)) {
        plan_.zone = std::move(*zone);
        return;
    }
    critic_.complain(
        word->where,
        phrase({"{}: there is no such time zone", "{}: такого часового пояса нет"}, word->shown()),
        phrase(
            {"an IANA name, such as \"Europe/Moscow\"", "название из базы IANA, например \"Europe/Moscow\""}),
        nearest_word(word->text, zone_names()));
}

void PlanReader::read_languages(StrictTable& hall) {
    const Phrase expected =
        phrase({"a list of languages such as [\"ru\", \"en\"]; the first is the hall's own",
                "список языков, например [\"ru\", \"en\"]; первый — основной язык зала"});
    const auto words = hall.optional_words("languages", expected);
    if (!words && hall.has("languages")) return;
    if (!words || words->empty()) {
        critic_.complain(hall.where("languages"),
                         phrase({"the hall has no languages", "у зала нет ни одного языка"}), expected);
        return;
    }
    for (const Word& word : *words) {
        const hall::Language language{word.text};
        const bool two_letters =
            word.text.size() == 2 &&
            std::all_of(word.text.begin(), word.text.end(), [](char c) { return c >= 'a' && c <= 'z'; });
        if (!two_letters)
            critic_.complain(word.where,
                             phrase({"{}: this is not a language", "{}: это не код языка"}, word.shown()),
                             phrase({"a code of two small letters (ISO 639), such as \"ru\" or \"en\"",
                                     "код из двух маленьких букв (ISO 639), например \"ru\" или \"en\""}));
        else if (std::find(plan_.languages.begin(), plan_.languages.end(), language) != plan_.languages.end())
            critic_.complain(
                word.where,
                phrase({"{}: this language is named twice", "{}: этот язык назван дважды"}, word.shown()));
        else
            plan_.languages.push_back(language);
    }
}

void PlanReader::read_kinds() {
    for (StrictTable& table : document_.tables("kind", phrase({"the window kind", "вида окон"}))) {
        hall::WindowKind kind;
        kind.id.value = entries_.name(table, kinds_);
        kind.name =
            entries_.text(table, "name", phrase({"the name of the window kind", "названия вида окон"}));
        kind.norm = norm(table);
        kind.schedule = read_schedule(table, critic_);
        table.refuse_other_keys();
        plan_.kinds.push_back(std::move(kind));
    }
    need(!plan_.kinds.empty(), phrase({"the plan has no window kinds", "в плане нет ни одного вида окон"}),
         phrase({"at least one table [[kind]]", "хотя бы одна таблица [[kind]]"}));
}

hall::Norm PlanReader::norm(StrictTable& of) {
    auto table = of.table("norm", phrase({"the norm", "нормы"}),
                          phrase({"a norm such as { wait = \"20m\", service = \"10m\" }",
                                  "норма, например { wait = \"20m\", service = \"10m\" }"}));
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
    for (StrictTable& table : document_.tables("group", phrase({"the service group", "группы услуг"}))) {
        const hall::GroupId id{entries_.name(table, groups_)};
        hall::Text name =
            entries_.text(table, "name", phrase({"the name of the service group", "названия группы услуг"}));
        plan_.groups.push_back({id, std::move(name), icon(table)});
        table.refuse_other_keys();
        if (plan_.groups.size() == tiles_at_most + 1)
            critic_.complain(
                table.where(), phrase({"this is the 9th service group", "это девятая группа услуг"}),
                phrase({"at most 8, one kiosk screen", "не больше 8: это один экран терминала"}));
    }
    need(!plan_.groups.empty(),
         phrase({"the plan has no service groups", "в плане нет ни одной группы услуг"}),
         phrase({"at least one table [[group]]", "хотя бы одна таблица [[group]]"}));
}

void PlanReader::read_services() {
    service_tables_ = document_.tables("service", phrase({"the service", "услуги"}));
    for (StrictTable& table : service_tables_) {
        hall::Service service;
        service.id.value = entries_.name(table, services_);
        service.group.value = entries_.reference(table, "group", groups_);
        service.kind.value = entries_.reference(table, "kind", kinds_);
        service.letter = letter(table);
        service.name = entries_.text(table, "name", phrase({"the name of the service", "названия услуги"}));
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
    need(!plan_.services.empty(), phrase({"the plan has no services", "в плане нет ни одной услуги"}),
         phrase({"at least one table [[service]]", "хотя бы одна таблица [[service]]"}));
}

std::optional<int> PlanReader::code(StrictTable& service) {
    const auto number = service.whole_number("code", 1, hall::code_at_most, false);
    if (!number) return std::nullopt;
    const int code = static_cast<int>(*number);
    const auto [first, fresh] = codes_.emplace(code, service.where("code"));
    if (fresh) return code;
    critic_.complain(
        service.where("code"),
        phrase({"{}: the service on {} has it already", "{}: такой код уже есть у другой услуги ({})"},
               "code = " + std::to_string(code), line_of(first->second)),
        phrase({"a number no other service has", "число, которого нет у других услуг"}));
    return std::nullopt;
}

std::string PlanReader::online(StrictTable& service) {
    const Phrase expected = phrase({"an address such as \"https://example.com/meter\", in Latin letters",
                                    "адрес, например \"https://example.com/meter\", латинскими буквами"});
    const auto word = service.optional_word("online", expected);
    if (!word || hall::is_web_address(word->text)) return word ? word->text : std::string{};
    critic_.complain(
        word->where,
        phrase({"{}: this is no address a telephone could open", "{}: такой адрес телефон не откроет"},
               word->shown()),
        expected);
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
    for (StrictTable& entry : table.tables("then", phrase({"the step", "шага маршрута"}),
                                           phrase({"a list of steps such as [{ service = \"payment\" }]",
                                                   "список шагов, например [{ service = \"payment\" }]"}))) {
        hall::RouteStep step;
        step.service.value = entries_.reference(entry, "service", services_);
        step.same_window = entry.yes_or_no("same_window", false);
        entry.refuse_other_keys();
        if (step.same_window && !step.service.value.empty() && !earlier.contains(step.service))
            critic_.complain(entry.where("same_window"),
                             phrase({"{}: no window has served \"{}\" earlier in the visit",
                                     "{}: до этого шага услугу «{}» не оказывало ни одно окно"},
                                    "same_window = true", step.service.value),
                             phrase({"the service itself or one of the steps before",
                                     "сама услуга или один из шагов до этого"}));
        earlier.insert(step.service);
        steps.push_back(std::move(step));
    }
    if (steps.size() > steps_at_most)
        critic_.complain(table.where("then"),
                         phrase({"there are {} steps", "шагов в маршруте {}"}, steps.size()),
                         phrase({"at most {}", "не больше {}"}, steps_at_most));
    return steps;
}

std::string PlanReader::letter(StrictTable& service) {
    const auto word =
        service.word("letter", phrase({"one Latin capital letter", "одна большая латинская буква"}));
    if (!word) return {};
    if (is_letter(word->text)) return word->text;
    critic_.complain(
        word->where,
        phrase({"{}: this cannot start a ticket's number", "{}: с этого номер талона начинаться не может"},
               word->shown()),
        phrase({"one Latin capital letter, A to Z", "одна большая латинская буква, от A до Z"}),
        latin_look_alike(word->text));
    return {};
}

void PlanReader::read_windows() {
    for (StrictTable& table : document_.tables("window", phrase({"the window", "окна"}))) {
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
                phrase({"push: this window calls by itself, so a doubled press of \"finished\" would end the "
                        "visit of somebody just called",
                        "«push»: это окно вызывает само, и второе нажатие «Завершить» закончило бы приём "
                        "того, кто "
                        "только что вызван"}),
                phrase({"finish_not_before above 0s in [calling]",
                        "«finish_not_before» больше «0s» в таблице [calling]"}));
        table.refuse_other_keys();
        plan_.windows.push_back(std::move(window));
    }
    need(!plan_.windows.empty(), phrase({"the plan has no windows", "в плане нет ни одного окна"}),
         phrase({"at least one table [[window]]", "хотя бы одна таблица [[window]]"}));
}

hall::WindowId PlanReader::window_number(StrictTable& window) {
    const auto number = window.whole_number("number", 1, 999, true);
    if (!number) return {};
    const hall::WindowId id{static_cast<int>(*number)};
    const auto [first, fresh] = windows_.emplace(id, window.where("number"));
    if (!fresh)
        critic_.complain(window.where("number"),
                         phrase({"{}: this window is already defined on {}", "{}: такое окно уже есть ({})"},
                                "number = " + std::to_string(id.value), line_of(first->second)));
    return id;
}

std::vector<hall::ServiceId> PlanReader::window_services(StrictTable& window, const hall::KindId& kind) {
    const auto words = window.optional_words("services", service_ids());
    std::vector<hall::ServiceId> served;
    if (!words) {  // none named: whatever its kind is for
        for (const hall::Service& service : plan_.services)
            if (service.kind == kind && !kind.value.empty()) served.push_back(service.id);
    } else {
        if (words->empty())
            critic_.complain(window.where("services"),
                             phrase({"{}: the window would serve nobody", "{}: окно никого не приняло бы"},
                                    "services = []"),
                             phrase({"service ids, or no such key for all services of its kind",
                                     "коды услуг; без этого ключа — все услуги вида этого окна"}));
        served = services_of(*words, kind);
    }
    wished_.insert(served.begin(), served.end());
    return served;
}

std::vector<hall::ServiceId> PlanReader::window_helps(StrictTable& table, const hall::Window& window) {
    const auto words = table.optional_words("helps", service_ids());
    if (!words) return {};
    for (const Word& word : *words)
        if (serves(window, hall::ServiceId{word.text}))
            critic_.complain(word.where, phrase({"{}: this window serves it anyway, it need not help",
                                                 "{}: окно и так принимает эту услугу, помогать не нужно"},
                                                word.shown()));
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
            critic_.complain(
                word.where,
                phrase({"{}: this service is named twice", "{}: эта услуга названа дважды"}, word.shown()));
        else if (!needs.value.empty() && !kind.value.empty() && needs != kind)
            critic_.complain(word.where,
                             phrase({"{}: this service needs a window of kind \"{}\", this one is a \"{}\"",
                                     "{}: услуге нужно окно вида «{}», а это «{}»"},
                                    word.shown(), needs.value, kind.value));
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
                critic_.complain(
                    at->second,
                    phrase({"{}: this is the 9th service of the group \"{}\"",
                            "{}: это девятая услуга группы «{}»"},
                           id_is(service.id.value), service.group.value),
                    phrase({"at most 8, one kiosk screen", "не больше 8: это один экран терминала"}));
    for (const auto& [id, where] : groups_.where)
        if (!tiles.contains(hall::GroupId{id}))
            critic_.complain(
                where,
                phrase({"{}: no service belongs to this group", "{}: в этой группе нет услуг"}, id_is(id)),
                phrase({"at least one [[service]] with {}", "хотя бы одна услуга [[service]], у которой {}"},
                       "group = \"" + id + '"'));
}

void PlanReader::check_served() {
    for (const hall::Service& service : plan_.services) {
        if (service.id.value.empty() || service.kind.value.empty() || wished_.contains(service.id)) continue;
        critic_.complain(
            services_.where.at(service.id.value),
            phrase({"{}: no window serves this service", "{}: эту услугу не принимает ни одно окно"},
                   id_is(service.id.value)),
            phrase({"at least one [[window]] of kind \"{}\" that names it",
                    "хотя бы одно окно [[window]] вида «{}», которое её называет"},
                   service.kind.value));
    }
}

void PlanReader::need(bool present, const Phrase& missing, const Phrase& expected) {
    if (!present) critic_.complain(document_.where(), missing, expected);
}

}  // namespace okno::plan
