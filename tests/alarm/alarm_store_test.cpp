// What the disk remembers of the alarms, and what becomes of it when something goes wrong.
#include "alarm/alarm_store.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <sstream>
#include <string>
#include <system_error>

#include "tests/fakes/full_disk.hpp"
#include "tests/fakes/temporary_folder.hpp"

using namespace okno::alarm;
using okno::fakes::FullDisk;
using okno::fakes::TemporaryFolder;

namespace {

Event event(std::uint64_t number, Signal signal = Signal::panic, Turn turn = Turn::raised) {
    return {number,
            signal,
            turn,
            7,
            okno::platform::WallTime{
                std::chrono::milliseconds{1'764'348'531'123 + static_cast<std::int64_t>(number)}},
            number % 3 == 0};
}

std::string text_of(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

void write_at(const std::filesystem::path& file, std::size_t offset, const std::string& bytes) {
    std::fstream out(file, std::ios::in | std::ios::out | std::ios::binary);
    out.seekp(static_cast<std::streamoff>(offset));
    out << bytes;
}

}  // namespace

TEST_CASE("what was recorded is remembered") {
    const TemporaryFolder folder;
    const auto file = folder / "alarms";
    {
        AlarmStore store(file);
        CHECK(store.remembered().empty());
        store.record(event(1), true);
        store.record(event(2, Signal::tamper, Turn::restored), false);
        store.record(event(3, Signal::hold_up), true);
        store.mark_delivered(1);
        store.mark_delivered(3);
        store.mark_restored({3});
    }
    const AlarmStore again(file);
    CHECK(again.remembered() ==
          std::vector<Remembered>{{event(1), true, true},
                                  {event(2, Signal::tamper, Turn::restored), false, false},
                                  {event(3, Signal::hold_up), true, false}});
    CHECK(again.damaged() == 0);
}

TEST_CASE("a record is written as the header says, and the file is closed to others") {
    const TemporaryFolder folder;
    const auto file = folder / "alarms";
    AlarmStore store(file);
    CHECK(text_of(file).size() == AlarmStore::slots_at_first * 64);
    store.record({17, Signal::hold_up, Turn::raised, 7,
                  okno::platform::WallTime{std::chrono::milliseconds{1'764'348'531'123}}, true},
                 true);
    CHECK(text_of(file).substr(0, 64) == "0000000000000017 hold-up  raised   007 1764348531123 E B765 PL \n");
    CHECK((std::filesystem::status(file).permissions() & std::filesystem::perms::mask) ==
          (std::filesystem::perms::owner_read | std::filesystem::perms::owner_write));
}

TEST_CASE("two processes cannot count from one file") {
    const TemporaryFolder folder;
    const AlarmStore store(folder / "alarms");
    CHECK_THROWS_AS(AlarmStore(folder / "alarms"), StoreInUse);
}

TEST_CASE("a thousand slots are used again, but those that still matter") {
    const TemporaryFolder folder;
    const auto file = folder / "alarms";
    const std::uint64_t most = 5 * AlarmStore::slots_at_first;
    {
        AlarmStore store(file);
        for (std::uint64_t number = 1; number <= most; ++number) {
            store.record(event(number), number == 5);
            if (number != 7) store.mark_delivered(number);
        }
    }
    CHECK(text_of(file).size() == AlarmStore::slots_at_first * 64);
    const AlarmStore again(file);
    REQUIRE(again.remembered().size() == AlarmStore::slots_at_first);
    CHECK(again.remembered()[0] == Remembered{event(5), true, true});
    CHECK(again.remembered()[1] == Remembered{event(7), false, false});
    CHECK(again.remembered().back().event.number == most);
}

TEST_CASE("more alarms than slots make the file grow") {
    const TemporaryFolder folder;
    const auto file = folder / "alarms";
    const std::uint64_t most = AlarmStore::slots_at_first + 10;
    {
        AlarmStore store(file);
        for (std::uint64_t number = 1; number <= most; ++number) store.record(event(number), true);
    }
    CHECK(AlarmStore(file).remembered().size() == most);
}

TEST_CASE("a disk that has become full takes alarms all the same, for their room is there already") {
    const TemporaryFolder folder;
    const auto file = folder / "alarms";
    AlarmStore store(file);
    {
        const FullDisk full(AlarmStore::slots_at_first * 64);
        for (std::uint64_t number = 1; number <= AlarmStore::slots_at_first; ++number)
            store.record(event(number), true);
        CHECK_THROWS_AS(store.record(event(5000), true), std::system_error);
    }
    {
        const FullDisk full(100);
        CHECK_THROWS_AS(AlarmStore(folder / "other"), std::system_error);
    }
    store.record(event(5001), true);  // it goes on when there is room again
}

TEST_CASE("a damaged slot is counted, and the others are read") {
    const TemporaryFolder folder;
    const auto file = folder / "alarms";
    {
        AlarmStore store(file);
        for (std::uint64_t number = 1; number <= 3; ++number) store.record(event(number), false);
    }
    const std::string whole = text_of(file);
    for (std::size_t at = 64; at < 128; ++at) {
        const char wrong = whole[at] == '#' ? '%' : '#';
        CAPTURE(at);
        write_at(file, at, std::string(1, wrong));
        const AlarmStore store(file);
        CHECK(store.damaged() == 1);
        CHECK(store.remembered().size() == 2);
        write_at(file, at, whole.substr(at, 1));
    }
}

TEST_CASE("a file that was cut anywhere is read as far as it goes") {
    const TemporaryFolder folder;
    const auto file = folder / "alarms";
    {
        AlarmStore store(file);
        for (std::uint64_t number = 1; number <= 3; ++number) store.record(event(number), false);
    }
    for (std::size_t size = 3 * 64; size > 0; size -= 16) {
        std::filesystem::resize_file(file, size);
        CHECK(AlarmStore(file).remembered().size() == size / 64);
    }
    AlarmStore store(file);
    store.record(event(9), true);
    CHECK(text_of(file).size() == 64);
}
