#include "statistics/report_queries.hpp"

#include <string>

#include "statistics/day_text.hpp"
#include "statistics/forwarded_rows.hpp"
#include "statistics/history_queries.hpp"
#include "statistics/hour_rows.hpp"
#include "statistics/queries.hpp"

namespace okno::statistics {

namespace {

using soci::into;
using soci::use;

void read_counts(soci::session& session, Days days, ReportFigures& figures) {
    for (const HourRow& row : hours_in(session, days))
        for (TicketCounts* counts : {&figures.days[day_from_text(row.day)], &figures.hours[row.hour]}) {
            counts->issued += row.counts.issued;
            counts->served += row.counts.served;
            counts->abandoned += row.counts.cancelled + row.counts.missed;
            counts->closed += row.counts.expired;
        }
}

}  // namespace

ReportFigures report_figures(soci::session& session, Days days, std::int64_t exact_at_most) {
    soci::transaction at_one_moment(session);
    if (session.get_backend_name() == "postgresql")
        session << "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ";
    ReportFigures figures;
    long long number = 0;
    session << "SELECT last_number FROM progress WHERE id = 1", into(number);
    figures.number = static_cast<std::uint64_t>(number);
    figures.summary = summary(session, days);
    figures.averages = averages(session, days);
    read_counts(session, days, figures);
    for (const By by : {By::hall, By::day, By::hour, By::kind, By::service, By::window, By::person,
                        By::outcome, By::category})
        figures.histories[by] = history(session, days, by, exact_at_most);
    figures.ratings = ratings(session, days);
    figures.forwarded = forwarded_on(session, days);
    at_one_moment.rollback();  // nothing was written
    return figures;
}

bool has_open_visits(soci::session& session, Days days) {
    const std::string first = to_text(days.first);
    const std::string last = to_text(days.last);
    long long open = 0;
    session << "SELECT COUNT(*) FROM visits WHERE ended IS NULL AND day BETWEEN :first AND :last", use(first),
        use(last), into(open);
    return open > 0;
}

}  // namespace okno::statistics
