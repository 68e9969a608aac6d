#include "console/program.hpp"

#include "platform/keys.hpp"
#include "platform/log.hpp"

namespace okno::console {

namespace {

// To the bridge that the configuration names, by its key among those that may connect.
std::optional<HelpLine> help_line_of(const Config& config, zmq::context_t& context) {
    if (config.bridge.empty()) return std::nullopt;
    platform::Identity identity = platform::read_identity(config.keys, config.name);
    for (const platform::AuthorizedKey& key : platform::read_authorized_keys(config.keys / "authorized_keys"))
        if (key.name == config.bridge) {
            identity.server_public_key = key.public_key;
            return HelpLine(context, config.bridge_endpoint, identity);
        }
    throw platform::KeyError("authorized_keys knows no bridge \"" + config.bridge +
                             "\"; give it a key, or leave --bridge out");
}

std::optional<ReportFolder> folder_of(const Config& config) {
    if (!config.reports) return std::nullopt;
    return ReportFolder(*config.reports);
}

}  // namespace

Program::Program(const Config& config)
    : link_(context_, config.commands, config.feed, platform::read_identity(config.keys, config.name)),
      figures_(
          config.statistics, [this] { mailbox_.post(NewFigures{}); },
          [this](statistics::Sequence from, const std::stop_token& stop) {
              return journal_.read(from, stop);
          }),
      doorkeeper_(UserFile(config.data)),
      help_line_(help_line_of(config, context_)),
      outside_(config, mailbox_),
      loop_(link_, help_line_ ? &*help_line_ : nullptr, figures_, mailbox_, pages_, outside_.hall()),
      server_(config.web, doorkeeper_, mailbox_, pages_),
      report_desk_(config.statistics, mailbox_),
      report_routes_(report_desk_, folder_of(config), doorkeeper_.trail(), server_.gate()),
      history_(config.statistics, server_.gate(), mailbox_) {
    report_routes_.add_to(server_.http());
    if (const auto folder = folder_of(config)) report_clerk_.emplace(report_desk_, *folder);
    outside_.add_to(server_);
    history_.add_to(server_.http());
}

void Program::run(const platform::StopSignal& stop) {
    server_.start();
    outside_.start();
    if (report_clerk_) report_clerk_->start();
    spdlog::info("The console is at {}", server_.url());
    loop_.run(stop);
    if (report_clerk_) report_clerk_->stop();
    server_.stop();
    spdlog::info("The console has ended.");
}

}  // namespace okno::console
