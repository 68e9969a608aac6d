#include "statistics/store.hpp"

#include <soci/sqlite3/soci-sqlite3.h>

#include <array>
#include <stdexcept>
#include <vector>

#include "statistics/day_text.hpp"
#include "statistics/schema.hpp"

namespace okno::statistics {

namespace {

using soci::into;
using soci::use;

// Raised with every change of schema.sql, and of what the rows mean.
constexpr long long schema_version = 3;

constexpr std::array<const char*, 15> tables{"progress",       "plan_zone",  "plan_services", "plan_windows",
                                             "plan_kinds",     "plan_norms", "plan_calls",    "norms",
                                             "visits",         "legs",       "spells",        "windows_free",
                                             "windows_idling", "sums",       "days"};

// A column that may be NULL, on its way in or out.
template <class Value>
struct Column {
    Value value{};
    soci::indicator indicator = soci::i_null;

    void set(std::optional<Value> given) {
        indicator = given ? soci::i_ok : soci::i_null;
        value = given.value_or(Value{});
    }
    std::optional<Value> get() const {
        return indicator == soci::i_ok ? std::optional<Value>{value} : std::nullopt;
    }
};
using Instant = Column<long long>;
using Word = Column<std::string>;

long long ms(hall::Timestamp at) {
    return at.time_since_epoch().count();
}
std::optional<long long> ms(const std::optional<hall::Timestamp>& at) {
    return at ? std::optional{ms(*at)} : std::nullopt;
}
hall::Timestamp instant(long long ms) {
    return hall::Timestamp{hall::Milliseconds{ms}};
}
std::optional<hall::Timestamp> instant(const Instant& column) {
    const auto value = column.get();
    return value ? std::optional{instant(*value)} : std::nullopt;
}
template <class Enum>
std::optional<std::string> word(const std::optional<Enum>& value) {
    return value ? std::optional{std::string(to_string(*value))} : std::nullopt;
}

// SOCI hands one statement at a time to SQLite and takes a colon in a comment for a parameter.
std::vector<std::string> statements_of(const std::string& sql) {
    std::vector<std::string> statements(1);
    for (std::size_t i = 0; i < sql.size(); ++i) {
        if (sql.compare(i, 2, "--") == 0) i = std::min(sql.find('\n', i), sql.size() - 1);
        if (sql[i] == ';')
            statements.emplace_back();
        else
            statements.back() += sql[i];
    }
    std::erase_if(statements, [](const std::string& statement) {
        return statement.find_first_not_of(" \n") == std::string::npos;
    });
    return statements;
}

// SOCI reads what `use` names when the whole expression ends: never a temporary.
template <class Id, class Value>
void save_kinds(soci::session& session, const char* table, const char* column,
                const std::map<Id, hall::KindId>& kinds) {
    session << std::string("DELETE FROM ") + table;
    for (const auto& [id, kind] : kinds) {
        const Value value = id.value;
        session << std::string("INSERT INTO ") + table + " (" + column + ", kind) VALUES (:id, :kind)",
            use(value), use(kind.value);
    }
}

template <class Id>
void save_plan_norms(soci::session& session, const char* table, const char* column,
                     const std::map<Id, hall::Norm>& norms) {
    session << std::string("DELETE FROM ") + table;
    for (const auto& [id, norm] : norms) {
        const long long wait = hall::Milliseconds{norm.wait}.count();
        const long long service = hall::Milliseconds{norm.service}.count();
        session << std::string("INSERT INTO ") + table + " (" + column +
                       ", wait_ms, service_ms) VALUES (:id, :wait, :service)",
            use(id.value), use(wait), use(service);
    }
}

void save_plan(soci::session& session, const PlanDigest& plan) {
    session << "DELETE FROM plan_zone";
    long long place = 0;
    for (const hall::ZoneOffset& offset : plan.zone.offsets) {
        ++place;
        const long long from_ms = ms(offset.from);
        const long long offset_s = offset.offset.count();
        session << "INSERT INTO plan_zone (place, from_ms, offset_s) VALUES (:place, :from_ms, :offset_s)",
            use(place), use(from_ms), use(offset_s);
    }
    save_kinds<hall::ServiceId, std::string>(session, "plan_services", "service", plan.services);
    save_kinds<hall::WindowId, long long>(session, "plan_windows", "window_id", plan.windows);
    save_plan_norms(session, "plan_kinds", "kind", plan.kinds);
    save_plan_norms(session, "plan_norms", "service", plan.own_norms);
    session << "DELETE FROM plan_calls";
    for (const auto& [window, services] : plan.calls)
        for (const hall::ServiceId& service : services) {
            const long long id = window.value;
            session << "INSERT INTO plan_calls (window_id, service) VALUES (:window, :service)", use(id),
                use(service.value);
        }
}

void save_norms(soci::session& session, const Adoption& adoption) {
    const auto number = static_cast<long long>(adoption.number);
    const std::string day = to_text(adoption.day);
    for (const auto& [kind, norm] : adoption.norms) {
        const long long wait = hall::Milliseconds{norm.wait}.count();
        const long long service = hall::Milliseconds{norm.service}.count();
        session << "INSERT INTO norms (number, day, kind, wait_ms, service_ms) "
                   "VALUES (:number, :day, :kind, :wait, :service)",
            use(number), use(day), use(kind.value), use(wait), use(service);
    }
}

void save_legs(soci::session& session, const std::vector<Visit>& visits) {
    long long ticket = 0, number = 0, began_ms = 0, window = 0, recalls = 0, only_at = 0;
    std::string began, service, kind, person;
    std::string outcome;
    Instant called, started, ended_ms;
    Word ended, reason;
    soci::statement upsert =
        (session.prepare
             << "INSERT INTO legs (ticket, leg, began, service, kind, began_ms, called_ms, "
                "window_id, person, recalls, started_ms, ended, ended_ms, reason, outcome, only_at) VALUES "
                "(:ticket, :leg, :began, :service, :kind, :began_ms, :called_ms, :window_id, "
                ":person, :recalls, :started_ms, :ended, :ended_ms, :reason, :outcome, :only_at) ON CONFLICT "
                "(ticket, "
                "leg) DO UPDATE SET "
                "service = excluded.service, kind = excluded.kind, "
                "called_ms = excluded.called_ms, window_id = excluded.window_id, "
                "person = excluded.person, recalls = excluded.recalls, "
                "started_ms = excluded.started_ms, ended = excluded.ended, "
                "ended_ms = excluded.ended_ms, reason = excluded.reason, "
                "outcome = excluded.outcome, only_at = excluded.only_at",
         use(ticket), use(number), use(began), use(service), use(kind), use(began_ms),
         use(called.value, called.indicator), use(window), use(person), use(recalls),
         use(started.value, started.indicator), use(ended.value, ended.indicator),
         use(ended_ms.value, ended_ms.indicator), use(reason.value, reason.indicator), use(outcome),
         use(only_at));
    for (const Visit& visit : visits) {
        ticket = static_cast<long long>(visit.ticket.value);
        number = 0;
        for (const Leg& leg : visit.legs) {
            ++number;
            began = to_string(leg.begin);
            service = leg.service.value;
            kind = leg.kind.value;
            began_ms = ms(leg.since);
            called.set(ms(leg.called));
            window = leg.window.value;
            person = leg.person.value;
            recalls = leg.recalls;
            started.set(ms(leg.started));
            ended.set(word(leg.end));
            ended_ms.set(ms(leg.ended));
            reason.set(word(leg.reason));
            outcome = leg.outcome.value;
            only_at = leg.only_at ? leg.only_at->value : 0;
            upsert.execute(true);
        }
    }
}

void save_visits(soci::session& session, const std::vector<Visit>& visits) {
    long long ticket = 0, ordinal = 0, issued_ms = 0, waited_ms = 0;
    std::string letter, language, device, day, outcome, category;
    Word ended;
    Instant ended_ms;
    soci::statement upsert =
        (session.prepare << "INSERT INTO visits (ticket, letter, ordinal, language, device, day, issued_ms, "
                            "waited_ms, outcome, category, ended, ended_ms) VALUES (:ticket, :letter, "
                            ":ordinal, :language, :device, :day, :issued_ms, :waited_ms, :outcome, "
                            ":category, :ended, :ended_ms) "
                            "ON CONFLICT (ticket) DO UPDATE SET waited_ms = excluded.waited_ms, "
                            "outcome = excluded.outcome, ended = excluded.ended, "
                            "ended_ms = excluded.ended_ms",
         use(ticket), use(letter), use(ordinal), use(language), use(device), use(day), use(issued_ms),
         use(waited_ms), use(outcome), use(category), use(ended.value, ended.indicator),
         use(ended_ms.value, ended_ms.indicator));
    for (const Visit& visit : visits) {
        ticket = static_cast<long long>(visit.ticket.value);
        letter = visit.number.letter;
        ordinal = visit.number.ordinal;
        language = visit.language.value;
        device = visit.device.value;
        day = to_text(visit.day);
        issued_ms = ms(visit.issued);
        waited_ms = visit.waited.count();
        outcome = visit.outcome.value;
        category = visit.category.value;
        ended.set(word(visit.end));
        ended_ms.set(ms(visit.ended));
        upsert.execute(true);
    }
}

void save_spells(soci::session& session, const std::map<std::uint64_t, NumberedSpell>& spells) {
    long long number = 0, window = 0, from_ms = 0;
    std::string day, post, person, reason;
    Instant till;
    soci::statement upsert =
        (session.prepare << "INSERT INTO spells (number, day, window_id, post, person, reason, from_ms, "
                            "till_ms) VALUES (:number, :day, :window_id, :post, :person, :reason, :from_ms, "
                            ":till_ms) ON CONFLICT (number) DO UPDATE SET till_ms = excluded.till_ms",
         use(number), use(day), use(window), use(post), use(person), use(reason), use(from_ms),
         use(till.value, till.indicator));
    for (const auto& [begun_by, numbered] : spells) {
        const Spell& spell = numbered.spell;
        number = static_cast<long long>(begun_by);
        day = to_text(numbered.day);
        window = spell.window.value;
        post = spell.post == Post::open ? "open" : "paused";
        person = spell.person.value;
        reason = spell.reason.value;
        from_ms = ms(spell.from);
        till.set(ms(spell.till));
        upsert.execute(true);
    }
}

// The greatest of two is written with CASE: MAX and GREATEST are not in both databases.
void save_sums(soci::session& session, const std::map<SumKey, Measure>& sums) {
    std::string day, scope, name, quantity;
    long long n = 0, sum = 0, longest = 0, over_norm = 0;
    soci::statement upsert =
        (session.prepare
             << "INSERT INTO sums (day, scope, name, quantity, n, sum_ms, longest_ms, over_norm) "
                "VALUES (:day, :scope, :name, :quantity, :n, :sum_ms, :longest_ms, :over_norm) "
                "ON CONFLICT (day, scope, name, quantity) DO UPDATE SET n = sums.n + excluded.n, "
                "sum_ms = sums.sum_ms + excluded.sum_ms, longest_ms = CASE WHEN excluded.longest_ms > "
                "sums.longest_ms THEN excluded.longest_ms ELSE sums.longest_ms END, "
                "over_norm = sums.over_norm + excluded.over_norm",
         use(day), use(scope), use(name), use(quantity), use(n), use(sum), use(longest), use(over_norm));
    for (const auto& [key, measure] : sums) {
        day = to_text(key.day);
        scope = to_string(key.scope);
        name = key.name;
        quantity = to_string(key.quantity);
        n = measure.count;
        sum = measure.sum.count();
        longest = measure.longest.count();
        over_norm = measure.over_norm;
        upsert.execute(true);
    }
}

void save_days(soci::session& session, const std::map<hall::LocalDay, DayCounts>& days) {
    std::string day;
    long long issued = 0, served = 0, cancelled = 0, missed = 0, expired = 0;
    soci::statement upsert =
        (session.prepare << "INSERT INTO days (day, issued, served, cancelled, missed, expired) "
                            "VALUES (:day, :issued, :served, :cancelled, :missed, :expired) "
                            "ON CONFLICT (day) DO UPDATE SET issued = days.issued + excluded.issued, "
                            "served = days.served + excluded.served, "
                            "cancelled = days.cancelled + excluded.cancelled, "
                            "missed = days.missed + excluded.missed, "
                            "expired = days.expired + excluded.expired",
         use(day), use(issued), use(served), use(cancelled), use(missed), use(expired));
    for (const auto& [date, counts] : days) {
        day = to_text(date);
        issued = counts.issued;
        served = counts.served;
        cancelled = counts.cancelled;
        missed = counts.missed;
        expired = counts.expired;
        upsert.execute(true);
    }
}

PlanDigest load_plan(soci::session& session) {
    PlanDigest plan;
    long long first = 0, second = 0;
    std::string id, kind;
    soci::statement zone = (session.prepare << "SELECT from_ms, offset_s FROM plan_zone ORDER BY place",
                            into(first), into(second));
    for (zone.execute(); zone.fetch();) plan.zone.offsets.push_back({instant(first), hall::Seconds{second}});
    soci::statement services =
        (session.prepare << "SELECT service, kind FROM plan_services", into(id), into(kind));
    for (services.execute(); services.fetch();) plan.services[hall::ServiceId{id}] = hall::KindId{kind};
    soci::statement windows =
        (session.prepare << "SELECT window_id, kind FROM plan_windows", into(first), into(kind));
    for (windows.execute(); windows.fetch();)
        plan.windows[hall::WindowId{static_cast<int>(first)}] = hall::KindId{kind};
    const auto norm = [&] {
        return hall::Norm{std::chrono::duration_cast<hall::Seconds>(hall::Milliseconds{first}),
                          std::chrono::duration_cast<hall::Seconds>(hall::Milliseconds{second})};
    };
    soci::statement kinds = (session.prepare << "SELECT kind, wait_ms, service_ms FROM plan_kinds",
                             into(kind), into(first), into(second));
    for (kinds.execute(); kinds.fetch();) plan.kinds[hall::KindId{kind}] = norm();
    soci::statement own = (session.prepare << "SELECT service, wait_ms, service_ms FROM plan_norms", into(id),
                           into(first), into(second));
    for (own.execute(); own.fetch();) plan.own_norms[hall::ServiceId{id}] = norm();
    for (const auto& [window, of_kind] : plan.windows) plan.calls[window];
    soci::statement calls =
        (session.prepare << "SELECT window_id, service FROM plan_calls", into(first), into(id));
    for (calls.execute(); calls.fetch();)
        plan.calls[hall::WindowId{static_cast<int>(first)}].insert(hall::ServiceId{id});
    return plan;
}

std::vector<Visit> load_open_visits(soci::session& session) {
    long long ticket = 0, ordinal = 0, issued_ms = 0, waited_ms = 0;
    std::string letter, language, device, day, outcome, category;
    std::vector<Visit> visits;
    soci::statement select =
        (session.prepare << "SELECT ticket, letter, ordinal, language, device, day, issued_ms, waited_ms, "
                            "outcome, category FROM visits WHERE ended IS NULL ORDER BY ticket",
         into(ticket), into(letter), into(ordinal), into(language), into(device), into(day), into(issued_ms),
         into(waited_ms), into(outcome), into(category));
    for (select.execute(); select.fetch();)
        visits.push_back({hall::TicketId{static_cast<std::uint64_t>(ticket)},
                          {letter, static_cast<int>(ordinal)},
                          hall::Language{language},
                          hall::DeviceId{device},
                          day_from_text(day),
                          instant(issued_ms),
                          hall::Milliseconds{waited_ms},
                          hall::OutcomeId{outcome},
                          hall::CategoryId{category},
                          std::nullopt,
                          std::nullopt,
                          {}});
    return visits;
}

void load_legs(soci::session& session, Visit& visit) {
    long long began_ms = 0, window = 0, recalls = 0, only_at = 0;
    std::string began, service, kind, person, outcome;
    Instant called, started, ended_ms;
    Word ended, reason;
    const auto ticket = static_cast<long long>(visit.ticket.value);
    soci::statement select =
        (session.prepare << "SELECT began, service, kind, began_ms, called_ms, window_id, person, recalls, "
                            "started_ms, ended, ended_ms, reason, outcome, only_at FROM legs WHERE ticket = "
                            ":ticket ORDER BY leg",
         use(ticket), into(began), into(service), into(kind), into(began_ms),
         into(called.value, called.indicator), into(window), into(person), into(recalls),
         into(started.value, started.indicator), into(ended.value, ended.indicator),
         into(ended_ms.value, ended_ms.indicator), into(reason.value, reason.indicator), into(outcome),
         into(only_at));
    for (select.execute(); select.fetch();) {
        const auto end = ended.get();
        const auto called_for = reason.get();
        visit.legs.push_back(
            {leg_begin(began), hall::ServiceId{service}, hall::KindId{kind}, instant(began_ms),
             instant(called), hall::WindowId{static_cast<int>(window)}, hall::OperatorId{person},
             static_cast<int>(recalls), instant(started), end ? std::optional{leg_end(*end)} : std::nullopt,
             instant(ended_ms), called_for ? std::optional{why(*called_for)} : std::nullopt,
             hall::OutcomeId{outcome},
             only_at == 0 ? std::nullopt : std::optional{hall::WindowId{static_cast<int>(only_at)}}});
    }
    if (visit.legs.empty()) throw std::runtime_error("the statistics database holds a visit without a leg");
}

void save_idling(soci::session& session, const std::map<hall::WindowId, std::optional<Idling>>& changed) {
    for (const auto& [id, idling] : changed) {
        const long long window = id.value;
        session << "DELETE FROM windows_idling WHERE window_id = :window", use(window);
        if (!idling) continue;
        const std::string day = to_text(idling->day);
        const long long since = ms(idling->since);
        session << "INSERT INTO windows_idling (window_id, day, since_ms, person) "
                   "VALUES (:window, :day, :since, :person)",
            use(window), use(day), use(since), use(idling->person.value);
    }
}

std::map<hall::WindowId, Idling> load_idling(soci::session& session) {
    long long window = 0, since = 0;
    std::string day, person;
    std::map<hall::WindowId, Idling> idling;
    soci::statement select =
        (session.prepare << "SELECT window_id, day, since_ms, person FROM windows_idling", into(window),
         into(day), into(since), into(person));
    for (select.execute(); select.fetch();)
        idling[hall::WindowId{static_cast<int>(window)}] = {day_from_text(day), instant(since),
                                                            hall::OperatorId{person}};
    return idling;
}

std::vector<NumberedSpell> load_lasting_spells(soci::session& session) {
    long long number = 0, window = 0, from_ms = 0;
    std::string day, post, person, reason;
    std::vector<NumberedSpell> spells;
    soci::statement select =
        (session.prepare << "SELECT number, day, window_id, post, person, reason, from_ms FROM spells "
                            "WHERE till_ms IS NULL",
         into(number), into(day), into(window), into(post), into(person), into(reason), into(from_ms));
    for (select.execute(); select.fetch();)
        spells.push_back(
            {static_cast<std::uint64_t>(number), day_from_text(day),
             Spell{hall::WindowId{static_cast<int>(window)}, post == "open" ? Post::open : Post::paused,
                   hall::OperatorId{person}, hall::ReasonId{reason}, instant(from_ms), std::nullopt}});
    return spells;
}

}  // namespace

void open_sqlite(soci::session& session, const std::filesystem::path& file) {
    const std::string name = file.string();
    if (name.find('"') != std::string::npos)
        throw std::runtime_error("a quotation mark cannot stand in the name of the statistics database: " +
                                 name);
    session.open(soci::sqlite3, "dbname=\"" + name + "\" timeout=5 synchronous=1");
    std::string mode;
    session << "PRAGMA journal_mode=WAL", into(mode);
}

void make_tables_anew(soci::session& session) {
    soci::transaction transaction(session);
    for (const char* table : tables) session << std::string("DROP TABLE IF EXISTS ") + table;
    for (const std::string& statement : statements_of(schema_sql)) session << statement;
    session << "INSERT INTO progress (id, schema_version, last_number) VALUES (1, :version, 0)",
        use(schema_version);
    transaction.commit();
}

// The first table of the schema tells whether the others are those that this program knows.
void prepare_tables(soci::session& session) {
    session << statements_of(schema_sql).front();
    long long version = 0;
    session << "SELECT schema_version FROM progress WHERE id = 1", into(version);
    if (!session.got_data() || version != schema_version) make_tables_anew(session);
}

Book load(soci::session& session) {
    long long position = 0;
    session << "SELECT last_number FROM progress WHERE id = 1", into(position);
    std::vector<Visit> visits = load_open_visits(session);
    for (Visit& visit : visits) load_legs(session, visit);
    return Book{static_cast<std::uint64_t>(position), load_plan(session), std::move(visits),
                load_lasting_spells(session), load_idling(session)};
}

void save(soci::session& session, std::uint64_t position, const PlanDigest& plan, const Changes& changes) {
    if (!changes.adoptions.empty() || changes.assigned) save_plan(session, plan);
    for (const Adoption& adoption : changes.adoptions) save_norms(session, adoption);
    if (!changes.visits.empty()) {
        save_visits(session, changes.visits);
        save_legs(session, changes.visits);
    }
    if (!changes.spells.empty()) save_spells(session, changes.spells);
    if (!changes.idling.empty()) save_idling(session, changes.idling);
    if (!changes.sums.empty()) save_sums(session, changes.sums);
    if (!changes.days.empty()) save_days(session, changes.days);
    const auto last_number = static_cast<long long>(position);
    session << "UPDATE progress SET last_number = :number WHERE id = 1", use(last_number);
}

std::string_view to_string(Scope scope) {
    constexpr std::array<std::string_view, 4> words{"hall", "kind", "window", "person"};
    return words.at(static_cast<std::size_t>(scope));
}

std::string_view to_string(Quantity quantity) {
    constexpr std::array<std::string_view, 5> words{"wait", "service", "parked", "visit_wait", "idle"};
    return words.at(static_cast<std::size_t>(quantity));
}

}  // namespace okno::statistics
