#include <fstream>
#include <iterator>
#include <system_error>

#include "dispatcher/backup.hpp"
#include "dispatcher/backup_files.hpp"

namespace okno::dispatcher {

namespace fs = std::filesystem;

namespace {

std::string contents(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

// Renames what is there, so that nothing is lost by a restore.
void put_aside(const fs::path& file, const fs::path& aside, Restored& restored) {
    if (!fs::exists(file)) return;
    fs::rename(file, aside);
    restored.kept.push_back(aside);
}

void bring_keys(const fs::path& from, const fs::path& to, const std::string& ending, Restored& restored) {
    make_private_folder(to);
    // Without its key a journal cannot be trusted: the two go together.
    if (contents(from / "journal.key") != contents(to / "journal.key"))
        put_aside(to / "journal.key", to / ("journal.key" + ending), restored);
    for (const auto& entry : fs::directory_iterator(from)) {
        const fs::path wanted = to / entry.path().filename();
        if (!belongs_to_backup(entry.path().filename().string()) || fs::exists(wanted)) continue;
        copy_private(entry.path(), wanted);
        restored.added.push_back(wanted);
    }
    flush_to_disk(to);
}

}  // namespace

Restored restore_backup(const fs::path& backup, const fs::path& journal, const fs::path& keys,
                        platform::WallTime now) {
    for (const char* needed : {"journal.db", "keys/journal.key"})
        if (!fs::is_regular_file(backup / needed))
            throw JournalError(backup.string() + " is no backup: it has no " + needed);
    if (journal.has_parent_path()) make_private_folder(journal.parent_path());
    const JournalLock lock(journal);
    const std::atomic<bool> never{false};
    Restored restored;
    restored.events =
        verify_copy(backup / "journal.db", journal_key(backup / "keys", backup / "journal.db"), never);
    const std::string ending = ".before-restore-" + std::to_string(now.time_since_epoch().count());
    const fs::path growing = journal.string() + ".restoring";
    fs::remove(growing);
    copy_private(backup / "journal.db", growing);
    // The companions of the old journal belong to it: with the new one they would be taken for its own.
    for (const char* companion : {"", "-wal", "-shm"})
        put_aside(journal.string() + companion, journal.string() + ending + companion, restored);
    bring_keys(backup / "keys", keys, ending, restored);
    fs::rename(growing, journal);
    flush_to_disk(journal.has_parent_path() ? journal.parent_path() : fs::path("."));
    return restored;
}

}  // namespace okno::dispatcher
