#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include "dispatcher/journal.hpp"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include "hall/decide.hpp"
#include "hall/evolve.hpp"
#include "platform/atomic_file.hpp"
#include "protocol/codec.hpp"
#include "tests/fakes/small_hall.hpp"
#include "tests/fakes/temporary_folder.hpp"

using namespace okno;
using namespace okno::dispatcher;
using fakes::TemporaryFolder;

namespace {

const JournalKey key{1, 2, 3};

// Writes what a wish causes, as the desk does; returns the state after it.
hall::State write(Journal& journal, hall::State state, const hall::Wish& wish, hall::Timestamp now) {
    const auto events = hall::decide(state, {{{"test"}, {}}, wish}, now);
    REQUIRE(events.has_value());
    for (const hall::Event& event : *events) {
        journal.append(protocol::to_json(event).dump());
        state = hall::evolve(std::move(state), event);
    }
    return state;
}

hall::State write_a_morning(Journal& journal, int tickets) {
    hall::State state = write(journal, {}, hall::AdoptPlan{fakes::small_plan()}, fakes::nine_o_clock);
    for (int i = 0; i < tickets; ++i)
        state = write(journal, std::move(state), hall::TakeTicket{{"contract"}, {"ru"}},
                      fakes::nine_o_clock + hall::Seconds{i});
    journal.commit();
    return state;
}

void tamper(const std::filesystem::path& file, const std::string& sql) {
    SQLite::Database database(file.string(), SQLite::OPEN_READWRITE);
    REQUIRE(database.exec(sql) > 0);
}

}  // namespace

TEST_CASE("a journal opened again gives the same state") {
    const TemporaryFolder folder;
    hall::State live;
    {
        Journal journal(folder / "journal.db", key);
        CHECK(journal.replay() == hall::State{});
        live = write_a_morning(journal, 50);
    }
    Journal again(folder / "journal.db", key);
    CHECK(again.replay() == live);
    CHECK(again.head() == 52);
    CHECK(again.verify() == 52);
}

TEST_CASE("a snapshot and the events after it give the same state as all events") {
    const TemporaryFolder folder;
    hall::State live;
    {
        Journal journal(folder / "journal.db", key);
        live = write_a_morning(journal, 50);
        journal.store_snapshot(live);
        live =
            write(journal, std::move(live), hall::OpenWindow{{1}}, fakes::nine_o_clock + hall::Seconds{60});
        live = write(journal, std::move(live), hall::CallNext{{1}}, fakes::nine_o_clock + hall::Seconds{61});
        journal.commit();
    }
    Journal again(folder / "journal.db", key);
    CHECK(again.replay() == live);
    CHECK(again.last_snapshot() == 52);
    CHECK(again.head() == 54);
}

TEST_CASE("what was not committed is not there") {
    const TemporaryFolder folder;
    {
        Journal journal(folder / "journal.db", key);
        const hall::State state = write_a_morning(journal, 5);
        write(journal, state, hall::TakeTicket{{"contract"}, {"ru"}}, fakes::nine_o_clock);
    }
    Journal again(folder / "journal.db", key);
    CHECK(again.replay().tickets.size() == 5);
}

TEST_CASE("a row that was changed, lost or swapped is found") {
    const char* damage[] = {
        "UPDATE event SET body = replace(body, 'contract', 'payment') WHERE number = 20",
        "DELETE FROM event WHERE number = 20",
        "UPDATE event SET number = number + 1000 WHERE number = 20",
        "UPDATE event SET body = (SELECT body FROM event WHERE number = 21) WHERE number = 20",
        "UPDATE event SET chain = zeroblob(16) WHERE number = 20",
    };
    for (const char* sql : damage) {
        CAPTURE(sql);
        const TemporaryFolder folder;
        {
            Journal journal(folder / "journal.db", key);
            write_a_morning(journal, 50);
        }
        tamper(folder / "journal.db", sql);
        Journal again(folder / "journal.db", key);
        CHECK_THROWS_WITH_AS(again.replay(),
                             doctest::Contains("event 20 is missing or was changed from outside"),
                             JournalError);
        CHECK_THROWS_AS(again.verify(), JournalError);
    }
}

TEST_CASE("a link of the chain comes back from its text, and what is no link is told apart") {
    const TemporaryFolder folder;
    Journal journal(folder / "journal.db", key);
    write_a_morning(journal, 3);
    const Hash link = journal.chain_at(4).value();
    CHECK(hash_from_hex(to_hex(link)) == link);
    CHECK_FALSE(journal.chain_at(journal.head() + 1).has_value());
    for (const char* wrong :
         {"", "12", "zz345678901234567890123456789012", "123456789012345678901234567890123"})
        CHECK_FALSE(hash_from_hex(wrong).has_value());
}

TEST_CASE("a snapshot that was changed is found") {
    const TemporaryFolder folder;
    {
        Journal journal(folder / "journal.db", key);
        journal.store_snapshot(write_a_morning(journal, 5));
        journal.commit();
    }
    tamper(folder / "journal.db", "UPDATE snapshot SET state = replace(state, 'contract', 'payment')");
    Journal again(folder / "journal.db", key);
    CHECK_THROWS_WITH_AS(again.replay(), doctest::Contains("was changed from outside"), JournalError);
}

TEST_CASE("events cut off behind a snapshot are missed") {
    const TemporaryFolder folder;
    {
        Journal journal(folder / "journal.db", key);
        journal.store_snapshot(write_a_morning(journal, 5));
        journal.commit();
    }
    tamper(folder / "journal.db", "DELETE FROM event WHERE number > 4");
    Journal again(folder / "journal.db", key);
    CHECK_THROWS_WITH_AS(again.replay(), doctest::Contains("event 7, which a snapshot was made after"),
                         JournalError);
    CHECK_THROWS_AS(again.verify(), JournalError);
}

TEST_CASE("another key does not open the chain") {
    const TemporaryFolder folder;
    {
        Journal journal(folder / "journal.db", key);
        write_a_morning(journal, 5);
    }
    Journal again(folder / "journal.db", JournalKey{9});
    CHECK_THROWS_AS(again.replay(), JournalError);
}

TEST_CASE("two dispatchers cannot write one journal") {
    const TemporaryFolder folder;
    const Journal journal(folder / "journal.db", key);
    CHECK_THROWS_WITH_AS(Journal(folder / "journal.db", key),
                         doctest::Contains("is in use by another dispatcher"), JournalError);
}

TEST_CASE("the answer to a request is found again, after a restart too") {
    const TemporaryFolder folder;
    const auto accepted = protocol::make_request_id(fakes::nine_o_clock);
    const auto refused = protocol::make_request_id(fakes::nine_o_clock);
    const Hash digest = digest_of({"kiosk-1"}, "take_ticket", "{}");
    {
        Journal journal(folder / "journal.db", key);
        CHECK_FALSE(journal.find_reply(accepted));
        journal.store_reply(accepted, {digest, 7, 2, std::nullopt});
        journal.store_reply(refused, {digest, 0, 0, R"({"code":"x"})"});
        CHECK(journal.find_reply(accepted)->first == 7);  // a repeat within the same turn
        journal.commit();
    }
    Journal again(folder / "journal.db", key);
    REQUIRE(again.find_reply(accepted));
    CHECK(again.find_reply(accepted)->digest == digest);
    CHECK(again.find_reply(accepted)->count == 2);
    CHECK(again.find_reply(refused)->refusal == R"({"code":"x"})");
    CHECK_FALSE(again.find_reply(protocol::make_request_id(fakes::nine_o_clock)));
}

TEST_CASE("a request is another one when its device, kind or body differs") {
    const Hash digest = digest_of({"kiosk-1"}, "take_ticket", "{}");
    CHECK(digest != digest_of({"kiosk-2"}, "take_ticket", "{}"));
    CHECK(digest != digest_of({"kiosk-1"}, "take_tickets", "{}"));
    CHECK(digest != digest_of({"kiosk-1"}, "take_ticket", "{ }"));
    CHECK(digest != digest_of({"kiosk-1take"}, "_ticket", "{}"));
}

TEST_CASE("a file that is no journal is refused with its name") {
    const TemporaryFolder folder;
    platform::replace_file(folder / "journal.db", "this is a shopping list, not a database at all", 0600);
    CHECK_THROWS_WITH_AS(Journal(folder / "journal.db", key), doctest::Contains("journal.db"), JournalError);
}

TEST_CASE("a journal without its key is refused instead of being given a new one") {
    const TemporaryFolder folder;
    const JournalKey made = journal_key(folder.path(), folder / "journal.db");
    CHECK(journal_key(folder.path(), folder / "journal.db") == made);
    Journal(folder / "journal.db", made);
    std::filesystem::remove(folder / "journal.key");
    CHECK_THROWS_WITH_AS(journal_key(folder.path(), folder / "journal.db"), doctest::Contains("is missing"),
                         JournalError);
}

TEST_CASE("nobody but the owner can read a new journal, nor what SQLite keeps beside it") {
    const TemporaryFolder folder;
    Journal journal(folder / "journal.db", key);
    write_a_morning(journal, 1);
    for (const std::string name : {"journal.db", "journal.db-wal", "journal.db-shm", "journal.db.lock"}) {
        CAPTURE(name);
        struct stat found {};
        REQUIRE(::stat((folder / name).c_str(), &found) == 0);
        CHECK((found.st_mode & 0777) == 0600);
    }
}

TEST_CASE("a journal's key that others may read is refused with the command that mends it") {
    const TemporaryFolder folder;
    journal_key(folder.path(), folder / "journal.db");
    ::chmod((folder / "journal.key").c_str(), 0640);
    CHECK_THROWS_WITH_AS(journal_key(folder.path(), folder / "journal.db"), doctest::Contains("chmod 600"),
                         JournalError);
}
