#include "dispatcher/backup.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <doctest/doctest.h>
#include <sys/stat.h>

#include <fstream>
#include <thread>

#include "dispatcher/backup_keeper.hpp"
#include "dispatcher/desk.hpp"
#include "platform/keys.hpp"
#include "protocol/codec.hpp"
#include "tests/fakes/full_disk.hpp"
#include "tests/fakes/small_hall.hpp"
#include "tests/fakes/temporary_folder.hpp"

using namespace okno;
using namespace okno::dispatcher;
using namespace std::chrono_literals;

namespace {

const std::atomic<bool> go_on{false};

// A hall with a morning behind it, and where its backups go.
struct Hall {
    fakes::TemporaryFolder folder;
    std::filesystem::path file = folder / "hall/journal.db";
    std::filesystem::path keys = folder / "keys";
    std::filesystem::path backups = folder / "backups";
    std::optional<Journal> journal;
    std::optional<Desk> desk;
    hall::Timestamp now = fakes::nine_o_clock;

    Hall() {
        std::filesystem::create_directories(file.parent_path());
        platform::write_key_pair(keys, "dispatcher", platform::make_key_pair());
        platform::authorize(keys / "authorized_keys",
                            {platform::make_key_pair().public_key, "kiosk", "kiosk-1"});
        std::ofstream(folder / "plan.toml") << "# the plan\n";
        journal.emplace(file, journal_key(keys, file));
        desk.emplace(*journal);
        REQUIRE(desk->act(hall::AdoptPlan{fakes::small_plan()}, now));
        take(50);
    }
    void take(int tickets) {
        for (int i = 0; i < tickets; ++i)
            REQUIRE(desk->act(hall::TakeTicket{{"contract"}, {"ru"}}, now += 1s));
        journal->commit();
    }
    void stop() {
        desk.reset();
        journal.reset();
    }
    Originals originals() const { return {file, keys, folder / "plan.toml"}; }
    Backup back_up(std::chrono::seconds after = 0s) const {
        return make_backup(originals(), backups, fakes::nine_o_clock + after, go_on);
    }
};

mode_t rights(const std::filesystem::path& file) {
    struct stat found {};
    REQUIRE(::stat(file.c_str(), &found) == 0);
    return found.st_mode & 0777;
}

void tamper(const std::filesystem::path& file, const std::string& sql) {
    SQLite::Database database(file.string(), SQLite::OPEN_READWRITE);
    REQUIRE(database.exec(sql) > 0);
}

}  // namespace

TEST_CASE("a backup of a running hall is whole, verified and for the owner alone") {
    const Hall hall;
    const Backup made = hall.back_up();
    CHECK(made.verified);
    CHECK(made.events == hall.journal->head());
    CHECK(made.complaint.empty());
    const auto folder = hall.backups / made.name;
    CHECK(rights(hall.backups) == 0700);
    CHECK(rights(folder) == 0700);
    CHECK(rights(folder / "keys") == 0700);
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        CAPTURE(entry.path().string());
        if (entry.is_regular_file()) CHECK(rights(entry.path()) == 0600);
    }
    for (const char* file : {"journal.db", "keys/journal.key", "keys/dispatcher.secret",
                             "keys/authorized_keys", "plan/plan.toml", "backup.json"})
        CHECK_MESSAGE(std::filesystem::is_regular_file(folder / file), file);
    CHECK_FALSE(std::filesystem::exists(folder / "journal.db-wal"));
    CHECK(list_backups(hall.backups).size() == 1);
    CHECK(list_backups(hall.backups).front().bytes == made.bytes);
}

TEST_CASE("a hall restored from a backup is the hall it was, and the newer journal is kept") {
    Hall hall;
    const hall::State then = hall.desk->state();
    const Backup made = hall.back_up();
    hall.take(10);
    CHECK_THROWS_WITH_AS(restore_backup(hall.backups / made.name, hall.file, hall.keys, hall.now),
                         doctest::Contains("in use"), JournalError);
    hall.stop();
    std::filesystem::remove(hall.keys / "dispatcher.secret");
    const Restored restored = restore_backup(hall.backups / made.name, hall.file, hall.keys, hall.now);
    CHECK(restored.events == made.events);
    CHECK(restored.added == std::vector{hall.keys / "dispatcher.secret"});
    REQUIRE_FALSE(restored.kept.empty());
    Journal again(hall.file, journal_key(hall.keys, hall.file));
    CHECK(again.replay() == then);
    CHECK(again.verify() == made.events);
    Journal before(restored.kept.front(), journal_key(hall.keys, hall.file));
    before.replay();
    CHECK(before.head() == made.events + 10);
}

TEST_CASE("a restore into an empty place brings the keys, and leaves those that are there") {
    const Hall hall;
    const Backup made = hall.back_up();
    const auto journal = hall.folder / "new/journal.db";
    const auto keys = hall.folder / "new-keys";
    const auto owner = platform::make_key_pair();
    std::filesystem::create_directories(keys);
    platform::authorize(keys / "authorized_keys", {owner.public_key, "kiosk", "only-one"});
    restore_backup(hall.backups / made.name, journal, keys, hall.now);
    Journal again(journal, journal_key(keys, journal));
    CHECK(again.replay() == hall.desk->state());
    const auto list = platform::read_authorized_keys(keys / "authorized_keys");
    REQUIRE(list.size() == 1);  // a device that was locked out since does not come back
    CHECK(list.front().name == "only-one");
    CHECK(rights(journal) == 0600);
}

TEST_CASE("a journal that was changed is copied, and called what it is; it is never restored") {
    Hall hall;
    tamper(hall.file, "UPDATE event SET body = replace(body, 'contract', 'payment') WHERE number = 20");
    const Backup made = hall.back_up();
    CHECK_FALSE(made.verified);
    CHECK(made.complaint.find("event 20") != std::string::npos);
    CHECK_FALSE(list_backups(hall.backups).front().verified);
    hall.stop();
    CHECK_THROWS_AS(restore_backup(hall.backups / made.name, hall.file, hall.keys, hall.now), JournalError);
    CHECK(std::filesystem::exists(hall.file));
}

TEST_CASE("a backup that was changed is not restored, and the hall stays") {
    Hall hall;
    const Backup made = hall.back_up();
    tamper(hall.backups / made.name / "journal.db", "DELETE FROM event WHERE number = 20");
    hall.stop();
    CHECK_THROWS_WITH_AS(restore_backup(hall.backups / made.name, hall.file, hall.keys, hall.now),
                         doctest::Contains("event 20"), JournalError);
    CHECK(std::filesystem::exists(hall.file));
    CHECK_THROWS_AS(restore_backup(hall.folder / "nowhere", hall.file, hall.keys, hall.now), JournalError);
}

TEST_CASE("a backup that cannot be made leaves nothing behind") {
    const Hall hall;
    std::filesystem::create_directories(hall.backups / ".unfinished-okno-of-a-power-cut");
    Originals wrong = hall.originals();
    wrong.journal = hall.folder / "nowhere.db";
    CHECK_THROWS_WITH(make_backup(wrong, hall.backups, hall.now, go_on),
                      doctest::Contains("no backup was made"));
    const std::atomic<bool> stop{true};
    CHECK_THROWS(make_backup(hall.originals(), hall.backups, hall.now, stop));
    CHECK(list_backups(hall.backups).empty());
    for (const auto& entry : std::filesystem::directory_iterator(hall.backups))
        CHECK(entry.path().filename() == ".lock");
}

TEST_CASE(
    "a disk that fills up while the journal is copied leaves nothing behind, and the next try is whole") {
    const Hall hall;
    {
        const fakes::FullDisk disk(20'000);
        CHECK_THROWS_WITH_AS(hall.back_up(), doctest::Contains("no backup was made"), std::runtime_error);
    }
    CHECK(list_backups(hall.backups).empty());
    for (const auto& left : std::filesystem::directory_iterator(hall.backups))
        CHECK(left.path().filename() == ".lock");
    CHECK(hall.back_up(1s).verified);
}

TEST_CASE("the newest are kept, the newest verified one always, and strange folders are left alone") {
    Hall hall;
    const std::string good = hall.back_up(0s).name;
    tamper(hall.file, "UPDATE event SET body = replace(body, 'contract', 'payment') WHERE number = 20");
    for (const auto after : {1s, 2s, 3s}) hall.back_up(after);
    std::filesystem::create_directory(hall.backups / "okno-of-somebody-else-xxxx");
    keep_newest(hall.backups, 2);
    const auto left = list_backups(hall.backups);
    REQUIRE(left.size() == 3);
    CHECK(left[0].name > left[1].name);
    CHECK(left[2].name == good);
    CHECK(std::filesystem::exists(hall.backups / "okno-of-somebody-else-xxxx"));
    CHECK_THROWS(hall.back_up(3s));  // of the same second
}

TEST_CASE("what goes on while a backup is made is not held up, and the copy is of one moment") {
    Hall hall;
    std::atomic<bool> done{false};
    std::optional<Backup> made;
    std::thread copying([&] {
        made = hall.back_up();
        done = true;
    });
    int taken = 0;
    do {
        hall.take(1);
        ++taken;
    } while (!done);
    copying.join();
    REQUIRE(made);
    CHECK(made->verified);
    CHECK(made->events <= hall.journal->head());
    CHECK(made->events + static_cast<std::uint64_t>(taken) >= hall.journal->head());
}

namespace {

// Turns of the hall's loop until the keeper rests.
void settle(BackupKeeper& keeper, const hall::State& state, platform::Instant now) {
    const auto deadline = std::chrono::steady_clock::now() + 30s;
    do {
        keeper.work(state, now);
        std::this_thread::yield();
        REQUIRE(std::chrono::steady_clock::now() < deadline);
    } while (keeper.busy() || !keeper.backups());
}

}  // namespace

TEST_CASE("a backup is made when the day is over, once, and when somebody asks") {
    Hall hall;
    platform::Instant now{hall.now, platform::SteadyTime{} + 1h};
    BackupKeeper keeper(hall.originals(), hall.backups, 3, now);
    hall::State state = hall.desk->state();
    state.settled = {};
    settle(keeper, state, now);
    CHECK(keeper.backups()->empty());
    state.settled = now.wall + 1min;  // the day has ended
    now = {now.wall + 2min, now.steady + 2min};
    keeper.work(state, now);
    settle(keeper, state, now);
    REQUIRE(keeper.backups()->size() == 1);
    settle(keeper, state, {now.wall + 1h, now.steady + 1h});
    CHECK(keeper.backups()->size() == 1);
    now = {now.wall + 2h, now.steady + 2h};
    keeper.make_now();
    keeper.make_now();
    settle(keeper, state, now);
    CHECK(keeper.backups()->size() == 2);
    now = {now.wall + 27h, now.steady + 27h};  // a hall whose day never ends
    keeper.work(state, now);
    settle(keeper, state, now);
    CHECK(keeper.backups()->size() == 3);
}

TEST_CASE("a backup that fails is told and tried again an hour later, not at once") {
    Hall hall;
    platform::Instant now{hall.now, platform::SteadyTime{} + 1h};
    std::ofstream(hall.backups) << "a file in the way\n";
    BackupKeeper keeper(hall.originals(), hall.backups, 3, now);
    hall::State state = hall.desk->state();
    state.settled = now.wall;
    settle(keeper, state, now);
    keeper.work(state, now);
    settle(keeper, state, now);
    REQUIRE(keeper.failure());
    CHECK_FALSE(keeper.failure()->reason.empty());
    std::filesystem::remove(hall.backups);
    now = {now.wall + 59min, now.steady + 59min};
    keeper.work(state, now);
    settle(keeper, state, now);
    CHECK(keeper.failure());
    now = {now.wall + 61min, now.steady + 61min};
    const auto deadline = std::chrono::steady_clock::now() + 30s;
    while (keeper.failure() && std::chrono::steady_clock::now() < deadline) keeper.work(state, now);
    CHECK_FALSE(keeper.failure());
    CHECK(keeper.backups()->size() == 1);
}
