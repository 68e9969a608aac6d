#include "statistics/queries.hpp"

#include <map>
#include <string>

#include "statistics/day_text.hpp"

namespace okno::statistics {

namespace {

using soci::into;
using soci::use;

Measure& part(Measures& measures, const std::string& quantity) {
    if (quantity == "wait") return measures.wait;
    if (quantity == "idle") return measures.idle;
    return quantity == "service" ? measures.service : measures.parked;
}

// The norms of the last plan adopted on or before the last day; of a kind it no longer has, the last known.
void read_norms(soci::session& session, const std::string& last, Averages& averages) {
    std::string kind;
    long long number = 0, wait_ms = 0, service_ms = 0;
    soci::statement select =
        (session.prepare << "SELECT number, kind, wait_ms, service_ms FROM norms WHERE day <= :last "
                            "ORDER BY number",
         use(last), into(number), into(kind), into(wait_ms), into(service_ms));
    struct Known {
        long long number = 0;
        hall::Norm norm;
    };
    std::map<hall::KindId, Known> known;
    long long newest = 0;
    for (select.execute(); select.fetch();) {
        newest = number;
        known[hall::KindId{kind}] = {
            number, hall::Norm{std::chrono::duration_cast<hall::Seconds>(hall::Milliseconds{wait_ms}),
                               std::chrono::duration_cast<hall::Seconds>(hall::Milliseconds{service_ms})}};
    }
    // The kinds of the last plan are told even when nobody came.
    for (const auto& [id, norm] : known)
        if (norm.number == newest || averages.kinds.contains(id)) averages.kinds[id].norm = norm.norm;
}

}  // namespace

std::optional<Days> known_days(soci::session& session) {
    std::string first, last;
    soci::indicator known = soci::i_null;
    session << "SELECT MIN(day), MAX(day) FROM hours", into(first, known), into(last, known);
    if (known != soci::i_ok) return std::nullopt;
    return Days{day_from_text(first), day_from_text(last)};
}

// wait = first call − issue, or − the transfer or park that began the leg. service = finish − start, where
// start is the specialist's action, else the call; a transfer or a park ends it too. Each belongs to the
// local day the ticket was issued. A mean is sum / count; the share over the norm is over_norm / count.
Averages averages(soci::session& session, Days days) {
    const std::string first = to_text(days.first);
    const std::string last = to_text(days.last);
    std::string scope, name, quantity;
    long long n = 0, sum_ms = 0, longest_ms = 0, over_norm = 0;
    soci::statement select =
        (session.prepare << "SELECT scope, name, quantity, CAST(SUM(n) AS BIGINT), "
                            "CAST(SUM(sum_ms) AS BIGINT), MAX(longest_ms), CAST(SUM(over_norm) AS BIGINT) "
                            "FROM sums WHERE span = 'day' AND scope IN ('kind', 'window', 'person') "
                            "AND day BETWEEN :first AND :last AND quantity IN ('wait', 'service', "
                            "'parked', 'idle') "
                            "GROUP BY scope, name, quantity",
         use(first), use(last), into(scope), into(name), into(quantity), into(n), into(sum_ms),
         into(longest_ms), into(over_norm));
    Averages averages;
    for (select.execute(); select.fetch();) {
        Measures& measures = scope == "kind"     ? averages.kinds[hall::KindId{name}].measures
                             : scope == "window" ? averages.windows[hall::WindowId{std::stoi(name)}]
                                                 : averages.operators[hall::OperatorId{name}];
        part(measures, quantity) = {n, hall::Milliseconds{sum_ms}, hall::Milliseconds{longest_ms}, over_norm};
    }
    read_norms(session, last, averages);
    return averages;
}

// abandoned = cancelled by the visitor + missed; closed by the office (expired) is a category of its own. The
// total wait of a visit is the sum of its legs' waits.
DaySummary summary(soci::session& session, Days days) {
    const std::string first = to_text(days.first);
    const std::string last = to_text(days.last);
    long long issued = 0, served = 0, cancelled = 0, missed = 0, expired = 0;
    session << "SELECT CAST(COALESCE(SUM(issued), 0) AS BIGINT), CAST(COALESCE(SUM(served), 0) AS BIGINT), "
               "CAST(COALESCE(SUM(cancelled), 0) AS BIGINT), CAST(COALESCE(SUM(missed), 0) AS BIGINT), "
               "CAST(COALESCE(SUM(expired), 0) AS BIGINT) FROM hours WHERE day BETWEEN :first AND :last",
        use(first), use(last), into(issued), into(served), into(cancelled), into(missed), into(expired);
    long long n = 0, sum_ms = 0, longest_ms = 0;
    session << "SELECT CAST(COALESCE(SUM(n), 0) AS BIGINT), CAST(COALESCE(SUM(sum_ms), 0) AS BIGINT), "
               "COALESCE(MAX(longest_ms), 0) FROM sums WHERE span = 'day' AND day BETWEEN :first AND :last "
               "AND scope = 'hall' AND quantity = 'visit_wait'",
        use(first), use(last), into(n), into(sum_ms), into(longest_ms);
    return {issued, served,  cancelled,
            missed, expired, Measure{n, hall::Milliseconds{sum_ms}, hall::Milliseconds{longest_ms}, 0}};
}

std::vector<Spell> spells(soci::session& session, hall::LocalDay day) {
    const std::string date = to_text(day);
    long long window = 0, from_ms = 0, till_ms = 0;
    std::string post, person, reason;
    soci::indicator till_is = soci::i_null;
    soci::statement select =
        (session.prepare << "SELECT window_id, post, person, reason, from_ms, till_ms FROM spells "
                            "WHERE day = :day ORDER BY number",
         use(date), into(window), into(post), into(person), into(reason), into(from_ms),
         into(till_ms, till_is));
    std::vector<Spell> spells;
    for (select.execute(); select.fetch();) {
        Spell& spell = spells.emplace_back();
        spell.window = hall::WindowId{static_cast<int>(window)};
        spell.post = post == "open" ? Post::open : Post::paused;
        spell.person = hall::OperatorId{person};
        spell.reason = hall::ReasonId{reason};
        spell.from = hall::Timestamp{hall::Milliseconds{from_ms}};
        if (till_is == soci::i_ok) spell.till = hall::Timestamp{hall::Milliseconds{till_ms}};
    }
    return spells;
}

}  // namespace okno::statistics
