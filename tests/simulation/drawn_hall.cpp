#include "tests/simulation/drawn_hall.hpp"

#include <algorithm>
#include <array>

namespace okno::test {

using namespace okno::hall;
using namespace std::chrono_literals;
using simulation::constant;
using simulation::exponential_spread;
using simulation::lognormal;
using simulation::Random;

namespace {

constexpr LocalDay monday{std::chrono::year{2026} / std::chrono::March / 2};

Text text(const std::string& words) {
    return {{Language{"ru"}, words}, {Language{"en"}, words}};
}

template <class T>
T one_of(Random& random, std::initializer_list<T> list) {
    return list.begin()[random.below(list.size())];
}

// UTC, ordinary zones, and some whose clocks are moved on one of the first nights or days.
Zone zone_of(Random& random) {
    const Timestamp tuesday{(monday + std::chrono::days{1}).time_since_epoch()};
    const Timestamp from = tuesday - one_of(random, {5h, 4h, 3h, 14h, 16h});
    switch (random.below(6)) {
        case 0:
            return {"utc", {}};
        case 1:
            return {"east", {{Timestamp{}, 3h}}};
        case 2:
            return {"west", {{Timestamp{}, -10h}}};
        case 3:
            return {"spring", {{Timestamp{}, 3h}, {from, 4h}}};
        case 4:
            return {"autumn", {{Timestamp{}, 4h}, {from, 3h}}};
        default:
            return {"half-hour", {{Timestamp{}, 5h + 30min}, {from - 30min, 6h}}};
    }
}

DayHours hours_of(Random& random) {
    const auto opens = std::chrono::minutes{30} * static_cast<int>(14 + random.below(12));
    const auto length = std::chrono::minutes{15} * static_cast<int>(4 + random.below(9));
    switch (random.below(12)) {
        case 0:
            return {{0h, 24h}};
        case 1:
            return {{24h - length, 24h}};
        case 2:
            return {{0h, length}};
        case 3:
            return {{opens, opens + length / 2}, {opens + length / 2 + 20min, opens + length + 20min}};
        case 4:
            return {{0h, length}, {24h - length, 24h}};
        default:
            return {{opens, opens + length}};
    }
}

Schedule schedule_of(Random& random) {
    Schedule schedule;
    schedule.week.fill(hours_of(random));
    if (random.chance(0.4)) schedule.week[6] = {};
    if (random.chance(0.3)) schedule.special[monday + std::chrono::days{1}] = hours_of(random);
    if (random.chance(0.1)) schedule.special[monday + std::chrono::days{1}] = {};
    return schedule;
}

void draw_services(Plan& plan, Random& random) {
    const std::size_t kinds = 1 + random.below(2);
    for (std::size_t k = 0; k < kinds; ++k) {
        const Norm norm{std::chrono::minutes{one_of(random, {4, 8, 15, 20})},
                        std::chrono::minutes{one_of(random, {3, 4, 6})}};
        plan.kinds.push_back(
            {KindId{k == 0 ? "specialist" : "cashier"}, text("kind"), norm, schedule_of(random)});
    }
    plan.groups = {{GroupId{"all"}, text("all")}};
    const std::size_t count = kinds + random.below(5);
    for (std::size_t s = 0; s < count; ++s) {
        Service service;
        service.id = ServiceId{"service-" + std::to_string(s)};
        service.group = plan.groups.front().id;
        service.name = text("service");
        service.letter = std::string(1, "ABC"[random.below(3)]);
        service.kind = plan.kinds[s % kinds].id;
        if (random.chance(0.15)) service.schedule = schedule_of(random);
        if (random.chance(0.3)) service.norm = Norm{std::chrono::minutes{one_of(random, {2, 5, 12})}, 4min};
        if (random.chance(0.4)) service.usual = Seconds{one_of(random, {60, 150, 400})};
        plan.services.push_back(std::move(service));
    }
    for (Service& service : plan.services)
        if (random.chance(0.25)) {
            service.then.push_back({random.among(plan.services).id, random.chance(0.3)});
            if (random.chance(0.3)) service.then.push_back({service.id, true});
            // As long as a route may be: a step more is too much.
            if (random.chance(0.1))
                service.then.resize(steps_at_most, {random.among(plan.services).id, false});
        }
}

void draw_windows(Plan& plan, Random& random) {
    const std::size_t count = 1 + random.below(8);
    for (std::size_t w = 0; w < count; ++w) {
        Window window;
        window.id = WindowId{static_cast<int>(w + 1)};
        window.kind = plan.kinds[w % plan.kinds.size()].id;
        for (const Service& service : plan.services) {
            const bool own = service.kind == window.kind;
            if (random.chance(own ? 0.65 : 0.1))
                window.services.push_back(service.id);
            else if (random.chance(0.2))
                window.helps.push_back(service.id);
        }
        if (random.chance(0.25)) window.push = Seconds{one_of(random, {0, 3, 20})};
        plan.windows.push_back(std::move(window));
    }
    // Mostly somebody is there for everything.
    for (const Service& service : plan.services) {
        const bool served = std::any_of(plan.windows.begin(), plan.windows.end(),
                                        [&](const Window& window) { return serves(window, service.id); });
        if (served || random.chance(0.1)) continue;
        Window& window = plan.windows[random.below(plan.windows.size())];
        std::erase(window.helps, service.id);
        window.services.push_back(service.id);
    }
}

void draw_rules(Plan& plan, Random& random) {
    plan.ordering.policy = one_of(random, {Policy::arrival, Policy::norm});
    plan.ordering.ceiling = std::chrono::minutes{one_of(random, {0, 12, 25, 60})};
    settle_ceiling(plan);
    plan.ordering.long_wait = std::chrono::minutes{one_of(random, {10, 20, 45})};
    plan.ordering.priority_in_a_row = 1 + static_cast<int>(random.below(3));
    plan.ordering.helps_when_waiting = static_cast<int>(random.below(3));
    if (random.chance(0.7)) plan.categories.push_back({CategoryId{"veteran"}, text("veteran"), 5min});
    if (random.chance(0.5)) plan.categories.push_back({CategoryId{"disabled"}, text("disabled"), 25min});
    Calling& calling = plan.calling;
    if (random.chance(0.7)) calling.missed_after = Seconds{one_of(random, {60, 90, 150})};
    calling.no_show_not_before = Seconds{one_of(random, {1, 10, 30})};
    calling.recalls_at_most = static_cast<int>(random.below(3));
    calling.recall_not_before = Seconds{one_of(random, {0, 5, 40})};
    const bool pushes = std::any_of(plan.windows.begin(), plan.windows.end(),
                                    [](const Window& window) { return window.push.has_value(); });
    calling.finish_not_before = Seconds{one_of(random, {pushes ? 1 : 0, 3, 60})};
    if (random.chance(0.6)) calling.return_within = std::chrono::minutes{one_of(random, {4, 15, 600})};
    calling.return_behind = static_cast<int>(random.below(4));
    plan.closing.prepare = std::chrono::minutes{one_of(random, {0, 15, 60})};
    plan.closing.latest_end = std::chrono::minutes{one_of(random, {0, 15, 45})};
    plan.closing.when_full = one_of(random, {WhenFull::go_on, WhenFull::warn, WhenFull::stop});
    if (random.chance(0.5))
        plan.stages = {{StageId{"greeting"}, text("greeting"), 1min},
                       {StageId{"matter"}, text("matter"), 5min},
                       {StageId{"farewell"}, text("farewell"), 1min}};
    plan.stages_required = !plan.stages.empty() && random.chance(0.4);
    plan.pause_reasons = {{ReasonId{"lunch"}, text("lunch")}, {ReasonId{"break"}, text("break")}};
    plan.outcomes = {{OutcomeId{"resolved"}, text("resolved")}, {OutcomeId{"forwarded"}, text("forwarded")}};
    plan.outcome_required = random.chance(0.3);
    if (random.chance(0.6)) plan.park_reminder = std::chrono::minutes{one_of(random, {1, 5, 30})};
}

// Where windows are, and who is named there, changes nothing of who is called.
void draw_areas(Plan& plan, Random random) {
    if (!random.chance(0.6)) return;
    const std::size_t count = std::min<std::size_t>(plan.windows.size(), 1 + random.below(area_colours));
    for (std::size_t a = 0; a < count; ++a)
        plan.areas.push_back({AreaId{"area-" + std::to_string(a)}, text("area"), static_cast<AreaColour>(a),
                              std::to_string(a + 1)});
    for (Window& window : plan.windows)
        if (random.chance(0.8)) window.area = random.among(plan.areas).id;
    PlannedBoard board;
    board.id = {"display-1"};
    board.diagonal_mm = 1905;
    board.farthest_seat_cm = 400;
    board.rows = rows_least + static_cast<int>(random.below(3));
    if (random.chance(0.5)) board.areas = {plan.areas.front().id};
    board.arrows[plan.areas.front().id] = static_cast<Arrow>(random.below(8));
    plan.boards.push_back(std::move(board));
    plan.kiosks = {{{"kiosk-1"}, 1080, 1920, 813, 700, true}};
}

void draw_visitors(simulation::Visitors& visitors, const Plan& plan, Random& random) {
    visitors.out_of_hours = 0.03;
    visitors.before_opening = 0.05;
    for (const Category& category : plan.categories)
        visitors.categories[category.id] = 0.3 * random.uniform();
    if (random.chance(0.6))
        visitors.patience = exponential_spread(std::chrono::minutes{one_of(random, {10, 30, 90})});
    visitors.no_show = 0.2 * random.uniform();
    visitors.returns = 0.6;
    visitors.returns_after = lognormal(std::chrono::minutes{one_of(random, {1, 4, 10})}, 1);
    visitors.walk = lognormal(Seconds{one_of(random, {5, 20, 60})}, 0.8);
    // A whole night of a small hall is as good as a few hours of it, and cheaper.
    double expected = 0;
    for (const auto& [service, count] : visitors.a_day) expected += count;
    const double most = 90 + 60 * random.uniform();
    if (expected > most)
        for (auto& [service, count] : visitors.a_day) count *= most / expected;
}

void draw_operators(simulation::Operators& operators, Random& random) {
    operators.reaction = lognormal(Seconds{one_of(random, {2, 12, 40})}, 1);
    operators.calls_again = lognormal(Seconds{one_of(random, {10, 40})}, 0.3);
    operators.forgets_start = 0.2 * random.uniform();
    operators.uses_stages = random.uniform();
    operators.transfers = 0.15 * random.uniform();
    operators.parks = 0.15 * random.uniform();
    operators.adds_steps = 0.1 * random.uniform();
    operators.filling_in = lognormal(std::chrono::minutes{one_of(random, {1, 4})}, 1);
    operators.presses_twice = 0.1 * random.uniform();
    operators.wrong_presses_an_hour = 6 * random.uniform();
    operators.calls_by_number = 0.05 * random.uniform();
    operators.clock_errors = random.chance(0.3) ? 0.03 : 0;
    for (auto& [window, shift] : operators.shifts) {
        shift.comes = random.chance(0.93);
        shift.pace = 0.6 + random.uniform();
        for (simulation::Break& one : shift.breaks)
            one.length = Seconds{60} * static_cast<int>(1 + random.below(10));
        if (random.chance(0.2)) shift.leaves = random.uniform();
        shift.insists = random.chance(0.4);
    }
}

// One, and sometimes a later one.
void draw_outages(std::vector<simulation::Outage>& outages, Random& random) {
    using Of = simulation::Outage::Of;
    double from = random.uniform() / 2;
    for (std::size_t i = random.chance(0.5) ? 1 : 2; i > 0 && from < 1; --i) {
        const double until = std::min(1.0, from + 0.02 + random.uniform() / 3);
        outages.push_back({from, until, one_of(random, {Of::first_kiosk, Of::second_kiosk, Of::dispatcher})});
        from = until + 0.1;
    }
}

}  // namespace

DrawnHall draw_hall(std::uint64_t seed) {
    Random random(simulation::key_of({seed, 0x68616c6c}));
    DrawnHall drawn;
    Plan& plan = drawn.scenario.plan;
    plan.hall = text("a hall");
    plan.zone = zone_of(random);
    plan.languages = {Language{"ru"}, Language{"en"}};
    draw_services(plan, random);
    draw_windows(plan, random);
    draw_rules(plan, random);
    draw_areas(plan,
               Random(simulation::key_of({seed, 0x61726561})));  // its own dice: others' stay as they fell
    const std::string& kind = random.among(simulation::kinds_of_day());
    const double load = 0.4 + random.uniform();
    drawn.scenario.behaviour = *simulation::behaviour_of(kind, plan, load, simulation::People::human);
    draw_visitors(drawn.scenario.behaviour.visitors, plan, random);
    draw_operators(drawn.scenario.behaviour.operators, random);
    drawn.scenario.first_day = monday;
    drawn.days = random.chance(0.4) ? 2 : 1;
    if (random.chance(0.4)) draw_outages(drawn.scenario.outages, random);
    return drawn;
}

}  // namespace okno::test
