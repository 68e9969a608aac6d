#include "statistics/plan_rows.hpp"

#include "statistics/columns.hpp"
#include "statistics/day_text.hpp"

namespace okno::statistics {

namespace {

using soci::into;
using soci::use;

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

}  // namespace

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
    session << "DELETE FROM plan_forwarding";
    for (const auto& [outcome, rule] : plan.forwarding) {
        const long long registered = rule.register_within.count();
        const long long answered = rule.answer_within.count();
        session << "INSERT INTO plan_forwarding (outcome, register_days, answer_days) VALUES (:outcome, "
                   ":registered, "
                   ":answered)",
            use(outcome.value), use(registered), use(answered);
    }
    session << "DELETE FROM plan_times";
    const long long abandoned_after = plan.abandoned_after.count();
    session << "INSERT INTO plan_times (name, took_ms) VALUES ('abandoned_after', :took)",
        use(abandoned_after);
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
    soci::statement forwarding =
        (session.prepare << "SELECT outcome, register_days, answer_days FROM plan_forwarding", into(id),
         into(first), into(second));
    for (forwarding.execute(); forwarding.fetch();)
        plan.forwarding[hall::OutcomeId{id}] = {std::chrono::days{first}, std::chrono::days{second}};
    session << "SELECT took_ms FROM plan_times WHERE name = 'abandoned_after'", into(first);
    if (session.got_data()) plan.abandoned_after = hall::Milliseconds{first};
    for (const auto& [window, of_kind] : plan.windows) plan.calls[window];
    soci::statement calls =
        (session.prepare << "SELECT window_id, service FROM plan_calls", into(first), into(id));
    for (calls.execute(); calls.fetch();)
        plan.calls[hall::WindowId{static_cast<int>(first)}].insert(hall::ServiceId{id});
    return plan;
}

}  // namespace okno::statistics
