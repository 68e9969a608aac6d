#include "tests/simulation/naive_hours.hpp"

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

std::optional<Timestamp> end_of_hours_at(const Schedule& schedule, const Zone& zone, Timestamp at) {
    if (!is_open_at(schedule, zone, at)) return std::nullopt;
    const Timestamp first = std::chrono::floor<std::chrono::minutes>(at);
    for (Timestamp minute = first; minute < first + std::chrono::days{8}; minute += 1min)
        if (!is_open_at(schedule, zone, minute)) return minute;
    return std::nullopt;
}

bool is_over_for_the_day(const Plan& plan, Timestamp at) {
    const auto today = [&](Timestamp moment) {
        return std::chrono::floor<std::chrono::days>(moment.time_since_epoch() +
                                                     offset_at(plan.zone, moment));
    };
    const Timestamp first = std::chrono::floor<std::chrono::minutes>(at);
    for (Timestamp minute = first; minute <= at || today(minute) == today(at); minute += 1min)
        for (const Service& service : plan.services)
            if (today(minute) == today(at) && is_open_at(schedule_of(plan, service), plan.zone, minute))
                return false;
    return true;
}

bool clocks_change_near(const Zone& zone, Timestamp at) {
    return offset_at(zone, at - 24h) != offset_at(zone, at + 24h);
}

}  // namespace okno::test
