#include "statistics/statistics.hpp"

#include <utility>

#include "statistics/book.hpp"
#include "statistics/forwarded_rows.hpp"
#include "statistics/history_queries.hpp"
#include "statistics/plan_rows.hpp"
#include "statistics/queries.hpp"
#include "statistics/recount.hpp"
#include "statistics/report_queries.hpp"
#include "statistics/row_differences.hpp"
#include "statistics/selection.hpp"
#include "statistics/staffing.hpp"
#include "statistics/store.hpp"
#include "statistics/visit_rows.hpp"

namespace okno::statistics {

struct Statistics::Connected {
    soci::session session;
    std::optional<Book> book;  // empty after a failure: read from the database again

    Book& read_book() {
        if (!book) book = load(session);
        return *book;
    }
};

Statistics::Statistics(const std::filesystem::path& sqlite_file) : connected_(std::make_unique<Connected>()) {
    open_sqlite(connected_->session, sqlite_file);
    prepare_tables(connected_->session);
}

Statistics::Statistics(const PostgresConnection& connection) : connected_(std::make_unique<Connected>()) {
    connected_->session.open("postgresql", connection.parameters);
    prepare_tables(connected_->session);
}

Statistics::~Statistics() = default;

Sequence Statistics::position() {
    return connected_->book ? connected_->book->position() : last_number(connected_->session);
}

tl::expected<void, Gap> Statistics::apply(std::span<const Entry> entries) {
    Book& book = connected_->read_book();
    const Sequence before = book.position();
    std::optional<Gap> gap;
    try {
        for (const Entry& entry : entries) {
            if (entry.number <= book.position()) continue;
            if (entry.number != book.position() + 1) {
                gap = Gap{book.position() + 1, entry.number};
                break;
            }
            book.hear(entry.number, entry.event);
        }
        if (book.position() != before) {
            soci::transaction transaction(connected_->session);
            save(connected_->session, book.position(), book.plan(), book.take_changes());
            transaction.commit();
        }
    } catch (...) {
        // What the book heard is not in the tables; the tables are what counts.
        connected_->book.reset();
        throw;
    }
    if (gap) return tl::make_unexpected(*gap);
    return {};
}

void Statistics::prove_writable() {
    connected_->session << "UPDATE progress SET last_number = last_number WHERE id = 1";
}

void Statistics::clear() {
    connected_->book.reset();
    make_tables_anew(connected_->session);
}

Averages Statistics::averages(hall::LocalDay day) {
    return averages(day, day);
}

Averages Statistics::averages(hall::LocalDay first, hall::LocalDay last) {
    return statistics::averages(connected_->session, {first, last});
}

DaySummary Statistics::summary(hall::LocalDay day) {
    return summary(day, day);
}

DaySummary Statistics::summary(hall::LocalDay first, hall::LocalDay last) {
    return statistics::summary(connected_->session, {first, last});
}

std::vector<Spell> Statistics::spells(hall::LocalDay day) {
    return statistics::spells(connected_->session, day);
}

History Statistics::history(Days days, By by, std::int64_t exact_at_most) {
    return statistics::history(connected_->session, days, by, exact_at_most);
}

std::vector<LoadCell> Statistics::load_by_hour(Days days) {
    return statistics::load_by_hour(connected_->session, days);
}

std::vector<CalendarDay> Statistics::calendar(Days days) {
    return statistics::calendar(connected_->session, days);
}

std::vector<RatingCount> Statistics::ratings(Days days) {
    return statistics::ratings(connected_->session, days);
}

std::vector<std::int64_t> Statistics::wait_bars(Days days, hall::Milliseconds bar,
                                                std::int64_t exact_at_most) {
    return statistics::wait_bars(connected_->session, days, bar, exact_at_most);
}

ReportFigures Statistics::report_figures(Days days, std::int64_t exact_at_most) {
    return statistics::report_figures(connected_->session, days, exact_at_most);
}

std::vector<Forwarded> Statistics::forwarded(Days days) {
    return forwarded_on(connected_->session, days);
}

std::vector<Forwarded> Statistics::answers_due(hall::LocalDay day, std::int64_t at_most) {
    return statistics::answers_due(connected_->session, day, at_most);
}

bool Statistics::has_open_visits(Days days) {
    return statistics::has_open_visits(connected_->session, days);
}

std::optional<Days> Statistics::known_days() {
    return statistics::known_days(connected_->session);
}

tl::expected<History, TooMany> Statistics::history_of(Days days, By by, const Filter& filter,
                                                      std::int64_t at_most) {
    return statistics::history_of(connected_->session, days, by, filter, at_most);
}

tl::expected<FoundPage, TooMany> Statistics::tickets(const Selection& selection, Sorted sorted,
                                                     std::size_t offset, std::size_t at_most,
                                                     std::int64_t tickets_at_most) {
    return statistics::tickets(connected_->session, selection, sorted, offset, at_most, tickets_at_most);
}

std::optional<Visit> Statistics::visit(hall::TicketId ticket) {
    return load_visit(connected_->session, ticket);
}

std::vector<StaffCell> Statistics::staffing(Days days, hall::Timestamp now) {
    return statistics::staffing(connected_->session, days, zone(), now);
}

hall::Zone Statistics::zone() {
    return load_plan(connected_->session).zone;
}

void Statistics::keep(std::span<const Promise> promises) {
    soci::transaction transaction(connected_->session);
    for (const Promise& promise : promises) {
        const auto ticket = static_cast<long long>(promise.ticket.value);
        const long long from = promise.from_min, to = promise.to_min, heard = promise.heard ? 1 : 0;
        connected_->session << "INSERT INTO promises (ticket, from_min, to_min, heard) VALUES (:ticket, "
                               ":from_min, :to_min, :heard) ON CONFLICT (ticket) DO NOTHING",
            soci::use(ticket), soci::use(from), soci::use(to), soci::use(heard);
    }
    transaction.commit();
}

tl::expected<std::vector<PromiseCount>, TooMany> Statistics::promises(Days days, std::int64_t at_most) {
    return statistics::promises(connected_->session, days, at_most);
}

std::vector<std::string> Statistics::recount(Days days) {
    return statistics::recount(connected_->session, days);
}

std::vector<std::string> Statistics::differences(Statistics& counted, Days days, std::size_t at_most,
                                                 const std::function<void(Sequence)>& count_up_to) {
    soci::session& session = connected_->session;
    const soci::transaction moment(session);
    begin_moment(session);
    count_up_to(last_number(session));
    return row_differences(session, counted.connected_->session, days, at_most);
}

void Statistics::forget_before(hall::LocalDay day) {
    statistics::forget_before(connected_->session, day);
}

}  // namespace okno::statistics
