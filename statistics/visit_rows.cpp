#include "statistics/visit_rows.hpp"

#include <stdexcept>

#include "statistics/columns.hpp"
#include "statistics/day_text.hpp"

namespace okno::statistics {

namespace {

using soci::into;
using soci::use;

void save_legs(soci::session& session, const std::vector<Visit>& visits) {
    long long ticket = 0, number = 0, began_ms = 0, window = 0, recalls = 0, only_at = 0;
    std::string began, service, kind, called_by, person, outcome;
    Number called, started, ended_ms, wait_norm, service_norm;
    Word ended, reason;
    soci::statement upsert =
        (session.prepare
             << "INSERT INTO legs (ticket, leg, began, service, kind, began_ms, called_ms, "
                "window_id, called_by, person, recalls, started_ms, ended, ended_ms, reason, outcome, "
                "only_at, "
                "wait_norm_ms, service_norm_ms) VALUES "
                "(:ticket, :leg, :began, :service, :kind, :began_ms, :called_ms, :window_id, "
                ":called_by, :person, :recalls, :started_ms, :ended, :ended_ms, :reason, :outcome, :only_at, "
                ":wait_norm_ms, :service_norm_ms) ON CONFLICT (ticket, leg) DO UPDATE SET "
                "service = excluded.service, kind = excluded.kind, "
                "called_ms = excluded.called_ms, window_id = excluded.window_id, "
                "called_by = excluded.called_by, person = excluded.person, recalls = excluded.recalls, "
                "started_ms = excluded.started_ms, ended = excluded.ended, "
                "ended_ms = excluded.ended_ms, reason = excluded.reason, "
                "outcome = excluded.outcome, only_at = excluded.only_at, "
                "wait_norm_ms = excluded.wait_norm_ms, service_norm_ms = excluded.service_norm_ms",
         use(ticket), use(number), use(began), use(service), use(kind), use(began_ms),
         use(called.value, called.indicator), use(window), use(called_by), use(person), use(recalls),
         use(started.value, started.indicator), use(ended.value, ended.indicator),
         use(ended_ms.value, ended_ms.indicator), use(reason.value, reason.indicator), use(outcome),
         use(only_at), use(wait_norm.value, wait_norm.indicator),
         use(service_norm.value, service_norm.indicator));
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
            called_by = leg.called_by.value;
            person = leg.person.value;
            recalls = leg.recalls;
            started.set(ms(leg.started));
            ended.set(word(leg.end));
            ended_ms.set(ms(leg.ended));
            reason.set(word(leg.reason));
            outcome = leg.outcome.value;
            only_at = leg.only_at ? leg.only_at->value : 0;
            wait_norm.set(ms(leg.wait_norm));
            service_norm.set(ms(leg.service_norm));
            upsert.execute(true);
        }
    }
}

void save_visit_rows(soci::session& session, const std::vector<Visit>& visits) {
    long long ticket = 0, ordinal = 0, hour = 0, issued_ms = 0, waited_ms = 0, abandoned_after_ms = 0,
              first_number = 0, last_number = 0;
    std::string letter, language, device, day, outcome, category;
    Word ended;
    Number ended_ms;
    soci::statement upsert =
        (session.prepare
             << "INSERT INTO visits (ticket, letter, ordinal, language, device, day, hour, issued_ms, "
                "waited_ms, outcome, category, ended, ended_ms, abandoned_after_ms, first_number, "
                "last_number) VALUES (:ticket, "
                ":letter, "
                ":ordinal, :language, :device, :day, :hour, :issued_ms, :waited_ms, :outcome, "
                ":category, :ended, :ended_ms, :abandoned_after_ms, :first_number, :last_number) "
                "ON CONFLICT (ticket) DO UPDATE SET waited_ms = excluded.waited_ms, "
                "outcome = excluded.outcome, ended = excluded.ended, "
                "ended_ms = excluded.ended_ms, last_number = excluded.last_number",
         use(ticket), use(letter), use(ordinal), use(language), use(device), use(day), use(hour),
         use(issued_ms), use(waited_ms), use(outcome), use(category), use(ended.value, ended.indicator),
         use(ended_ms.value, ended_ms.indicator), use(abandoned_after_ms), use(first_number),
         use(last_number));
    for (const Visit& visit : visits) {
        abandoned_after_ms = visit.abandoned_after.count();
        first_number = static_cast<long long>(visit.first_number);
        last_number = static_cast<long long>(visit.last_number);
        ticket = static_cast<long long>(visit.ticket.value);
        letter = visit.number.letter;
        ordinal = visit.number.ordinal;
        language = visit.language.value;
        device = visit.device.value;
        day = to_text(visit.day);
        hour = visit.hour;
        issued_ms = ms(visit.issued);
        waited_ms = visit.waited.count();
        outcome = visit.outcome.value;
        category = visit.category.value;
        ended.set(word(visit.end));
        ended_ms.set(ms(visit.ended));
        upsert.execute(true);
    }
}

// One open visit after another, or the one that is named.
std::vector<Visit> load_visit_rows(soci::session& session, std::optional<hall::TicketId> one) {
    long long ticket = 0, ordinal = 0, hour = 0, issued_ms = 0, waited_ms = 0, abandoned_after_ms = 0,
              first_number = 0, last_number = 0;
    std::string letter, language, device, day, outcome, category;
    Word ended;
    Number ended_ms;
    const long long named = one ? static_cast<long long>(one->value) : 0;
    std::vector<Visit> visits;
    soci::statement select =
        (session.prepare << std::string(
                                "SELECT ticket, letter, ordinal, language, device, day, hour, issued_ms, "
                                "waited_ms, outcome, category, ended, ended_ms, abandoned_after_ms, "
                                "first_number, last_number "
                                "FROM visits WHERE ") +
                                (one ? "ticket = :ticket" : "ended IS NULL AND ticket >= :ticket") +
                                " ORDER BY ticket",
         use(named), into(ticket), into(letter), into(ordinal), into(language), into(device), into(day),
         into(hour), into(issued_ms), into(waited_ms), into(outcome), into(category),
         into(ended.value, ended.indicator), into(ended_ms.value, ended_ms.indicator),
         into(abandoned_after_ms), into(first_number), into(last_number));
    for (select.execute(); select.fetch();) {
        const auto end = ended.get();
        visits.push_back({hall::TicketId{static_cast<std::uint64_t>(ticket)},
                          {letter, static_cast<int>(ordinal)},
                          hall::Language{language},
                          hall::DeviceId{device},
                          day_from_text(day),
                          static_cast<int>(hour),
                          instant(issued_ms),
                          hall::Milliseconds{waited_ms},
                          hall::OutcomeId{outcome},
                          hall::CategoryId{category},
                          end ? std::optional{visit_end(*end)} : std::nullopt,
                          instant(ended_ms),
                          {},
                          hall::Milliseconds{abandoned_after_ms},
                          static_cast<std::uint64_t>(first_number),
                          static_cast<std::uint64_t>(last_number)});
    }
    return visits;
}

void load_legs(soci::session& session, Visit& visit) {
    long long began_ms = 0, window = 0, recalls = 0, only_at = 0;
    std::string began, service, kind, called_by, person, outcome;
    Number called, started, ended_ms, wait_norm, service_norm;
    Word ended, reason;
    const auto ticket = static_cast<long long>(visit.ticket.value);
    soci::statement select =
        (session.prepare
             << "SELECT began, service, kind, began_ms, called_ms, window_id, called_by, person, recalls, "
                "started_ms, ended, ended_ms, reason, outcome, only_at, wait_norm_ms, "
                "service_norm_ms FROM legs WHERE ticket = "
                ":ticket ORDER BY leg",
         use(ticket), into(began), into(service), into(kind), into(began_ms),
         into(called.value, called.indicator), into(window), into(called_by), into(person), into(recalls),
         into(started.value, started.indicator), into(ended.value, ended.indicator),
         into(ended_ms.value, ended_ms.indicator), into(reason.value, reason.indicator), into(outcome),
         into(only_at), into(wait_norm.value, wait_norm.indicator),
         into(service_norm.value, service_norm.indicator));
    for (select.execute(); select.fetch();) {
        const auto end = ended.get();
        const auto called_for = reason.get();
        visit.legs.push_back(
            {leg_begin(began), hall::ServiceId{service}, hall::KindId{kind}, instant(began_ms),
             instant(called), hall::WindowId{static_cast<int>(window)}, hall::OperatorId{called_by},
             hall::OperatorId{person}, static_cast<int>(recalls), instant(started),
             end ? std::optional{leg_end(*end)} : std::nullopt, instant(ended_ms),
             called_for ? std::optional{why(*called_for)} : std::nullopt, hall::OutcomeId{outcome},
             only_at == 0 ? std::nullopt : std::optional{hall::WindowId{static_cast<int>(only_at)}},
             duration(wait_norm), duration(service_norm)});
    }
    if (visit.legs.empty()) throw std::runtime_error("the statistics database holds a visit without a leg");
}

}  // namespace

void save_visits(soci::session& session, const std::vector<Visit>& visits) {
    save_visit_rows(session, visits);
    save_legs(session, visits);
}

std::vector<Visit> load_open_visits(soci::session& session) {
    std::vector<Visit> visits = load_visit_rows(session, std::nullopt);
    for (Visit& visit : visits) load_legs(session, visit);
    return visits;
}

std::optional<Visit> load_visit(soci::session& session, hall::TicketId ticket) {
    std::vector<Visit> visits = load_visit_rows(session, ticket);
    if (visits.empty()) return std::nullopt;
    load_legs(session, visits.front());
    return std::move(visits.front());
}

}  // namespace okno::statistics
