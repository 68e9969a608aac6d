#include "dispatcher/access.hpp"

#include <doctest/doctest.h>

#include <string>

#include "protocol/codec.hpp"

using namespace okno;
using dispatcher::Feed;
using dispatcher::may;

TEST_CASE("each role may do its own work and nothing else") {
    CHECK(may("kiosk", "take_ticket"));
    CHECK_FALSE(may("kiosk", "call_next"));
    CHECK_FALSE(may("kiosk", "report_print"));
    CHECK(may("printer", "report_print"));
    CHECK_FALSE(may("printer", "take_ticket"));
    CHECK(may("bridge", "call_next"));
    CHECK_FALSE(may("bridge", "take_ticket"));
    CHECK(may("console", "take_ticket"));
    CHECK_FALSE(may("console", "adopt_plan"));
    CHECK(may("administrator", "adopt_plan"));
    CHECK_FALSE(may("display", "take_ticket"));
    CHECK_FALSE(may("observer", "take_ticket"));
}

TEST_CASE("everybody on the list may look, a role that does not exist may do nothing") {
    for (const char* role :
         {"kiosk", "display", "printer", "bridge", "console", "administrator", "observer"}) {
        CHECK(may(role, "snapshot"));
        CHECK(may(role, "events"));
    }
    for (const char* kind : {"snapshot", "events", "take_ticket", "call_next"}) {
        CHECK_FALSE(may("", kind));
        CHECK_FALSE(may("root", kind));
    }
}

TEST_CASE("nobody asks the time from outside") {
    for (const char* role : {"kiosk", "display", "printer", "bridge", "console", "administrator", "observer"})
        CHECK_FALSE(may(role, "check_time"));
}

TEST_CASE("the staff feed is for staff") {
    for (const char* role : {"kiosk", "display", "printer", "bridge"})
        CHECK(dispatcher::feed_of(role) == Feed::public_feed);
    for (const char* role : {"console", "administrator", "observer"})
        CHECK(dispatcher::feed_of(role) == Feed::staff_feed);
    CHECK(dispatcher::feed_of("stranger") == Feed::none);
}
