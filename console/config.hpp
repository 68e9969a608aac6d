// What the console is told on its command line or in a --config file. Wrong flags end the program with a
// sentence.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "console/outside/api_keys.hpp"
#include "console/people/user.hpp"
#include "console/web_server.hpp"

namespace okno::console {

struct Config {
    std::string name = "console";
    std::filesystem::path keys;
    std::string commands = "tcp://127.0.0.1:5710";
    std::string feed = "tcp://127.0.0.1:5712";
    std::string bridge;           // its name among the keys; empty: calls for help go through the dispatcher
    std::string bridge_endpoint;  // where it listens for them
    std::filesystem::path data;
    std::filesystem::path statistics;
    std::optional<std::filesystem::path> reports;  // where finished reports are put; empty: nowhere
    WebOptions web;
    std::optional<ApiKey> add_key;          // without a hash yet: add this key and end
    std::optional<std::string> remove_key;  // remove the key of that name and end
    std::optional<User> add_user;           // without a password yet: add this user and end
};

// Empty: there is nothing to run (help, version, or a mistake that has been told); end with `exit_code`.
std::optional<Config> read_config(int argc, char** argv, int& exit_code);

}  // namespace okno::console
