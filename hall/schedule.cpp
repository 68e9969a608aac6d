#include "hall/schedule.hpp"

#include <algorithm>

namespace okno::hall {

namespace {

using std::chrono::days;
using std::chrono::minutes;

constexpr int days_looked_ahead = 400;
constexpr minutes whole_day{24 * 60};

minutes minute_of_day(LocalTime at) {
    return std::chrono::floor<minutes>(at - std::chrono::floor<days>(at));
}

bool ends_at_midnight(const Schedule& schedule, LocalDay day) {
    const DayHours& hours = hours_on(schedule, day);
    return !hours.empty() && hours.back().closes == whole_day;
}

bool begins_at_midnight(const Schedule& schedule, LocalDay day) {
    const DayHours& hours = hours_on(schedule, day);
    return !hours.empty() && hours.front().opens == minutes{0};
}

bool goes_on_after(const Schedule& schedule, LocalDay day) {
    return ends_at_midnight(schedule, day) && begins_at_midnight(schedule, day + days{1});
}

bool is_live_for(const State& state, const Service& service) {
    return std::any_of(state.tickets.begin(), state.tickets.end(), [&](const auto& entry) {
        return entry.second.service == service.id && !std::holds_alternative<Missed>(entry.second.stage);
    });
}

}  // namespace

const DayHours& hours_on(const Schedule& schedule, LocalDay day) {
    if (const auto special = schedule.special.find(day); special != schedule.special.end())
        return special->second;
    return schedule.week[std::chrono::weekday{day}.iso_encoding() - 1];
}

bool is_open(const Schedule& schedule, const Zone& zone, Timestamp at) {
    const LocalTime local = local_time(zone, at);
    const minutes minute = minute_of_day(local);
    const DayHours& hours = hours_on(schedule, std::chrono::floor<days>(local));
    return std::any_of(hours.begin(), hours.end(),
                       [&](const OpenHours& open) { return open.opens <= minute && minute < open.closes; });
}

std::optional<Timestamp> next_opening(const Schedule& schedule, const Zone& zone, Timestamp at) {
    const LocalDay today = local_day(zone, at);
    for (int ahead = 0; ahead < days_looked_ahead; ++ahead) {
        const LocalDay day = today + days{ahead};
        for (const OpenHours& hours : hours_on(schedule, day)) {
            if (hours.opens == minutes{0} && ends_at_midnight(schedule, day - days{1})) continue;
            const Timestamp opens = instant_of(zone, LocalTime{day + hours.opens});
            if (opens > at) return opens;
        }
    }
    return std::nullopt;
}

std::optional<Timestamp> next_closing(const Schedule& schedule, const Zone& zone, Timestamp at) {
    if (!is_open(schedule, zone, at)) return std::nullopt;
    const LocalDay today = local_day(zone, at);
    for (int ahead = 0; ahead < days_looked_ahead; ++ahead) {
        const LocalDay day = today + days{ahead};
        for (const OpenHours& hours : hours_on(schedule, day)) {
            if (hours.closes == whole_day && goes_on_after(schedule, day)) continue;
            const Timestamp closes = instant_of(zone, LocalTime{day + hours.closes});
            if (closes > at) return closes;
        }
    }
    return std::nullopt;
}

Mode mode_of(const State& state, const Service& service, Timestamp now) {
    const Schedule& schedule = schedule_of(state.plan, service);
    if (is_open(schedule, state.plan.zone, now)) return Mode::open;
    if (is_live_for(state, service)) return Mode::closing;
    const auto opens = next_opening(schedule, state.plan.zone, now);
    return opens && *opens - now <= state.plan.closing.prepare ? Mode::preparing : Mode::closed;
}

Mode mode_of(const State& state, Timestamp now) {
    bool closing = false, preparing = false;
    for (const Service& service : state.plan.services) switch (mode_of(state, service, now)) {
            case Mode::open:
                return Mode::open;
            case Mode::closing:
                closing = true;
                break;
            case Mode::preparing:
                preparing = true;
                break;
            case Mode::closed:
                break;
        }
    if (closing) return Mode::closing;
    return preparing ? Mode::preparing : Mode::closed;
}

std::optional<Timestamp> preparation(const Plan& plan, LocalDay day) {
    std::optional<minutes> first;
    for (const Service& service : plan.services) {
        const Schedule& schedule = schedule_of(plan, service);
        const DayHours& hours = hours_on(schedule, day);
        if (hours.empty()) continue;
        if (goes_on_after(schedule, day - days{1})) return std::nullopt;
        first = std::min(first.value_or(whole_day), hours.front().opens);
    }
    if (!first) return std::nullopt;
    return instant_of(plan.zone, LocalTime{day + *first}) - plan.closing.prepare;
}

std::optional<Timestamp> last_closing(const Plan& plan, LocalDay day) {
    minutes last{0};
    for (const Service& service : plan.services) {
        const Schedule& schedule = schedule_of(plan, service);
        const DayHours& hours = hours_on(schedule, day);
        if (hours.empty()) continue;
        if (goes_on_after(schedule, day)) return std::nullopt;
        last = std::max(last, hours.back().closes);
    }
    return last_instant_of(plan.zone, LocalTime{day + last});
}

}  // namespace okno::hall
