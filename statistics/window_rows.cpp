#include "statistics/window_rows.hpp"

#include "statistics/columns.hpp"
#include "statistics/day_text.hpp"

namespace okno::statistics {

using soci::into;
using soci::use;

void save_spells(soci::session& session, const std::map<std::uint64_t, NumberedSpell>& spells) {
    long long number = 0, window = 0, from_ms = 0;
    std::string day, post, person, reason;
    Number till;
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

}  // namespace okno::statistics
