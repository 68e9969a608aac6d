// Backups of a hall, each a folder of its own that is there whole or not at all:
//
//   okno-2026-11-30T21-05-01Z/       0700, in UTC: names sort by time
//     journal.db                     the journal as of one moment, in one file
//     keys/                          what the dispatcher's computer needs to be the same hall again
//     plan/                          the plan's file or folder, as it was
//     backup.json                    {"made": ms, "events", "bytes", "verified", "complaint", "program"}
//
// The journal is copied while a dispatcher writes to it, through a connection of its own that only reads; the
// writer is not held up. The copy is verified from the first event to the last. Everything is flushed to the
// disk before the folder gets its name. Files are for the owner alone: the keys are secrets. Pure functions
// on folders, for any thread; one at a time in one folder (a lock). Failures are std::runtime_error.
#pragma once

#include <atomic>
#include <filesystem>
#include <string>
#include <vector>

#include "dispatcher/journal.hpp"
#include "platform/clock.hpp"

namespace okno::dispatcher {

struct Originals {
    std::filesystem::path journal;
    std::filesystem::path keys;
    std::filesystem::path plan;  // a file or a folder; empty: none
};

struct Backup {
    std::string name;
    platform::WallTime made{};
    std::uint64_t events = 0;
    std::uint64_t bytes = 0;  // of the whole folder
    bool verified = false;
    std::string complaint;  // why it is not verified
    std::string program;    // the version that made it
};

// What of a folder of keys is copied, and brought back.
bool belongs_to_backup(const std::string& file_name);

// Makes one. `stop` ends it soon, with a failure that leaves nothing behind. A journal whose chain is broken
// is kept all the same, as not verified.
Backup make_backup(const Originals& originals, const std::filesystem::path& folder, platform::WallTime now,
                   const std::atomic<bool>& stop);
// The newest first. What is no backup is left out.
std::vector<Backup> list_backups(const std::filesystem::path& folder);
// Removes all but the newest `count`, and never the newest that is verified.
void keep_newest(const std::filesystem::path& folder, std::size_t count);

struct Restored {
    std::uint64_t events = 0;
    std::vector<std::filesystem::path> kept;   // what was there before, under new names
    std::vector<std::filesystem::path> added;  // files of the folder of keys that were missing
};
// Puts a backup in the place of a hall whose dispatcher does not run (JournalError when it does), after it
// has been verified. The old journal is kept beside the new one. Keys that are there stay as they are, so
// that a device that was locked out does not come back; only what is missing is brought, and the journal's
// own key.
Restored restore_backup(const std::filesystem::path& backup, const std::filesystem::path& journal,
                        const std::filesystem::path& keys, platform::WallTime now);

}  // namespace okno::dispatcher
