// What is behind the numbers: every line of every table opens exactly the tickets it counted, some of the
// tickets are counted as all are, and the share within the norm is that of the standard's definition.
#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "tests/statistics/diary.hpp"
#include "tests/statistics/generated_days.hpp"

using namespace okno;
using namespace okno::hall;
using namespace okno::test;
using namespace std::chrono_literals;
using statistics::By;
using statistics::Counted;
using statistics::Days;
using statistics::Filter;
using statistics::Line;
using statistics::Measure;
using statistics::Selection;
using statistics::Sorted;
using statistics::Statistics;

namespace {

const Days this_day{today, today};
constexpr std::array all_by{By::day,    By::hour,   By::weekday, By::kind,     By::service,
                            By::window, By::person, By::outcome, By::category, By::hall};
const std::uint64_t seeds = on_postgres() ? 4 : 24;

LocalDay day_of(const std::string& text) {
    return LocalDay{std::chrono::year{std::stoi(text.substr(0, 4))} / std::stoi(text.substr(5, 2)) /
                    std::stoi(text.substr(8, 2))};
}

// What a page asks when somebody opens a number of this line.
Selection of_line(Days days, By by, const std::string& name, Counted counted) {
    Selection selection{days, {}, counted, {}, {}, {}};
    Filter& filter = selection.filter;
    if (by == By::day) selection.days = {day_of(name), day_of(name)};
    if (by == By::hour) filter.hour = std::stoi(name);
    if (by == By::weekday) filter.weekday = std::stoi(name);
    if (by == By::kind) filter.kind = KindId{name};
    if (by == By::service) filter.service = ServiceId{name};
    if (by == By::window) filter.window = WindowId{std::stoi(name)};
    if (by == By::person) filter.person = OperatorId{name};
    if (by == By::outcome) filter.outcome = OutcomeId{name};
    if (by == By::category) filter.category = CategoryId{name};
    return selection;
}

struct Told {
    std::int64_t count = 0;
    Milliseconds sum{};
    Milliseconds longest{};
};

// The list page by page, which no ticket's leg is in twice and which goes from the longest down.
Told told_list(Statistics& statistics, const Selection& selection) {
    constexpr std::size_t page_size = 7;
    Told told;
    std::optional<Milliseconds> before;
    for (std::size_t offset = 0;; offset += page_size) {
        const auto page = statistics.tickets(selection, Sorted::longest_first, offset, page_size);
        REQUIRE(page);
        if (page->tickets.empty()) {
            REQUIRE(page->count == told.count);
            return told;
        }
        for (const statistics::Found& found : page->tickets) {
            REQUIRE((!before || found.took <= *before));
            before = found.took;
            ++told.count;
            told.sum += found.took;
            told.longest = std::max(told.longest, found.took);
        }
    }
}

void check_number(Statistics& statistics, Selection selection, const Measure& measure) {
    const Told told = told_list(statistics, selection);
    REQUIRE(told.count == measure.count);
    REQUIRE(told.sum == measure.sum);
    REQUIRE(told.longest == measure.longest);
    selection.over = true;
    REQUIRE(told_list(statistics, selection).count == measure.over_norm);
    selection.over = false;
    REQUIRE(told_list(statistics, selection).count == measure.count - measure.over_norm);
}

std::unique_ptr<Statistics> told_days(const ScratchDatabase& database,
                                      const std::vector<statistics::Entry>& entries) {
    auto statistics = database.open();
    statistics->clear();
    REQUIRE(statistics->apply(entries));
    return statistics;
}

// The share within the norm by the standard's words alone: of each ticket its events are searched anew.
struct Share {
    std::int64_t served = 0, within = 0, abandoned = 0, after_x = 0;
};

const Plan& plan_at(const std::vector<statistics::Entry>& entries, std::size_t index) {
    for (std::size_t i = index + 1; i-- > 0;)
        if (entries[i].event)
            if (const auto* adopted = std::get_if<PlanAdopted>(&entries[i].event->fact)) return adopted->plan;
    throw std::logic_error("no plan");
}

// Of the queue that a visitor was put into, by the plan of that moment.
KindId kind_of(const Plan& plan, const ServiceId& id, int only_at) {
    KindId kind;
    for (const Service& service : plan.services)
        if (service.id == id) kind = service.kind;
    if (only_at == 0) return kind;
    kind = {};
    for (const Window& window : plan.windows)
        if (window.id.value == only_at) kind = window.kind;
    return kind;
}

std::optional<Milliseconds> norm_of(const Plan& plan, const ServiceId& id, const KindId& kind) {
    for (const Service& service : plan.services)
        if (service.id == id && service.norm) return service.norm->wait;
    for (const WindowKind& one : plan.kinds)
        if (one.id == kind) return one.norm.wait;
    return std::nullopt;
}

void share_of_ticket(const std::vector<statistics::Entry>& entries, std::size_t issue, Share& share) {
    const auto& taken = std::get<TicketTaken>(entries[issue].event->fact);
    const Timestamp issued = taken.taken.value_or(entries[issue].event->at);
    ServiceId service = taken.service;
    KindId kind = kind_of(plan_at(entries, issue), service, 0);
    std::optional<Timestamp> called;
    std::optional<Milliseconds> norm;
    for (std::size_t i = issue + 1; i < entries.size(); ++i) {
        if (!entries[i].event) continue;
        const Event& event = *entries[i].event;
        const auto is = [&](const auto* fact) { return fact && fact->ticket == taken.ticket; };
        if (const auto* moved = std::get_if<TicketTransferred>(&event.fact); is(moved) && !called) {
            int only_at = 0;
            if (const auto* to = std::get_if<ServiceId>(&moved->to)) service = *to;
            if (const auto* to = std::get_if<WindowId>(&moved->to)) only_at = to->value;
            kind = kind_of(plan_at(entries, i), service, only_at);
        }
        if (is(std::get_if<TicketCalled>(&event.fact)) && !called) {
            called = event.at;
            norm = norm_of(plan_at(entries, i), service, kind);
        }
        if (is(std::get_if<ServiceFinished>(&event.fact))) {
            ++share.served;
            share.within += !norm || *called - issued <= *norm;
            return;
        }
        const auto* missed = std::get_if<TicketMissed>(&event.fact);
        if ((is(missed) && !missed->until) || is(std::get_if<ReturnLapsed>(&event.fact)) ||
            is(std::get_if<TicketCancelled>(&event.fact))) {
            ++share.abandoned;
            share.after_x += called.value_or(event.at) - issued > plan_at(entries, issue).abandoned_after;
            return;
        }
        if (is(std::get_if<TicketExpired>(&event.fact))) return;
    }
}

}  // namespace

TEST_CASE("the share within the norm is that of a search of the events by the standard's words") {
    std::int64_t within = 0, late = 0, after_x = 0;
    for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
        CAPTURE(seed);
        const auto entries = generated_days(seed, 700);
        const ScratchDatabase database;
        const auto statistics = told_days(database, entries);
        Share share;
        for (std::size_t i = 0; i < entries.size(); ++i)
            if (entries[i].event && std::holds_alternative<TicketTaken>(entries[i].event->fact))
                share_of_ticket(entries, i, share);
        const auto history = statistics->history(*statistics->known_days(), By::hall);
        REQUIRE(history.lines.size() == 1);
        const Line& line = history.lines.front();
        REQUIRE(line.served_wait.count == share.served);
        REQUIRE(line.served_wait.count - line.served_wait.over_norm == share.within);
        REQUIRE(line.abandoned_wait.count == share.abandoned);
        REQUIRE(line.abandoned_wait.over_norm == share.after_x);
        within += share.within;
        late += share.served - share.within;
        after_x += share.after_x;
    }
    CHECK(within > 0);
    CHECK(late > 0);
    CHECK(after_x > 0);
}

TEST_CASE("who gives up within X has not waited, and is in no share") {
    Diary diary;
    for (std::uint64_t ticket = 1; ticket <= 4; ++ticket) diary.take(9h, ticket);
    diary.write(9h + 5s, kiosk, TicketCancelled{TicketId{1}});
    diary.write(9h + 5s + 1ms, kiosk, TicketCancelled{TicketId{2}});
    diary.write(9h + 20min, anna, TicketCalled{TicketId{3}, three});
    diary.write(9h + 21min, anna, ServiceFinished{TicketId{3}, three, {}});
    diary.write(9h + 21min, anna, TicketCalled{TicketId{4}, three});
    diary.write(9h + 22min, anna, ServiceFinished{TicketId{4}, three, {}});
    const ScratchDatabase database;
    const auto history = told(database, diary)->history(this_day, By::kind);
    const Line& line = history.lines.front();
    CHECK(line.name == "specialist");
    CHECK(line.served_wait == Measure{2, 41min, 21min, 1});
    CHECK(line.abandoned_wait == Measure{2, 10s + 1ms, 5s + 1ms, 1});
}

TEST_CASE("every line of every table opens exactly the tickets that it counted") {
    std::int64_t opened = 0;
    for (std::uint64_t seed = 1; seed <= (on_postgres() ? 1 : 6); ++seed) {
        CAPTURE(seed);
        const ScratchDatabase database;
        const auto statistics = told_days(database, generated_days(seed, 500));
        const Days days = *statistics->known_days();
        for (const By by : all_by) {
            CAPTURE(static_cast<int>(by));
            const auto history = statistics->history(days, by);
            for (const Line& line : history.lines) {
                CAPTURE(line.name);
                const auto check = [&](Counted counted, const Measure& measure) {
                    check_number(*statistics, of_line(days, by, line.name, counted), measure);
                    opened += measure.count;
                };
                check(Counted::wait, line.wait.measure);
                check(Counted::service, line.service.measure);
                check(Counted::left, line.left);
                check(Counted::closed, line.closed);
                check(Counted::missed, line.missed);
                if (by == By::window || by == By::person || by == By::outcome) continue;
                check(Counted::served_wait, line.served_wait);
                check(Counted::abandoned_wait, line.abandoned_wait);
                REQUIRE(told_list(*statistics, of_line(days, by, line.name, Counted::waited)).count ==
                        line.wait.measure.count + line.left.count + line.closed.count);
            }
        }
    }
    CHECK(opened > 1000);
}

TEST_CASE(
    "a cell of the heat map, a day of the calendar, a bar of the waits and the summary open their tickets") {
    const ScratchDatabase database;
    const auto statistics = told_days(database, generated_days(12, 1500));
    const Days days = *statistics->known_days();
    const auto count = [&](const Selection& selection) { return told_list(*statistics, selection).count; };
    for (const auto& cell : statistics->load_by_hour(days)) {
        Selection selection{days, {}, Counted::issued, {}, {}, {}};
        selection.filter.weekday = cell.weekday;
        selection.filter.hour = cell.hour;
        REQUIRE(count(selection) == cell.issued);
        selection.counted = Counted::wait;
        REQUIRE(count(selection) == cell.wait.count);
        selection.counted = Counted::lost;
        REQUIRE(count(selection) == cell.missed);
    }
    for (const auto& day : statistics->calendar(days)) {
        Selection selection{{day.day, day.day}, {}, Counted::wait, {}, {}, {}};
        selection.filter.kind = day.kind;
        check_number(*statistics, selection, day.wait);
        selection.counted = Counted::service;
        check_number(*statistics, selection, day.service);
    }
    const auto bars = statistics->wait_bars(days, 1min);
    for (std::size_t bar = 0; bar < bars.size(); ++bar) {
        Selection selection{days, {}, Counted::wait, {}, {}, {}};
        if (bar > 0) selection.at_least = bar * 1min;
        selection.below = (bar + 1) * 1min;
        REQUIRE(count(selection) == bars[bar]);
    }
    const auto summary = statistics->summary(days.first, days.last);
    for (const auto& [counted, number] : {std::pair{Counted::issued, summary.issued},
                                          {Counted::served, summary.served},
                                          {Counted::cancelled, summary.cancelled},
                                          {Counted::lost, summary.missed},
                                          {Counted::expired, summary.expired},
                                          {Counted::abandoned_wait, summary.abandoned()}}) {
        REQUIRE(count({days, {}, counted, {}, {}, {}}) == number);
        CHECK(number > 0);
    }
}

TEST_CASE("some of the tickets are counted as all are") {
    for (std::uint64_t seed = 31; seed <= (on_postgres() ? 31 : 36); ++seed) {
        CAPTURE(seed);
        const ScratchDatabase database;
        const auto statistics = told_days(database, generated_days(seed, 600));
        const Days days = *statistics->known_days();
        for (const By by : all_by) {
            CAPTURE(static_cast<int>(by));
            const auto counted = statistics->history_of(days, by, {});
            REQUIRE(counted);
            REQUIRE(counted->lines == statistics->history(days, by).lines);
        }
    }
}

TEST_CASE("the hours of one service add up to the service, and open their own tickets") {
    const ScratchDatabase database;
    const auto statistics = told_days(database, generated_days(41, 900));
    const Days days = *statistics->known_days();
    const auto services = statistics->history(days, By::service);
    for (const Line& service : services.lines) {
        Filter filter;
        filter.service = ServiceId{service.name};
        Measure sum;
        const auto hours = statistics->history_of(days, By::hour, filter);
        REQUIRE(hours);
        for (const Line& hour : hours->lines) {
            sum.count += hour.wait.measure.count;
            sum.sum += hour.wait.measure.sum;
            sum.longest = std::max(sum.longest, hour.wait.measure.longest);
            sum.over_norm += hour.wait.measure.over_norm;
            Selection selection = of_line(days, By::hour, hour.name, Counted::wait);
            selection.filter.service = filter.service;
            check_number(*statistics, selection, hour.wait.measure);
        }
        CHECK(sum == service.wait.measure);
    }
}

TEST_CASE("a period with too many tickets to look through is refused with its number, not answered in part") {
    const ScratchDatabase database;
    const auto statistics = told_days(database, generated_days(3, 400));
    const Days days = *statistics->known_days();
    const auto issued = statistics->summary(days.first, days.last).issued;
    const auto lines = statistics->history_of(days, By::hour, {}, issued - 1);
    REQUIRE_FALSE(lines);
    CHECK(lines.error().tickets == issued);
    CHECK_FALSE(
        statistics->tickets({days, {}, Counted::wait, {}, {}, {}}, Sorted::by_time, 0, 10, issued - 1));
    CHECK_FALSE(statistics->promises(days, issued - 1));
    CHECK(statistics->tickets({days, {}, Counted::wait, {}, {}, {}}, Sorted::by_time, 0, 10, issued));
}

TEST_CASE("what a filter brings is a value, never a part of the question") {
    const ScratchDatabase database;
    const auto statistics = told_days(database, generated_days(5, 200));
    Filter filter;
    filter.service = ServiceId{"x' OR '1' = '1"};
    CHECK(statistics->history_of(*statistics->known_days(), By::hall, filter)->lines.empty());
}

TEST_CASE("all that happened to a ticket stands between the two numbers of its visit") {
    const auto entries = generated_days(13, 700);
    const ScratchDatabase database;
    const auto statistics = told_days(database, entries);
    int several = 0;
    for (const statistics::Entry& entry : entries) {
        const auto* taken = entry.event ? std::get_if<TicketTaken>(&entry.event->fact) : nullptr;
        if (!taken) continue;
        const auto visit = statistics->visit(taken->ticket);
        REQUIRE(visit);
        REQUIRE(visit->first_number == entry.number);
        REQUIRE(!visit->legs.empty());
        if (!visit->end) continue;
        std::uint64_t last = 0;
        for (const statistics::Entry& later : entries)
            if (later.event && !std::holds_alternative<VisitRated>(later.event->fact) &&
                !std::holds_alternative<PrintReported>(later.event->fact))
                std::visit(
                    [&](const auto& fact) {
                        if constexpr (requires { fact.ticket; })
                            if (fact.ticket == taken->ticket) last = later.number;
                    },
                    later.event->fact);
        REQUIRE(visit->last_number == last);
        several += last > entry.number + 3;
    }
    CHECK(several > 10);
    CHECK_FALSE(statistics->visit(TicketId{999'999'999}));
}

TEST_CASE(
    "windows that work are counted by the hours of the clock, a pause apart, and until now when they still "
    "do") {
    Diary diary;
    diary.write(9h + 30min, anna, WindowOpened{three});
    diary.write(10h + 15min, anna, WindowPaused{three, ReasonId{"lunch"}});
    diary.write(10h + 25min, anna, WindowResumed{three});
    const ScratchDatabase database;
    const auto statistics = told(database, diary);
    const auto staffing = statistics->staffing(this_day, at(today, Seconds{0}) + 11h);
    REQUIRE(staffing.size() == 2);
    CHECK(staffing[0] == statistics::StaffCell{1, 9, 30min, 0ms});
    CHECK(staffing[1] == statistics::StaffCell{1, 10, 50min, 10min});
}

TEST_CASE("a promise held when the call came within it, and its first word counts") {
    Diary diary;
    for (std::uint64_t ticket = 1; ticket <= 4; ++ticket) {
        diary.take(9h, ticket);
        if (ticket < 4)
            diary.write(9h + static_cast<int>(ticket) * 10min, anna, TicketCalled{TicketId{ticket}, three});
    }
    const ScratchDatabase database;
    const auto statistics = told(database, diary);
    using Promise = Statistics::Promise;
    statistics->keep(std::vector<Promise>{{TicketId{1}, 5, 10, true},
                                          {TicketId{1}, 50, 60, false},
                                          {TicketId{2}, 5, 10, false},
                                          {TicketId{3}, 35, 40, true},
                                          {TicketId{4}, 5, 10, true}});
    const auto promises = statistics->promises(this_day);
    REQUIRE(promises);
    REQUIRE(promises->size() == 1);
    CHECK(promises->front() == statistics::PromiseCount{ServiceId{"contract"}, 3, 1, 1, 1, 2});
    Selection selection{this_day, {}, Counted::promised, {}, {}, {}};
    CHECK(told_list(*statistics, selection).count == 3);
    selection.over = true;
    CHECK(told_list(*statistics, selection).count == 2);
    selection.over.reset();
    for (const Counted side : {Counted::promised_sooner, Counted::promised_later}) {
        selection.counted = side;
        CHECK(told_list(*statistics, selection).count == 1);
    }
}
