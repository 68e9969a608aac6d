#include "console/outside/outside.hpp"

#include "platform/log.hpp"

namespace okno::console {

Outside::Outside(const Config& config, Mailbox& mailbox)
    : tickets_(mailbox, protocol::read_ticket_words(config.keys)),
      gate_(ApiKeyFile(config.data)),
      api_(gate_, hall_, tickets_),
      metrics_(gate_, mailbox) {
    if (!config.web.visitors) return;
    visitors_.emplace(*config.web.visitors, config.web.tls, tickets_);
    metrics_.count_requests(visitors_->http());
}

void Outside::add_to(WebServer& server) {
    api_.add_to(server.http());
    metrics_.add_to(server.http(), [&server] { return server.streams(); });
    metrics_.count_requests(server.http());
}

void Outside::start() {
    if (!visitors_) return;
    visitors_->start();
    spdlog::info("Visitors find their tickets at {}t/…", visitors_->url());
}

}  // namespace okno::console
