#include "plan/schedule_reader.hpp"

#include <array>
#include <string>

#include "plan/words.hpp"

namespace okno::plan {

namespace {

constexpr std::array<std::string_view, 7> weekdays{"monday", "tuesday",  "wednesday", "thursday",
                                                   "friday", "saturday", "sunday"};

Phrase hours_form() {
    return phrase({"opening hours such as \"09:00-18:00\" or \"09:00-13:00, 14:00-18:00\", or \"closed\"",
                   "часы работы, например \"09:00-18:00\" или \"09:00-13:00, 14:00-18:00\", либо "
                   "\"closed\" — закрыто"});
}

Phrase the_schedule() {
    return phrase({"the schedule", "расписания"});
}

Phrase schedule_form() {
    return phrase({"a schedule such as { monday = \"09:00-18:00\" }",
                   "расписание, например { monday = \"09:00-18:00\" }"});
}

std::optional<hall::DayHours> hours_at(StrictTable& table, std::string_view day, Critic& critic) {
    const auto word = table.optional_word(day, hours_form());
    if (!word) return std::nullopt;
    auto hours = parse_hours(word->text);
    if (hours) return *hours;
    critic.complain(word->where,
                    Phrase{word->shown() + ": " + hours.error().en, word->shown() + ": " + hours.error().ru},
                    hours_form());
    return std::nullopt;
}

void read_week(StrictTable& table, hall::Schedule& schedule, Critic& critic) {
    schedule.week = {};
    bool speaks = false;
    for (std::size_t day = 0; day < weekdays.size(); ++day) {
        speaks =
            speaks || table.has(weekdays[day]);  // even when the hours are wrong: one complaint is enough
        schedule.week[day] = hours_at(table, weekdays[day], critic).value_or(hall::DayHours{});
    }
    if (!speaks)
        critic.complain(
            table.where(),
            phrase({"the schedule opens on no day", "по этому расписанию не открыто ни в один день"}),
            phrase({"hours for at least one weekday", "часы хотя бы одного дня недели"}));
    table.refuse_other_keys();
}

void read_special(StrictTable& owner, hall::Schedule& schedule, Critic& critic) {
    auto table = owner.optional_table("special", phrase({"the special days", "особых дней"}),
                                      phrase({"a table such as { \"2026-12-31\" = \"09:00-14:00\" }",
                                              "таблица, например { \"2026-12-31\" = \"09:00-14:00\" }"}));
    if (!table) return;
    const auto days = table->keys();
    if (days.size() > special_days_at_most)
        critic.complain(table->where(),
                        phrase({"there are {} special days", "особых дней здесь {}"}, days.size()),
                        phrase({"at most {}", "не больше {}"}, special_days_at_most));
    for (const Word& key : days) {
        const auto day = parse_day(key.text);
        const auto hours = hours_at(*table, key.text, critic);
        if (!day)
            critic.complain(key.where, phrase({"{}: this is not a day", "{}: это не дата"}, key.shown()),
                            phrase({"a date such as \"2026-12-31\"", "дата, например \"2026-12-31\""}));
        else if (hours)
            schedule.special[*day] = *hours;
    }
}

}  // namespace

hall::Schedule read_schedule(StrictTable& kind, Critic& critic) {
    hall::Schedule schedule;
    if (auto week = kind.table("schedule", the_schedule(), schedule_form()))
        read_week(*week, schedule, critic);
    read_special(kind, schedule, critic);
    return schedule;
}

std::optional<hall::Schedule> read_own_schedule(StrictTable& service, const hall::Schedule& of_kind,
                                                Critic& critic) {
    auto week = service.optional_table("schedule", the_schedule(), schedule_form());
    const bool special = service.has("special");
    hall::Schedule schedule = of_kind;
    if (week) read_week(*week, schedule, critic);
    read_special(service, schedule, critic);
    if (!week && !special) return std::nullopt;
    return schedule;
}

}  // namespace okno::plan
