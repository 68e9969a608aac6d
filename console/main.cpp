// okno-console: the web pages of operators and managers.
#include <cstdio>
#include <exception>
#include <optional>
#include <zmq.hpp>

#include "console/config.hpp"
#include "console/key_command.hpp"
#include "console/loop.hpp"
#include "console/outside.hpp"
#include "console/user_command.hpp"
#include "platform/keys.hpp"
#include "platform/log.hpp"
#include "platform/stop_signal.hpp"

namespace {

using namespace okno;

// To the bridge that the configuration names, by its key among those that may connect.
std::optional<console::HelpLine> help_line_of(const console::Config& config, zmq::context_t& context) {
    if (config.bridge.empty()) return std::nullopt;
    platform::Identity identity = platform::read_identity(config.keys, config.name);
    for (const platform::AuthorizedKey& key : platform::read_authorized_keys(config.keys / "authorized_keys"))
        if (key.name == config.bridge) {
            identity.server_public_key = key.public_key;
            return console::HelpLine(context, config.bridge_endpoint, identity);
        }
    throw platform::KeyError("authorized_keys knows no bridge \"" + config.bridge +
                             "\"; give it a key, or leave --bridge out");
}

int serve(const console::Config& config) {
    const platform::StopSignal stop;
    platform::start_log("okno-console");
    zmq::context_t context{1};
    protocol::Link link(context, config.commands, config.feed,
                        platform::read_identity(config.keys, config.name));
    console::DayFigures figures(config.statistics);
    console::Doorkeeper doorkeeper{console::UserFile(config.data)};
    doorkeeper.prepare_first_start();
    console::Mailbox mailbox;
    console::Pages pages;
    auto help_line = help_line_of(config, context);
    console::Outside outside(config, mailbox);
    console::Loop loop(link, help_line ? &*help_line : nullptr, figures, mailbox, pages, outside.hall());
    console::WebServer server(config.web, doorkeeper, mailbox, pages);
    outside.add_to(server);
    server.start();
    outside.start();
    spdlog::info("The console is at {}", server.url());
    loop.run(stop);
    server.stop();
    spdlog::info("The console has ended.");
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    int exit_code = 0;
    const auto config = console::read_config(argc, argv, exit_code);
    if (!config) return exit_code;
    try {
        if (config->add_key || config->remove_key) return console::change_keys(*config);
        return config->add_user ? console::add_user(*config) : serve(*config);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "okno-console: %s\n", error.what());
        return 1;
    }
}
