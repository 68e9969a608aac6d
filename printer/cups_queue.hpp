// A print queue of CUPS, asked by IPP (RFC 8011) through libcups. Every call waits for the server, a few
// seconds at most; so it lives on a thread of its own (`cups_port.hpp`).
#pragma once

#include <cups/cups.h>

#include <chrono>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "printer/cups_words.hpp"

namespace okno::printer {

// The server or the queue says no, or nothing; the text is for the log.
struct CupsError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

class CupsQueue {
  public:
    // CUPS_SERVER and client.conf say which server.
    explicit CupsQueue(std::string queue);

    // All of these throw CupsError.
    QueueState state();
    // Raw bytes as one job; the server cancels it when it is not done in `at_most`. Its number.
    int submit(const std::string& name, const std::string& bytes, std::chrono::seconds at_most);
    JobState job_state(int job);
    void cancel(int job);
    // Jobs of ours that are not done, from before this program was started.
    std::vector<int> unfinished();

  private:
    struct CloseHttp {
        void operator()(http_t* http) const { httpClose(http); }
    };
    struct FreeIpp {
        void operator()(ipp_t* ipp) const { ippDelete(ipp); }
    };
    using Reply = std::unique_ptr<ipp_t, FreeIpp>;

    http_t* server();
    ipp_t* request(ipp_op_t operation) const;
    Reply ask(ipp_t* request);
    Reply checked(ipp_t* reply);

    std::string queue_;
    std::string uri_;
    std::string resource_;
    std::unique_ptr<http_t, CloseHttp> http_;
};

}  // namespace okno::printer
