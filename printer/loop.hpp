// The printer program's loop: the link to the hall on one side, the port on the other, the print queue
// between them. One thread. It only carries: what to print is the queue's rule, how it went is the port's
// word. Asked to stop, it finishes the ticket under way (three seconds at most) and takes no other.
#pragma once

#include <map>
#include <memory>
#include <set>

#include "platform/stop_signal.hpp"
#include "printer/config.hpp"
#include "printer/port.hpp"
#include "printer/print_queue.hpp"
#include "printer/ticket_slip.hpp"
#include "protocol/fresh_forecast.hpp"
#include "protocol/link.hpp"
#include "protocol/presence.hpp"
#include "protocol/ticket_word.hpp"

namespace okno::printer {

std::unique_ptr<Port> open_port(const Config& config, SteadyTime now);

class Loop {
  public:
    // `port` must outlive the loop.
    Loop(const Config& config, Port& port);

    void run(const platform::StopSignal& stop);

  private:
    void wait(const platform::StopSignal& stop, platform::Instant now);
    void hear(const protocol::News& news, platform::Instant now);
    void hear_answer(const protocol::Answered& answer);
    void hear(const StatusHeard& heard, platform::Instant now);
    void hear(const JobEnded& ended, platform::Instant now);
    void hear(const Trouble& trouble, platform::Instant now);
    void hear(const Introduced& introduced, platform::Instant now);
    void act(const Report& report, platform::Instant now);
    void act(const PrintTicket& print, platform::Instant now);
    SlipExtras extras(const hall::Ticket& ticket, Issue issue);
    bool finished() const { return queue_.idle() && reports_.empty(); }

    const Profile& profile_;
    const std::optional<CodePage> text_;
    const std::filesystem::path logos_;
    const std::optional<protocol::TicketWords> words_;  // empty: nobody could read a code, none is printed
    Port& port_;
    zmq::context_t context_;
    protocol::Link link_;
    protocol::Presence presence_;
    PrintQueue queue_;
    protocol::FreshForecast forecast_;
    std::map<protocol::RequestId, Report> reports_;  // on their way
    std::string logo_name_;                          // of `logo_`, whether it could be read or not
    std::optional<Raster> logo_;
};

}  // namespace okno::printer
