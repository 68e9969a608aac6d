// What the console tells to others than its staff, wired together: the API with its keys, the metrics, and
// the visitors' pages. Owns all of it; must outlive the web server it is added to.
#pragma once

#include "console/config.hpp"
#include "console/outside/api_gate.hpp"
#include "console/outside/api_routes.hpp"
#include "console/outside/metrics.hpp"
#include "console/outside/public_hall.hpp"
#include "console/outside/ticket_desk.hpp"
#include "console/outside/visitor_server.hpp"
#include "console/web_server.hpp"

namespace okno::console {

class Outside {
  public:
    Outside(const Config& config, Mailbox& mailbox);
    Outside(const Outside&) = delete;
    Outside& operator=(const Outside&) = delete;

    PublicHallBoard& hall() { return hall_; }
    void add_to(WebServer& server);  // before its start
    void start();                    // the visitors' pages, when they are asked for

  private:
    PublicHallBoard hall_;
    TicketDesk tickets_;
    ApiGate gate_;
    ApiRoutes api_;
    Metrics metrics_;
    std::optional<VisitorServer> visitors_;
};

}  // namespace okno::console
