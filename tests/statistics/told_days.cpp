// Days of a hall and what the statistics make of them, for a reader in another language: one JSON object a
// line, {"seed", "kind", "entries", "tables"}. The same seed tells the same days.
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
        words = {{"wait", told(line.wait)},     {"service", told(line.service)},
                 {"left", told(line.left)},     {"closed", told(line.closed)},
                 {"missed", told(line.missed)}, {"median_wait_of_all", nullptr}};
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

json told(statistics::Statistics& statistics, statistics::Days days) {
    constexpr std::pair<const char*, By> all[] = {
        {"day", By::day},       {"hour", By::hour},       {"weekday", By::weekday},
        {"kind", By::kind},     {"service", By::service}, {"window", By::window},
        {"person", By::person}, {"outcome", By::outcome}, {"category", By::category}};
    json words{{"days", {text(days.first), text(days.last)}}};
    for (const auto& [name, by] : all) {
        words["exact"][name] = told(statistics.history(days, by));
        words["quick"][name] = told(statistics.history(days, by, -1));  // not even an empty day
    }
    words["load"] = told_load(statistics, days);
    words["calendar"] = told_calendar(statistics, days);
    words["ratings"] = told_ratings(statistics, days);
    words["bars"] = statistics.wait_bars(days, std::chrono::minutes{1});
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
        line["entries"] = json::array();
        for (const statistics::Entry& entry : entries)
            line["entries"].push_back(entry.event ? protocol::to_json(*entry.event) : json{});
        line["tables"] = json::array();
        if (const auto days = statistics->known_days()) {
            line["tables"].push_back(told(*statistics, *days));
            for (hall::LocalDay day = days->first; day <= days->last; day += std::chrono::days{1})
                line["tables"].push_back(told(*statistics, {day, day}));
        }
        std::cout << line.dump() << '\n';
    }
}
