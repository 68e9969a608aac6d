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

// By the plan alone. It only saves work in halls that never close: at a midnight at which nothing turns
// `next_turn` need not look; where clocks skip hours it looks at the change of the clocks.
bool goes_on_after(const Schedule& schedule, LocalDay day) {
    return ends_at_midnight(schedule, day) && begins_at_midnight(schedule, day + days{1});
}

// The moments of `day` at which its hours may begin or end: where the clocks show a time twice, both.
std::vector<Timestamp> turns_of(const Schedule& schedule, const Zone& zone, LocalDay day) {
    std::vector<Timestamp> turns;
    const auto add = [&](minutes since_midnight) {
        const LocalTime local{day + since_midnight};
        turns.push_back(instant_of(zone, local));
        turns.push_back(last_instant_of(zone, local));
    };
    for (const OpenHours& hours : hours_on(schedule, day)) {
        add(hours.opens);
        if (hours.closes != whole_day || !goes_on_after(schedule, day)) add(hours.closes);
    }
    // Clocks that are set back in the midst of hours may leave them, or come into them again.
    const auto first =
        std::lower_bound(zone.offsets.begin(), zone.offsets.end(), end_of_day(zone, day - days{1}),
                         [](const ZoneOffset& o, Timestamp t) { return o.from < t; });
    for (auto change = first; change != zone.offsets.end() && change->from < end_of_day(zone, day); ++change)
        turns.push_back(change->from);
    return turns;
}

// The first moment after `at` at which `is_open` becomes `open`. Where the clocks are set back over midnight
// the days overlap: so yesterday is looked at too, and one day more than needed.
std::optional<Timestamp> next_turn(const Schedule& schedule, const Zone& zone, Timestamp at, bool open) {
    const LocalDay today = local_day(zone, at);
    std::optional<Timestamp> soonest;
    for (int ahead = -1; ahead < days_looked_ahead; ++ahead) {
        const bool found = soonest.has_value();
        for (const Timestamp turn : turns_of(schedule, zone, today + days{ahead}))
            if (turn > at && (!soonest || turn < *soonest) && is_open(schedule, zone, turn) == open &&
                is_open(schedule, zone, turn - Milliseconds{1}) != open)
                soonest = turn;
        if (found) return soonest;
    }
    return soonest;
}

// Open on both sides of the midnight that begins `day`, as the clocks really go: where they are set forward,
// the hours before it or after it may be skipped.
bool goes_on_into(const Schedule& schedule, const Zone& zone, LocalDay day) {
    const Timestamp midnight = end_of_day(zone, day - days{1});
    return is_open(schedule, zone, midnight - Milliseconds{1}) && is_open(schedule, zone, midnight);
}

// The day on which the hours that run at `at` began, at the latest: yesterday when they go on over midnight.
LocalDay began_on(const Schedule& schedule, const Zone& zone, Timestamp at) {
    const LocalDay today = local_day(zone, at);
    if (!goes_on_into(schedule, zone, today)) return today;
    const auto closes = next_closing(schedule, zone, end_of_day(zone, today - days{1}));
    return !closes || at < *closes ? today - days{1} : today;
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
    return next_turn(schedule, zone, at, true);
}

std::optional<Timestamp> next_closing(const Schedule& schedule, const Zone& zone, Timestamp at) {
    if (!is_open(schedule, zone, at)) return std::nullopt;
    return next_turn(schedule, zone, at, false);
}

std::optional<HoursLeft> hours_left(const Schedule& schedule, const Zone& zone, Timestamp at) {
    const LocalDay day = began_on(schedule, zone, at);
    HoursLeft left{Milliseconds{0}, at};
    for (std::optional<Timestamp> from = at; from;) {
        const auto closes = next_closing(schedule, zone, *from);
        if (!closes) return std::nullopt;
        left = {left.open + (*closes - *from), *closes};
        from = next_opening(schedule, zone, *closes);
        if (from && local_day(zone, *from) > day) break;
    }
    return left;
}

bool is_open(const Plan& plan, Timestamp at) {
    return std::any_of(plan.services.begin(), plan.services.end(), [&](const Service& service) {
        return is_open(schedule_of(plan, service), plan.zone, at);
    });
}

std::optional<Timestamp> next_opening(const Plan& plan, Timestamp at) {
    std::optional<Timestamp> soonest;
    for (const Service& service : plan.services) {
        const auto opens = next_opening(schedule_of(plan, service), plan.zone, at);
        if (opens && (!soonest || *opens < *soonest)) soonest = opens;
    }
    return soonest;
}

Mode mode_of(const State& state, const Service& service, Timestamp now) {
    const Schedule& schedule = schedule_of(state.plan, service);
    if (is_open(schedule, state.plan.zone, now)) return Mode::open;
    const auto opens = next_opening(schedule, state.plan.zone, now);
    if (opens && *opens - now <= state.plan.closing.prepare) return Mode::preparing;
    return is_live_for(state, service) ? Mode::closing : Mode::closed;
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
    if (preparing) return Mode::preparing;
    return closing ? Mode::closing : Mode::closed;
}

std::optional<Timestamp> preparation(const Plan& plan, LocalDay day) {
    std::optional<Timestamp> first;
    for (const Service& service : plan.services) {
        const Schedule& schedule = schedule_of(plan, service);
        if (goes_on_into(schedule, plan.zone, day)) return std::nullopt;
        for (const OpenHours& hours : hours_on(schedule, day)) {
            const Timestamp opens = instant_of(plan.zone, LocalTime{day + hours.opens});
            if (is_open(schedule, plan.zone, opens)) first = std::min(first.value_or(opens), opens);
        }
    }
    if (!first) return std::nullopt;
    return *first - plan.closing.prepare;
}

std::optional<Timestamp> last_closing(const Plan& plan, LocalDay day) {
    std::optional<Timestamp> last;
    for (const Service& service : plan.services) {
        const Schedule& schedule = schedule_of(plan, service);
        for (const OpenHours& hours : hours_on(schedule, day)) {
            const Timestamp closes = last_instant_of(plan.zone, LocalTime{day + hours.closes});
            // Hours that the clocks skip do not close either.
            if (is_open(schedule, plan.zone, closes - Milliseconds{1}))
                last = std::max(last.value_or(closes), closes);
        }
    }
    // What the next day's hours carry on, of this or of another service, ends with them.
    const Timestamp too_far = end_of_day(plan.zone, day + days{1});
    while (last && is_open(plan, *last)) {
        if (*last >= too_far) return std::nullopt;
        std::optional<Timestamp> later = last;
        for (const Service& service : plan.services) {
            const Schedule& schedule = schedule_of(plan, service);
            if (!is_open(schedule, plan.zone, *last)) continue;
            const auto closes = next_closing(schedule, plan.zone, *last);
            if (!closes) return std::nullopt;
            later = std::max(*later, *closes);
        }
        last = later;
    }
    return last;
}

}  // namespace okno::hall
