#include "tests/simulation/naive_hours.hpp"

#include <algorithm>
#include <chrono>

namespace okno::test {

using namespace okno::hall;
using namespace std::chrono_literals;

namespace {

Seconds offset_at(const Zone& zone, Timestamp at) {
    Seconds offset = zone.offsets.empty() ? 0s : zone.offsets.front().offset;
    for (const ZoneOffset& one : zone.offsets)
        if (one.from <= at) offset = one.offset;
    return offset;
}

constexpr std::chrono::days too_long{8};

LocalDay day_at(const Zone& zone, Timestamp at) {
    return LocalDay{std::chrono::floor<std::chrono::days>(at.time_since_epoch() + offset_at(zone, at))};
}

}  // namespace

bool is_open_at(const Schedule& schedule, const Zone& zone, Timestamp at) {
    const auto local = at.time_since_epoch() + offset_at(zone, at);
    const auto days = std::chrono::floor<std::chrono::days>(local);
    const LocalDay day{days};
    const auto minute = std::chrono::floor<std::chrono::minutes>(local - days);
    const auto special = schedule.special.find(day);
    // 1 January 1970 was a Thursday, the fourth day of a week that begins on Monday.
    const auto weekday = static_cast<std::size_t>(((days.count() + 3) % 7 + 7) % 7);
    for (const OpenHours& hours :
         special != schedule.special.end() ? special->second : schedule.week.at(weekday))
        if (hours.opens <= minute && minute < hours.closes) return true;
    return false;
}

std::optional<Milliseconds> hours_left_at(const Schedule& schedule, const Zone& zone, Timestamp at) {
    if (!is_open_at(schedule, zone, at)) return std::nullopt;
    const Timestamp first = std::chrono::floor<std::chrono::minutes>(at);
    Timestamp began = first;
    while (began > first - too_long && is_open_at(schedule, zone, began - 1min)) began -= 1min;
    Milliseconds left = first - at;
    for (Timestamp minute = first; minute < first + too_long; minute += 1min) {
        const bool goes_on = is_open_at(schedule, zone, minute - 1min);
        if (!goes_on && minute > first && day_at(zone, minute) > day_at(zone, began)) return left;
        if (is_open_at(schedule, zone, minute)) left += 1min;
    }
    return std::nullopt;
}

bool is_open_at(const Plan& plan, Timestamp at) {
    return std::any_of(plan.services.begin(), plan.services.end(), [&](const Service& service) {
        return is_open_at(schedule_of(plan, service), plan.zone, at);
    });
}

std::optional<Timestamp> closed_for_the_day_since(const Plan& plan, Timestamp at) {
    const Timestamp first = std::chrono::floor<std::chrono::minutes>(at);
    if (is_open_at(plan, first)) return std::nullopt;
    Timestamp ended = first;
    while (ended > first - 3 * 24h && !is_open_at(plan, ended - 1min)) ended -= 1min;
    if (!is_open_at(plan, ended - 1min)) return std::nullopt;
    Timestamp began = ended - 1min;
    while (began > ended - 3 * 24h && is_open_at(plan, began - 1min)) began -= 1min;
    for (Timestamp minute = first; day_at(plan.zone, minute) <= day_at(plan.zone, began); minute += 1min)
        if (is_open_at(plan, minute)) return std::nullopt;
    return ended;
}

bool opens_within(const Plan& plan, Timestamp at, Seconds span) {
    if (is_open_at(plan, at)) return true;
    for (Timestamp minute = std::chrono::ceil<std::chrono::minutes>(at); minute <= at + span; minute += 1min)
        if (is_open_at(plan, minute)) return true;
    return false;
}

bool has_prepared(const Plan& plan, Timestamp at) {
    const LocalDay today = day_at(plan.zone, at);
    Timestamp midnight = std::chrono::floor<std::chrono::minutes>(at);
    while (day_at(plan.zone, midnight - 1min) == today) midnight -= 1min;
    for (const Service& service : plan.services) {
        const Schedule& schedule = schedule_of(plan, service);
        if (is_open_at(schedule, plan.zone, midnight - 1min) && is_open_at(schedule, plan.zone, midnight))
            return false;
    }
    for (Timestamp minute = midnight; minute <= at + plan.closing.prepare; minute += 1min)
        if (day_at(plan.zone, minute) == today && is_open_at(plan, minute)) return true;
    return false;
}

}  // namespace okno::test
