#include "statistics/failure.hpp"

#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

namespace okno::statistics {

namespace {

// SQLite's result codes (https://www.sqlite.org/rescode.html); the higher bits of an extended one tell
// details.
constexpr int primary = 0xff;
constexpr int busy = 5;
constexpr int locked = 6;
constexpr int corrupt = 11;
constexpr int full = 13;
constexpr int not_a_database = 26;

}  // namespace

Failure failure_of(const std::exception& error) {
    const auto* sqlite = dynamic_cast<const soci::sqlite3_soci_error*>(&error);
    if (!sqlite) return Failure::other;
    switch (sqlite->result() & primary) {
        case busy:
        case locked:
            return Failure::locked;
        case full:
            return Failure::disk_full;
        case corrupt:
        case not_a_database:
            return Failure::damaged;
        default:
            return Failure::other;
    }
}

std::string reason_of(const std::exception& error) {
    const auto* told = dynamic_cast<const soci::soci_error*>(&error);
    return told ? told->get_error_message() : error.what();
}

void set_aside(const std::filesystem::path& sqlite_file) {
    for (const char* ending : {"-wal", "-shm", ""}) {
        const std::filesystem::path part = sqlite_file.string() + ending;
        const std::filesystem::path aside = sqlite_file.string() + ".damaged" + ending;
        std::filesystem::remove(aside);
        if (std::filesystem::exists(part)) std::filesystem::rename(part, aside);
    }
}

}  // namespace okno::statistics
