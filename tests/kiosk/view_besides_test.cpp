// The screens besides the way to a ticket, on every kiosk, in every language and with every aid.
#include <doctest/doctest.h>

#include "kiosk/phrases.hpp"
#include "tests/kiosk/view_walk.hpp"

using namespace okno;
using namespace okno::kiosk_test;

namespace {

void type(Walk& walk, const std::string& digits) {
    for (const char digit : digits) walk.touch(std::string("digit:") + digit);
}

Ask asked(const Orders& orders) {
    REQUIRE(orders.size() == 1);
    return std::get<Ask>(orders.front());
}

// Everything a screen can have at once: names as long as they come, a break, a short day.
hall::Plan wordy() {
    hall::Plan plan = in_all_languages(example_plan());
    for (hall::Service& service : plan.services)
        if (service.id.value == "meter-reading") {
            service.name[{"ru"}] = "Передача показаний приборов учёта электрической энергии потребителем";
            service.kind = hall::KindId{"cashier"};
            service.online = "https://lichny-kabinet.example.com/account/readings";
        }
    return plan;
}

}  // namespace

TEST_CASE("details of a service are readable in each language on every kiosk") {
    for (const std::string& language : all_languages) {
        Walk walk(in_all_languages(example_plan()));
        for (int i = 0; i < 12; ++i) walk.hall.take("meter-reading");
        walk.tell_waits();
        walk.touch("language:" + language);
        walk.touch("group:readings");
        walk.touch("service:meter-reading");
        REQUIRE(walk.screen().kind == ScreenKind::details);
        walk.check("details-" + language);
        walk.touch("back");
        walk.touch("back");
        walk.touch("group:companies");
        walk.touch("service:company-contract");
        REQUIRE(walk.screen().kind == ScreenKind::details);
        walk.check("details-hours-" + language);
    }
}

TEST_CASE("details with all there may be are readable on every kiosk, open and closed") {
    Walk walk(wordy());
    for (int i = 0; i < 12; ++i) walk.hall.take("payment");
    walk.tell_waits();
    walk.touch("language:ru");
    walk.touch("group:readings");
    walk.touch("service:meter-reading");
    REQUIRE(walk.screen().hours.rows.size() >= 3);
    walk.check("wordy-details", "take:meter-reading");
    hall::Plan plan = wordy();
    for (hall::Service& service : plan.services)
        if (service.id.value == "meter-reading") service.schedule = hall::Schedule{};
    for (const std::string& language : all_languages) {
        Walk closed(plan);
        closed.touch("language:" + language);
        closed.touch("group:readings");
        closed.touch("service:meter-reading");
        REQUIRE(closed.screen().kind == ScreenKind::service_closed);
        closed.check("closed-online-" + language);
    }
}

TEST_CASE("numbers are typed on every kiosk in each language") {
    for (const std::string& language : all_languages) {
        Walk walk(in_all_languages(example_plan()));
        walk.touch("language:" + language);
        walk.touch("number");
        REQUIRE(walk.screen().kind == ScreenKind::service_number);
        walk.check("number-" + language);
        type(walk, "12345");
        walk.check("number-typed-" + language, "digit:5");
        walk.touch("enter");
        REQUIRE(walk.screen().notices.size() == 1);
        walk.check("number-unknown-" + language, "enter");
    }
    Walk typed(in_all_languages(example_plan()));
    for (const ui::Key key : {ui::Key::digit_2, ui::Key::digit_4, ui::Key::select}) {
        typed.later(1s);
        typed.flow.press(key, typed.hall.state(), protocol::make_request_id(typed.now.wall), typed.now);
    }
    REQUIRE(typed.screen().kind == ScreenKind::language);
    typed.check("number-language");
}

TEST_CASE("calls of staff are readable in each language on every kiosk") {
    for (const std::string& language : all_languages) {
        Walk walk(in_all_languages(example_plan()));
        const auto phrase = [&] { return phrases({language}, walk.hall.state().plan); };
        asked(walk.touch("staff"));
        walk.check("staff-asked");
        walk.touch("back");
        walk.touch("language:" + language);
        const Ask call = asked(walk.touch("staff"));
        walk.check("staff-asked-" + language);
        walk.flow.hear(protocol::Answered{call.id, walk.hall.command({{"kiosk-1"}, {}}, call.wish)},
                       walk.hall.state(), walk.now);
        REQUIRE(walk.screen().sayings.at(0).title == phrase().staff_called);
        walk.check("staff-called-" + language);
        walk.hall.command({{"console"}, {"anna"}}, hall::AnswerStaffCall{{"kiosk-1"}});
        REQUIRE(walk.screen().sayings.at(0).title == phrase().staff_coming);
        walk.check("staff-coming-" + language);
        walk.touch("back");
        const Ask again = asked(walk.touch("staff"));
        walk.flow.hear(protocol::Answered{again.id, tl::make_unexpected(protocol::Refusal{})},
                       walk.hall.state(), walk.now);
        REQUIRE(walk.screen().sayings.at(0).title == phrase().staff_failed);
        walk.check("staff-failed-" + language);
    }
}

TEST_CASE("ratings are readable in each language on every kiosk") {
    for (const std::string& language : all_languages) {
        Walk walk(in_all_languages(example_plan()));
        const auto phrase = [&] { return phrases({language}, walk.hall.state().plan); };
        walk.hall.serve("refund", 2);
        walk.hall.serve("meter-reading", 2);
        walk.now.wall = walk.hall.now();
        walk.touch("rate");
        REQUIRE(walk.screen().kind == ScreenKind::language);
        walk.check("rating-language");
        walk.touch("language:" + language);
        REQUIRE(walk.screen().kind == ScreenKind::visit_number);
        walk.check("visit-number-" + language);
        type(walk, "99");
        walk.touch("enter");
        REQUIRE(walk.screen().notices.size() == 1);
        walk.check("visit-unknown-" + language);
        type(walk, "1");
        walk.touch("enter");
        REQUIRE(walk.screen().kind == ScreenKind::visit_choice);
        walk.check("visit-choice-" + language);
        walk.touch("visit:C001");
        REQUIRE(walk.screen().kind == ScreenKind::rating);
        walk.check("rating-" + language);
        walk.check("rating-pressed-" + language, "score:4");
        walk.touch("score:5");
        REQUIRE(walk.screen().kind == ScreenKind::topic);
        walk.check("topics-" + language);
        const Ask rating = asked(walk.touch("topic:manners"));
        walk.check("rating-sent-" + language);
        walk.flow.hear(protocol::Answered{rating.id, walk.hall.command({{"kiosk-1"}, {}}, rating.wish)},
                       walk.hall.state(), walk.now);
        REQUIRE(walk.screen().sayings.at(0).title == phrase().thanks);
        walk.check("rated-" + language);
        walk.later(Flow::thanks_shown + 1s);
        const auto rate = [&] {
            walk.touch("rate");
            walk.touch("language:" + language);
            type(walk, "1");
            walk.touch("enter");
            walk.touch("score:1");
            return asked(walk.touch("skip")).id;
        };
        rate();
        walk.later(Flow::ask_patience + 1s);
        REQUIRE(walk.screen().sayings.at(0).title == phrase().not_rated);
        walk.check("not-rated-" + language);
        walk.touch("home");
        const protocol::Refusal refusal = longest_refusal(language, walk.hall.state().plan);
        walk.flow.hear(protocol::Answered{rate(), tl::make_unexpected(refusal)}, walk.hall.state(), walk.now);
        REQUIRE(walk.screen().sayings.at(0).title == phrase().not_rated);
        walk.check("not-rated-refused-" + language);
    }
}

TEST_CASE("a number is written down from every kiosk in each language") {
    for (const std::string& language : all_languages) {
        Walk walk(in_all_languages(example_plan()));
        walk.touch("language:" + language);
        walk.touch("group:accounts");
        const hall::TicketId ticket = walk.take("refund", language);
        walk.hall.report(ticket, hall::Print::failed);
        walk.later(0ms);
        walk.touch("write");
        REQUIRE(walk.screen().kind == ScreenKind::write_down);
        walk.check("write-down-" + language);
    }
}

TEST_CASE("the frame of the keys is seen around every choice of the screens besides") {
    Walk walk(example_plan());
    walk.hall.serve("refund", 2);
    walk.now.wall = walk.hall.now();
    const auto look = [&] {
        for (const StandingKiosk& kiosk : kiosks)
            for (const Mode& mode : modes) {
                const Screen screen = walk.screen_on(kiosk, mode);
                for (const std::string& action : actions(screen)) check_focus(kiosk, screen, action);
            }
    };
    walk.touch("rate");
    look();
    type(walk, "1");
    walk.touch("enter");
    look();
    walk.touch("score:5");
    look();
    walk.touch("skip");
    look();
    walk.later(Flow::ask_patience + 1s);
    walk.later(Flow::refusal_shown + 1s);
    walk.touch("language:ru");
    walk.touch("staff");
    look();
    walk.touch("back");
    walk.touch("group:readings");
    walk.touch("service:meter-reading");
    look();
}
