#include "plan/rules_reader.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "plan/nearest_word.hpp"
#include "plan/plan_file.hpp"
#include "plan/words.hpp"

namespace okno::plan {

namespace {

constexpr std::array<std::string_view, 2> policies{"arrival", "norm"};
constexpr std::size_t topics_at_most = 8;
constexpr std::array<std::string_view, 3> when_full{"go_on", "warn", "stop"};

// What one screen of the kiosk has room for.
Phrase eight_at_most() {
    return phrase({"at most 8, one kiosk screen", "не больше 8: это один экран терминала"});
}

}  // namespace

void RulesReader::read() {
    read_calling();
    read_ordering();
    read_closing();
    read_finishing();
    read_parking();
    read_slip();
    read_categories();
    read_stages();
    read_pause_reasons();
    read_outcomes();
    read_forwarding();
    read_statistics();
    read_devices();
    read_rating();
    check_finishing();
}

void RulesReader::read_calling() {
    auto table =
        document_.table("calling", heading("calling"),
                        phrase({"a table [calling] with no_show_not_before and recalls_at_most",
                                "таблица [calling] с ключами «no_show_not_before» и «recalls_at_most»"}));
    if (!table) return;
    const auto optional = [&](std::string_view key, Zero zero) {
        return entries_.duration(*table, key, Must::be_there_or_not, zero);
    };
    hall::Calling& calling = plan_.calling;
    calling.missed_after = optional("missed_after", Zero::refused);
    calling.no_show_not_before =
        entries_.duration(*table, "no_show_not_before", Must::be_there, Zero::refused)
            .value_or(calling.no_show_not_before);
    calling.recalls_at_most = entries_.number(*table, "recalls_at_most", 0, 20, Must::be_there, 0);
    calling.recall_not_before = optional("recall_not_before", Zero::allowed).value_or(hall::Seconds{0});
    calling.finish_not_before = optional("finish_not_before", Zero::allowed).value_or(hall::Seconds{0});
    calling.return_within = optional("return_within", Zero::refused);
    calling.return_behind = entries_.number(*table, "return_behind", 0, 100, Must::be_there_or_not, 0);
    table->refuse_other_keys();
    if (!calling.missed_after) return;
    if (*calling.missed_after < calling.no_show_not_before)
        critic_.complain(
            table->where("missed_after"),
            phrase({"a visitor would be missed before an operator may report a no-show",
                    "неявка отметилась бы раньше, чем оператор может отметить, что посетитель не пришёл"}),
            phrase({"missed_after not shorter than no_show_not_before",
                    "«missed_after» не меньше «no_show_not_before»"}));
    if (calling.recalls_at_most > 0 && *calling.missed_after <= calling.recall_not_before)
        critic_.complain(table->where("missed_after"),
                         phrase({"a visitor would be missed before an operator may call again",
                                 "неявка отметилась бы раньше, чем оператор может вызвать ещё раз"}),
                         phrase({"missed_after longer than recall_not_before",
                                 "«missed_after» больше «recall_not_before»"}));
}

void RulesReader::read_ordering() {
    auto table = document_.optional_table("ordering", heading("ordering"),
                                          phrase({"a table [ordering]", "таблица [ordering]"}));
    if (!table) return;
    hall::Ordering& ordering = plan_.ordering;
    ordering.policy = entries_.choice(*table, "policy", policies, ordering.policy);
    ordering.ceiling =
        entries_.duration(*table, "ceiling", Must::be_there_or_not, Zero::refused).value_or(ordering.ceiling);
    ordering.priority_in_a_row = entries_.number(*table, "priority_in_a_row", 1, 100, Must::be_there_or_not,
                                                 ordering.priority_in_a_row);
    ordering.helps_when_waiting = entries_.number(*table, "helps_when_waiting", 0, 100, Must::be_there_or_not,
                                                  ordering.helps_when_waiting);
    ordering.long_wait = entries_.duration(*table, "long_wait", Must::be_there_or_not, Zero::refused)
                             .value_or(ordering.long_wait);
    table->refuse_other_keys();
}

void RulesReader::read_closing() {
    auto table = document_.optional_table("closing", heading("closing"),
                                          phrase({"a table [closing]", "таблица [closing]"}));
    if (!table) return;
    hall::Closing& closing = plan_.closing;
    closing.prepare =
        entries_.duration(*table, "prepare", Must::be_there_or_not, Zero::allowed).value_or(closing.prepare);
    closing.latest_end = entries_.duration(*table, "latest_end", Must::be_there_or_not, Zero::allowed)
                             .value_or(closing.latest_end);
    closing.when_full = entries_.choice(*table, "when_full", when_full, closing.when_full);
    table->refuse_other_keys();
}

void RulesReader::read_finishing() {
    auto table = document_.optional_table("finishing", heading("finishing"),
                                          phrase({"a table [finishing]", "таблица [finishing]"}));
    if (!table) return;
    plan_.outcome_required = table->yes_or_no("outcome_required", false);
    plan_.stages_required = table->yes_or_no("stages_required", false);
    table->refuse_other_keys();
}

void RulesReader::read_parking() {
    auto table = document_.optional_table("parking", heading("parking"),
                                          phrase({"a table [parking]", "таблица [parking]"}));
    if (!table) return;
    plan_.park_reminder = entries_.duration(*table, "remind_after", Must::be_there_or_not, Zero::refused);
    table->refuse_other_keys();
}

void RulesReader::read_slip() {
    auto table =
        document_.optional_table("slip", heading("slip"), phrase({"a table [slip]", "таблица [slip]"}));
    if (!table) return;
    hall::SlipTemplate& slip = plan_.slip;
    const auto word = [&](std::string_view key, bool (*is_right)(std::string_view), const Phrase& expected) {
        const auto found = table->optional_word(key, expected);
        if (!found || is_right(found->text)) return found ? found->text : std::string{};
        critic_.complain(
            found->where,
            phrase({"{}: this cannot be the {} of a slip", "{}: для талона так указать «{}» нельзя"},
                   found->shown(), key),
            expected);
        return std::string{};
    };
    slip.logo = word("logo", &hall::is_logo_name,
                     phrase({"the name of a PNG file without its folder, such as \"logo.png\"",
                             "имя файла PNG без папки, например \"logo.png\""}));
    slip.qr =
        word("qr", &hall::is_qr_address,
             phrase({"an address with {id} once, such as \"https://okno.example/t/{id}\"",
                     "адрес, в котором один раз стоит {id}, например \"https://okno.example/t/{id}\""}));
    slip.large_print = table->yes_or_no("large_print", slip.large_print);
    slip.people_ahead = table->yes_or_no("people_ahead", slip.people_ahead);
    slip.wait = table->yes_or_no("wait", slip.wait);
    if (table->has("note"))
        slip.note = entries_.text(*table, "note", phrase({"the note of the slip", "примечания на талоне"}));
    table->know("note");
    read_second_language(*table);
    table->refuse_other_keys();
}

void RulesReader::read_rating() {
    if (auto table = document_.optional_table(
            "rating", heading("rating"),
            phrase({"a table [rating] with within", "таблица [rating] с ключом «within»"}))) {
        plan_.rating.within = entries_.duration(*table, "within", Must::be_there, Zero::refused);
        table->refuse_other_keys();
    }
    for (StrictTable& table : document_.tables("topic", phrase({"the topic", "темы оценок"}))) {
        const hall::TopicId id{entries_.name(table, topics_)};
        plan_.rating.topics.push_back(
            {id, entries_.text(table, "name", phrase({"the name of the topic", "названия темы оценок"}))});
        table.refuse_other_keys();
        if (plan_.rating.topics.size() == topics_at_most + 1)
            critic_.complain(table.where(), phrase({"this is the 9th topic", "это девятая тема"}),
                             eight_at_most());
        if (!plan_.rating.within)
            critic_.complain(table.where(),
                             phrase({"visitors are not asked to rate, so nobody will choose this topic",
                                     "посетителей не просят об оценке, эту тему никто не выберет"}),
                             phrase({"a table [rating] with within = \"2h\"",
                                     "таблица [rating] с ключом «within», например \"2h\""}));
    }
}

void RulesReader::read_second_language(StrictTable& slip) {
    const auto word =
        slip.optional_word("second_language", phrase({"one of the hall's languages", "один из языков зала"}));
    if (!word) return;
    std::vector<std::string> spoken;
    for (const hall::Language& language : plan_.languages) spoken.push_back(language.value);
    if (std::find(spoken.begin(), spoken.end(), word->text) != spoken.end())
        plan_.slip.second_language = hall::Language{word->text};
    else
        critic_.complain(
            word->where,
            phrase({"{}: this is not one of the hall's languages", "{}: на этом языке зал не говорит"},
                   word->shown()),
            one_of(spoken), nearest_word(word->text, spoken));
}

void RulesReader::read_categories() {
    for (StrictTable& table : document_.tables("category", phrase({"the category", "категории"}))) {
        hall::Category category;
        category.id.value = entries_.name(table, categories_);
        category.name =
            entries_.text(table, "name", phrase({"the name of the category", "названия категории"}));
        category.head_start =
            entries_.duration(table, "head_start", Must::be_there, Zero::refused).value_or(hall::Seconds{0});
        table.refuse_other_keys();
        plan_.categories.push_back(std::move(category));
        if (plan_.categories.size() == tiles_at_most + 1)
            critic_.complain(table.where(), phrase({"this is the 9th category", "это девятая категория"}),
                             eight_at_most());
    }
}

void RulesReader::read_stages() {
    for (StrictTable& table : document_.tables("stage", phrase({"the stage", "этапа"}))) {
        hall::ServiceStage stage;
        stage.id.value = entries_.name(table, stages_);
        stage.name = entries_.text(table, "name", phrase({"the name of the stage", "названия этапа"}));
        stage.at_most =
            entries_.duration(table, "at_most", Must::be_there, Zero::refused).value_or(hall::Seconds{0});
        table.refuse_other_keys();
        plan_.stages.push_back(std::move(stage));
        if (plan_.stages.size() == tiles_at_most + 1)
            critic_.complain(table.where(), phrase({"this is the 9th stage", "это девятый этап"}),
                             phrase({"at most 8, one line of the operator's page",
                                     "не больше 8: это одна строка страницы оператора"}));
    }
}

void RulesReader::read_pause_reasons() {
    for (StrictTable& table :
         document_.tables("pause_reason", phrase({"the pause reason", "причины перерыва"}))) {
        const hall::ReasonId id{entries_.name(table, reasons_)};
        plan_.pause_reasons.push_back(
            {id, entries_.text(table, "name",
                               phrase({"the name of the pause reason", "названия причины перерыва"}))});
        table.refuse_other_keys();
    }
    if (plan_.pause_reasons.empty())
        critic_.complain(
            document_.where(),
            phrase({"the plan has no pause reasons", "в плане нет ни одной причины перерыва"}),
            phrase({"at least one table [[pause_reason]]", "хотя бы одна таблица [[pause_reason]]"}));
}

void RulesReader::read_outcomes() {
    for (StrictTable& table : document_.tables("outcome", phrase({"the outcome", "итога"}))) {
        const hall::OutcomeId id{entries_.name(table, outcomes_)};
        hall::Text name = entries_.text(table, "name", phrase({"the name of the outcome", "названия итога"}));
        plan_.outcomes.push_back({id, std::move(name), table.yes_or_no("forwarded", false)});
        table.refuse_other_keys();
    }
}

void RulesReader::read_forwarding() {
    auto table = document_.optional_table("forwarding", heading("forwarding"),
                                          phrase({"a table [forwarding]", "таблица [forwarding]"}));
    if (!table) return;
    hall::Forwarding& forwarding = plan_.forwarding;
    const Phrase form = phrase({"calendar days such as \"1d\" or \"30d\", at most \"366d\"",
                                "календарные дни, например \"1d\" или \"30d\", не больше \"366d\""});
    const auto within = [&](std::string_view key, std::chrono::days otherwise) {
        const auto word = table->optional_word(key, form);
        if (!word) return otherwise;
        const auto days = parse_days(word->text);
        if (!days || *days > hall::forwarding_at_most)
            critic_.complain(
                word->where,
                phrase({"{}: this is not a number of days", "{}: это не число дней"}, word->shown()), form);
        return days.value_or(otherwise);
    };
    forwarding.register_within = within("register_within", forwarding.register_within);
    forwarding.answer_within = within("answer_within", forwarding.answer_within);
    table->refuse_other_keys();
    if (forwarding.answer_within < forwarding.register_within)
        critic_.complain(table->where("answer_within"),
                         phrase({"an application would have to be answered before it is registered",
                                 "ответить на обращение пришлось бы раньше, чем его зарегистрируют"}),
                         phrase({"answer_within not shorter than register_within",
                                 "«answer_within» не меньше «register_within»"}));
}

void RulesReader::read_statistics() {
    auto table = document_.optional_table("statistics", heading("statistics"),
                                          phrase({"a table [statistics]", "таблица [statistics]"}));
    if (!table) return;
    plan_.abandoned_after = entries_.duration(*table, "abandoned_after", Must::be_there_or_not, Zero::allowed)
                                .value_or(plan_.abandoned_after);
    table->refuse_other_keys();
}

void RulesReader::read_devices() {
    for (StrictTable& table : document_.tables("device", phrase({"the device", "устройства"}))) {
        const hall::DeviceId id{entries_.name(table, devices_)};
        plan_.devices.push_back(
            {id, entries_.text(table, "name", phrase({"the name of the device", "названия устройства"}))});
        table.refuse_other_keys();
    }
}

void RulesReader::check_finishing() {
    const toml::source_region& where = document_.where("finishing");
    if (plan_.outcome_required && plan_.outcomes.empty())
        critic_.complain(where,
                         phrase({"an outcome is required, but the plan has no outcomes",
                                 "итог обязателен, а итогов в плане нет"}),
                         phrase({"at least one table [[outcome]]", "хотя бы одна таблица [[outcome]]"}));
    if (plan_.stages_required && plan_.stages.empty())
        critic_.complain(where,
                         phrase({"stages are required, but the plan has no stages",
                                 "этапы обязательны, а этапов в плане нет"}),
                         phrase({"at least one table [[stage]]", "хотя бы одна таблица [[stage]]"}));
}

}  // namespace okno::plan
