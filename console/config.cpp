#include "console/config.hpp"

#include <CLI/CLI.hpp>

#include "platform/version.hpp"

namespace okno::console {

namespace {

struct Flags {
    Config config;
    std::string listen = "127.0.0.1:8080";
    std::string visitors;
    std::filesystem::path certificate;
    std::filesystem::path key;
    std::string bridge;
    std::string user;
    std::string role;
    int window = 0;
    bool calls_by_number = false;
    ApiKey api_key;
    std::string scopes;
};

void describe_server(CLI::App& app, Flags& flags) {
    app.add_option("--name", flags.config.name, "Name of this program's key")->capture_default_str();
    app.add_option("--keys", flags.config.keys, "Folder of the keys (needed to serve)");
    app.add_option("--commands", flags.config.commands, "The dispatcher's commands")->capture_default_str();
    app.add_option("--feed", flags.config.feed, "The dispatcher's staff feed")->capture_default_str();
    app.add_option("--bridge", flags.bridge,
                   "Bring calls for help straight to this bridge, such as bridge-1=tcp://127.0.0.1:5713");
    app.add_option("--listen", flags.listen, "Address of the web pages")->capture_default_str();
    app.add_option("--visitor-pages", flags.visitors,
                   "Serve visitors the pages behind the QR codes of their slips, at an address of its own");
    app.add_option("--data", flags.config.data, "Folder of the users and keys");
    app.add_option("--statistics", flags.config.statistics, "Database of the statistics");
    app.add_option("--reports", flags.config.reports,
                   "Put the report of each day, month and quarter that is over into this folder");
    app.add_option("--plan", flags.config.web.editing.plan,
                   "The hall's plan (TOML): administrators may change it on a page");
    app.add_option("--playlist", flags.config.web.editing.playlist,
                   "The folder of the boards' playlist: administrators may change it on a page");
    app.add_option("--web", flags.config.web.pages, "Folder of the built web pages");
    auto* certificate = app.add_option("--tls-certificate", flags.certificate, "TLS certificate chain (PEM)");
    auto* key = app.add_option("--tls-key", flags.key, "TLS private key (PEM)");
    certificate->needs(key);
    key->needs(certificate);
    app.add_flag("--plain-http", flags.config.web.plain_http,
                 "Serve without TLS beyond this computer: only behind a TLS proxy in a closed network");
}

CLI::App* describe_add_user(CLI::App& app, Flags& flags) {
    CLI::App* add = app.add_subcommand(
        "add-user", "Add a user, or give one a new password; the password is printed once");
    add->add_option("--data", flags.config.data, "Folder of the users")->required();
    add->add_option("--name", flags.user, "Log-in name: small Latin letters, digits, . _ -")->required();
    std::vector<std::string> roles;
    for (const Role role : every_role) roles.emplace_back(to_string(role));
    add->add_option("--role", flags.role, "What the user may do")->required()->check(CLI::IsMember(roles));
    add->add_option("--window", flags.window, "The operator's window")->check(CLI::PositiveNumber);
    add->add_flag("--call-by-number", flags.calls_by_number,
                  "The operator may call visitors by their number, out of turn");
    return add;
}

CLI::App* describe_add_key(CLI::App& app, Flags& flags) {
    CLI::App* add = app.add_subcommand(
        "add-key", "Add a key of the API, or replace the one of that name; the key is printed once");
    add->add_option("--data", flags.config.data, "Folder of the keys")->required();
    add->add_option("--name", flags.api_key.name,
                    "Who asks, such as site: small Latin letters, digits, . _ -")
        ->required();
    add->add_option("--scopes", flags.scopes, "What it opens: hall, ticket, metrics, with commas between")
        ->required();
    add->add_option("--per-second", flags.api_key.per_second, "How often it may ask")
        ->capture_default_str()
        ->check(CLI::Range(1, per_second_at_most));
    return add;
}

CLI::App* describe_remove_key(CLI::App& app, Flags& flags) {
    CLI::App* remove = app.add_subcommand("remove-key", "Remove a key of the API; it is refused at once");
    remove->add_option("--data", flags.config.data, "Folder of the keys")->required();
    remove->add_option("--name", flags.api_key.name, "Its name")->required();
    return remove;
}

ApiKey api_key_from(const Flags& flags) {
    ApiKey key = flags.api_key;
    const auto scopes = scopes_from(flags.scopes);
    if (!is_user_name(key.name))
        throw CLI::ValidationError("--name", "use small Latin letters, digits, '.', '_' and '-', at most 32");
    if (!scopes) throw CLI::ValidationError("--scopes", "name some of hall, ticket, metrics: hall,ticket");
    key.scopes = *scopes;
    return key;
}

User user_from(const Flags& flags) {
    User user{flags.user, role_from(flags.role).value(), std::nullopt, {}};
    if (!is_user_name(user.name))
        throw CLI::ValidationError("--name", "use small Latin letters, digits, '.', '_' and '-', at most 32");
    if (user.role == Role::window_operator && flags.window == 0)
        throw CLI::ValidationError("--window", "an operator needs a window");
    if (user.role != Role::window_operator && flags.window != 0)
        throw CLI::ValidationError("--window", "only an operator has a window");
    if (user.role != Role::window_operator && flags.calls_by_number)
        throw CLI::ValidationError("--call-by-number", "only an operator needs it; a manager always may");
    user.calls_by_number = flags.calls_by_number;
    if (flags.window != 0) user.window = hall::WindowId{flags.window};
    return user;
}

void complete_server(Flags& flags) {
    const std::pair<const char*, const std::filesystem::path*> needed[] = {
        {"--keys", &flags.config.keys},
        {"--data", &flags.config.data},
        {"--statistics", &flags.config.statistics},
        {"--web", &flags.config.web.pages}};
    for (const auto& [flag, value] : needed)
        if (value->empty()) throw CLI::RequiredError(flag);
    if (!flags.bridge.empty()) {
        const auto equals = flags.bridge.find('=');
        if (equals == 0 || equals == std::string::npos || equals + 1 == flags.bridge.size())
            throw CLI::ValidationError("--bridge", "a bridge looks like bridge-1=tcp://127.0.0.1:5713");
        flags.config.bridge = flags.bridge.substr(0, equals);
        flags.config.bridge_endpoint = flags.bridge.substr(equals + 1);
    }
    const auto listen = web_address_from(flags.listen);
    if (!listen) throw CLI::ValidationError("--listen", "an address looks like 127.0.0.1:8080");
    flags.config.web.listen = *listen;
    if (!flags.visitors.empty()) {
        flags.config.web.visitors = web_address_from(flags.visitors);
        if (!flags.config.web.visitors)
            throw CLI::ValidationError("--visitor-pages", "an address looks like 127.0.0.1:8081");
    }
    if (!flags.certificate.empty()) flags.config.web.tls = TlsFiles{flags.certificate, flags.key};
}

}  // namespace

std::optional<Config> read_config(int argc, char** argv, int& exit_code) {
    CLI::App app{"Okno console: the web pages of operators and managers"};
    app.set_version_flag("--version", platform::version);
    app.set_config("--config", "", "A file with the same flags");
    Flags flags;
    describe_server(app, flags);
    const CLI::App* add = describe_add_user(app, flags);
    const CLI::App* add_key = describe_add_key(app, flags);
    const CLI::App* remove_key = describe_remove_key(app, flags);
    try {
        app.parse(argc, argv);
        if (add->parsed())
            flags.config.add_user = user_from(flags);
        else if (add_key->parsed())
            flags.config.add_key = api_key_from(flags);
        else if (remove_key->parsed())
            flags.config.remove_key = flags.api_key.name;
        else
            complete_server(flags);
    } catch (const CLI::ParseError& error) {
        exit_code = app.exit(error);
        return std::nullopt;
    }
    return flags.config;
}

}  // namespace okno::console
