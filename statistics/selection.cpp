#include "statistics/selection.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "statistics/columns.hpp"
#include "statistics/day_text.hpp"
#include "statistics/hour_rows.hpp"
#include "statistics/leg_rows.hpp"
#include "statistics/lines.hpp"
#include "statistics/survival.hpp"

namespace okno::statistics {

namespace {

using soci::into;
using soci::use;

// How a number follows from a leg `l` of a visit `v`.
struct Formula {
    std::string took;
    std::string which;
    std::string norm = "NULL";
    std::string person;  // empty: nobody had called, or the visit is counted and not what somebody did
    bool in_outcomes = false;
};

const std::string first_wait = "COALESCE(l.called_ms, v.ended_ms, v.issued_ms) - v.issued_ms";

Formula of_visits(const std::string& ended) {
    return {first_wait, "l.leg = 1" + (ended.empty() ? "" : " AND v.ended = '" + ended + "'"),
            "l.wait_norm_ms", "", false};
}

Formula of_promises(const std::string& which) {
    return {first_wait,
            "l.leg = 1 AND l.called_ms IS NOT NULL AND EXISTS (SELECT 1 FROM promises p WHERE "
            "p.ticket = v.ticket AND " +
                which + ")",
            "l.wait_norm_ms", "", false};
}

Formula formula_of(Counted number) {
    switch (number) {
        case Counted::wait:
            return {"l.called_ms - l.began_ms", "l.called_ms IS NOT NULL", "l.wait_norm_ms", "l.called_by",
                    true};
        case Counted::service:
            return {"l.ended_ms - COALESCE(l.started_ms, l.called_ms)",
                    "l.called_ms IS NOT NULL AND l.ended IN ('finished', 'transferred', 'parked')",
                    "l.service_norm_ms", "l.person", true};
        case Counted::left:
            return {"l.ended_ms - l.began_ms", "l.called_ms IS NULL AND l.ended = 'cancelled'", "NULL", "",
                    false};
        case Counted::closed:
            return {"l.ended_ms - l.began_ms", "l.called_ms IS NULL AND l.ended = 'expired'", "NULL", "",
                    false};
        case Counted::missed:
            return {"l.ended_ms - l.called_ms", "l.ended = 'missed'", "NULL", "l.person", false};
        case Counted::waited:
            return {"COALESCE(l.called_ms, l.ended_ms) - l.began_ms",
                    "(l.called_ms IS NOT NULL OR l.ended IN ('cancelled', 'expired'))", "l.wait_norm_ms", "",
                    false};
        case Counted::abandoned_wait:
            return {first_wait, "l.leg = 1 AND v.ended IN ('cancelled', 'missed')", "v.abandoned_after_ms",
                    "", false};
        case Counted::served_wait:
        case Counted::served:
            return of_visits("served");
        case Counted::cancelled:
            return of_visits("cancelled");
        case Counted::lost:
            return of_visits("missed");
        case Counted::expired:
            return of_visits("expired");
        case Counted::issued:
            return of_visits("");
        case Counted::promised:
            return of_promises("1 = 1");
        case Counted::promised_sooner:
            return of_promises(first_wait + " < p.from_min * 60000");
        case Counted::promised_later:
            return of_promises(first_wait + " > p.to_min * 60000");
    }
    return {};
}

// The WHERE of a question and the values in it, which must live until it is answered.
class Conditions {
  public:
    explicit Conditions(Days days) : first_(to_text(days.first)), last_(to_text(days.last)) {}

    void add(const std::string& sql) { text_ += " AND " + sql; }
    void add(const std::string& column, const std::string& name, std::string value) {
        add(column + " = :" + name);
        words_[name] = std::move(value);
    }
    void add(const std::string& comparison, const std::string& name, long long value) {
        add(comparison + " :" + name);
        numbers_[name] = value;
    }

    const std::string& text() const { return text_; }
    void bind(soci::statement& statement) {
        statement.exchange(use(first_, "first"));
        statement.exchange(use(last_, "last"));
        for (auto& [name, value] : words_) statement.exchange(use(value, name));
        for (auto& [name, value] : numbers_) statement.exchange(use(value, name));
    }

  private:
    std::string first_;
    std::string last_;
    std::string text_ = "v.day BETWEEN :first AND :last";
    std::map<std::string, std::string> words_;
    std::map<std::string, long long> numbers_;
};

// Neither database tells the weekday of a text in the other's words: the days are named. They are ours, not
// the asker's.
std::string days_in(Days days, int weekday) {
    std::string names;
    for (hall::LocalDay day = days.first; day <= days.last; day += std::chrono::days{1})
        if (static_cast<int>(std::chrono::weekday{day}.iso_encoding()) == weekday)
            names += (names.empty() ? "'" : ", '") + to_text(day) + "'";
    return names.empty() ? "1 = 0" : "v.day IN (" + names + ")";
}

void add_filter(Conditions& conditions, Days days, const Filter& filter, const Formula& formula) {
    conditions.add(formula.which);
    if (filter.weekday) conditions.add(days_in(days, *filter.weekday));
    if (filter.hour) conditions.add("v.hour =", "hour", static_cast<long long>(*filter.hour));
    if (filter.kind) conditions.add("l.kind", "kind", filter.kind->value);
    if (filter.service) conditions.add("l.service", "service", filter.service->value);
    if (filter.category) conditions.add("v.category", "category", filter.category->value);
    if (filter.window) {
        conditions.add(formula.person.empty() ? "1 = 0" : "l.called_ms IS NOT NULL");
        conditions.add("l.window_id =", "window", static_cast<long long>(filter.window->value));
    }
    if (filter.person) {
        conditions.add(formula.person.empty() ? "1 = 0" : "l.called_ms IS NOT NULL");
        if (!formula.person.empty()) conditions.add(formula.person, "person", filter.person->value);
    }
    if (filter.outcome) {
        conditions.add(formula.in_outcomes ? "l.ended = 'finished'" : "1 = 0");
        conditions.add("l.outcome", "outcome", filter.outcome->value);
    }
}

void add_over(Conditions& conditions, const Selection& selection, const Formula& formula) {
    if (!selection.over) return;
    std::string over = formula.took + " > " + formula.norm;
    if (selection.counted == Counted::promised)
        over = "EXISTS (SELECT 1 FROM promises p WHERE p.ticket = v.ticket AND (" + formula.took +
               " < p.from_min * 60000 OR " + formula.took + " > p.to_min * 60000))";
    // Without a norm nothing is over it, and so it is within.
    conditions.add("CASE WHEN " + over + " THEN 1 ELSE 0 END = " + (*selection.over ? "1" : "0"));
}

Conditions conditions_of(const Selection& selection, const Formula& formula) {
    Conditions conditions(selection.days);
    add_filter(conditions, selection.days, selection.filter, formula);
    add_over(conditions, selection, formula);
    if (selection.at_least)
        conditions.add(formula.took + " >=", "at_least", static_cast<long long>(selection.at_least->count()));
    if (selection.below)
        conditions.add(formula.took + " <", "below", static_cast<long long>(selection.below->count()));
    return conditions;
}

const std::string from_legs = " FROM visits v JOIN legs l ON l.ticket = v.ticket WHERE ";

// Calls `each` for every row; `out` puts its columns into the statement.
template <class Out, class Each>
void read(soci::session& session, const std::string& sql, Conditions& conditions, Out out, Each each) {
    soci::statement select(session);
    conditions.bind(select);
    out(select);
    select.alloc();
    select.prepare(sql);
    select.define_and_bind();
    for (select.execute(); select.fetch();) each();
}

std::optional<TooMany> too_many(soci::session& session, Days days, std::int64_t at_most) {
    const std::int64_t issued = issued_in(session, days);
    if (issued <= at_most) return std::nullopt;
    return TooMany{issued, at_most};
}

// What names the line a leg counts in; empty: in none.
std::string line_column(By by, const Formula& formula) {
    switch (by) {
        case By::day:
        case By::weekday:
            return "v.day";
        case By::hour:
            return "CAST(v.hour AS TEXT)";
        case By::kind:
            return "l.kind";
        case By::service:
            return "l.service";
        case By::window:
            return formula.person.empty() ? "" : "CAST(l.window_id AS TEXT)";
        case By::person:
            return formula.person;
        case By::outcome:
            return formula.in_outcomes ? "l.outcome" : "";
        case By::category:
            return "v.category";
        case By::hall:
            return "CAST('' AS TEXT)";
    }
    return {};
}

struct Sample {
    Measure measure;
    std::vector<hall::Milliseconds> took;
};
using Samples = std::map<std::string, Sample>;

Samples read_samples(soci::session& session, Days days, By by, const Filter& filter, Counted counted) {
    const Formula formula = formula_of(counted);
    const std::string column = line_column(by, formula);
    Samples samples;
    if (column.empty()) return samples;
    Conditions conditions = conditions_of({days, filter, counted, {}, {}, {}}, formula);
    if (by == By::outcome) conditions.add("l.ended = 'finished'");
    std::string name;
    long long took = 0;
    Number norm;
    read(
        session,
        "SELECT " + column + ", " + formula.took + ", CAST(" + formula.norm + " AS BIGINT)" + from_legs +
            conditions.text(),
        conditions,
        [&](soci::statement& select) {
            select.exchange(into(name));
            select.exchange(into(took));
            select.exchange(into(norm.value, norm.indicator));
        },
        [&] {
            Sample& sample = samples[by == By::weekday ? line_of_day(name, by) : name];
            const hall::Milliseconds length{took};
            ++sample.measure.count;
            sample.measure.sum += length;
            sample.measure.longest = std::max(sample.measure.longest, length);
            sample.measure.over_norm += norm.get() && took > norm.value ? 1 : 0;
            sample.took.push_back(length);
        });
    for (auto& [line, sample] : samples) std::sort(sample.took.begin(), sample.took.end());
    return samples;
}

Spread spread_of(const Sample& sample) {
    Spread spread{sample.measure, {}, {}};
    set_quantiles(spread, sample.took);
    return spread;
}

void add_endings(std::map<hall::Milliseconds, Endings>& endings, const Sample& sample,
                 std::int64_t Endings::*how) {
    for (const hall::Milliseconds took : sample.took) ++(endings[took].*how);
}

bool knows_who_left(By by, const Filter& filter) {
    return knows_who_left(by) && !filter.window && !filter.person && !filter.outcome;
}

}  // namespace

tl::expected<History, TooMany> history_of(soci::session& session, Days days, By by, const Filter& filter,
                                          std::int64_t tickets_at_most) {
    if (const auto many = too_many(session, days, tickets_at_most)) return tl::make_unexpected(*many);
    std::map<std::string, Line> lines;
    std::map<std::string, std::map<hall::Milliseconds, Endings>> endings;
    const auto each = [&](Counted counted, auto take) {
        for (const auto& [name, sample] : read_samples(session, days, by, filter, counted))
            take(name, sample);
    };
    each(Counted::wait, [&](const std::string& name, const Sample& sample) {
        lines[name].wait = spread_of(sample);
        add_endings(endings[name], sample, &Endings::called);
    });
    each(Counted::service,
         [&](const std::string& name, const Sample& sample) { lines[name].service = spread_of(sample); });
    for (const auto& part : {std::pair{Counted::left, &Line::left}, {Counted::closed, &Line::closed}})
        each(part.first, [&](const std::string& name, const Sample& sample) {
            lines[name].*part.second = sample.measure;
            add_endings(endings[name], sample, &Endings::gone);
        });
    for (const auto& part : {std::pair{Counted::missed, &Line::missed},
                             {Counted::served_wait, &Line::served_wait},
                             {Counted::abandoned_wait, &Line::abandoned_wait}})
        each(part.first, [&](const std::string& name, const Sample& sample) {
            lines[name].*part.second = sample.measure;
        });
    for (auto& [name, line] : lines)
        if (knows_who_left(by, filter)) line.median_wait_of_all = median_wait(endings[name]);
    return history_from(std::move(lines), by, true);
}

tl::expected<FoundPage, TooMany> tickets(soci::session& session, const Selection& selection, Sorted sorted,
                                         std::size_t offset, std::size_t at_most,
                                         std::int64_t tickets_at_most) {
    if (const auto many = too_many(session, selection.days, tickets_at_most))
        return tl::make_unexpected(*many);
    const Formula formula = formula_of(selection.counted);
    FoundPage page;
    long long count = 0;
    Conditions conditions = conditions_of(selection, formula);
    read(
        session, "SELECT COUNT(*)" + from_legs + conditions.text(), conditions,
        [&](soci::statement& select) { select.exchange(into(count)); }, [&] { page.count = count; });
    long long ticket = 0, ordinal = 0, issued = 0, window = 0, took = 0;
    std::string letter, day, service, kind, person, category;
    Number norm;
    Word ended;
    const std::string of_person = formula.person.empty() ? "l.person" : formula.person;
    const std::string order = sorted == Sorted::longest_first ? "6 DESC, 1, l.leg" : "4, 1, l.leg";
    read(
        session,
        "SELECT v.ticket, v.letter, v.ordinal, v.issued_ms, v.day, " + formula.took +
            ", l.service, l.kind, l.window_id, " + of_person + ", v.category, CAST(" + formula.norm +
            " AS BIGINT), v.ended" + from_legs + conditions.text() + " ORDER BY " + order + " LIMIT " +
            std::to_string(at_most) + " OFFSET " + std::to_string(offset),
        conditions,
        [&](soci::statement& select) {
            select.exchange(into(ticket));
            select.exchange(into(letter));
            select.exchange(into(ordinal));
            select.exchange(into(issued));
            select.exchange(into(day));
            select.exchange(into(took));
            for (std::string* word : {&service, &kind}) select.exchange(into(*word));
            select.exchange(into(window));
            for (std::string* word : {&person, &category}) select.exchange(into(*word));
            select.exchange(into(norm.value, norm.indicator));
            select.exchange(into(ended.value, ended.indicator));
        },
        [&] {
            page.tickets.push_back({hall::TicketId{static_cast<std::uint64_t>(ticket)},
                                    {letter, static_cast<int>(ordinal)},
                                    day_from_text(day),
                                    instant(issued),
                                    hall::ServiceId{service},
                                    hall::KindId{kind},
                                    hall::WindowId{static_cast<int>(window)},
                                    hall::OperatorId{person},
                                    hall::CategoryId{category},
                                    hall::Milliseconds{took},
                                    duration(norm),
                                    ended.get().value_or("")});
        });
    return page;
}

tl::expected<std::vector<PromiseCount>, TooMany> promises(soci::session& session, Days days,
                                                          std::int64_t tickets_at_most) {
    if (const auto many = too_many(session, days, tickets_at_most)) return tl::make_unexpected(*many);
    const std::string first = to_text(days.first);
    const std::string last = to_text(days.last);
    std::string service;
    long long n = 0, sooner = 0, later = 0, heard = 0;
    soci::statement select =
        (session.prepare << "SELECT service, COUNT(*), "
                            "CAST(SUM(CASE WHEN took < from_ms THEN 1 ELSE 0 END) AS BIGINT), "
                            "CAST(SUM(CASE WHEN took > to_ms THEN 1 ELSE 0 END) AS BIGINT), "
                            "CAST(SUM(heard) AS BIGINT) FROM (SELECT l.service AS service, l.called_ms - "
                            "v.issued_ms AS took, p.from_min * 60000 AS from_ms, p.to_min * 60000 AS to_ms, "
                            "p.heard AS heard FROM visits v JOIN legs l ON l.ticket = v.ticket JOIN promises "
                            "p ON p.ticket = v.ticket WHERE v.day BETWEEN :first AND :last AND l.leg = 1 AND "
                            "l.called_ms IS NOT NULL) each_ticket GROUP BY service ORDER BY service",
         use(first), use(last), into(service), into(n), into(sooner), into(later), into(heard));
    std::vector<PromiseCount> counts;
    for (select.execute(); select.fetch();)
        counts.push_back({hall::ServiceId{service}, n, n - sooner - later, sooner, later, heard});
    return counts;
}

}  // namespace okno::statistics
