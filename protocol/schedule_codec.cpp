// schedule: SPEC.md, "The plan".
#include "protocol/codec.hpp"
#include "protocol/json_fields.hpp"

namespace okno::protocol {

namespace {

constexpr std::size_t hours_a_day_at_most = 24;
constexpr std::size_t special_days_at_most = 4000;

Json encode(const hall::DayHours& day) {
    return list_of(day, [](const hall::OpenHours& hours) {
        return Json{{"opens_min", hours.opens.count()}, {"closes_min", hours.closes.count()}};
    });
}

hall::DayHours decode_day(const Json& json, const std::string& path) {
    if (!json.is_array() || json.size() > hours_a_day_at_most)
        throw CodecError(path + " must hold a list of at most 24 opening hours for each day");
    hall::DayHours day;
    for (const Json& entry : json) {
        const Fields hours(entry, path);
        day.push_back({std::chrono::minutes{hours.integer("opens_min", 0, 1440)},
                       std::chrono::minutes{hours.integer("closes_min", 0, 1440)}});
    }
    return day;
}

}  // namespace

Json to_json(const hall::Schedule& schedule) {
    Json json{{"week", list_of(schedule.week, [](const hall::DayHours& day) { return encode(day); })}};
    for (const auto& [day, hours] : schedule.special)
        json["special"][to_json(day).get<std::string>()] = encode(hours);
    return json;
}

hall::Schedule schedule_from(const Fields& fields) {
    hall::Schedule schedule;
    const Json& week = fields.list("week");
    if (week.size() != schedule.week.size()) fields.fail("week", "a list of seven days, Monday first");
    for (std::size_t i = 0; i < schedule.week.size(); ++i)
        schedule.week[i] = decode_day(week[i], fields.path_of("week"));
    if (!fields.has("special")) return schedule;
    const Fields special = fields.object("special");
    const auto names = special.names();
    if (names.size() > special_days_at_most) fields.fail("special", "at most 4000 days");
    for (const std::string& name : names) {
        const auto day = day_from(name);
        if (!day) fields.fail("special", "hours by days like \"2026-11-24\"");
        schedule.special[*day] = decode_day(special.at(name.c_str()), fields.path_of("special"));
    }
    return schedule;
}

}  // namespace okno::protocol
