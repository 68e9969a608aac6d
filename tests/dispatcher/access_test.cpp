#include "dispatcher/access.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "protocol/codec.hpp"

using namespace okno;
using dispatcher::Feed;
using dispatcher::may;

namespace {

const std::vector<std::string> roles{"kiosk",   "display",       "printer", "bridge",
                                     "console", "administrator", "observer"};

// Who may do this, in the order above.
std::vector<std::string> who_may(const char* kind) {
    std::vector<std::string> found;
    for (const std::string& role : roles)
        if (may(role, kind)) found.push_back(role);
    return found;
}

using Roles = std::vector<std::string>;

}  // namespace

TEST_CASE("each role may do its own work and nothing else") {
    CHECK(who_may("take_ticket") == Roles{"kiosk", "console", "administrator"});
    CHECK(who_may("return_ticket") == Roles{"kiosk", "console", "administrator"});
    CHECK(who_may("cancel_ticket") == Roles{"console", "administrator"});
    CHECK(who_may("report_print") == Roles{"printer", "administrator"});
    CHECK(who_may("report_device") == Roles{"kiosk", "display", "printer", "bridge", "administrator"});
    CHECK(who_may("adopt_plan") == Roles{"console", "administrator"});
    CHECK(who_may("call_by_number") ==
          Roles{"console", "administrator"});  // no keypad: it may be nobody's right
    CHECK(who_may("add_step") == Roles{"console", "administrator"});
    CHECK(who_may("chain") == Roles{"console", "administrator", "observer"});
    for (const char* kind :
         {"assign_services", "close_service", "reopen_service", "post_message", "withdraw_message",
          "prioritise_ticket", "call_manager", "answer_manager_call"}) {
        CAPTURE(kind);
        CHECK(who_may(kind) == Roles{"console", "administrator"});
    }
    for (const char* kind : {"open_window", "pause_window", "resume_window", "close_window", "call_next",
                             "recall", "start_service", "finish_service", "report_no_show", "transfer_ticket",
                             "park_ticket", "resume_ticket", "enter_stage"}) {
        CAPTURE(kind);
        CHECK(who_may(kind) == Roles{"bridge", "console", "administrator"});
    }
}

TEST_CASE("every command of the wire is somebody's work, but the dispatcher's own") {
    const auto check = [&]<std::size_t... I>(std::index_sequence<I...>) {
        for (const std::string_view kind :
             {protocol::kind_of(std::variant_alternative_t<I, hall::Wish>{})...}) {
            CAPTURE(kind);
            CHECK(may("administrator", kind) == (kind != "check_time"));
        }
    };
    check(std::make_index_sequence<std::variant_size_v<hall::Wish>>{});
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

TEST_CASE("calls for help come from bridges and consoles, and only a console has people to answer them") {
    for (const char* role : {"bridge", "console", "administrator"}) CHECK(may(role, "raise_panic"));
    for (const char* kind : {"acknowledge_panic", "restore_panic", "cancel_panic", "start_panic_test"}) {
        CHECK(may("console", kind));
        CHECK_FALSE(may("bridge", kind));
    }
    for (const char* kind : {"report_alarm", "report_panic_test"}) {
        CHECK(may("bridge", kind));
        CHECK_FALSE(may("console", kind));
    }
    for (const char* role : {"kiosk", "display", "printer", "observer"})
        for (const char* kind : {"raise_panic", "report_alarm", "acknowledge_panic", "restore_panic",
                                 "cancel_panic", "start_panic_test", "report_panic_test"})
            CHECK_FALSE(may(role, kind));
}

TEST_CASE("the staff feed is for staff") {
    for (const char* role : {"kiosk", "display", "printer"})
        CHECK(dispatcher::feed_of(role) == Feed::public_feed);
    for (const char* role : {"bridge", "console", "administrator", "observer"})
        CHECK(dispatcher::feed_of(role) == Feed::staff_feed);
    CHECK(dispatcher::feed_of("stranger") == Feed::none);
}
