// What went wrong with the statistics' database, so that the program that keeps them knows what to do: wait
// and try again, or make the file anew. The file is a projection and holds nothing that the journal does not.
#pragma once

#include <exception>
#include <filesystem>
#include <string>

namespace okno::statistics {

enum class Failure {
    locked,  // another program writes in it
    disk_full,
    damaged,  // no database, or no longer a whole one
    other     // no rights, an error of the disk, a server that is away
};

Failure failure_of(const std::exception& error);
// In the database's words, without the statement and its values: those may name people.
std::string reason_of(const std::exception& error);

// Renames the file (SQLite, and what lies beside it) to NAME.damaged, in place of an earlier one; a
// std::filesystem::filesystem_error when it cannot.
void set_aside(const std::filesystem::path& sqlite_file);

}  // namespace okno::statistics
