// Days of a hall and what the statistics make of them, for a reader in another language: one JSON object a
// line, {"seed", "kind", "promises", "now", "entries", "tables"}. The same seed tells the same days.
//
//   test_statistics-days FIRST_SEED LAST_SEED
//
// Seeds come by turns: halls drawn for the simulator, with people, outages and clocks that are moved, and
// generated days in which everybody presses whatever comes to hand.
#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <string>

#include "protocol/codec.hpp"
#include "simulation/simulation.hpp"
#include "statistics/statistics.hpp"
#include "tests/simulation/drawn_hall.hpp"
#include "tests/statistics/generated_days.hpp"
#include "tests/statistics/scratch_database.hpp"

namespace {

using namespace okno;
using nlohmann::json;
using statistics::By;

class Scribe : public simulation::Witness {
  public:
    void after(const hall::State&, const hall::Event& event) override {
        entries.push_back({entries.size() + 1, event});
    }
    std::vector<statistics::Entry> entries;
};

std::vector<statistics::Entry> simulated_days(std::uint64_t seed) {
    test::DrawnHall drawn = test::draw_hall(seed);
    simulation::Simulation hall(drawn.scenario, seed);
    Scribe scribe;
    hall.watch(scribe);
    for (int day = 0; day < drawn.days && hall.run_day(); ++day) {
    }
    return std::move(scribe.entries);
}

std::string text(hall::LocalDay day) {
    const std::chrono::year_month_day date{day};
    std::string words = std::to_string(static_cast<int>(date.year()));
    for (const unsigned part : {static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day())})
        words += (part < 10 ? "-0" : "-") + std::to_string(part);
    return words;
}

json told(const statistics::Measure& measure) {
    return {measure.count, measure.sum.count(), measure.longest.count(), measure.over_norm};
}

json told(const statistics::Spread& spread) {
    json words = told(spread.measure);
    words.push_back(spread.median.count());
    words.push_back(spread.p90.count());
    return words;
}

json told(const statistics::History& history) {
    json lines = json::object();
    for (const statistics::Line& line : history.lines) {
        json& words = lines[line.name];
        words = {{"wait", told(line.wait)},
                 {"service", told(line.service)},
                 {"left", told(line.left)},
                 {"closed", told(line.closed)},
                 {"missed", told(line.missed)},
                 {"served_wait", told(line.served_wait)},
                 {"abandoned_wait", told(line.abandoned_wait)},
                 {"median_wait_of_all", nullptr}};
        if (line.median_wait_of_all) words["median_wait_of_all"] = line.median_wait_of_all->count();
    }
    return {{"exact", history.exact}, {"lines", lines}};
}

json told_load(statistics::Statistics& statistics, statistics::Days days) {
    json cells = json::array();
    for (const statistics::LoadCell& cell : statistics.load_by_hour(days))
        cells.push_back({cell.weekday, cell.hour, cell.issued, cell.served, cell.cancelled, cell.missed,
                         cell.expired, told(cell.wait)});
    return cells;
}

json told_calendar(statistics::Statistics& statistics, statistics::Days days) {
    json calendar = json::array();
    for (const statistics::CalendarDay& day : statistics.calendar(days)) {
        calendar.push_back({text(day.day), day.kind.value, told(day.wait), told(day.service), nullptr});
        if (day.norm) calendar.back()[4] = {day.norm->wait.count(), day.norm->service.count()};
    }
    return calendar;
}

json told_ratings(statistics::Statistics& statistics, statistics::Days days) {
    json ratings = json::array();
    for (const statistics::RatingCount& rating : statistics.ratings(days))
        ratings.push_back({rating.service.value, rating.topic.value, rating.score, rating.count});
    return ratings;
}

json told_idleness(statistics::Statistics& statistics, statistics::Days days) {
    json idle{{"windows", json::object()}, {"people", json::object()}};
    const statistics::Averages averages = statistics.averages(days.first, days.last);
    for (const auto& [window, measures] : averages.windows)
        if (measures.idle.count > 0) idle["windows"][std::to_string(window.value)] = told(measures.idle);
    for (const auto& [person, measures] : averages.operators)
        if (measures.idle.count > 0) idle["people"][person.value] = told(measures.idle);
    return idle;
}

json told_staffing(statistics::Statistics& statistics, statistics::Days days, hall::Timestamp now) {
    json cells = json::array();
    for (const statistics::StaffCell& cell : statistics.staffing(days, now))
        cells.push_back({cell.weekday, cell.hour, cell.working.count(), cell.paused.count()});
    return cells;
}

json told_forwarded(statistics::Statistics& statistics, statistics::Days days) {
    json applications = json::array();
    for (const statistics::Forwarded& one : statistics.forwarded(days))
        applications.push_back({one.number, one.ticket.value, one.ticket_number.letter,
                                one.ticket_number.ordinal, one.service.value, one.outcome.value,
                                one.window.value, one.reference, one.accepted.time_since_epoch().count(),
                                text(one.day), text(one.register_by), text(one.answer_by)});
    return applications;
}

json told_estimates(statistics::Statistics& statistics, statistics::Days days) {
    json estimates = json::array();
    const auto counts = statistics.promises(days);
    if (!counts) std::abort();
    for (const statistics::PromiseCount& one : *counts)
        estimates.push_back({one.service.value, one.count, one.held, one.sooner, one.later, one.heard});
    return estimates;
}

json told(statistics::Statistics& statistics, statistics::Days days, hall::Timestamp now) {
    constexpr std::pair<const char*, By> all[] = {{"day", By::day},           {"hour", By::hour},
                                                  {"weekday", By::weekday},   {"kind", By::kind},
                                                  {"service", By::service},   {"window", By::window},
                                                  {"person", By::person},     {"outcome", By::outcome},
                                                  {"category", By::category}, {"hall", By::hall}};
    json words{{"days", {text(days.first), text(days.last)}}};
    for (const auto& [name, by] : all) {
        words["exact"][name] = told(statistics.history(days, by));
        words["quick"][name] = told(statistics.history(days, by, -1));  // not even an empty day
    }
    words["load"] = told_load(statistics, days);
    words["calendar"] = told_calendar(statistics, days);
    words["ratings"] = told_ratings(statistics, days);
    words["bars"] = statistics.wait_bars(days, std::chrono::minutes{1});
    words["idle"] = told_idleness(statistics, days);
    words["staffing"] = told_staffing(statistics, days, now);
    words["forwarded"] = told_forwarded(statistics, days);
    words["estimates"] = told_estimates(statistics, days);
    words["recount"] = statistics.recount(days);
    const statistics::DaySummary summary = statistics.summary(days.first, days.last);
    words["summary"] = {summary.issued, summary.served,  summary.cancelled,
                        summary.missed, summary.expired, told(summary.visit_wait)};
    return words;
}

// As a console lives: pages of any size.
void feed(statistics::Statistics& statistics, std::span<const statistics::Entry> entries,
          std::uint64_t seed) {
    test::Chance chance(seed);
    for (std::size_t next = 0; next < entries.size();) {
        const std::size_t end = std::min<std::size_t>(entries.size(), next + 1 + chance.below(600));
        if (!statistics.apply(entries.subspan(next, end - next))) std::abort();
        next = end;
    }
}

// The journal does not hold what visitors were told: here every other one was told something.
std::vector<statistics::Statistics::Promise> promises(std::span<const statistics::Entry> entries,
                                                      std::uint64_t seed) {
    test::Chance chance(seed);
    std::vector<statistics::Statistics::Promise> promises;
    for (const statistics::Entry& entry : entries) {
        const auto* taken = entry.event ? std::get_if<hall::TicketTaken>(&entry.event->fact) : nullptr;
        if (!taken || chance.one_in(2)) continue;
        const auto from = static_cast<int>(chance.below(20));
        promises.push_back(
            {taken->ticket, from, from + static_cast<int>(chance.below(20)), chance.one_in(2)});
    }
    return promises;
}

json told(std::span<const statistics::Statistics::Promise> promises) {
    json words = json::array();
    for (const auto& promise : promises)
        words.push_back({promise.ticket.value, promise.from_min, promise.to_min, promise.heard ? 1 : 0});
    return words;
}

hall::Timestamp last_of(std::span<const statistics::Entry> entries) {
    hall::Timestamp last{};
    for (const statistics::Entry& entry : entries)
        if (entry.event) last = std::max(last, entry.event->at);
    return last;
}

}  // namespace

int main(int count, char** words) {
    if (count != 3) return 2;
    const test::ScratchDatabase database;
    for (std::uint64_t seed = std::strtoull(words[1], nullptr, 10);
         seed <= std::strtoull(words[2], nullptr, 10); ++seed) {
        const bool drawn = seed % 2 == 1;
        const auto entries = drawn ? simulated_days(seed) : test::generated_days(seed, 700);
        const auto statistics = database.open();
        statistics->clear();
        feed(*statistics, entries, seed);
        json line{{"seed", seed}, {"kind", drawn ? "drawn" : "generated"}};
        const auto promised = promises(entries, seed);
        statistics->keep(promised);
        const hall::Timestamp now = last_of(entries);
        line["promises"] = told(promised);
        line["now"] = now.time_since_epoch().count();
        line["entries"] = json::array();
        for (const statistics::Entry& entry : entries)
            line["entries"].push_back(entry.event ? protocol::to_json(*entry.event) : json{});
        line["tables"] = json::array();
        if (const auto days = statistics->known_days()) {
            line["tables"].push_back(told(*statistics, *days, now));
            for (hall::LocalDay day = days->first; day <= days->last; day += std::chrono::days{1})
                line["tables"].push_back(told(*statistics, {day, day}, now));
        }
        std::cout << line.dump() << '\n';
    }
}
