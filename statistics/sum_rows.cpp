#include "statistics/sum_rows.hpp"

#include <algorithm>
#include <array>

#include "statistics/day_text.hpp"
#include "statistics/spans.hpp"

namespace okno::statistics {

namespace {

using soci::into;
using soci::use;

// The columns of a key, in places that SOCI may read again and again.
struct Key {
    std::string span, scope, day, name, quantity;

    void set(const SumKey& key) {
        scope = to_string(key.scope);
        day = to_text(key.day);
        name = key.name;
        quantity = to_string(key.quantity);
    }
};

// The greatest of two is written with CASE: MAX and GREATEST are not in both databases.
void save_measures(soci::session& session, const char* span, const std::map<SumKey, Sum>& sums) {
    Key key;
    key.span = span;
    long long n = 0, sum_ms = 0, longest = 0, over_norm = 0;
    soci::statement upsert =
        (session.prepare
             << "INSERT INTO sums (span, scope, day, name, quantity, n, sum_ms, longest_ms, over_norm) "
                "VALUES (:span, :scope, :day, :name, :quantity, :n, :sum_ms, :longest_ms, :over_norm) "
                "ON CONFLICT (span, scope, day, name, quantity) DO UPDATE SET n = sums.n + excluded.n, "
                "sum_ms = sums.sum_ms + excluded.sum_ms, longest_ms = CASE WHEN excluded.longest_ms > "
                "sums.longest_ms THEN excluded.longest_ms ELSE sums.longest_ms END, "
                "over_norm = sums.over_norm + excluded.over_norm",
         use(key.span), use(key.scope), use(key.day), use(key.name), use(key.quantity), use(n), use(sum_ms),
         use(longest), use(over_norm));
    for (const auto& [sum_key, sum] : sums) {
        key.set(sum_key);
        n = sum.measure.count;
        sum_ms = sum.measure.sum.count();
        longest = sum.measure.longest.count();
        over_norm = sum.measure.over_norm;
        upsert.execute(true);
    }
}

bool has_distribution(Quantity quantity) {
    return quantity != Quantity::parked && quantity != Quantity::idle && quantity != Quantity::served_wait &&
           quantity != Quantity::abandoned_wait;
}

// Read, added to and written again: the caller's transaction is the only one that writes.
void save_distributions(soci::session& session, const char* span, const std::map<SumKey, Sum>& sums) {
    Key key;
    key.span = span;
    std::string known, buckets;
    soci::statement select =
        (session.prepare << "SELECT buckets FROM distributions WHERE span = :span AND scope = :scope AND "
                            "day = :day AND name = :name AND quantity = :quantity",
         use(key.span), use(key.scope), use(key.day), use(key.name), use(key.quantity), into(known));
    soci::statement upsert =
        (session.prepare << "INSERT INTO distributions (span, scope, day, name, quantity, buckets) "
                            "VALUES (:span, :scope, :day, :name, :quantity, :buckets) "
                            "ON CONFLICT (span, scope, day, name, quantity) "
                            "DO UPDATE SET buckets = excluded.buckets",
         use(key.span), use(key.scope), use(key.day), use(key.name), use(key.quantity), use(buckets));
    for (const auto& [sum_key, sum] : sums) {
        if (!has_distribution(sum_key.quantity)) continue;
        key.set(sum_key);
        Distribution distribution;
        if (select.execute(true)) distribution.add(known);
        distribution.add(sum.buckets);
        buckets = distribution.text();
        upsert.execute(true);
    }
}

std::map<SumKey, Sum> by_span(const Span& span, const std::map<SumKey, Sum>& days) {
    std::map<SumKey, Sum> sums;
    for (const auto& [key, sum] : days) {
        Sum& whole = sums[SumKey{span.first_of(key.day), key.scope, key.name, key.quantity}];
        whole.measure.count += sum.measure.count;
        whole.measure.sum += sum.measure.sum;
        whole.measure.longest = std::max(whole.measure.longest, sum.measure.longest);
        whole.measure.over_norm += sum.measure.over_norm;
        for (const auto& [bucket, count] : sum.buckets) whole.buckets[bucket] += count;
    }
    return sums;
}

}  // namespace

void save_sums(soci::session& session, const std::map<SumKey, Sum>& days) {
    for (const Span& span : spans()) {
        const std::map<SumKey, Sum> sums = by_span(span, days);
        save_measures(session, span.name, sums);
        save_distributions(session, span.name, sums);
    }
}

void save_hours(soci::session& session, const std::map<HourKey, Counts>& hours) {
    std::string day;
    long long hour = 0, issued = 0, served = 0, cancelled = 0, missed = 0, expired = 0;
    soci::statement upsert =
        (session.prepare << "INSERT INTO hours (day, hour, issued, served, cancelled, missed, expired) "
                            "VALUES (:day, :hour, :issued, :served, :cancelled, :missed, :expired) "
                            "ON CONFLICT (day, hour) DO UPDATE SET issued = hours.issued + excluded.issued, "
                            "served = hours.served + excluded.served, "
                            "cancelled = hours.cancelled + excluded.cancelled, "
                            "missed = hours.missed + excluded.missed, "
                            "expired = hours.expired + excluded.expired",
         use(day), use(hour), use(issued), use(served), use(cancelled), use(missed), use(expired));
    for (const auto& [key, counts] : hours) {
        day = to_text(key.day);
        hour = key.hour;
        issued = counts.issued;
        served = counts.served;
        cancelled = counts.cancelled;
        missed = counts.missed;
        expired = counts.expired;
        upsert.execute(true);
    }
}

void save_ratings(soci::session& session, const std::vector<Rating>& ratings) {
    for (const Rating& rating : ratings) {
        const auto ticket = static_cast<long long>(rating.ticket.value);
        std::string day, service;
        session << "SELECT visits.day, legs.service FROM visits JOIN legs ON legs.ticket = visits.ticket "
                   "WHERE visits.ticket = :ticket ORDER BY legs.leg DESC LIMIT 1",
            use(ticket), into(day), into(service);
        if (!session.got_data()) continue;
        const long long score = rating.score;
        session << "INSERT INTO ratings (day, service, topic, score, n) "
                   "VALUES (:day, :service, :topic, :score, 1) "
                   "ON CONFLICT (day, service, topic, score) DO UPDATE SET n = ratings.n + 1",
            use(day), use(service), use(rating.topic.value), use(score);
    }
}

std::string_view to_string(Scope scope) {
    constexpr std::array<std::string_view, 8> words{"hall",    "kind",    "window",   "person",
                                                    "service", "outcome", "category", "hour"};
    return words.at(static_cast<std::size_t>(scope));
}

std::string_view to_string(Quantity quantity) {
    constexpr std::array<std::string_view, 10> words{"wait",        "service",       "parked", "visit_wait",
                                                     "idle",        "left",          "closed", "missed",
                                                     "served_wait", "abandoned_wait"};
    return words.at(static_cast<std::size_t>(quantity));
}

}  // namespace okno::statistics
