#include "statistics/replacement.hpp"

#include <soci/sqlite3/soci-sqlite3.h>

#include <string>
#include <utility>

#include "statistics/store.hpp"

namespace okno::statistics {

namespace {

constexpr int sqlite_busy = 5;

void remove_with_log(const std::filesystem::path& file) {
    for (const char* ending : {"", "-wal", "-shm", "-journal"}) {
        std::error_code ignored;
        std::filesystem::remove(file.string() + ending, ignored);
    }
}

// Only its last connection can take a file out of WAL mode; then all of it is in the file, and nothing beside
// it that would be taken for a part of another file of this name.
void settle(const std::filesystem::path& file) {
    try {
        soci::session session;
        open_sqlite(session, file);
        std::string mode;
        session << "PRAGMA journal_mode=DELETE", soci::into(mode);
    } catch (const soci::sqlite3_soci_error& error) {
        if (error.result() == sqlite_busy)
            throw FileInUse(
                file.string() +
                " is in use; please stop the program that keeps it (okno-console), then try again");
        remove_with_log(file);  // no database at all: nothing to keep
    }
}

}  // namespace

Replacement::Replacement(std::filesystem::path file)
    : file_(std::move(file)), anew_(file_.string() + ".new") {
    if (std::filesystem::exists(file_)) settle(file_);
    remove_with_log(anew_);
    statistics_.emplace(anew_);
}

Replacement::~Replacement() {
    statistics_.reset();
    remove_with_log(anew_);
}

void Replacement::put_in_place() {
    statistics_.reset();
    settle(anew_);
    if (std::filesystem::exists(file_)) settle(file_);
    std::filesystem::rename(anew_, file_);
}

}  // namespace okno::statistics
