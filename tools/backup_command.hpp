// okno backup: a copy of a hall that runs or not. okno restore: a hall from such a copy.
#pragma once

#include <CLI/CLI.hpp>
#include <cstddef>
#include <string>

#include "tools/command.hpp"

namespace okno::tools {

struct BackupFlags {
    std::string journal;
    std::string keys;
    std::string plan;
    std::string to;
    std::size_t keep = 0;  // all
    std::string from;
};

void add_backup_commands(CLI::App& okno, BackupFlags& flags, Action& chosen);

}  // namespace okno::tools
