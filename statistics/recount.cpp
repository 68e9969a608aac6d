#include "statistics/recount.hpp"

#include <array>
#include <map>
#include <tuple>

#include "statistics/buckets.hpp"
#include "statistics/day_text.hpp"
#include "statistics/spans.hpp"
#include "statistics/store.hpp"

namespace okno::statistics {

namespace {

using soci::into;
using soci::use;

struct Period {
    std::string first;
    std::string last;
};

using Name = std::tuple<std::string, std::string, std::string, std::string>;  // scope, day, name, quantity
using Figures = std::map<Name, std::string>;                                  // as a person reads them

// How a quantity follows from a leg `l` of a visit `v`.
struct Formula {
    const char* quantity;
    const char* took;
    const char* which;
    const char* norm;
    const char* person;  // null: nobody had called
    bool in_outcomes;
    bool has_distribution;
};

constexpr std::array<Formula, 8> formulas{{
    {"wait", "l.called_ms - l.began_ms", "l.called_ms IS NOT NULL", "l.wait_norm_ms", "l.called_by", true,
     true},
    {"service", "l.ended_ms - COALESCE(l.started_ms, l.called_ms)",
     "l.called_ms IS NOT NULL AND l.ended IN ('finished', 'transferred', 'parked')", "l.service_norm_ms",
     "l.person", true, true},
    {"parked", "l.called_ms - l.began_ms", "l.called_ms IS NOT NULL AND l.began = 'park'", "l.wait_norm_ms",
     "l.called_by", false, false},
    {"left", "l.ended_ms - l.began_ms", "l.called_ms IS NULL AND l.ended = 'cancelled'", "NULL", nullptr,
     false, true},
    {"closed", "l.ended_ms - l.began_ms", "l.called_ms IS NULL AND l.ended = 'expired'", "NULL", nullptr,
     false, true},
    {"missed", "l.ended_ms - l.called_ms", "l.ended = 'missed'", "NULL", "l.person", false, true},
    {"served_wait", "l.called_ms - v.issued_ms", "l.leg = 1 AND v.ended = 'served'", "l.wait_norm_ms",
     nullptr, false, false},
    // The norm is X.
    {"abandoned_wait", "COALESCE(l.called_ms, v.ended_ms) - v.issued_ms",
     "l.leg = 1 AND v.ended IN ('cancelled', 'missed')", "v.abandoned_after_ms", nullptr, false, false},
}};

// The scopes in which a quantity counts, with the column that names its lines.
std::map<std::string, std::string> scopes_of(const Formula& formula) {
    std::map<std::string, std::string> scopes{{"hall", "''"},
                                              {"kind", "l.kind"},
                                              {"service", "l.service"},
                                              {"category", "v.category"},
                                              {"hour", "CAST(v.hour AS TEXT)"}};
    if (formula.person) {
        scopes["window"] = "CAST(l.window_id AS TEXT)";
        scopes["person"] = formula.person;
    }
    if (formula.in_outcomes) scopes["outcome"] = "l.outcome";
    return scopes;
}

std::string legs_of(const Formula& formula, const std::string& scope) {
    return std::string(
               " FROM visits v JOIN legs l ON l.ticket = v.ticket "
               "WHERE v.day BETWEEN :first AND :last AND ") +
           formula.which + (scope == "outcome" ? " AND l.ended = 'finished'" : "");
}

std::string of_sum(long long n, long long sum_ms, long long longest_ms, long long over_norm) {
    return std::to_string(n) + " of " + std::to_string(sum_ms) + " ms, the longest of " +
           std::to_string(longest_ms) + " ms, " + std::to_string(over_norm) + " over the norm";
}

std::string of_hour(long long issued, long long served, long long abandoned, long long expired) {
    return std::to_string(issued) + " issued, " + std::to_string(served) + " served, " +
           std::to_string(abandoned) + " abandoned, " + std::to_string(expired) + " closed by the office";
}

// `sql` gives day or month, scope, name, quantity, and four numbers, of which `sentence` makes what a
// person reads.
Figures read(soci::session& session, const std::string& sql, const Period& period,
             std::string (*sentence)(long long, long long, long long, long long) = of_sum) {
    std::string day, scope, name, quantity;
    long long first = 0, second = 0, third = 0, fourth = 0;
    Figures figures;
    soci::statement select =
        (session.prepare << sql, use(period.first), use(period.last), into(day), into(scope), into(name),
         into(quantity), into(first), into(second), into(third), into(fourth));
    for (select.execute(); select.fetch();)
        figures[{scope, day, name, quantity}] = sentence(first, second, third, fourth);
    return figures;
}

std::string sums_by_legs(const Formula& formula, const std::string& scope, const std::string& name) {
    const std::string took = formula.took;
    return "SELECT day, '" + scope + "', name, '" + formula.quantity +
           "', COUNT(*), CAST(SUM(took) AS BIGINT), MAX(CASE WHEN took > 0 THEN took ELSE 0 END), "
           "CAST(SUM(CASE WHEN took > norm THEN 1 ELSE 0 END) AS BIGINT) FROM (SELECT v.day AS day, " +
           name + " AS name, " + took + " AS took, CAST(" + formula.norm + " AS BIGINT) AS norm" +
           legs_of(formula, scope) + ") each_leg GROUP BY day, name";
}

constexpr const char* visit_waits =
    "SELECT v.day, 'hall', '', 'visit_wait', COUNT(*), CAST(SUM(v.waited_ms) AS BIGINT), MAX(v.waited_ms), "
    "CAST(0 AS BIGINT) FROM visits v WHERE v.day BETWEEN :first AND :last AND EXISTS "
    "(SELECT 1 FROM legs l WHERE l.ticket = v.ticket AND l.called_ms IS NOT NULL) GROUP BY v.day";

constexpr const char* sums_of_days =
    "SELECT day, scope, name, quantity, n, sum_ms, longest_ms, over_norm FROM sums "
    "WHERE span = 'day' AND day BETWEEN :first AND :last AND quantity <> 'idle'";

// How a span is known by its first day, from the text of any of its days.
std::string first_of(const std::string& span) {
    return span == "year" ? "SUBSTR(day, 1, 5) || '01-01'" : "SUBSTR(day, 1, 8) || '01'";
}

std::string sums_by_days(const std::string& span) {
    const std::string first = first_of(span);
    return "SELECT " + first +
           ", scope, name, quantity, CAST(SUM(n) AS BIGINT), CAST(SUM(sum_ms) AS BIGINT), MAX(longest_ms), "
           "CAST(SUM(over_norm) AS BIGINT) FROM sums WHERE span = 'day' AND day BETWEEN :first AND :last "
           "GROUP BY " +
           first + ", scope, name, quantity";
}

std::string sums_of(const std::string& span) {
    return "SELECT day, scope, name, quantity, n, sum_ms, longest_ms, over_norm FROM sums WHERE span = '" +
           span + "' AND day BETWEEN :first AND :last";
}

constexpr const char* hours_by_visits =
    "SELECT day, 'hours', CAST(hour AS TEXT), 'tickets', COUNT(*), "
    "CAST(SUM(CASE WHEN ended = 'served' THEN 1 ELSE 0 END) AS BIGINT), "
    "CAST(SUM(CASE WHEN ended IN ('cancelled', 'missed') THEN 1 ELSE 0 END) AS BIGINT), "
    "CAST(SUM(CASE WHEN ended = 'expired' THEN 1 ELSE 0 END) AS BIGINT) "
    "FROM visits WHERE day BETWEEN :first AND :last GROUP BY day, hour";
constexpr const char* hours_kept =
    "SELECT day, 'hours', CAST(hour AS TEXT), 'tickets', issued, served, cancelled + missed, expired "
    "FROM hours WHERE day BETWEEN :first AND :last";

// The legs of a visit against what the visit says that they come to.
constexpr const char* visits_unlike_their_legs =
    "SELECT CAST(v.ticket AS TEXT) FROM visits v WHERE v.day BETWEEN :first AND :last AND v.waited_ms <> "
    "(SELECT CAST(COALESCE(SUM(l.called_ms - l.began_ms), 0) AS BIGINT) FROM legs l "
    "WHERE l.ticket = v.ticket AND l.called_ms IS NOT NULL)";

Figures distributions_by_legs(soci::session& session, const Period& period) {
    std::map<Name, Distribution> found;
    for (const Formula& formula : formulas) {
        if (!formula.has_distribution) continue;
        for (const auto& [scope, column] : scopes_of(formula)) {
            std::string day, name;
            long long took = 0;
            soci::statement select =
                (session.prepare << "SELECT v.day, " + column + ", " + formula.took + legs_of(formula, scope),
                 use(period.first), use(period.last), into(day), into(name), into(took));
            for (select.execute(); select.fetch();)
                found[{scope, day, name, formula.quantity}].add(
                    BucketChanges{{bucket_of(hall::Milliseconds{took}), 1}});
        }
    }
    Figures figures;
    for (const auto& [name, distribution] : found) figures[name] = distribution.text();
    return figures;
}

Figures distributions_kept(soci::session& session, const char* span, const Period& period) {
    const std::string of_span = span;
    std::string day, scope, name, quantity, buckets;
    Figures figures;
    soci::statement select =
        (session.prepare << "SELECT day, scope, name, quantity, buckets FROM distributions "
                            "WHERE span = :span AND day BETWEEN :first AND :last",
         use(of_span), use(period.first), use(period.last), into(day), into(scope), into(name),
         into(quantity), into(buckets));
    for (select.execute(); select.fetch();) figures[{scope, day, name, quantity}] = buckets;
    return figures;
}

Figures distributions_by_days(const Span& span, const Figures& days) {
    std::map<Name, Distribution> sums;
    for (const auto& [name, buckets] : days) {
        const auto& [scope, day, line, quantity] = name;
        sums[{scope, to_text(span.first_of(day_from_text(day))), line, quantity}].add(buckets);
    }
    Figures figures;
    for (const auto& [name, distribution] : sums) figures[name] = distribution.text();
    return figures;
}

void compare(const std::string& what, const Figures& recounted, const Figures& kept,
             std::vector<std::string>& differences) {
    const auto tell = [&](const Name& name, const std::string& there, const std::string& here) {
        const auto& [scope, day, line, quantity] = name;
        differences.push_back(what + ", " + day + ", " + scope + " '" + line + "', " + quantity +
                              ": the tables have " + there + "; counted anew: " + here);
    };
    for (const auto& [name, figure] : recounted) {
        const auto there = kept.find(name);
        if (there == kept.end())
            tell(name, "nothing", figure);
        else if (there->second != figure)
            tell(name, there->second, figure);
    }
    for (const auto& [name, figure] : kept)
        if (!recounted.contains(name)) tell(name, figure, "nothing");
}

// Without the visits' own waits, which are not in the legs as such.
void drop_visit_waits(Figures& figures) {
    std::erase_if(figures, [](const auto& one) { return std::get<3>(one.first) == "visit_wait"; });
}

// Months and years against their days, all of them.
void compare_spans(soci::session& session, Days days, std::vector<std::string>& differences) {
    const std::chrono::year_month_day first{days.first};
    const std::chrono::year_month_day last{days.last};
    const Period years{to_text(hall::LocalDay{first.year() / 1 / 1}),
                       to_text(hall::LocalDay{last.year() / 12 / 31})};
    const Figures by_day = distributions_kept(session, "day", years);
    for (const Span& span : spans()) {
        if (span.name == std::string("day")) continue;
        const std::string what = std::string("by ") + span.name;
        compare("sums " + what, read(session, sums_by_days(span.name), years),
                read(session, sums_of(span.name), years), differences);
        compare("distributions " + what, distributions_by_days(span, by_day),
                distributions_kept(session, span.name, years), differences);
    }
}

}  // namespace

std::vector<std::string> recount(soci::session& session, Days days) {
    const soci::transaction moment(session);
    begin_moment(session);
    const Period period{to_text(days.first), to_text(days.last)};
    std::vector<std::string> differences;

    Figures sums = read(session, visit_waits, period);
    for (const Formula& formula : formulas)
        for (const auto& [scope, column] : scopes_of(formula))
            sums.merge(read(session, sums_by_legs(formula, scope, column), period));
    compare("sums", sums, read(session, sums_of_days, period), differences);
    compare("hours", read(session, hours_by_visits, period, of_hour),
            read(session, hours_kept, period, of_hour), differences);

    Figures kept = distributions_kept(session, "day", period);
    drop_visit_waits(kept);
    compare("distributions", distributions_by_legs(session, period), kept, differences);

    compare_spans(session, days, differences);

    std::string ticket;
    soci::statement unlike =
        (session.prepare << visits_unlike_their_legs, use(period.first), use(period.last), into(ticket));
    for (unlike.execute(); unlike.fetch();)
        differences.push_back("visit " + ticket + ": its wait is not the sum of its legs' waits");
    return differences;
}

}  // namespace okno::statistics
