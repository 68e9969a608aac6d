#include "simulation/behaviour.hpp"

#include <algorithm>
#include <array>
#include <chrono>

#include "simulation/arrivals.hpp"

namespace okno::simulation {

namespace {

using namespace std::chrono_literals;
using hall::Milliseconds;

// Services differ: some take half the norm of service, some longer. In the plan's order, again and again.
constexpr std::array<double, 10> lengths{0.6, 1.4, 0.8, 1.2, 1.0, 1.6, 0.7, 0.9, 1.3, 0.5};
// And some are asked for more than the windows' skills would have it.
constexpr std::array<double, 5> mild_demand{1.1, 0.95, 1.0, 0.9, 1.05};
constexpr std::array<double, 5> strong_demand{1.5, 0.7, 1.1, 0.5, 1.2};
constexpr std::array<double, 6> mild_paces{1.0, 0.95, 1.05, 0.9, 1.1, 1.0};
constexpr std::array<double, 6> strong_paces{0.75, 1.3, 1.0, 1.15, 0.85, 0.95};

// Half hours of a nine-hour day; the hall's own hours are cut into as many slices.
const std::vector<double> flat{1};
const std::vector<double> lunch{0.70, 0.80, 0.90, 1.00, 1.05, 1.15, 1.40, 1.60, 1.60,
                                1.40, 1.10, 0.95, 0.90, 0.90, 0.90, 0.80, 0.60, 0.45};
const std::vector<double> morning{1.70, 1.70, 1.60, 1.40, 1.25, 1.10, 1.00, 0.95, 0.90,
                                  0.85, 0.85, 0.80, 0.80, 0.80, 0.75, 0.70, 0.55, 0.40};

template <class List>
double cyclic(const List& list, std::size_t index) {
    return list[index % list.size()];
}

Spread matter_of(const hall::Plan& plan, const hall::Service& service, std::size_t index) {
    const Milliseconds norm = hall::norm_of(plan, service).service;
    const auto usual = static_cast<double>(norm.count()) * cyclic(lengths, index);
    return lognormal(
        service.usual ? Milliseconds{*service.usual} : Milliseconds{static_cast<std::int64_t>(usual)}, 0.7);
}

// What one visitor of the service keeps a window from calling the next: with the steps that follow.
double work_of(const Behaviour& behaviour, const hall::ServiceId& service) {
    const Milliseconds whole = behaviour.visitors.matter.at(service).mean + behaviour.visitors.walk.mean +
                               behaviour.operators.reaction.mean;
    return static_cast<double>(whole.count());
}

// Each window brings its hours to the services it serves in equal parts: then work of `load` times these
// hours can be divided so that no window gets more than `load` of its own.
std::map<hall::ServiceId, double> capacity_by_service(const hall::Plan& plan, const Operators& operators) {
    std::map<hall::ServiceId, double> milliseconds;
    for (const hall::Window& window : plan.windows) {
        Milliseconds breaks{0};
        for (const Break& one : operators.shifts.at(window.id).breaks) breaks += one.length;
        for (const hall::ServiceId& id : window.services) {
            const double whole =
                static_cast<double>(longest_day(hall::schedule_of(plan, *hall::find(plan, id))).count());
            const double working = std::max(0.0, whole - static_cast<double>(breaks.count()));
            milliseconds[id] += working / static_cast<double>(window.services.size());
        }
    }
    return milliseconds;
}

template <class Demand>
void set_visitors(Behaviour& behaviour, const hall::Plan& plan, double load, const Demand& demand) {
    const auto capacity = capacity_by_service(plan, behaviour.operators);
    // Per kind of window, so that a skewed demand stays the same work in all.
    std::map<hall::KindId, double> wanted, skewed;
    std::size_t index = 0;
    for (const hall::Service& service : plan.services) {
        const double skew = cyclic(demand, index++);
        const auto there = capacity.find(service.id);
        if (there == capacity.end()) continue;
        wanted[service.kind] += there->second;
        skewed[service.kind] += there->second * skew;
    }
    index = 0;
    for (const hall::Service& service : plan.services) {
        const double skew = cyclic(demand, index++);
        const auto there = capacity.find(service.id);
        if (there == capacity.end() || skewed[service.kind] <= 0) continue;
        const double work = load * there->second * skew * wanted[service.kind] / skewed[service.kind];
        behaviour.visitors.a_day[service.id] = work / work_of(behaviour, service.id);
    }
}

// Those who come on a route ask for its later services too: so many fewer come for these on their own.
void deduct_routes(Behaviour& behaviour, const hall::Plan& plan) {
    auto& a_day = behaviour.visitors.a_day;
    for (const hall::Service& service : plan.services)
        for (const hall::RouteStep& step : service.then) {
            const auto later = a_day.find(step.service);
            const auto from = a_day.find(service.id);
            if (later != a_day.end() && from != a_day.end())
                later->second = std::max(0.1 * later->second, later->second - from->second);
        }
}

void set_shifts(Behaviour& behaviour, const hall::Plan& plan, const std::array<double, 6>& paces,
                People people) {
    std::size_t index = 0;
    for (const hall::Window& window : plan.windows) {
        Shift shift;
        shift.before_opening = 5min;
        shift.pace = cyclic(paces, index);
        if (people == People::human && !plan.pause_reasons.empty()) {
            const auto reason = [&](std::size_t n) {
                return plan.pause_reasons[std::min(n, plan.pause_reasons.size() - 1)].id;
            };
            shift.before_opening = index % 3 == 2 ? -3min : 5min;
            shift.breaks.push_back({0.2 + 0.02 * static_cast<double>(index % 4), 5min, reason(1)});
            shift.breaks.push_back({0.42 + 0.06 * static_cast<double>(index % 5), 25min, reason(0)});
        }
        behaviour.operators.shifts[window.id] = std::move(shift);
        ++index;
    }
}

void be_human(Behaviour& behaviour, const hall::Plan& plan) {
    Visitors& visitors = behaviour.visitors;
    visitors.before_opening = 0.02;
    visitors.out_of_hours = 0.005;
    for (const hall::Category& category : plan.categories)
        visitors.categories[category.id] = 0.12 / static_cast<double>(plan.categories.size());
    visitors.patience = lognormal(75min, 0.6);
    visitors.no_show = 0.03;
    visitors.returns = 0.4;
    visitors.returns_after = lognormal(5min, 0.7);
    visitors.walk = lognormal(18s, 0.5);
    Operators& operators = behaviour.operators;
    operators.reaction = lognormal(12s, 1.0);
    operators.calls_again = lognormal(40s, 0.3);
    operators.printing = lognormal(2500ms, 0.3);
    operators.forgets_start = 0.05;
    operators.uses_stages = 0.7;
    operators.transfers = 0.03;
    operators.parks = 0.03;
    operators.adds_steps = 0.02;
    operators.filling_in = lognormal(4min, 0.6);
    operators.presses_twice = 0.02;
    operators.wrong_presses_an_hour = 0.3;
    operators.calls_by_number = 0.005;
}

// Of each kind with two windows or more, every fourth (one at least) is not there.
void miss_windows(Behaviour& behaviour, const hall::Plan& plan) {
    for (const hall::WindowKind& kind : plan.kinds) {
        std::vector<hall::WindowId> windows;
        for (const hall::Window& window : plan.windows)
            if (window.kind == kind.id) windows.push_back(window.id);
        if (windows.size() < 3) continue;
        for (std::size_t i = 1; i < windows.size(); i += 4)
            behaviour.operators.shifts.at(windows[i]).comes = false;
    }
}

// The window with the most services, of the kind with the most windows, closes when the day is at its
// busiest.
void close_early(Behaviour& behaviour, const hall::Plan& plan) {
    const auto widest = std::max_element(
        plan.windows.begin(), plan.windows.end(),
        [](const hall::Window& a, const hall::Window& b) { return a.services.size() < b.services.size(); });
    if (widest != plan.windows.end()) behaviour.operators.shifts.at(widest->id).leaves = 0.5;
}

}  // namespace

const std::vector<std::string>& kinds_of_day() {
    static const std::vector<std::string> kinds{"lunch-peak",   "morning-peak", "stationary",
                                                "understaffed", "mixed-skills", "early-close"};
    return kinds;
}

std::optional<Behaviour> behaviour_of(std::string_view kind, const hall::Plan& plan, double load,
                                      People people) {
    const auto& known = kinds_of_day();
    if (std::find(known.begin(), known.end(), kind) == known.end()) return std::nullopt;
    Behaviour behaviour;
    behaviour.visitors.profile = kind == "stationary" ? flat : kind == "morning-peak" ? morning : lunch;
    std::size_t index = 0;
    for (const hall::Service& service : plan.services)
        behaviour.visitors.matter[service.id] = matter_of(plan, service, index++);
    if (people == People::human) be_human(behaviour, plan);
    const bool mixed = kind == "mixed-skills";
    set_shifts(behaviour, plan, mixed ? strong_paces : mild_paces, people);
    set_visitors(behaviour, plan, load, mixed ? strong_demand : mild_demand);
    deduct_routes(behaviour, plan);
    if (kind == "understaffed") miss_windows(behaviour, plan);
    if (kind == "early-close") close_early(behaviour, plan);
    return behaviour;
}

}  // namespace okno::simulation
