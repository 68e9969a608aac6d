// The route of the administrator's page of the log: the newest warnings and errors of the dispatcher and of
// this program since each was started. The logs of the devices stay on their computers.
//
//   GET /api/log -> {"programs": [{"program", "since": ms | null, "lines": [{"number", "at", "level",
//   "text"}],
//                   "refusal": {code, sentence} | null}]}
#pragma once

#include <httplib.h>

#include "console/mailbox.hpp"
#include "console/people/gate.hpp"
#include "platform/clock.hpp"

namespace okno::console {

class LogRoutes {
  public:
    // Both must outlive the routes.
    LogRoutes(const Gate& gate, Mailbox& mailbox) : gate_(gate), mailbox_(mailbox) {}

    void add_to(httplib::Server& server);

  private:
    void tell(const httplib::Request& request, httplib::Response& response);

    const Gate& gate_;
    Mailbox& mailbox_;
    platform::WallTime since_ = platform::read_clock().wall;
};

}  // namespace okno::console
