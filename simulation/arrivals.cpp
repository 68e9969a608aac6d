#include "simulation/arrivals.hpp"

#include <algorithm>
#include <istream>
#include <sstream>
#include <tuple>

#include "hall/schedule.hpp"

namespace okno::simulation {

namespace {

using hall::Milliseconds;
using hall::Timestamp;

enum Purpose : std::uint64_t { arrival_times = 1, traits = 2, matters = 3 };

std::uint64_t number_of(hall::LocalDay day) {
    return static_cast<std::uint64_t>(day.time_since_epoch().count());
}

Milliseconds part(Milliseconds whole, double share) {
    return Milliseconds{static_cast<std::int64_t>(static_cast<double>(whole.count()) * share)};
}

Milliseconds open_time(const hall::DayHours& day) {
    Milliseconds sum{0};
    for (const hall::OpenHours& open : day) sum += open.closes - open.opens;
    return sum;
}

// The slices of a service's hours on the day: when, and the relative rate there.
struct Slice {
    Timestamp from{}, until{};
    double rate = 0;
};

std::vector<Slice> slices_of(const hall::Plan& plan, const hall::Service& service, const Visitors& visitors,
                             const Hours& hours, hall::LocalDay day) {
    std::vector<Slice> slices;
    const auto count = visitors.profile.size();
    for (const hall::OpenHours& open : hall::hours_on(hall::schedule_of(plan, service), day)) {
        const Timestamp opens = hall::instant_of(plan.zone, hall::LocalTime{day + open.opens});
        const Timestamp closes = hall::instant_of(plan.zone, hall::LocalTime{day + open.closes});
        for (std::size_t i = 0; i < count; ++i) {
            const Timestamp from = hours.at(static_cast<double>(i) / static_cast<double>(count));
            const Timestamp until = hours.at(static_cast<double>(i + 1) / static_cast<double>(count));
            const Slice slice{std::max(from, opens), std::min(until, closes), visitors.profile[i]};
            if (slice.from < slice.until) slices.push_back(slice);
        }
    }
    return slices;
}

double weight_of(const Slice& slice) {
    return static_cast<double>((slice.until - slice.from).count()) * slice.rate;
}

// A Poisson process by its unit-rate clock: visitors come where the sum of the rates passes exponential
// steps.
std::vector<Timestamp> times_of(const std::vector<Slice>& slices, double expected, Random& random) {
    double whole = 0;
    for (const Slice& slice : slices) whole += weight_of(slice);
    std::vector<Timestamp> times;
    if (whole <= 0 || expected <= 0) return times;
    double clock = 0, passed = 0;
    const auto step = [&] { return -natural_logarithm(random.uniform()) / expected * whole; };
    clock += step();
    for (const Slice& slice : slices) {
        const double weight = weight_of(slice);
        while (weight > 0 && clock < passed + weight) {
            times.push_back(slice.from + part(slice.until - slice.from, (clock - passed) / weight));
            clock += step();
        }
        passed += weight;
    }
    return times;
}

hall::CategoryId category_for(const Visitors& visitors, double drawn) {
    for (const auto& [category, share] : visitors.categories) {
        if (drawn < share) return category;
        drawn -= share;
    }
    return {};
}

// Everything but the time; the number of draws is always the same.
Visitor visitor_of(const Visitors& visitors, const hall::ServiceId& service, std::uint64_t key) {
    Random random(key_of({key, traits}));
    Visitor visitor;
    visitor.service = service;
    visitor.category = category_for(visitors, random.uniform());
    const double patience = random.uniform();
    if (visitors.patience) visitor.patience = visitors.patience->quantile(patience);
    visitor.cancels = random.chance(visitors.cancels);
    visitor.hears = !random.chance(visitors.no_show);
    const bool returns = random.chance(visitors.returns);
    const Milliseconds after = visitors.returns_after.draw(random);
    if (returns) visitor.returns = after;
    visitor.key = key_of({key, matters});
    return visitor;
}

// Some are at the door before it opens, some come when it is closed.
Timestamp shifted(const Visitors& visitors, const Hours& hours, Timestamp at, Random& random) {
    const double drawn = random.uniform();
    const double where = random.uniform();
    if (drawn < visitors.before_opening) return hours.opens + part(hall::Seconds{60}, where);
    if (drawn > 1 - visitors.out_of_hours) {
        const bool early = where < 0.5;
        return early ? hours.opens - part(hall::Seconds{3600}, where)
                     : hours.closes + part(hall::Seconds{3600}, where - 0.5);
    }
    return at;
}

void put_in_order(std::vector<Visitor>& visitors) {
    std::stable_sort(visitors.begin(), visitors.end(), [](const Visitor& a, const Visitor& b) {
        return std::tie(a.comes, a.service, a.key) < std::tie(b.comes, b.service, b.key);
    });
}

// "HH:MM" or "HH:MM:SS"; an hour of 24 and more is no time of a day.
std::optional<Milliseconds> time_in(const std::string& text) {
    int hours = 0, minutes = 0, seconds = 0;
    char first = 0, second = 0;
    std::istringstream in(text);
    in >> hours >> first >> minutes;
    if (!in || first != ':') return std::nullopt;
    if (!in.eof() && in >> second && (second != ':' || !(in >> seconds))) return std::nullopt;
    if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59 || seconds < 0 || seconds > 59)
        return std::nullopt;
    return std::chrono::hours{hours} + std::chrono::minutes{minutes} + hall::Seconds{seconds};
}

}  // namespace

Timestamp Hours::at(Moment moment) const {
    return opens + part(closes - opens, moment);
}

std::optional<Hours> hours_of_day(const hall::Plan& plan, hall::LocalDay day) {
    std::optional<Hours> hours;
    for (const hall::Service& service : plan.services)
        for (const hall::OpenHours& open : hall::hours_on(hall::schedule_of(plan, service), day)) {
            const Hours one{hall::instant_of(plan.zone, hall::LocalTime{day + open.opens}),
                            hall::instant_of(plan.zone, hall::LocalTime{day + open.closes})};
            hours =
                hours ? Hours{std::min(hours->opens, one.opens), std::max(hours->closes, one.closes)} : one;
        }
    return hours;
}

Milliseconds longest_day(const hall::Schedule& schedule) {
    Milliseconds longest{0};
    for (const hall::DayHours& day : schedule.week) longest = std::max(longest, open_time(day));
    return longest;
}

std::vector<Visitor> deal_visitors(const hall::Plan& plan, const Visitors& visitors, hall::LocalDay day,
                                   std::uint64_t seed) {
    std::vector<Visitor> dealt;
    const auto hours = hours_of_day(plan, day);
    if (!hours) return dealt;
    std::uint64_t index = 0;
    for (const hall::Service& service : plan.services) {
        const std::uint64_t key = key_of({seed, number_of(day), index++});
        const auto a_day = visitors.a_day.find(service.id);
        if (a_day == visitors.a_day.end()) continue;
        const hall::Schedule& schedule = hall::schedule_of(plan, service);
        const auto longest = static_cast<double>(std::max(longest_day(schedule), Milliseconds{1}).count());
        const auto today = static_cast<double>(open_time(hall::hours_on(schedule, day)).count());
        const double expected = a_day->second * today / longest;
        Random random(key_of({key, arrival_times}));
        std::uint64_t nth = 0;
        for (const Timestamp at :
             times_of(slices_of(plan, service, visitors, *hours, day), expected, random)) {
            Visitor visitor = visitor_of(visitors, service.id, key_of({key, nth++}));
            Random moved(visitor.key);
            visitor.comes = shifted(visitors, *hours, at, moved);
            dealt.push_back(std::move(visitor));
        }
    }
    put_in_order(dealt);
    return dealt;
}

std::vector<Visitor> deal_arrivals(const hall::Plan& plan, const Visitors& visitors,
                                   const std::vector<Arrival>& arrivals, hall::LocalDay day,
                                   std::uint64_t seed) {
    std::vector<Visitor> dealt;
    std::uint64_t index = 0;
    for (const Arrival& arrival : arrivals) {
        Visitor visitor =
            visitor_of(visitors, arrival.service, key_of({seed, number_of(day), index++, arrival_times}));
        visitor.category = arrival.category;
        visitor.comes = hall::instant_of(plan.zone, hall::LocalTime{day + arrival.since_midnight});
        dealt.push_back(std::move(visitor));
    }
    put_in_order(dealt);
    return dealt;
}

tl::expected<std::vector<Arrival>, std::string> read_arrivals(std::istream& lines, const hall::Plan& plan) {
    std::vector<Arrival> arrivals;
    std::string line;
    for (int number = 1; std::getline(lines, line); ++number) {
        if (!line.empty() && line.back() == '\r') line.pop_back();
        if (line.empty() || (number == 1 && line.rfind("time", 0) == 0)) continue;
        const auto wrong = [&](const std::string& what) {
            return tl::make_unexpected("line " + std::to_string(number) + ": " + what);
        };
        std::istringstream fields(line);
        std::string time;
        Arrival arrival;
        std::getline(fields, time, ',');
        std::getline(fields, arrival.service.value, ',');
        std::getline(fields, arrival.category.value, ',');
        const auto at = time_in(time);
        if (!at) return wrong("\"" + time + "\" is no time like 09:30 or 09:30:15");
        if (!hall::find(plan, arrival.service))
            return wrong("the plan has no service \"" + arrival.service.value + "\"");
        if (!arrival.category.value.empty() && !hall::find(plan, arrival.category))
            return wrong("the plan has no category \"" + arrival.category.value + "\"");
        arrival.since_midnight = *at;
        arrivals.push_back(std::move(arrival));
    }
    return arrivals;
}

}  // namespace okno::simulation
