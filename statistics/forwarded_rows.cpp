#include "statistics/forwarded_rows.hpp"

#include <string>

#include "statistics/columns.hpp"
#include "statistics/day_text.hpp"

namespace okno::statistics {

namespace {

using soci::into;
using soci::use;

std::vector<Forwarded> read(soci::session& session, const std::string& condition, const std::string& first,
                            const std::string& last, long long at_most) {
    long long number = 0, ticket = 0, ordinal = 0, window = 0, accepted_ms = 0;
    std::string letter, service, outcome, reference, day, register_by, answer_by;
    soci::statement select =
        (session.prepare << "SELECT number, ticket, letter, ordinal, service, outcome, window_id, reference, "
                            "accepted_ms, day, register_by, answer_by FROM forwarded WHERE " +
                                condition + " LIMIT :at_most",
         use(first), use(last), use(at_most), into(number), into(ticket), into(letter), into(ordinal),
         into(service), into(outcome), into(window), into(reference), into(accepted_ms), into(day),
         into(register_by), into(answer_by));
    std::vector<Forwarded> applications;
    for (select.execute(); select.fetch();)
        applications.push_back({static_cast<std::uint64_t>(number),
                                hall::TicketId{static_cast<std::uint64_t>(ticket)},
                                {letter, static_cast<int>(ordinal)},
                                hall::ServiceId{service},
                                hall::OutcomeId{outcome},
                                hall::WindowId{static_cast<int>(window)},
                                reference,
                                instant(accepted_ms),
                                day_from_text(day),
                                day_from_text(register_by),
                                day_from_text(answer_by)});
    return applications;
}

}  // namespace

void save_forwarded(soci::session& session, const std::vector<Forwarded>& applications) {
    long long number = 0, ticket = 0, ordinal = 0, window = 0, accepted_ms = 0;
    std::string letter, service, outcome, reference, day, register_by, answer_by;
    soci::statement insert =
        (session.prepare
             << "INSERT INTO forwarded (number, ticket, letter, ordinal, service, outcome, window_id, "
                "reference, accepted_ms, day, register_by, answer_by) VALUES (:number, :ticket, "
                ":letter, :ordinal, :service, :outcome, :window_id, :reference, :accepted_ms, :day, "
                ":register_by, :answer_by)",
         use(number), use(ticket), use(letter), use(ordinal), use(service), use(outcome), use(window),
         use(reference), use(accepted_ms), use(day), use(register_by), use(answer_by));
    for (const Forwarded& one : applications) {
        number = static_cast<long long>(one.number);
        ticket = static_cast<long long>(one.ticket.value);
        letter = one.ticket_number.letter;
        ordinal = one.ticket_number.ordinal;
        service = one.service.value;
        outcome = one.outcome.value;
        window = one.window.value;
        reference = one.reference;
        accepted_ms = ms(one.accepted);
        day = to_text(one.day);
        register_by = to_text(one.register_by);
        answer_by = to_text(one.answer_by);
        insert.execute(true);
    }
}

std::vector<Forwarded> forwarded_on(soci::session& session, Days days) {
    constexpr long long at_most = 1'000'000;
    return read(session, "day BETWEEN :first AND :last ORDER BY number", to_text(days.first),
                to_text(days.last), at_most);
}

std::vector<Forwarded> answers_due(soci::session& session, hall::LocalDay day, std::int64_t at_most) {
    return read(session, "answer_by BETWEEN :first AND :last ORDER BY answer_by, number", to_text(day),
                "9999-12-31", at_most);
}

}  // namespace okno::statistics
