#include "kiosk/config.hpp"

#include <CLI/CLI.hpp>

#include "platform/machine.hpp"
#include "platform/version.hpp"
#include "ui/window.hpp"

namespace okno::kiosk {

std::optional<Config> read_config(int argc, char** argv, int& exit_code) {
    Config config;
    std::string size = "1080x1920";
    int double_strike_ms = 0;
    CLI::App app{"okno-kiosk: the touch screen where visitors take a ticket."};
    app.set_version_flag("--version", platform::version);
    app.set_config("--config", "", "Read flags from this TOML file");
    app.add_option("--name", config.name, "The name of this kiosk's key")->capture_default_str();
    app.add_option("--keys", config.keys, "Folder of CURVE keys")->required();
    app.add_option("--commands", config.commands_endpoint, "The dispatcher's commands")
        ->capture_default_str();
    app.add_option("--feed", config.feed_endpoint, "The dispatcher's public feed")->capture_default_str();
    app.add_option("--printer", config.printer, "The device that prints this kiosk's tickets")
        ->capture_default_str();
    app.add_option("--size", size, "The window, WIDTHxHEIGHT in pixels")
        ->capture_default_str()
        ->check([](const std::string& text) {
            return ui::parse_size(text) ? std::string()
                                        : "write the size as 1080x1920, 100 to 8192 pixels a side";
        });
    app.add_flag("--fullscreen", config.fullscreen, "Take the whole screen");
    app.add_option("--diagonal", config.stand.diagonal_inches,
                   "The picture's diagonal in inches, in place of the plan's [[kiosk]]: letters and controls "
                   "become as large as people need")
        ->check(CLI::Range(5.0, 120.0));
    app.add_option("--bottom", config.stand.bottom_mm,
                   "How high above the floor the picture's lower edge is, in millimetres, in place of the "
                   "plan's: for the lower controls")
        ->check(CLI::Range(0.0, 2500.0));
    app.add_option("--speaker", config.speaker,
                   "The program that speaks to who cannot see the screen; empty: none")
        ->capture_default_str();
    app.add_option("--double-strike", double_strike_ms,
                   "For hands that shake: the same key again within so many milliseconds counts for nothing")
        ->capture_default_str()
        ->check(CLI::Range(0, 2000));
    app.add_option("--state", config.state,
                   "Where a touch is kept until it is answered (default: NAME.touch beside "
                   "the key folder)");
    app.add_option("--machine", config.machine,
                   "A word for this computer that no copy of its disk shares (default: of its hardware)");
    app.add_option("--trace", config.trace, "Append what is shown and touched, as JSON lines, to this file");
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        exit_code = app.exit(error);
        return std::nullopt;
    }
    config.double_strike = std::chrono::milliseconds(double_strike_ms);
    config.size = ui::parse_size(size).value();
    if (config.machine.empty()) config.machine = platform::machine_word();
    if (config.state.empty())
        config.state = std::filesystem::absolute(config.keys / "").parent_path().parent_path() /
                       (config.name + ".touch");
    return config;
}

}  // namespace okno::kiosk
