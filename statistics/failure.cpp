#include "statistics/failure.hpp"

#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <sqlite3.h>

namespace okno::statistics {

Failure failure_of(const std::exception& error) {
    const auto* sqlite = dynamic_cast<const soci::sqlite3_soci_error*>(&error);
    if (!sqlite) return Failure::other;
    constexpr int without_details = 0xff;  // SQLite tells more in the higher bits of an extended code
    switch (sqlite->result() & without_details) {
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return Failure::locked;
        case SQLITE_FULL:
            return Failure::disk_full;
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
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
