// The console's one loop: follows the hall, keeps the statistics fed, builds the pages when something
// changed, and passes commands from the web server's mailbox to the dispatcher. Owns nothing of the web;
// talks to it through Mailbox and Pages only. Refuses nothing by itself but what it cannot send.
#pragma once

#include <map>
#include <vector>

#include "console/figures/figure_feed.hpp"
#include "console/figures/figure_keeper.hpp"
#include "console/help_line.hpp"
#include "console/inquiries.hpp"
#include "console/mailbox.hpp"
#include "console/outside/public_hall.hpp"
#include "console/pages/pages.hpp"
#include "console/pages/staff_calls.hpp"
#include "platform/stop_signal.hpp"
#include "protocol/fresh_forecast.hpp"
#include "protocol/link.hpp"

namespace okno::console {

class Loop {
  public:
    // All must outlive the loop.
    // `help_line`: null when calls for help go through the dispatcher.
    Loop(protocol::Link& link, HelpLine* help_line, FigureKeeper& figures, Mailbox& mailbox, Pages& pages,
         PublicHallBoard& public_hall);

    void run(const platform::StopSignal& stop);

  private:
    struct Sent {
        hall::Wish wish;
        hall::OperatorId person;
        std::vector<std::promise<Answer>> promises;
        std::size_t waiting = 0;  // promises somebody still waits for
    };

    std::chrono::milliseconds time_left(platform::Instant now) const;
    void read_mail(platform::Instant now);
    void send(Order order, platform::Instant now);
    void withdraw(const protocol::RequestId& id);
    TicketAnswer look_up(const protocol::NamedTicket& ticket, platform::Instant now) const;
    void send_out(const protocol::RequestId& id, const Sent& sent, platform::Instant now);
    void hear_help_line(platform::Instant now);
    void settle(const protocol::RequestId& id, const Answer& answer);
    void hear(const protocol::News& news);
    void note_promise(const protocol::News& news, platform::SteadyTime now);
    void fetch_what_is_missed(platform::Instant now);
    void look_at_link(platform::Instant now);
    void build_pages(platform::Instant now);

    protocol::Link& link_;
    HelpLine* help_line_;
    FigureKeeper& figures_;
    FigureFeed feed_;
    Mailbox& mailbox_;
    Pages& pages_;
    PublicHallBoard& public_hall_;
    std::map<protocol::RequestId, Sent> sent_;
    Inquiries inquiries_;
    protocol::FreshForecast forecast_;
    StaffCalls staff_calls_;
    bool blind_ = true;        // the link is lost, or there is no state yet
    hall::Timestamp heard_{};  // when it was last there
    bool dirty_ = true;        // something changed since the pages were built
    bool urgent_ = false;      // a call: does not wait for the next tenth of a second
    platform::SteadyTime built_{};
};

}  // namespace okno::console
