#include "dispatcher/backup.hpp"

#include <SQLiteCpp/Backup.h>
#include <SQLiteCpp/SQLiteCpp.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <ctime>
#include <fstream>
#include <system_error>
#include <thread>

#include "dispatcher/backup_files.hpp"
#include "platform/atomic_file.hpp"
#include "platform/version.hpp"
#include "protocol/codec.hpp"

namespace okno::dispatcher {

namespace fs = std::filesystem;

namespace {

constexpr int busy_timeout_ms = 5000;

// The copying makes way for the hall: it reads and writes a little, lets the disk take it, and rests. A disk
// with hundreds of megabytes to write at once would keep the writer's next commit waiting.
constexpr int pages_at_once = 256;
constexpr int steps_between_flushes = 4;
constexpr std::chrono::milliseconds rest{4};

// On the journal's own disk a backup leaves so much: the hall writes on, and must not be the one that finds
// it full.
constexpr std::uint64_t left_to_hall = 256'000'000;
constexpr std::uint64_t megabyte = 1'000'000;

constexpr std::string_view prefix = "okno-";
constexpr std::string_view unfinished = ".unfinished-";
constexpr std::size_t name_length = 25;  // okno-2026-11-30T21-05-01Z

std::string name_of(platform::WallTime at) {
    const std::time_t seconds = std::chrono::floor<std::chrono::seconds>(at).time_since_epoch().count();
    std::tm parts{};
    ::gmtime_r(&seconds, &parts);
    std::array<char, 32> text{};
    std::strftime(text.data(), text.size(), "%Y-%m-%dT%H-%M-%SZ", &parts);
    return std::string{prefix} + text.data();
}

bool is_name(const std::string& name) {
    return name.size() == name_length && name.starts_with(prefix) && name.back() == 'Z';
}

platform::Descriptor take_lock(const fs::path& folder) {
    const std::string path = (folder / ".lock").string();
    platform::Descriptor lock(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
    if (!lock) throw std::system_error(errno, std::generic_category(), path + ": cannot be made");
    if (::flock(lock.get(), LOCK_EX | LOCK_NB) != 0)
        throw std::runtime_error("another backup is being made in " + folder.string() +
                                 "; please wait until it is done");
    return lock;
}

dev_t disk_of(const fs::path& file) {
    struct stat found {};
    if (::stat(file.c_str(), &found) != 0)
        throw std::system_error(errno, std::generic_category(), file.string() + ": cannot be looked at");
    return found.st_dev;
}

void check_room(const fs::path& journal, const fs::path& folder) {
    std::uint64_t needed = fs::file_size(journal);
    const fs::path log = journal.string() + "-wal";
    if (fs::exists(log)) needed += fs::file_size(log);
    if (disk_of(journal) == disk_of(folder)) needed += left_to_hall;
    const std::uint64_t room = fs::space(folder).available;
    if (room < needed)
        throw std::runtime_error("the disk of " + folder.string() + " has " +
                                 std::to_string(room / megabyte) + " MB free, and " +
                                 std::to_string(needed / megabyte + 1) +
                                 " MB are needed; please make room there or choose another folder");
}

void copy_journal(const fs::path& from, const fs::path& to, const std::atomic<bool>& stop) {
    {
        const platform::Descriptor made(::open(to.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
        if (!made) throw std::system_error(errno, std::generic_category(), to.string() + ": cannot be made");
        SQLite::Database source(from.string(), SQLite::OPEN_READONLY, busy_timeout_ms);
        source.exec("PRAGMA mmap_size = 0");
        // Within this transaction the source stays as it is now; without, each commit of the hall would begin
        // the copy anew.
        const SQLite::Transaction moment(source);
        source.execAndGet("SELECT COALESCE(MAX(number), 0) FROM event");
        SQLite::Database target(to.string(), SQLite::OPEN_READWRITE, busy_timeout_ms);
        target.exec("PRAGMA synchronous = OFF");  // flushed below, in small portions
        SQLite::Backup copying(target, source);
        for (int step = 1; copying.getRemainingPageCount() > 0 || step == 1; ++step) {
            copying.executeStep(pages_at_once);
            if (stop) throw std::runtime_error("the backup was broken off");
            if (step % steps_between_flushes == 0 && ::fdatasync(made.get()) != 0)
                throw std::system_error(errno, std::generic_category(), to.string() + ": cannot be flushed");
            std::this_thread::sleep_for(rest);
        }
        if (copying.getTotalPageCount() == 0) throw JournalError(from.string() + ": could not be copied");
    }
    // The source is in WAL mode; a copy is one file that needs no companions.
    SQLite::Database(to.string(), SQLite::OPEN_READWRITE, busy_timeout_ms)
        .exec("PRAGMA journal_mode = DELETE");
    flush_to_disk(to);
}

void copy_keys(const fs::path& from, const fs::path& to) {
    make_private_folder(to);
    for (const auto& entry : fs::directory_iterator(from))
        if (entry.is_regular_file() && belongs_to_backup(entry.path().filename().string()))
            copy_private(entry.path(), to / entry.path().filename());
    flush_to_disk(to);
}

void copy_plan(const fs::path& from, const fs::path& to) {
    make_private_folder(to);
    if (fs::is_regular_file(from)) copy_private(from, to / from.filename());
    if (fs::is_directory(from))
        for (const auto& entry : fs::directory_iterator(from))
            if (entry.is_regular_file()) copy_private(entry.path(), to / entry.path().filename());
    flush_to_disk(to);
}

std::uint64_t bytes_in(const fs::path& folder) {
    std::uint64_t bytes = 0;
    for (const auto& entry : fs::recursive_directory_iterator(folder))
        if (entry.is_regular_file()) bytes += entry.file_size();
    return bytes;
}

void verify(Backup& backup, const fs::path& folder, const std::atomic<bool>& stop) {
    try {
        backup.events =
            verify_copy(folder / "journal.db", journal_key(folder / "keys", folder / "journal.db"), stop);
        backup.verified = true;
    } catch (const JournalError& error) {
        backup.complaint = error.what();
    }
}

void write_note(const Backup& backup, const fs::path& folder) {
    const protocol::Json note{{"made", backup.made.time_since_epoch().count()},
                              {"events", backup.events},
                              {"bytes", backup.bytes},
                              {"verified", backup.verified},
                              {"complaint", backup.complaint},
                              {"program", backup.program}};
    platform::replace_file(folder / "backup.json",
                           note.dump(2, ' ', false, protocol::Json::error_handler_t::replace) + "\n", 0600);
}

std::optional<Backup> read_note(const fs::path& folder) {
    std::ifstream in(folder / "backup.json");
    const auto note = protocol::Json::parse(in, nullptr, false);
    if (!note.is_object()) return std::nullopt;
    try {
        return Backup{folder.filename().string(),
                      platform::WallTime{std::chrono::milliseconds{note.at("made").get<std::int64_t>()}},
                      note.at("events").get<std::uint64_t>(),
                      note.at("bytes").get<std::uint64_t>(),
                      note.at("verified").get<bool>(),
                      note.at("complaint").get<std::string>(),
                      note.at("program").get<std::string>()};
    } catch (const protocol::Json::exception&) {
        return std::nullopt;  // somebody else's file
    }
}

// What a power cut or a full disk left behind.
void remove_unfinished(const fs::path& folder) {
    for (const auto& entry : fs::directory_iterator(folder))
        if (entry.is_directory() && entry.path().filename().string().starts_with(unfinished))
            fs::remove_all(entry.path());
}

}  // namespace

bool belongs_to_backup(const std::string& file_name) {
    return file_name.ends_with(".secret") || file_name.ends_with(".public") || file_name == "journal.key" ||
           file_name == "authorized_keys" || file_name == "revoked_keys";
}

Backup make_backup(const Originals& originals, const fs::path& folder, platform::WallTime now,
                   const std::atomic<bool>& stop) {
    make_private_folder(folder);
    const platform::Descriptor lock = take_lock(folder);
    remove_unfinished(folder);
    Backup backup;
    backup.name = name_of(now);
    backup.made = now;
    backup.program = platform::version;
    if (fs::exists(folder / backup.name))
        throw std::runtime_error("a backup of this second is there already: " + backup.name);
    const fs::path growing = folder / (std::string{unfinished} + backup.name);
    try {
        check_room(originals.journal, folder);
        make_private_folder(growing);
        copy_keys(originals.keys, growing / "keys");
        if (!originals.plan.empty()) copy_plan(originals.plan, growing / "plan");
        copy_journal(originals.journal, growing / "journal.db", stop);
        verify(backup, growing, stop);
        backup.bytes = bytes_in(growing);
        write_note(backup, growing);
        flush_to_disk(growing);
        fs::rename(growing, folder / backup.name);
        flush_to_disk(folder);
    } catch (const std::exception& error) {
        std::error_code ignored;
        fs::remove_all(growing, ignored);
        throw std::runtime_error(std::string{"no backup was made: "} + error.what());
    }
    return backup;
}

std::vector<Backup> list_backups(const fs::path& folder) {
    std::vector<Backup> found;
    if (!fs::is_directory(folder)) return found;
    for (const auto& entry : fs::directory_iterator(folder))
        if (entry.is_directory() && is_name(entry.path().filename().string()))
            if (auto backup = read_note(entry.path())) found.push_back(*std::move(backup));
    std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.name > b.name; });
    return found;
}

void keep_newest(const fs::path& folder, std::size_t count) {
    const std::vector<Backup> all = list_backups(folder);
    const auto good =
        std::find_if(all.begin(), all.end(), [](const Backup& backup) { return backup.verified; });
    for (std::size_t i = count; i < all.size(); ++i)
        if (good == all.end() || good->name != all[i].name) fs::remove_all(folder / all[i].name);
}

}  // namespace okno::dispatcher
