// The routes about who is here: log-in and log-out, the first start, one's own password and PIN, and the
// change of operator at a window. They know HTTP and the Doorkeeper; the rules are there.
//
//   POST /api/login {name, password} · POST /api/logout {} · GET /api/me · POST /api/first-start {code, name,
//   password} · POST /api/password {old, new} · POST /api/pin {pin} · GET /api/browser -> {window} ·
//   POST /api/change-operator {name, pin} · GET /api/sessions -> {sessions: [{age_s, unused_s, this_one}]} ·
//   POST /api/end-other-sessions {} -> the same
#pragma once

#include <httplib.h>

#include "console/mailbox.hpp"
#include "console/people/doorkeeper.hpp"
#include "console/people/gate.hpp"

namespace okno::console {

class AccountRoutes {
  public:
    // All must outlive the routes.
    AccountRoutes(Doorkeeper& doorkeeper, const Gate& gate, Mailbox& mailbox)
        : doorkeeper_(doorkeeper), gate_(gate), mailbox_(mailbox) {}

    void add_to(httplib::Server& server);

  private:
    using Request = httplib::Request;
    using Response = httplib::Response;
    using Body = httplib::ContentReader;

    void log_in(const Request& request, Response& response, const Body& body);
    void log_out(const Request& request, Response& response, const Body& body);
    void tell_who(const Request& request, Response& response);
    void first_start(const Request& request, Response& response, const Body& body);
    void change_password(const Request& request, Response& response, const Body& body);
    void set_pin(const Request& request, Response& response, const Body& body);
    void tell_browser(const Request& request, Response& response);
    void change_operator(const Request& request, Response& response, const Body& body);
    void tell_sessions(const Request& request, Response& response);
    void end_other_sessions(const Request& request, Response& response, const Body& body);
    void welcome(const Request& request, Response& response, const Doorkeeper::Admitted& admitted);
    void take_over_window(const User& user);

    Doorkeeper& doorkeeper_;
    const Gate& gate_;
    Mailbox& mailbox_;
};

}  // namespace okno::console
