// What Prometheus reads at /metrics: the hall in figures, requests by route and status, streams, this
// process. Served to programs on this computer, and to others with a key of scope metrics. Counts for every
// server it is told to watch; thread-safe.
#pragma once

#include <httplib.h>
#include <prometheus/counter.h>
#include <prometheus/family.h>
#include <prometheus/registry.h>

#include <functional>
#include <mutex>
#include <string>

#include "console/mailbox.hpp"
#include "console/outside/api_gate.hpp"
#include "platform/clock.hpp"

namespace okno::console {

class Metrics {
  public:
    // `gate` and `mailbox` must outlive the metrics, and these the servers.
    Metrics(ApiGate& gate, Mailbox& mailbox);

    // And tells the log of those that were refused because of who sent them.
    void count_requests(httplib::Server& server);
    // GET /metrics. `streams`: how many are open.
    void add_to(httplib::Server& server, std::function<int()> streams);

  private:
    std::string text(int streams);
    void tell_refusal(const std::string& route);

    ApiGate& gate_;
    Mailbox& mailbox_;
    prometheus::Registry registry_;
    prometheus::Family<prometheus::Counter>& requests_;
    std::mutex mutex_;
    platform::SteadyTime minute_{};
    int told_ = 0;  // of this minute
};

// The route of a request that has been answered, with what varies left out: one of ours, whoever asks for
// what.
std::string route_of(const httplib::Request& request, int status);

}  // namespace okno::console
