// What stands between a touch and a ticket: opening hours, a hall that is full, categories.
#include <doctest/doctest.h>

#include <algorithm>

#include "hall/capacity.hpp"
#include "tests/kiosk/kiosk_visit.hpp"

using namespace okno;
using namespace okno::kiosk;
using kiosk_test::Kiosk;
using kiosk_test::offers;
using namespace std::chrono_literals;

namespace {

const std::chrono::year_month_day tuesday{std::chrono::year{2026} / 11 / 24};

const Tile& tile(const Screen& screen, const std::string& action) {
    const auto found = std::find_if(screen.tiles.begin(), screen.tiles.end(),
                                    [&](const Tile& each) { return each.action == action; });
    REQUIRE(found != screen.tiles.end());
    return *found;
}

// Two windows for payments, ten minutes each; the latest end is ten minutes after 17:30.
hall::Plan filling_plan(hall::WhenFull when_full) {
    hall::Plan plan = kiosk_test::example_plan();
    plan.closing.when_full = when_full;
    plan.closing.latest_end = 10min;
    for (hall::Service& service : plan.services) service.usual = 10min;
    return plan;
}

// Both cash desks are open and so many wait at 17:20 that the next visitor would be done after 17:40.
struct FullKiosk : Kiosk {
    explicit FullKiosk(hall::WhenFull when_full) : Kiosk(filling_plan(when_full)) {
        set_clock(tuesday, 17h + 20min);
        for (const int window : {7, 8}) hall.command({{"console"}, {"anna"}}, hall::OpenWindow{{window}});
        const auto full = [&] {
            const hall::Service* payment = hall::find(hall.state().plan, hall::ServiceId{"payment"});
            return hall::is_full(hall.state(), *payment, hall.now());
        };
        for (int i = 0; i < 10 && !full(); ++i) hall.take("payment");
        now.wall = hall.now();
        touch("language:ru");
        touch("group:cash-desk");
    }
};

}  // namespace

TEST_CASE("a service outside its hours is closed, says when it opens, and sends nothing") {
    Kiosk kiosk;
    kiosk.set_clock(tuesday, 17h + 45min);  // the cash desk has closed, the specialists have not
    CHECK(kiosk.kind() == ScreenKind::welcome);
    kiosk.touch("language:ru");
    CHECK(tile(kiosk.screen(), "group:cash-desk").closed);
    CHECK(tile(kiosk.screen(), "group:cash-desk").detail == "Закрыто. Откроется завтра в\u00a09:00.");
    CHECK_FALSE(tile(kiosk.screen(), "group:accounts").closed);
    kiosk.touch("group:cash-desk");
    CHECK(tile(kiosk.screen(), "service:payment").closed);
    CHECK(tile(kiosk.screen(), "service:payment").detail == "Закрыто. Откроется завтра в\u00a09:00.");
    CHECK(kiosk.touch("service:payment").empty());
    CHECK(kiosk.kind() == ScreenKind::service_closed);
    CHECK(kiosk.said() == "Закрыто.");
    CHECK(kiosk.screen().service == "Оплатить электроэнергию");
    CHECK(kiosk.screen().sayings.at(0).text == "Откроется завтра в\u00a09:00.");
    kiosk.touch("back");
    CHECK(kiosk.kind() == ScreenKind::services);
    kiosk.touch("language:en");
    kiosk.touch("service:payment");
    CHECK(kiosk.screen().sayings.at(0).text == "Opens tomorrow at\u00a09:00.");
    kiosk.wait(Flow::leave_after);
    CHECK(kiosk.kind() == ScreenKind::welcome);
}

TEST_CASE("a service that a manager has closed for today says so, and when it is there again") {
    Kiosk kiosk;
    kiosk.set_clock(tuesday, 12h);  // a break would follow, but no ticket after it
    const hall::Author manager{{"console"}, {"olga"}};
    kiosk.hall.command(manager, hall::CloseService{{"payment"}, "the cash is counted"});
    kiosk.touch("language:ru");
    CHECK_FALSE(tile(kiosk.screen(), "group:cash-desk").closed);
    kiosk.touch("group:cash-desk");
    CHECK(tile(kiosk.screen(), "service:payment").closed);
    CHECK(tile(kiosk.screen(), "service:payment").detail == "На сегодня закрыто.");
    CHECK_FALSE(tile(kiosk.screen(), "service:paid-services").closed);
    CHECK(kiosk.touch("service:payment").empty());
    CHECK(kiosk.kind() == ScreenKind::service_closed);
    CHECK(kiosk.said() == "На сегодня закрыто.");
    CHECK(kiosk.screen().sayings.at(0).text ==
          "Сегодня талоны на эту услугу больше не выдаются. Взять талон можно будет завтра в\u00a09:00.");
    kiosk.touch("back");
    kiosk.touch("language:en");
    kiosk.touch("service:payment");
    CHECK(kiosk.said() == "Closed for today.");
    kiosk.touch("back");

    kiosk.hall.command(manager, hall::CloseService{{"paid-services"}, "the cash is counted"});
    kiosk.touch("home");
    kiosk.touch("language:en");
    CHECK(tile(kiosk.screen(), "group:cash-desk").closed);
    CHECK(tile(kiosk.screen(), "group:cash-desk").detail == "Closed for today.");
    kiosk.hall.command(manager, hall::ReopenService{{"payment"}, "paid up"});
    CHECK_FALSE(tile(kiosk.screen(), "group:cash-desk").closed);
}

TEST_CASE("a service that is closed for today while the finger touches it says so as well") {
    Kiosk kiosk;
    kiosk.set_clock(tuesday, 12h);
    const Unsettled touched = kiosk.touch_service();
    kiosk.refuse(touched.id, "service_closed_today");
    CHECK(kiosk.kind() == ScreenKind::service_closed);
    CHECK(kiosk.said() == "На сегодня закрыто.");
}

TEST_CASE("in its break a service says that it opens again today") {
    Kiosk kiosk;
    kiosk.set_clock(tuesday, 13h + 5min);
    kiosk.touch("language:en");
    kiosk.touch("group:cash-desk");
    CHECK(tile(kiosk.screen(), "service:payment").detail == "Closed. Opens today at\u00a013:20.");
    kiosk.wait(14min + 59s);
    CHECK(kiosk.kind() == ScreenKind::welcome);
    kiosk.touch("language:en");
    kiosk.touch("group:cash-desk");
    CHECK_FALSE(tile(kiosk.screen(), "service:payment").closed);
}

TEST_CASE("a closed hall says when it opens, across a Sunday and across the holidays, and issues nothing") {
    Kiosk kiosk;
    const auto texts = [&] {
        CHECK(kiosk.kind() == ScreenKind::closed);
        CHECK(actions(kiosk.screen()).empty());
        const Screen screen = kiosk.screen();
        return std::pair(screen.sayings.at(0).text, screen.sayings.at(1).text);
    };
    kiosk.set_clock(tuesday, 18h);
    CHECK(texts() ==
          std::pair<std::string, std::string>("Сейчас мы закрыты. Откроемся завтра в\u00a09:00.",
                                              "We are closed now. We open tomorrow at\u00a09:00."));
    kiosk.set_clock(std::chrono::year{2026} / 11 / 28, 14h);
    CHECK(texts() ==
          std::pair<std::string, std::string>("Сейчас мы закрыты. Откроемся в понедельник в\u00a09:00.",
                                              "We are closed now. We open on Monday at\u00a09:00."));
    kiosk.set_clock(std::chrono::year{2026} / 12 / 31, 14h);
    CHECK(texts() ==
          std::pair<std::string, std::string>("Сейчас мы закрыты. Откроемся 9 января в\u00a09:00.",
                                              "We are closed now. We open on 9 January at\u00a09:00."));
    kiosk.set_clock(std::chrono::year{2027} / 1 / 9, 8h + 59min);
    CHECK(texts().second == "We are closed now. We open today at\u00a09:00.");
    kiosk.wait(1min);
    CHECK(kiosk.kind() == ScreenKind::welcome);
}

TEST_CASE("at closing the kiosk says that those who have a ticket are served") {
    Kiosk kiosk;
    kiosk.hall.take("refund");
    kiosk.set_clock(tuesday, 18h);
    CHECK(kiosk.kind() == ScreenKind::closed);
    CHECK(kiosk.screen().sayings.at(0).text ==
          "Талоны сейчас не выдаются. Всех, кто уже взял талон, обязательно примут. Откроемся завтра "
          "в\u00a09:00.");
}

TEST_CASE("the week shows breaks, and a special day its own hours first") {
    Kiosk kiosk;
    CHECK(kiosk.screen().hours.rows.at(0).hours ==
          std::vector<std::string>{"9:00–18:00", "9:00–13:00\n13:20–17:30"});
    kiosk.set_clock(std::chrono::year{2026} / 12 / 31, 10h);
    CHECK(kiosk.screen().hours.rows.at(0).days == "Сегодня · Today");
    CHECK(kiosk.screen().hours.rows.at(0).hours == std::vector<std::string>{"9:00–14:00", "9:00–13:30"});
}

TEST_CASE("a service that cannot be managed today is warned of, and the visitor chooses") {
    FullKiosk kiosk(hall::WhenFull::warn);
    CHECK(tile(kiosk.screen(), "service:payment").detail == "Можем не успеть сегодня.");
    CHECK_FALSE(tile(kiosk.screen(), "service:payment").closed);
    CHECK(kiosk.touch("service:payment").empty());
    CHECK(kiosk.kind() == ScreenKind::may_not_manage);
    CHECK(kiosk.said() == "Сегодня мы можем не успеть");
    CHECK(kiosk.screen().sayings.at(0).text ==
          "Посетителей, которые уже ждут, так много, что Ваша очередь может не подойти до закрытия. Если Вы "
          "возьмёте талон, Вас обязательно примут, но, возможно, нескоро. Вы также можете прийти завтра "
          "в\u00a09:00.");
    SUBCASE("not today") {
        kiosk.touch("back");
        CHECK(kiosk.kind() == ScreenKind::services);
    }
    SUBCASE("a ticket all the same") {
        const Orders orders = kiosk.touch("anyway");
        REQUIRE(orders.size() == 1);
        const Unsettled touched = std::get<Take>(orders[0]).touch;
        CHECK(touched.wish.service == hall::ServiceId{"payment"});
        kiosk.hear(protocol::Answered{touched.id, kiosk.dispatch(touched)});
        CHECK(kiosk.kind() == ScreenKind::ticket);
    }
}

TEST_CASE("where the plan says so no ticket is issued that cannot be served, with the next opening") {
    FullKiosk kiosk(hall::WhenFull::stop);
    CHECK(tile(kiosk.screen(), "service:payment").closed);
    CHECK(tile(kiosk.screen(), "service:payment").detail == "Талонов нет.");
    CHECK(kiosk.touch("service:payment").empty());
    CHECK(kiosk.kind() == ScreenKind::service_full);
    CHECK(kiosk.screen().sayings.at(0).text ==
          "Посетители, которые уже ждут, займут всё время до закрытия. Взять талон можно будет завтра "
          "в\u00a09:00.");
    CHECK_FALSE(offers(kiosk.screen(), "anyway"));
}

TEST_CASE("a service at whose windows nobody is says so when the day is too short to wait for them") {
    Kiosk kiosk(filling_plan(hall::WhenFull::stop));
    kiosk.set_clock(tuesday, 17h + 20min);
    kiosk.touch("language:en");
    kiosk.touch("group:cash-desk");
    kiosk.touch("service:payment");
    CHECK(kiosk.kind() == ScreenKind::service_full);
    CHECK(
        kiosk.screen().sayings.at(0).text ==
        "The windows for this service are not working now, and there is no time left to serve you before we "
        "close. You can take a ticket tomorrow at\u00a09:00.");
}

TEST_CASE("who is full before the break is not told to come after it, for that is full too") {
    Kiosk kiosk(filling_plan(hall::WhenFull::stop));
    kiosk.set_clock(tuesday, 12h + 50min);
    for (const int window : {7, 8}) kiosk.hall.command({{"console"}, {"anna"}}, hall::OpenWindow{{window}});
    const hall::Service& payment = *hall::find(kiosk.hall.state().plan, hall::ServiceId{"payment"});
    for (int i = 0; i < 60 && !hall::is_full(kiosk.hall.state(), payment, kiosk.hall.now()); ++i)
        kiosk.hall.take("payment");
    kiosk.now.wall = kiosk.hall.now();
    kiosk.touch("language:en");
    kiosk.touch("group:cash-desk");
    kiosk.touch("service:payment");
    CHECK(kiosk.kind() == ScreenKind::service_full);
    CHECK(kiosk.screen().sayings.at(0).text.ends_with("You can take a ticket tomorrow at\u00a09:00."));
}

TEST_CASE("who touched a service at the moment at which it was full is told when to come again") {
    Kiosk kiosk(filling_plan(hall::WhenFull::stop));
    kiosk.set_clock(tuesday, 12h);
    kiosk.touch("language:en");
    kiosk.touch("group:cash-desk");
    const Orders orders = kiosk.touch("service:payment");
    REQUIRE(orders.size() == 1);
    const Unsettled touched = std::get<Take>(orders[0]).touch;
    kiosk.hear(protocol::Answered{touched.id, tl::make_unexpected(protocol::Refusal{"service_full", {}})});
    CHECK(kiosk.kind() == ScreenKind::service_full);
    CHECK(kiosk.screen().sayings.at(0).text.ends_with("You can take a ticket tomorrow at\u00a09:00."));
    kiosk.touch("back");
    CHECK(kiosk.kind() == ScreenKind::services);
}

TEST_CASE("where the plan wants to go on nobody is warned") {
    FullKiosk kiosk(hall::WhenFull::go_on);
    CHECK(kiosk.touch("service:payment").size() == 1);
}

TEST_CASE("where there are categories they are asked for after the service, none first") {
    Kiosk kiosk(kiosk_test::whole_example_plan());
    kiosk.touch("language:en");
    kiosk.touch("group:accounts");
    CHECK(kiosk.touch("service:refund").empty());
    CHECK(kiosk.kind() == ScreenKind::category);
    CHECK(kiosk.screen().tiles.size() == kiosk.hall.state().plan.categories.size() + 1);
    CHECK(kiosk.screen().tiles[0].action == "category:");
    CHECK(kiosk.screen().tiles[0].title == "No");
    SUBCASE("none") {
        const Orders orders = kiosk.touch("category:");
        REQUIRE(orders.size() == 1);
        CHECK(std::get<Take>(orders[0]).touch.wish == hall::TakeTicket{{"refund"}, {"en"}});
    }
    SUBCASE("one") {
        const Orders orders = kiosk.touch("category:veterans");
        REQUIRE(orders.size() == 1);
        CHECK(std::get<Take>(orders[0]).touch.wish == hall::TakeTicket{{"refund"}, {"en"}, {"veterans"}});
    }
    SUBCASE("the language may still be changed") {
        kiosk.touch("language:ru");
        CHECK(kiosk.kind() == ScreenKind::category);
        CHECK(kiosk.said() == "Есть ли у Вас право на приём вне общей очереди?");
    }
    SUBCASE("back leads to the services") {
        kiosk.touch("back");
        CHECK(kiosk.kind() == ScreenKind::services);
        CHECK(kiosk.said() == "Bills and payments");
    }
    SUBCASE("who leaves is forgotten") {
        kiosk.wait(Flow::leave_after);
        CHECK(kiosk.kind() == ScreenKind::welcome);
    }
    SUBCASE("a lost link ends the question") {
        kiosk.hear(protocol::LinkLost{});
        CHECK(kiosk.kind() == ScreenKind::lost);
    }
}

TEST_CASE(
    "a printer that cannot print is told before a ticket is taken, in each language, and not for ever") {
    Kiosk kiosk;
    kiosk.set_clock(tuesday, 10h);
    const auto report = [&](hall::Condition condition) {
        kiosk.hall.command({{"printer-1"}, {}}, hall::ReportDevice{{"printer-1"}, condition});
        return kiosk.screen().notices;
    };
    CHECK(kiosk.screen().notices.empty());  // nothing is known of it
    using hall::Condition;
    for (const Condition condition : {Condition::no_paper, Condition::cover_open, Condition::cutter_jammed,
                                      Condition::overheated, Condition::out_of_reach, Condition::away}) {
        const auto notices = report(condition);
        REQUIRE(notices.size() == 2);
        CHECK(notices[0].text.starts_with("Талоны сейчас не печатаются"));
        CHECK(notices[1].text.starts_with("Tickets are not printed now"));
        CHECK(report(Condition::ready).empty());
    }
    CHECK(report(Condition::paper_low).empty());
    kiosk.hall.command({{"printer-2"}, {}}, hall::ReportDevice{{"printer-2"}, Condition::no_paper});
    CHECK(kiosk.screen().notices.empty());  // another kiosk's
}
