// What the bridge is told at its start, by flags or by a file (--config).
#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace okno::bridge {

struct Config {
    std::string name = "bridge-1";
    std::filesystem::path keys;
    std::string commands_endpoint = "tcp://127.0.0.1:5710";
    std::string feed_endpoint = "tcp://127.0.0.1:5712";
    std::string page_calls;  // where consoles bring calls for help; empty: they go through the dispatcher
    std::filesystem::path devices;
    std::filesystem::path receivers;  // of the guard company; empty: there is none
    std::filesystem::path alarms = "alarms";
};

// Empty: the process is to end with `exit_code` (help was asked for, or the flags were wrong and that was
// said).
std::optional<Config> read_config(int argc, const char* const* argv, int& exit_code);

}  // namespace okno::bridge
