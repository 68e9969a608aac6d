// bench-statistics [--visits N]: how fast the projector is beside plain rows of the same engine, and how long
// a year's view takes over ten million visits beside a bare read of the rows that it needs. Visits are
// written straight into the tables, by the projector's own functions.
#include <soci/soci.h>
#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <functional>
#include <random>
#include <string>
#include <vector>

#include "plan/plan_file.hpp"
#include "simulation/simulation.hpp"
#include "statistics/day_text.hpp"
#include "statistics/statistics.hpp"
#include "statistics/store.hpp"
#include "tests/fakes/temporary_folder.hpp"

namespace {

using namespace okno;
using namespace std::chrono_literals;
using statistics::By;
using statistics::Days;
using Clock = std::chrono::steady_clock;

constexpr hall::LocalDay new_year{std::chrono::year{2026} / std::chrono::January / 1};
constexpr hall::LocalDay year_end{std::chrono::year{2026} / std::chrono::December / 31};

double seconds_of(const std::function<void()>& work) {
    const auto began = Clock::now();
    work();
    return std::chrono::duration<double>(Clock::now() - began).count();
}

double median_ms_of(const std::function<void()>& work) {
    std::vector<double> took;
    for (int i = 0; i < 7; ++i) took.push_back(1000 * seconds_of(work));
    std::sort(took.begin(), took.end());
    return took[took.size() / 2];
}

// What a figure may be; `broken` names those that were over it.
class Budgets {
  public:
    void at_most(const std::string& what, double value, double budget) {
        if (value > budget) broken_ += (broken_.empty() ? "" : "; ") + what;
    }
    const std::string& broken() const { return broken_; }

  private:
    std::string broken_;
};
constexpr double view_ms_at_most = 100;
constexpr double events_a_second_at_least = 20'000;

class Scribe : public simulation::Witness {
  public:
    void after(const hall::State&, const hall::Event& event) override {
        entries.push_back({entries.size() + 1, event});
    }
    std::vector<statistics::Entry> entries;
};

std::vector<statistics::Entry> days_of_the_example_plan(int days) {
    auto read = plan::read_plan(OKNO_EXAMPLE_PLAN);
    if (!read) throw std::runtime_error(to_string(read.error().front()));
    simulation::Scenario scenario;
    scenario.plan = *std::move(read);
    scenario.behaviour =
        *simulation::behaviour_of("lunch-peak", scenario.plan, 0.78, simulation::People::human);
    scenario.first_day = new_year;
    simulation::Simulation hall(std::move(scenario), 1);
    Scribe scribe;
    hall.watch(scribe);
    for (int day = 0; day < days && hall.run_day(); ++day) {
    }
    return std::move(scribe.entries);
}

// The floor: one row of eight columns for each event, by a statement prepared once, as many to a transaction.
double plain_rows_a_second(const std::filesystem::path& file, std::size_t rows, std::size_t page) {
    soci::session session;
    statistics::open_sqlite(session, file);
    session << "CREATE TABLE plain (id BIGINT PRIMARY KEY, a BIGINT, b BIGINT, c BIGINT, d TEXT, e TEXT, "
               "f TEXT, g TEXT)";
    const double seconds = seconds_of([&] {
        long long id = 0, a = 1'780'000'000'000, b = 600'000, c = 3;
        const std::string d = "specialist", e = "meter-reading", f = "anna", g = "finished";
        soci::statement insert(session);
        insert.exchange(soci::use(id)), insert.exchange(soci::use(a)), insert.exchange(soci::use(b));
        insert.exchange(soci::use(c)), insert.exchange(soci::use(d)), insert.exchange(soci::use(e));
        insert.exchange(soci::use(f)), insert.exchange(soci::use(g));
        insert.alloc();
        insert.prepare("INSERT INTO plain VALUES (:id, :a, :b, :c, :d, :e, :f, :g)");
        insert.define_and_bind();
        for (std::size_t next = 0; next < rows; next += page) {
            soci::transaction transaction(session);
            for (std::size_t i = 0; i < page; ++i, ++id) insert.execute(true);
            transaction.commit();
        }
    });
    return static_cast<double>(rows) / seconds;
}

double events_a_second(const std::filesystem::path& file, std::span<const statistics::Entry> entries,
                       std::size_t page) {
    statistics::Statistics statistics(file);
    const double seconds = seconds_of([&] {
        for (std::size_t next = 0; next < entries.size(); next += page)
            if (!statistics.apply(entries.subspan(next, std::min(page, entries.size() - next))))
                throw std::runtime_error("a gap in numbers without one");
    });
    return static_cast<double>(entries.size()) / seconds;
}

void measure_projector(const std::filesystem::path& folder, Budgets& budgets) {
    const auto entries = days_of_the_example_plan(100);
    std::printf("projector, %zu events of 100 days of the example plan\n%16s %14s %14s %8s\n", entries.size(),
                "in a transaction", "plain rows /s", "events /s", "ratio");
    for (const std::size_t page : {std::size_t{2000}, std::size_t{100}, std::size_t{1}}) {
        const std::size_t heard = page == 1 ? std::min<std::size_t>(20'000, entries.size()) : entries.size();
        const auto name = std::to_string(page);
        const double floor = plain_rows_a_second(folder / ("plain" + name), heard / page * page, page);
        const double rate = events_a_second(folder / ("told" + name), std::span(entries).first(heard), page);
        std::printf("%16zu %14.0f %14.0f %8.2f\n", page, floor, rate, rate / floor);
        if (page == 2000) budgets.at_most("20,000 events a second", events_a_second_at_least / rate, 1);
    }
    statistics::Statistics statistics(folder / "told2000");
    std::printf("averages and summary of a day: %.2f ms\n", median_ms_of([&] {
                    statistics.averages(new_year + std::chrono::days{20});
                    statistics.summary(new_year + std::chrono::days{20});
                }));
}

// As many halls together as ten million visits a year take: 40 services, 600 windows and operators.
class Crowd {
  public:
    Crowd(soci::session& session, std::uint64_t visits) : session_(session), a_day_(visits / 365) {}

    // In one transaction, as many days as there are from `first` to `last`.
    void write(hall::LocalDay first, hall::LocalDay last) {
        statistics::Changes changes;
        for (hall::LocalDay day = first; day <= last; day += std::chrono::days{1})
            for (std::uint64_t i = 0; i < a_day_; ++i) changes.visits.push_back(visit(day, changes));
        soci::transaction transaction(session_);
        statistics::save(session_, ticket_, {}, changes);
        transaction.commit();
    }

  private:
    std::uint64_t below(std::uint64_t limit) { return random_() % limit; }

    hall::Milliseconds around(double median_ms) {
        return hall::Milliseconds{std::llround(median_ms * std::exp(0.8 * spread_(random_)))};
    }

    statistics::Visit visit(hall::LocalDay day, statistics::Changes& changes) {
        statistics::Visit visit;
        visit.ticket = hall::TicketId{++ticket_};
        visit.number = {"A", static_cast<int>(ticket_ % 1000)};
        visit.language = hall::Language{"ru"};
        visit.device = hall::DeviceId{"kiosk-1"};
        visit.category = hall::CategoryId{below(5) == 0 ? "veteran" : ""};
        visit.day = day;
        visit.abandoned_after = 5s;
        visit.hour = static_cast<int>(8 + below(12));
        visit.issued = hall::Timestamp{(day - new_year) + 20454 * 24h + visit.hour * 1h} +
                       hall::Milliseconds{below(3'600'000)};
        statistics::Counts& counts = changes.hours[{day, visit.hour}];
        ++counts.issued;
        statistics::Leg& leg = visit.legs.emplace_back();
        leg.service = hall::ServiceId{"service-" + std::to_string(below(40))};
        leg.kind = hall::KindId{below(3) == 0 ? "cashier" : "specialist"};
        leg.since = visit.issued;
        leg.wait_norm = 20min;
        const hall::Milliseconds wait = around(420'000);
        if (below(20) == 0)
            leave(visit, leg, wait, counts, changes);
        else
            serve(visit, leg, wait, counts, changes);
        return visit;
    }

    static void leave(statistics::Visit& visit, statistics::Leg& leg, hall::Milliseconds wait,
                      statistics::Counts& counts, statistics::Changes& changes) {
        leg.end = statistics::LegEnd::cancelled;
        visit.end = statistics::VisitEnd::cancelled;
        leg.ended = visit.ended = leg.since + wait;
        ++counts.cancelled;
        count_leg(changes, visit, leg, statistics::Quantity::left, wait);
    }

    void serve(statistics::Visit& visit, statistics::Leg& leg, hall::Milliseconds wait,
               statistics::Counts& counts, statistics::Changes& changes) {
        leg.called = leg.since + wait;
        leg.window = hall::WindowId{static_cast<int>(1 + below(600))};
        leg.called_by = leg.person = hall::OperatorId{"operator-" + std::to_string(leg.window.value)};
        leg.reason = hall::Why::longest_wait;
        leg.service_norm = 10min;
        const hall::Milliseconds service = around(360'000);
        leg.ended = visit.ended = *leg.called + service;
        leg.end = statistics::LegEnd::finished;
        visit.end = statistics::VisitEnd::served;
        leg.outcome = visit.outcome = hall::OutcomeId{"outcome-" + std::to_string(below(3))};
        visit.waited = wait;
        ++counts.served;
        count_leg(changes, visit, leg, statistics::Quantity::wait, wait);
        count_visit_wait(changes, visit, wait, true);
        count_leg(changes, visit, leg, statistics::Quantity::service, service);
        count_outcome(changes, visit, leg);
    }

    soci::session& session_;
    std::uint64_t a_day_;
    std::uint64_t ticket_ = 0;
    std::mt19937_64 random_{1};
    std::normal_distribution<double> spread_{0, 1};
};

// The floor of a view: its rows read and added up by the engine alone.
double bare_read_ms(soci::session& session, const std::string& scope, const char* span, Days days) {
    const std::string of_span = span;
    const std::string first = statistics::to_text(days.first);
    const std::string last = statistics::to_text(days.last);
    return median_ms_of([&] {
        long long rows = 0, bytes = 0, sum = 0;
        session << "SELECT COUNT(*), COALESCE(SUM(LENGTH(buckets)), 0) FROM distributions WHERE span = :span "
                   "AND scope = "
                   ":scope AND day BETWEEN :first AND :last",
            soci::use(of_span), soci::use(scope), soci::use(first), soci::use(last), soci::into(rows),
            soci::into(bytes);
        session << "SELECT COALESCE(SUM(n), 0) FROM sums WHERE span = :span AND scope = :scope AND day "
                   "BETWEEN :first "
                   "AND :last",
            soci::use(of_span), soci::use(scope), soci::use(first), soci::use(last), soci::into(sum);
    });
}

void measure_views(statistics::Statistics& statistics, soci::session& session, Budgets& budgets) {
    const Days year{new_year, year_end};
    const Days odd{new_year + std::chrono::days{16}, year_end - std::chrono::days{16}};
    struct View {
        const char* name;
        By by;
        const char* scope;
        const char* span;
    };
    std::printf("%-24s %12s %12s %8s %20s\n", "a year by", "bare read ms", "view ms", "ratio",
                "17 Jan to 15 Dec, ms");
    for (const View& view :
         {View{"hour", By::hour, "hour", "year"}, View{"weekday", By::weekday, "hall", "day"},
          View{"day", By::day, "hall", "day"}, View{"kind", By::kind, "kind", "year"},
          View{"service (40)", By::service, "service", "year"},
          View{"window (600)", By::window, "window", "year"},
          View{"operator (600)", By::person, "person", "year"},
          View{"outcome", By::outcome, "outcome", "year"},
          View{"category", By::category, "category", "year"}}) {
        const double floor = bare_read_ms(session, view.scope, view.span, year);
        const double took = median_ms_of([&] { statistics.history(year, view.by, 0); });
        const double of_odd = median_ms_of([&] { statistics.history(odd, view.by, 0); });
        std::printf("%-24s %12.1f %12.1f %8.1f %20.1f\n", view.name, floor, took, took / floor, of_odd);
        budgets.at_most(std::string("a year by ") + view.name, took, view_ms_at_most);
    }
    const auto tell = [&](const char* name, const std::function<void()>& work) {
        const double took = median_ms_of(work);
        std::printf("%-24s %12s %12.1f\n", name, "", took);
        budgets.at_most(name, took, view_ms_at_most);
    };
    tell("heat map", [&] { statistics.load_by_hour(year); });
    tell("norm calendar", [&] { statistics.calendar(year); });
    tell("distribution of waits", [&] { statistics.wait_bars(year, 1min, 0); });
    tell("summary", [&] { statistics.summary(new_year, year_end); });
    long long n = 0, sum = 0, longest = 0;
    const double naive = seconds_of([&] {
        session << "SELECT COUNT(*), SUM(called_ms - began_ms), MAX(called_ms - began_ms) FROM legs "
                   "WHERE called_ms IS NOT NULL",
            soci::into(n), soci::into(sum), soci::into(longest);
    });
    std::printf("%-24s %12s %12.1f\n", "one mean from the legs", "", 1000 * naive);
}

void measure_year(const std::filesystem::path& folder, std::uint64_t visits, Budgets& budgets) {
    const std::filesystem::path file = folder / "year.db";
    statistics::Statistics statistics(file);
    soci::session session;
    statistics::open_sqlite(session, file);
    Crowd crowd(session, visits);
    const double took = seconds_of([&] {
        constexpr std::chrono::days a_week{7};
        for (hall::LocalDay day = new_year; day <= year_end; day += a_week) {
            const hall::LocalDay last = std::min(year_end, day + a_week - std::chrono::days{1});
            crowd.write(day, last);
            std::fprintf(stderr, "\r%s is written", statistics::to_text(last).c_str());
        }
        std::fputs("\n", stderr);
    });
    long long known = 0;
    session << "SELECT COUNT(*) FROM visits", soci::into(known);
    std::printf("\n%lld visits of one year: written in %.0f s, %.2f GB\n", known, took,
                static_cast<double>(std::filesystem::file_size(file)) / 1e9);
    measure_views(statistics, session, budgets);
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app{"bench-statistics: the projector beside plain rows, a year's view beside a bare read"};
    std::uint64_t visits = 10'000'000;
    app.add_option("--visits", visits, "How many visits the year has")
        ->check(CLI::Range(std::uint64_t{365}, std::uint64_t{100'000'000}))
        ->capture_default_str();
    CLI11_PARSE(app, argc, argv);
    try {
        const fakes::TemporaryFolder folder;
        Budgets budgets;
        measure_projector(folder.path(), budgets);
        measure_year(folder.path(), visits, budgets);
        if (budgets.broken().empty()) {
            std::puts("\nAll budgets hold.");
            return 0;
        }
        std::printf("\nOver the budget: %s\n", budgets.broken().c_str());
        return 1;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "bench-statistics: %s\n", error.what());
        return 1;
    }
}
