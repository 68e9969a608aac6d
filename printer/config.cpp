#include "printer/config.hpp"

#include <CLI/CLI.hpp>
#include <charconv>

#include "platform/version.hpp"

namespace okno::printer {

namespace {

constexpr std::string_view file_scheme = "file:";
constexpr std::string_view tcp_scheme = "tcp:";

std::optional<std::uint16_t> port_number(std::string_view text) {
    std::uint16_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size() || number == 0) return std::nullopt;
    return number;
}

std::optional<PortAddress> network_printer(const std::string& text) {
    NetworkPrinter printer;
    std::string rest;
    if (text.starts_with('[')) {
        const auto bracket = text.find(']');
        if (bracket == std::string::npos) return std::nullopt;
        printer.host = text.substr(1, bracket - 1);
        rest = text.substr(bracket + 1);
    } else {
        const auto colon = std::min(text.find(':'), text.size());
        printer.host = text.substr(0, colon);
        rest = text.substr(colon);
    }
    if (printer.host.empty()) return std::nullopt;
    if (rest.empty()) return printer;
    const auto port = rest.front() == ':' ? port_number(std::string_view(rest).substr(1)) : std::nullopt;
    if (!port) return std::nullopt;
    printer.port = *port;
    return printer;
}

}  // namespace

std::optional<PortAddress> port_address_from(const std::string& text) {
    if (text.starts_with(tcp_scheme)) return network_printer(text.substr(tcp_scheme.size()));
    if (text.starts_with(file_scheme) && text.size() > file_scheme.size())
        return PaperFolder{text.substr(file_scheme.size())};
    return std::nullopt;
}

std::optional<Config> read_config(int argc, const char* const* argv, int& exit_code) {
    Config config;
    std::string port;
    std::string profile = "generic-80";
    CLI::App app{"okno-printer: prints the tickets taken at one kiosk and tells the hall how that went."};
    app.set_version_flag("--version", platform::version);
    app.set_config("--config", "", "Read flags from this TOML file");
    app.add_option("--name", config.name, "This device's name among the keys")->capture_default_str();
    app.add_option("--keys", config.keys, "Folder of CURVE keys")->required();
    app.add_option("--commands", config.commands_endpoint, "The dispatcher's commands")
        ->capture_default_str();
    app.add_option("--feed", config.feed_endpoint, "The dispatcher's public feed")->capture_default_str();
    app.add_option("--kiosk", config.kiosk, "Whose tickets are printed")->capture_default_str();
    app.add_option("--port", port, "file:DIR (virtual paper, PNG files) or tcp:HOST:PORT")->required();
    app.add_option("--profile", profile, "The model of printer: " + profile_names())->capture_default_str();
    try {
        app.parse(argc, argv);
        const auto address = port_address_from(port);
        if (!address) throw CLI::ValidationError("--port", port + " is neither file:DIR nor tcp:HOST:PORT");
        config.port = *address;
        config.profile = find_profile(profile);
        if (!config.profile)
            throw CLI::ValidationError("--profile", profile + " is not one of " + profile_names());
        return config;
    } catch (const CLI::ParseError& error) {
        exit_code = app.exit(error);
        return std::nullopt;
    }
}

}  // namespace okno::printer
