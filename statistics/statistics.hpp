// The hall's statistics: a projection of the journal into tables, and the questions one may ask of them.
// Owns one database connection (SQLite, or PostgreSQL for many halls) and is used by one thread. Disposable:
// `clear` and the journal from number 1 make it anew. It refuses to guess: an entry that leaves a gap in the
// numbers is not applied. A failure of the database is a std::runtime_error; nothing of that call was kept
// and the next call begins from what the database holds.
//
//     Statistics statistics(path);
//     ask the dispatcher for events from statistics.position() + 1 on, page by page:
//     if (auto gap = statistics.apply(entries); !gap) ask again from gap.error().expected;
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "hall/events.hpp"
#include "statistics/figures.hpp"
#include "statistics/history.hpp"
#include "statistics/report.hpp"
#include "statistics/visit.hpp"

namespace okno::statistics {

using Sequence = std::uint64_t;  // the number of an event in the journal, from 1

// No event: hidden from the feed it came by, only the number counts.
struct Entry {
    Sequence number = 0;
    std::optional<hall::Event> event;
};

struct Gap {
    Sequence expected = 0;
    Sequence found = 0;
};

// Of PostgreSQL, in libpq's words: "host=/run/postgresql dbname=okno".
struct PostgresConnection {
    std::string parameters;
};

class Statistics {
  public:
    explicit Statistics(const std::filesystem::path& sqlite_file);
    explicit Statistics(const PostgresConnection& connection);
    ~Statistics();
    Statistics(const Statistics&) = delete;
    Statistics& operator=(const Statistics&) = delete;

    // The last journal number that is in the tables; 0: none.
    Sequence position();

    // In one transaction: either all of these entries, or, before a gap, those up to it. Entries at or below
    // `position` are ignored. Give a page of up to some thousands while catching up, single entries when
    // live.
    tl::expected<void, Gap> apply(std::span<const Entry> entries);

    // Writes something that changes nothing: throws when `apply` would.
    void prove_writable();

    // Forgets everything; `position` is 0 again.
    void clear();

    // All by the hall's local date of issue; the second forms add up the days from `first` to `last`.
    // What is waiting now is no statistic: ask hall::State.
    Averages averages(hall::LocalDay day);
    Averages averages(hall::LocalDay first, hall::LocalDay last);
    DaySummary summary(hall::LocalDay day);
    DaySummary summary(hall::LocalDay first, hall::LocalDay last);

    // The spells of work and pause that began on `day`, in the order they began.
    std::vector<Spell> spells(hall::LocalDay day);

    // Any period. With `exact_at_most` tickets or fewer medians are exact, else read from distributions
    // (buckets.hpp), which takes no longer for ten million.
    static constexpr std::int64_t sorted_at_most = 20'000;
    History history(Days days, By by, std::int64_t exact_at_most = sorted_at_most);
    std::vector<LoadCell> load_by_hour(Days days);  // for a heat map: weekday × hour
    std::vector<CalendarDay> calendar(Days days);   // each day and kind against its norm
    std::vector<RatingCount> ratings(Days days);
    // How many waits took less than `bar`, less than two of it, and so on.
    std::vector<std::int64_t> wait_bars(Days days, hall::Milliseconds bar,
                                        std::int64_t exact_at_most = sorted_at_most);

    // All that a report on these days gives, at one moment of the journal.
    ReportFigures report_figures(Days days, std::int64_t exact_at_most = sorted_at_most);
    std::vector<Forwarded> forwarded(Days days);  // applications accepted on these days, in that order
    // Forwarded applications whose answer is due on `day` or later, the most urgent first, `at_most` of them.
    std::vector<Forwarded> answers_due(hall::LocalDay day, std::int64_t at_most);
    bool has_open_visits(Days days);  // their figures may still change

    std::optional<Days> known_days();  // from the first to the last with a ticket

    // The same of some of the tickets, sorted from the legs one by one; day and hall are exact always.
    static constexpr std::int64_t looked_through_at_most = 200'000;
    tl::expected<History, TooMany> history_of(Days days, By by, const Filter& filter,
                                              std::int64_t at_most = looked_through_at_most);
    // What is behind a number, `at_most` from the place `offset` on.
    tl::expected<FoundPage, TooMany> tickets(const Selection& selection, Sorted sorted, std::size_t offset,
                                             std::size_t at_most,
                                             std::int64_t tickets_at_most = looked_through_at_most);
    std::optional<Visit> visit(hall::TicketId ticket);
    // Of windows; spells that still last count until `now`.
    std::vector<StaffCell> staffing(Days days, hall::Timestamp now);
    hall::Zone zone();  // of the plan in force

    // How long a visitor was told to wait, minutes; the first word about a ticket holds. `heard`: as the hall
    // told it at that moment; else worked out from the journal. Not a part of `apply`: the journal does not
    // hold it.
    struct Promise {
        hall::TicketId ticket;
        int from_min = 0;
        int to_min = 0;
        bool heard = true;
    };
    void keep(std::span<const Promise> promises);
    tl::expected<std::vector<PromiseCount>, TooMany> promises(Days days,
                                                              std::int64_t at_most = looked_through_at_most);

    // The sums of these days once more, from the visits: a sentence for each figure that differs. Another
    // connection may go on writing meanwhile.
    std::vector<std::string> recount(Days days);

    // Every row of these days against those of `counted` (row_differences.hpp), at one moment of these
    // tables: `count_up_to` is given how far they are then, and brings `counted` there. See second_count.hpp.
    std::vector<std::string> differences(Statistics& counted, Days days, std::size_t at_most,
                                         const std::function<void(Sequence)>& count_up_to);
    // Days before this one that can change no more, and sums of months and years: gone.
    void forget_before(hall::LocalDay day);

  private:
    struct Connected;
    std::unique_ptr<Connected> connected_;
};

}  // namespace okno::statistics
