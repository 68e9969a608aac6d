#include "console/people/gate.hpp"

#include "console/http.hpp"
#include "console/sentences.hpp"

namespace okno::console {

namespace {

Gate::Found ready(Gate::Found found) {
    if (found && found->user.must_change)
        return tl::make_unexpected(complain(Complaint::must_change_password));
    return found;
}

Gate::Found allowed(StillPage page, Gate::Found found) {
    if (found && !may_open(found->user, page)) return tl::make_unexpected(complain(Complaint::not_allowed));
    return found;
}

}  // namespace

std::string Gate::session(const httplib::Request& request) const {
    return read_cookie(request, Cookie::session, secure_);
}

std::string Gate::browser(const httplib::Request& request) const {
    return read_cookie(request, Cookie::browser, secure_);
}

Gate::Found Gate::anybody(const httplib::Request& request) const {
    auto guest = doorkeeper_.who(session(request), platform::read_clock().steady, true);
    if (!guest) return tl::make_unexpected(complain(Complaint::not_logged_in));
    return *std::move(guest);
}

Gate::Found Gate::guest(const httplib::Request& request) const {
    return ready(anybody(request));
}

Gate::Found Gate::any_sender(const httplib::Request& request) const {
    if (auto foreign = why_foreign(request)) return tl::make_unexpected(*std::move(foreign));
    auto guest = anybody(request);
    if (guest && !carries_csrf(request, guest->csrf))
        return tl::make_unexpected(complain(Complaint::foreign_page));
    return guest;
}

Gate::Found Gate::sender(const httplib::Request& request) const {
    return ready(any_sender(request));
}

Gate::Found Gate::guest_of(StillPage page, const httplib::Request& request) const {
    return allowed(page, guest(request));
}

Gate::Found Gate::sender_of(StillPage page, const httplib::Request& request) const {
    return allowed(page, sender(request));
}

}  // namespace okno::console
