// Who is behind a request. Every route asks here first. Thread-safe as the Doorkeeper is.
#pragma once

#include <httplib.h>

#include <tl/expected.hpp>

#include "console/people/doorkeeper.hpp"
#include "console/people/rights.hpp"

namespace okno::console {

class Gate {
  public:
    // The doorkeeper must outlive it. `secure`: the cookies are those of TLS.
    Gate(Doorkeeper& doorkeeper, bool secure) : doorkeeper_(doorkeeper), secure_(secure) {}

    using Found = tl::expected<Guest, protocol::Refusal>;

    Found anybody(const httplib::Request& request) const;  // also who has to choose a password first
    Found guest(const httplib::Request& request) const;    // who may work here
    // A POST from our own page, by its guest.
    Found sender(const httplib::Request& request) const;
    Found any_sender(const httplib::Request& request) const;
    // The same two, when they may open the page.
    Found guest_of(StillPage page, const httplib::Request& request) const;
    Found sender_of(StillPage page, const httplib::Request& request) const;

    std::string session(const httplib::Request& request) const;  // the cookie; "" when there is none
    std::string browser(const httplib::Request& request) const;
    bool secure() const { return secure_; }

  private:
    Doorkeeper& doorkeeper_;
    bool secure_;
};

}  // namespace okno::console
