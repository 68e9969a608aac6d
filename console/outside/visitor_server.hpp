// The visitors' pages behind the QR code of a slip, for thousands of telephones: an address and a few threads
// of their own, so that no crowd takes those of the staff, and no page of the staff stands open to the world.
// Nobody logs in: the word in the address is what opens a page. Bounded by address, and stricter for words
// that are none.
//
//   GET /t/{word}[?lang=ru|en] · /t/{word}/now (the part that changes, with an ETag) · POST /t/{word}/rating,
//   which leads to /t/{word}/thanks
#pragma once

#include <httplib.h>

#include <mutex>
#include <string>

#include "console/listener.hpp"
#include "console/outside/rate_limit.hpp"
#include "console/outside/ticket_desk.hpp"
#include "console/outside/visitor_page.hpp"

namespace okno::console {

class VisitorServer {
  public:
    static constexpr Rate asking{100, 400};  // a whole hall may sit behind one address
    static constexpr Rate guessing{1, 30};   // words that are no ticket's

    // Binds at once; throws std::runtime_error with what to do. `tickets` must outlive the server.
    VisitorServer(const WebAddress& address, const std::optional<TlsFiles>& tls, TicketDesk& tickets);

    httplib::Server& http() { return listener_.http(); }
    void start() { listener_.start(); }
    void stop() { listener_.stop(); }
    const std::string& url() const { return listener_.url(); }

  private:
    using Show = std::string (*)(const PublicTicket&, Spoken, const std::string&);
    void set_routes();
    void show(const httplib::Request& request, httplib::Response& response, Show how);
    void rate(const httplib::Request& request, httplib::Response& response);
    bool too_often(const httplib::Request& request, httplib::Response& response, RateLimit& limit, Rate rate);

    TicketDesk& tickets_;
    std::mutex mutex_;  // of the two limits
    RateLimit asked_;
    RateLimit guessed_;
    Listener listener_;
};

// The telephone's address: that of the connection, or what a reverse proxy on this computer says of it; of
// IPv6 the /64, which is one household's or one telephone's.
std::string visitor_address(const httplib::Request& request);

}  // namespace okno::console
