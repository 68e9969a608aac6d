#include "statistics/hour_rows.hpp"

#include "statistics/day_text.hpp"

namespace okno::statistics {

using soci::into;
using soci::use;

std::vector<HourRow> hours_in(soci::session& session, Days days) {
    const std::string first = to_text(days.first);
    const std::string last = to_text(days.last);
    std::string day;
    long long hour = 0, issued = 0, served = 0, cancelled = 0, missed = 0, expired = 0;
    soci::statement select =
        (session.prepare << "SELECT day, hour, issued, served, cancelled, missed, expired FROM hours "
                            "WHERE day BETWEEN :first AND :last",
         use(first), use(last), into(day), into(hour), into(issued), into(served), into(cancelled),
         into(missed), into(expired));
    std::vector<HourRow> rows;
    for (select.execute(); select.fetch();)
        rows.push_back({day, static_cast<int>(hour), {issued, served, cancelled, missed, expired}});
    return rows;
}

std::int64_t issued_in(soci::session& session, Days days) {
    const std::string first = to_text(days.first);
    const std::string last = to_text(days.last);
    long long issued = 0;
    session
        << "SELECT CAST(COALESCE(SUM(issued), 0) AS BIGINT) FROM hours WHERE day BETWEEN :first AND :last",
        use(first), use(last), into(issued);
    return issued;
}

}  // namespace okno::statistics
