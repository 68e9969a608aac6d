#include "statistics/report_queries.hpp"

#include <string>

#include "statistics/day_text.hpp"
#include "statistics/forwarded_rows.hpp"
#include "statistics/history_queries.hpp"
#include "statistics/queries.hpp"

namespace okno::statistics {

namespace {

using soci::into;
using soci::use;

void read_counts(soci::session& session, Days days, ReportFigures& figures) {
    const std::string first = to_text(days.first);
    const std::string last = to_text(days.last);
    std::string day;
    long long hour = 0, issued = 0, served = 0, cancelled = 0, missed = 0, expired = 0;
    soci::statement select =
        (session.prepare << "SELECT day, hour, issued, served, cancelled, missed, expired FROM hours "
                            "WHERE day BETWEEN :first AND :last",
         use(first), use(last), into(day), into(hour), into(issued), into(served), into(cancelled),
         into(missed), into(expired));
    for (select.execute(); select.fetch();)
        for (TicketCounts* counts :
             {&figures.days[day_from_text(day)], &figures.hours[static_cast<int>(hour)]}) {
            counts->issued += issued;
            counts->served += served;
            counts->abandoned += cancelled + missed;
            counts->closed += expired;
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
