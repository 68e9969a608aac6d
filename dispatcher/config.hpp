// What the dispatcher is told at its start, by flags or by a file (--config).
#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace okno::dispatcher {

struct Config {
    std::filesystem::path plan;
    std::filesystem::path journal;
    std::filesystem::path keys;
    std::string commands_endpoint = "tcp://127.0.0.1:5710";
    std::string public_endpoint = "tcp://127.0.0.1:5711";
    std::string staff_endpoint = "tcp://127.0.0.1:5712";
    std::filesystem::path backups;  // empty: none are made
    std::size_t backups_kept = 14;
};

// Empty: the process is to end with `exit_code` (help was asked for, or the flags were wrong and that was
// said).
std::optional<Config> read_config(int argc, char** argv, int& exit_code);

}  // namespace okno::dispatcher
