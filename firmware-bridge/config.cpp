#include "firmware-bridge/config.hpp"

#include <CLI/CLI.hpp>

#include "platform/version.hpp"

namespace okno::bridge {

std::optional<Config> read_config(int argc, const char* const* argv, int& exit_code) {
    Config config;
    CLI::App app{
        "okno-bridge: tells the hall which keys are pressed on the USB keypads of its windows, and a "
        "guard company which panic button."};
    app.set_version_flag("--version", platform::version);
    app.set_config("--config", "", "Read flags from this TOML file");
    app.add_option("--name", config.name, "This device's name among the keys")->capture_default_str();
    app.add_option("--keys", config.keys, "Folder of CURVE keys")->required();
    app.add_option("--commands", config.commands_endpoint, "The dispatcher's commands")
        ->capture_default_str();
    app.add_option("--feed", config.feed_endpoint, "The dispatcher's staff feed")->capture_default_str();
    app.add_option("--page-calls", config.page_calls,
                   "Listen here for calls for help from the consoles' pages, such as tcp://127.0.0.1:5713");
    app.add_option("--devices", config.devices, "The description of the keypads and panic buttons (TOML)")
        ->required();
    app.add_option("--receivers", config.receivers, "The guard company's receivers (TOML)");
    app.add_option("--alarms", config.alarms, "Remembers the alarms; made when it is not there")
        ->capture_default_str();
    try {
        app.parse(argc, argv);
        return config;
    } catch (const CLI::ParseError& error) {
        exit_code = app.exit(error);
        return std::nullopt;
    }
}

}  // namespace okno::bridge
