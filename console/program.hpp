// The whole program, wired together: the hall it follows, who may come in, what the pages show, the servers.
#pragma once

#include <optional>
#include <zmq.hpp>

#include "console/config.hpp"
#include "console/figures/figure_keeper.hpp"
#include "console/help_line.hpp"
#include "console/journal_pages.hpp"
#include "console/loop.hpp"
#include "console/mailbox.hpp"
#include "console/outside/outside.hpp"
#include "console/pages/pages.hpp"
#include "console/past/history_routes.hpp"
#include "console/past/report_rounds.hpp"
#include "console/past/report_routes.hpp"
#include "console/people/doorkeeper.hpp"
#include "console/web_server.hpp"
#include "platform/stop_signal.hpp"
#include "protocol/link.hpp"

namespace okno::console {

class Program {
  public:
    // Binds at once; throws std::runtime_error with what to do.
    explicit Program(const Config& config);
    Program(const Program&) = delete;
    Program& operator=(const Program&) = delete;

    void run(const platform::StopSignal& stop);  // serves until then

  private:
    zmq::context_t context_{1};
    protocol::Link link_;
    Mailbox mailbox_;
    JournalPages journal_{mailbox_};
    FigureKeeper figures_;
    Doorkeeper doorkeeper_;
    const bool first_start_ = doorkeeper_.prepare_first_start();  // before anybody can connect
    Pages pages_;
    std::optional<HelpLine> help_line_;
    Outside outside_;
    Loop loop_;
    WebServer server_;
    ReportDesk report_desk_;
    ReportRoutes report_routes_;
    std::optional<ReportClerk> report_clerk_;
    HistoryRoutes history_;
};

}  // namespace okno::console
