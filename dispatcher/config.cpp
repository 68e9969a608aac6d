#include "dispatcher/config.hpp"

#include <CLI/CLI.hpp>

#include "platform/version.hpp"

namespace okno::dispatcher {

std::optional<Config> read_config(int argc, char** argv, int& exit_code) {
    Config config;
    CLI::App app{"okno-dispatcher: the hall's single writer. Keeps the journal, decides, tells everybody."};
    app.set_version_flag("--version", platform::version);
    app.set_config("--config", "", "Read flags from this TOML file");
    app.add_option("--plan", config.plan, "The hall's plan (TOML)")->required();
    app.add_option("--journal", config.journal, "The journal (SQLite); made when it does not exist")
        ->required();
    app.add_option("--keys", config.keys, "Folder of CURVE keys and authorized_keys")->required();
    app.add_option("--commands", config.commands_endpoint, "Where commands come in")->capture_default_str();
    app.add_option("--public", config.public_endpoint, "The public feed")->capture_default_str();
    app.add_option("--staff", config.staff_endpoint, "The staff feed")->capture_default_str();
    app.add_option(
        "--backups", config.backups,
        "Folder of backups, best on another disk: one is made each night. Keep it as secret as the keys");
    app.add_option("--backups-kept", config.backups_kept, "How many backups are kept")
        ->capture_default_str()
        ->check(CLI::Range(1, 1000));
    try {
        app.parse(argc, argv);
        return config;
    } catch (const CLI::ParseError& error) {
        exit_code = app.exit(error);
        return std::nullopt;
    }
}

}  // namespace okno::dispatcher
