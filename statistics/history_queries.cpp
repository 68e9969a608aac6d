#include "statistics/history_queries.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "statistics/buckets.hpp"
#include "statistics/hour_rows.hpp"
#include "statistics/leg_rows.hpp"
#include "statistics/lines.hpp"
#include "statistics/spans.hpp"

namespace okno::statistics {

namespace {

using soci::into;
using soci::use;

bool is_by_day(By by) {
    return by == By::day || by == By::weekday;
}

std::vector<Part> parts_of(Days days, By by) {
    return is_by_day(by) ? days_of(days) : parts_of(days);
}

std::string scope_of(By by) {
    switch (by) {
        case By::day:
        case By::weekday:
        case By::hall:
            return "hall";
        case By::hour:
            return "hour";
        case By::kind:
            return "kind";
        case By::service:
            return "service";
        case By::window:
            return "window";
        case By::person:
            return "person";
        case By::outcome:
            return "outcome";
        case By::category:
            return "category";
    }
    return {};
}

void add(Measure& whole, const Measure& part) {
    whole.count += part.count;
    whole.sum += part.sum;
    whole.longest = std::max(whole.longest, part.longest);
    whole.over_norm += part.over_norm;
}

Measure& measure_of(Line& line, const std::string& quantity) {
    if (quantity == "wait") return line.wait.measure;
    if (quantity == "service") return line.service.measure;
    if (quantity == "left") return line.left;
    if (quantity == "served_wait") return line.served_wait;
    if (quantity == "abandoned_wait") return line.abandoned_wait;
    return quantity == "closed" ? line.closed : line.missed;
}

void read_sums(soci::session& session, const Part& part, By by, std::map<std::string, Line>& lines) {
    const std::string scope = scope_of(by);
    const std::string column = is_by_day(by) ? "day" : "name";
    std::string name, quantity;
    long long n = 0, sum_ms = 0, longest_ms = 0, over_norm = 0;
    soci::statement select =
        (session.prepare << "SELECT " + column +
                                ", quantity, CAST(SUM(n) AS BIGINT), CAST(SUM(sum_ms) AS BIGINT), "
                                "MAX(longest_ms), CAST(SUM(over_norm) AS BIGINT) FROM sums "
                                "WHERE span = :span AND scope = :scope AND day BETWEEN :first AND :last "
                                "AND quantity IN ('wait', 'service', 'left', 'closed', 'missed', "
                                "'served_wait', 'abandoned_wait') GROUP BY " +
                                column + ", quantity",
         use(part.span), use(scope), use(part.first), use(part.last), into(name), into(quantity), into(n),
         into(sum_ms), into(longest_ms), into(over_norm));
    for (select.execute(); select.fetch();) {
        Line& line = lines[is_by_day(by) ? line_of_day(name, by) : name];
        add(measure_of(line, quantity),
            {n, hall::Milliseconds{sum_ms}, hall::Milliseconds{longest_ms}, over_norm});
    }
}

struct Distributions {
    Distribution wait, service, gone;
};

void read_distributions(soci::session& session, const Part& part, By by,
                        std::map<std::string, Distributions>& lines) {
    const std::string scope = scope_of(by);
    std::string name, quantity, buckets;
    soci::statement select =
        (session.prepare << std::string("SELECT ") + (is_by_day(by) ? "day" : "name") +
                                ", quantity, buckets FROM distributions WHERE span = :span "
                                "AND scope = :scope AND day BETWEEN :first AND :last "
                                "AND quantity IN ('wait', 'service', 'left', 'closed')",
         use(part.span), use(scope), use(part.first), use(part.last), into(name), into(quantity),
         into(buckets));
    for (select.execute(); select.fetch();) {
        Distributions& line = lines[is_by_day(by) ? line_of_day(name, by) : name];
        Distribution& distribution = quantity == "wait"      ? line.wait
                                     : quantity == "service" ? line.service
                                                             : line.gone;
        distribution.add(buckets);
    }
}

std::map<hall::Milliseconds, Endings> endings_of(const Distributions& distributions) {
    std::map<hall::Milliseconds, Endings> endings;
    const auto& called = distributions.wait.counts();
    const auto& gone = distributions.gone.counts();
    for (std::size_t bucket = 0; bucket < std::max(called.size(), gone.size()); ++bucket) {
        const Endings here{bucket < called.size() ? called[bucket] : 0,
                           bucket < gone.size() ? gone[bucket] : 0};
        if (here.called > 0 || here.gone > 0) endings[middle_of(static_cast<int>(bucket))] = here;
    }
    return endings;
}

// A bucket's middle may lie beyond the longest of all.
void set_quantiles(Spread& spread, const Distribution& distribution) {
    spread.median = std::min(distribution.quantile(50), spread.measure.longest);
    spread.p90 = std::min(distribution.quantile(90), spread.measure.longest);
}

void set_from_distributions(soci::session& session, Days days, By by, std::map<std::string, Line>& lines) {
    std::map<std::string, Distributions> known;
    for (const Part& part : parts_of(days, by)) read_distributions(session, part, by, known);
    for (const auto& [name, distributions] : known) {
        Line& line = lines[name];
        set_quantiles(line.wait, distributions.wait);
        set_quantiles(line.service, distributions.service);
        if (knows_who_left(by)) line.median_wait_of_all = median_wait(endings_of(distributions));
    }
}

void set_from_legs(soci::session& session, Days days, By by, std::map<std::string, Line>& lines) {
    const auto legs = read_legs(session, days, by);
    for (auto& [name, line] : lines) {
        const auto took = legs.find(name);
        if (took == legs.end()) continue;
        set_quantiles(line.wait, took->second.waits);
        set_quantiles(line.service, took->second.services);
        if (knows_who_left(by)) line.median_wait_of_all = median_wait(took->second.endings);
    }
}

}  // namespace

History history(soci::session& session, Days days, By by, std::int64_t exact_at_most) {
    std::map<std::string, Line> lines;
    for (const Part& part : parts_of(days, by)) read_sums(session, part, by, lines);
    const bool exact = issued_in(session, days) <= exact_at_most;
    if (exact)
        set_from_legs(session, days, by, lines);
    else
        set_from_distributions(session, days, by, lines);
    return history_from(std::move(lines), by, exact);
}

std::vector<std::int64_t> wait_bars(soci::session& session, Days days, hall::Milliseconds bar,
                                    std::int64_t exact_at_most) {
    std::vector<std::int64_t> bars;
    const auto add_to_bar = [&](hall::Milliseconds wait, std::int64_t count) {
        const auto at = static_cast<std::size_t>(std::max(wait, hall::Milliseconds{0}) / bar);
        if (at >= bars.size()) bars.resize(at + 1);
        bars[at] += count;
    };
    if (issued_in(session, days) <= exact_at_most) {
        for (const auto& [day, took] : read_legs(session, days, By::day))
            for (const hall::Milliseconds wait : took.waits) add_to_bar(wait, 1);
        return bars;
    }
    std::map<std::string, Distributions> known;
    for (const Part& part : parts_of(days)) read_distributions(session, part, By::weekday, known);
    for (const auto& [name, distributions] : known) {
        const auto& counts = distributions.wait.counts();
        for (std::size_t bucket = 0; bucket < counts.size(); ++bucket)
            if (counts[bucket] > 0) add_to_bar(middle_of(static_cast<int>(bucket)), counts[bucket]);
    }
    return bars;
}

}  // namespace okno::statistics
