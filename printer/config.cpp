#include "printer/config.hpp"

#include <CLI/CLI.hpp>

#include "platform/version.hpp"

namespace okno::printer {

std::optional<Config> read_config(int argc, const char* const* argv, int& exit_code) {
    Config config;
    std::string port;
    std::string profile = "generic-80";
    std::string text;
    CLI::App app{"okno-printer: prints the tickets taken at one kiosk and tells the hall how that went."};
    app.set_version_flag("--version", platform::version);
    app.set_config("--config", "", "Read flags from this TOML file");
    app.add_option("--name", config.name, "This device's name among the keys")->capture_default_str();
    app.add_option("--keys", config.keys, "Folder of CURVE keys")->required();
    app.add_option("--commands", config.commands_endpoint, "The dispatcher's commands")
        ->capture_default_str();
    app.add_option("--feed", config.feed_endpoint, "The dispatcher's public feed")->capture_default_str();
    app.add_option("--kiosk", config.kiosk, "Whose tickets are printed")->capture_default_str();
    app.add_option("--port", port,
                   "file:DIR (virtual paper, PNG files), tcp:HOST:PORT, usb[:VVVV:PPPP[:SERIAL]][@BUS-PORT] "
                   "or cups:QUEUE")
        ->required();
    app.add_option("--profile", profile, "The model of printer: " + profile_names())->capture_default_str();
    app.add_option("--logos", config.logos,
                   "Folder with the logo that the plan names; without it none is printed");
    app.add_option(
        "--text", text,
        "Print with the printer's own characters, in this code page: pc866 or wpc1251; far fewer bytes, for "
        "slow lines. Without it slips are pictures");
    try {
        app.parse(argc, argv);
        const auto address = port_address_from(port);
        if (!address)
            throw CLI::ValidationError("--port",
                                       port +
                                           " is none of file:DIR, tcp:HOST:PORT, usb, usb:04b8:0202, "
                                           "usb:04b8:0202:SERIAL, usb@1-2.3, cups:QUEUE");
        config.port = *address;
        config.profile = find_profile(profile);
        if (!config.profile)
            throw CLI::ValidationError("--profile", profile + " is not one of " + profile_names());
        config.text = code_page_named(text);
        if (!text.empty() && !config.text)
            throw CLI::ValidationError("--text", text + " is not one of pc866, wpc1251");
        if (config.text && !config.profile->text)
            throw CLI::ValidationError("--text", profile + " prints pictures only; leave --text out");
        return config;
    } catch (const CLI::ParseError& error) {
        exit_code = app.exit(error);
        return std::nullopt;
    }
}

}  // namespace okno::printer
