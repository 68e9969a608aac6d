// The pages of the past: what they ask the statistics, and the tickets behind each number. For whoever may
// open the page; the web server's threads. All is asked by GET and changes nothing; times are those of the
// hall's clock.
//
//   GET /api/history/frame                      known days, names, what the bounds are
//   GET /api/history/summary?from&to            the hall and each kind of queue
//   GET /api/history/lines?from&to&by[&filter]  filter: history_query.hpp
//   GET /api/history/load | bars?bar_min | calendar | ratings | idle | promises ?from&to
//   GET /api/history/tickets?from&to&counted[&filter][&over][&at_least_ms][&below_ms][&sort=time][&offset]
//   GET /api/history/ticket?id=17               a whole visit, with its events from the journal
#pragma once

#include <httplib.h>

#include "console/mailbox.hpp"
#include "console/past/archive.hpp"
#include "console/people/gate.hpp"

namespace okno::console {

class HistoryRoutes {
  public:
    // Both must outlive the routes.
    HistoryRoutes(std::filesystem::path database, const Gate& gate, Mailbox& mailbox)
        : archive_(std::move(database)), gate_(gate), mailbox_(mailbox) {}

    void add_to(httplib::Server& server);

  private:
    using Request = httplib::Request;
    using Answer = Archive::Answer;

    Answer frame(const Request& request);
    Answer summary(const Request& request);
    Answer lines(const Request& request);
    Answer load(const Request& request);
    Answer bars(const Request& request);
    Answer calendar(const Request& request);
    Answer ratings(const Request& request);
    Answer idle(const Request& request);
    Answer promises(const Request& request);
    Answer tickets(const Request& request);
    Answer ticket(const Request& request);

    Archive archive_;
    const Gate& gate_;
    Mailbox& mailbox_;
};

}  // namespace okno::console
