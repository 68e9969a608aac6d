#include "kiosk/flow.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "tests/kiosk/kiosk_visit.hpp"

using namespace okno;
using namespace okno::kiosk;
using kiosk_test::Kiosk;
using kiosk_test::offers;
using namespace std::chrono_literals;

TEST_CASE("a visitor chooses a language, a group and a service, and gets a number with the people ahead") {
    Kiosk kiosk;
    kiosk.hall.take("refund");
    kiosk.hall.take("debt");
    CHECK(kiosk.kind() == ScreenKind::welcome);
    CHECK(offers(kiosk.screen(), "language:ru"));
    kiosk.touch("language:en");
    CHECK(kiosk.kind() == ScreenKind::groups);
    CHECK(kiosk.said() == "What have you come for?");
    kiosk.touch("group:accounts");
    CHECK(kiosk.kind() == ScreenKind::services);
    const Orders orders = kiosk.touch("service:refund");
    REQUIRE(orders.size() == 1);
    const Unsettled touched = std::get<Take>(orders[0]).touch;
    CHECK(touched.wish == hall::TakeTicket{{"refund"}, {"en"}});
    CHECK(kiosk.kind() == ScreenKind::taking);
    CHECK(kiosk.hear(protocol::Answered{touched.id, kiosk.dispatch(touched)}) == Orders{Settle{touched.id}});
    CHECK(kiosk.kind() == ScreenKind::ticket);
    CHECK(kiosk.screen().number == "C003");
    CHECK(kiosk.screen().place == "2 people are ahead of you.");
    CHECK(kiosk.screen().service == "Refund of an overpayment");
    REQUIRE(kiosk.flow.shown_ticket());
    CHECK(kiosk.flow.shown_ticket()->ticket == kiosk.hall.state().last_ticket);
}

TEST_CASE("a double touch on a service takes one ticket") {
    Kiosk kiosk;
    kiosk.touch("language:ru");
    kiosk.touch("group:accounts");
    CHECK(kiosk.touch("service:refund").size() == 1);
    CHECK(kiosk.touch_at_once("service:refund").empty());
    kiosk.wait(150ms);
    CHECK(kiosk.touch_at_once("service:refund").empty());
    kiosk.wait(2s);
    CHECK(kiosk.touch_at_once("service:refund").empty());
    CHECK(kiosk.kind() == ScreenKind::taking);
}

TEST_CASE("touches do nothing for 400 ms after the screen has changed") {
    Kiosk kiosk;
    kiosk.touch("language:ru");
    kiosk.wait(399ms);
    kiosk.touch_at_once("group:accounts");
    CHECK(kiosk.kind() == ScreenKind::groups);
    kiosk.wait(1ms);
    kiosk.touch_at_once("group:accounts");
    CHECK(kiosk.kind() == ScreenKind::services);
}

TEST_CASE("what is not on the screen cannot be touched") {
    Kiosk kiosk;
    CHECK(kiosk.touch("service:refund").empty());
    CHECK(kiosk.touch("group:accounts").empty());
    CHECK(kiosk.touch("").empty());
    CHECK(kiosk.touch("language:xx").empty());
    CHECK(kiosk.kind() == ScreenKind::welcome);
    kiosk.touch("language:ru");
    kiosk.touch("group:accounts");
    CHECK(kiosk.touch("service:contract").empty());  // of another group
    CHECK(kiosk.kind() == ScreenKind::services);
}

TEST_CASE("back goes one step up and home goes to the start, from everywhere") {
    Kiosk kiosk;
    kiosk.touch("language:en");
    kiosk.touch("group:contracts");
    kiosk.touch("back");
    CHECK(kiosk.kind() == ScreenKind::groups);
    CHECK(kiosk.said() == "What have you come for?");
    kiosk.touch("home");
    CHECK(kiosk.kind() == ScreenKind::welcome);
    kiosk.touch("language:en");
    kiosk.touch("group:contracts");
    kiosk.touch("home");
    CHECK(kiosk.kind() == ScreenKind::welcome);
    // The next visitor begins in the hall's language.
    CHECK(kiosk.screen().hall == "Центр обслуживания клиентов");
}

TEST_CASE("the language can be changed on the way without losing the place") {
    Kiosk kiosk;
    kiosk.touch("language:ru");
    kiosk.touch("group:accounts");
    CHECK(kiosk.said() == "Начисления и платежи");
    kiosk.touch("language:en");
    CHECK(kiosk.kind() == ScreenKind::services);
    CHECK(kiosk.said() == "Bills and payments");
    CHECK(offers(kiosk.screen(), "language:ru"));
    CHECK(!offers(kiosk.screen(), "language:en"));
}

TEST_CASE("a name that lacks the chosen language is shown in the hall's own") {
    hall::Plan plan = kiosk_test::example_plan();
    plan.languages.push_back({"tt"});
    plan.groups[1].name.erase({"en"});
    Kiosk kiosk;
    kiosk.hall.command({{"administrator"}, {}}, hall::AdoptPlan{plan});
    kiosk.wait(1s);
    CHECK(kiosk.screen().tiles.size() == 3);
    CHECK(kiosk.screen().tiles[2].title == "Татарча");
    kiosk.touch("language:en");
    CHECK(kiosk.screen().tiles[0].title == "Readings and meters");
    CHECK(kiosk.screen().tiles[1].title == "Начисления и платежи");
    kiosk.touch("language:tt");  // no words of its own yet: the services stay in the hall's language
    CHECK(kiosk.screen().tiles[0].title == "Показания и счётчики");
}

TEST_CASE("a visitor who leaves is asked after half a minute and forgotten after a minute") {
    Kiosk kiosk;
    kiosk.touch("language:en");
    kiosk.touch("group:accounts");
    kiosk.wait(Flow::warn_after - 1ms);
    CHECK(kiosk.kind() == ScreenKind::services);
    CHECK(kiosk.flow.time_left(kiosk.hall.state(), kiosk.now) <= 1ms);
    kiosk.wait(1ms);
    CHECK(kiosk.kind() == ScreenKind::still_there);
    CHECK(kiosk.said() == "Are you still there?");
    SUBCASE("nobody answers") {
        kiosk.wait(Flow::leave_after - Flow::warn_after);
        CHECK(kiosk.kind() == ScreenKind::welcome);
        CHECK(kiosk.screen().hall == "Центр обслуживания клиентов");
    }
    SUBCASE("continue brings the same screen back, for another half minute") {
        kiosk.touch("continue");
        CHECK(kiosk.kind() == ScreenKind::services);
        kiosk.wait(Flow::warn_after - 1ms);
        CHECK(kiosk.kind() == ScreenKind::services);
    }
    SUBCASE("a touch anywhere is an answer, and nothing more") {
        kiosk.flow.stir(kiosk.now);
        CHECK(kiosk.touch_at_once("service:refund").empty());
        CHECK(kiosk.kind() == ScreenKind::services);
    }
    SUBCASE("the seconds that are left are counted down, one look a second") {
        CHECK(kiosk.screen().notices.at(0).text == "Back to the start in 30 seconds.");
        kiosk.wait(kiosk.flow.time_left(kiosk.hall.state(), kiosk.now));
        CHECK(kiosk.screen().notices.at(0).text == "Back to the start in 29 seconds.");
    }
}

TEST_CASE("the ticket screen leaves by itself, or when it is done") {
    Kiosk kiosk;
    const Unsettled touched = kiosk.touch_service();
    kiosk.hear(protocol::Answered{touched.id, kiosk.dispatch(touched)});
    kiosk.hall.report(kiosk.hall.state().last_ticket, hall::Print::printed);
    SUBCASE("by itself") {
        kiosk.wait(Flow::ticket_shown - 1ms);
        CHECK(kiosk.kind() == ScreenKind::ticket);
        kiosk.wait(1ms);
    }
    SUBCASE("done") {
        kiosk.touch("home");
    }
    CHECK(kiosk.kind() == ScreenKind::welcome);
    CHECK(!kiosk.flow.shown_ticket());
}

TEST_CASE("the ticket screen stays for whoever touches it, as often as they do") {
    Kiosk kiosk;
    const Unsettled touched = kiosk.touch_service();
    kiosk.hear(protocol::Answered{touched.id, kiosk.dispatch(touched)});
    kiosk.hall.report(kiosk.hall.state().last_ticket, hall::Print::printed);
    for (int i = 0; i < 12; ++i) {
        kiosk.wait(Flow::ticket_shown - 1s);
        CHECK(kiosk.kind() == ScreenKind::ticket);
        kiosk.flow.stir(kiosk.now);
    }
    kiosk.wait(Flow::ticket_shown);
    CHECK(kiosk.kind() == ScreenKind::welcome);
}

TEST_CASE("the ticket screen tells what the printer says") {
    Kiosk kiosk;
    const Unsettled touched = kiosk.touch_service();
    kiosk.hear(protocol::Answered{touched.id, kiosk.dispatch(touched)});
    const hall::TicketId ticket = kiosk.hall.state().last_ticket;
    const auto tone = [&] { return kiosk.screen().notices.at(0).tone; };
    CHECK(tone() == Tone::plain);
    SUBCASE("printed") {
        kiosk.hall.report(ticket, hall::Print::printed);
        CHECK(tone() == Tone::good);
    }
    SUBCASE("failed: remember the number, and the screen stays longer") {
        kiosk.hall.report(ticket, hall::Print::failed);
        CHECK(tone() == Tone::attention);
        kiosk.wait(Flow::ticket_shown + 1s);
        CHECK(kiosk.kind() == ScreenKind::ticket);
        kiosk.wait(Flow::trouble_shown - Flow::ticket_shown);
        CHECK(kiosk.kind() == ScreenKind::welcome);
    }
    SUBCASE("unknown: the same") {
        kiosk.hall.report(ticket, hall::Print::unknown);
        CHECK(tone() == Tone::attention);
    }
    SUBCASE("a printer that says nothing is a trouble too") {
        kiosk.wait(Flow::print_patience - 1ms);
        CHECK(tone() == Tone::plain);
        kiosk.wait(1ms);
        CHECK(tone() == Tone::attention);
    }
}

TEST_CASE("who is called while the number is still on the screen is told the window") {
    Kiosk kiosk;
    const Unsettled touched = kiosk.touch_service();
    kiosk.hear(protocol::Answered{touched.id, kiosk.dispatch(touched)});
    kiosk.hall.call_next(2);
    CHECK(kiosk.screen().place == "Вас приглашают к окну 2.");
}

TEST_CASE("before the feed has brought the ticket nothing is said of its place") {
    Kiosk kiosk;
    const Unsettled touched = kiosk.touch_service();
    const hall::State before = kiosk.hall.state();
    const auto entries = kiosk.dispatch(touched);
    kiosk.flow.hear(protocol::Answered{touched.id, entries}, before, kiosk.now);
    const Screen early = kiosk.flow.screen(before, kiosk.now);
    CHECK(early.number == "C001");
    CHECK(early.place.empty());
    CHECK(kiosk.screen().place == "Перед Вами никого нет.");
}

TEST_CASE("a refusal is read to the visitor in their language, and leads back") {
    Kiosk kiosk;
    const Unsettled touched = kiosk.touch_service();
    const protocol::Refusal refusal{"unknown_service",
                                    {{{"ru"}, "Такой услуги нет."}, {{"en"}, "No such service."}}};
    CHECK(kiosk.hear(protocol::Answered{touched.id, tl::make_unexpected(refusal)}) ==
          Orders{Settle{touched.id}});
    CHECK(kiosk.kind() == ScreenKind::refused);
    CHECK(kiosk.screen().sayings.at(0).text == "Такой услуги здесь больше нет. Пожалуйста, выберите другую.");
    SUBCASE("back") {
        kiosk.touch("back");
        CHECK(kiosk.kind() == ScreenKind::groups);
    }
    SUBCASE("nobody touches") {
        kiosk.wait(Flow::refusal_shown);
        CHECK(kiosk.kind() == ScreenKind::welcome);
    }
}

TEST_CASE("a refusal stays as long as somebody touches the screen, to the moment") {
    Kiosk kiosk;
    kiosk.refuse(kiosk.touch_service().id, "unknown_service");
    kiosk.wait(Flow::refusal_shown - 2s);
    kiosk.flow.stir(kiosk.now);
    kiosk.wait(Flow::refusal_shown - 1s);
    CHECK(kiosk.kind() == ScreenKind::refused);
    CHECK(kiosk.flow.time_left(kiosk.hall.state(), kiosk.now) <= 1s);
    kiosk.wait(1s);
    CHECK(kiosk.kind() == ScreenKind::welcome);
}

TEST_CASE("an answer to something else changes nothing") {
    Kiosk kiosk;
    const Unsettled touched = kiosk.touch_service();
    const auto other = protocol::make_request_id(kiosk.now.wall);
    CHECK(kiosk.hear(protocol::Answered{other, kiosk.dispatch(touched)}).empty());
    CHECK(kiosk.kind() == ScreenKind::taking);
}

TEST_CASE("a lost link is told at once to everybody but who has a ticket") {
    Kiosk kiosk;
    kiosk.hear(protocol::LinkLost{});
    CHECK(kiosk.kind() == ScreenKind::lost);
    CHECK(actions(kiosk.screen()).empty());
    kiosk.hear(protocol::LinkRestored{});
    CHECK(kiosk.kind() == ScreenKind::welcome);
    kiosk.touch("language:ru");
    kiosk.touch("group:accounts");
    kiosk.hear(protocol::LinkLost{});
    CHECK(kiosk.kind() == ScreenKind::lost);
    kiosk.hear(protocol::Resynchronised{7});
    CHECK(kiosk.kind() == ScreenKind::welcome);
    const Unsettled touched = kiosk.touch_service();
    kiosk.hear(protocol::Answered{touched.id, kiosk.dispatch(touched)});
    kiosk.hear(protocol::LinkLost{});
    CHECK(kiosk.kind() == ScreenKind::ticket);
    kiosk.touch("home");
    CHECK(kiosk.kind() == ScreenKind::lost);
}

TEST_CASE("a link lost while a ticket is being taken is waited for, under the same request") {
    Kiosk kiosk;
    const Unsettled touched = kiosk.touch_service();
    kiosk.hear(protocol::LinkLost{});
    CHECK(kiosk.kind() == ScreenKind::taking);
    SUBCASE("it comes back in time and the ticket is shown") {
        CHECK(kiosk.wait(90s).empty());
        kiosk.hear(protocol::LinkRestored{});
        kiosk.hear(protocol::Answered{touched.id, kiosk.dispatch(touched)});
        CHECK(kiosk.kind() == ScreenKind::ticket);
    }
    SUBCASE("after two minutes the visitor has gone and the request is given up") {
        CHECK(kiosk.wait(Flow::answer_patience) == Orders{Abandon{touched.id}});
        CHECK(kiosk.kind() == ScreenKind::lost);
        CHECK(kiosk.hear(protocol::Answered{touched.id, kiosk.dispatch(touched)}).empty());
        CHECK(kiosk.kind() == ScreenKind::lost);
    }
}

TEST_CASE("a kiosk killed after a touch asks again under the same id and shows that ticket") {
    Kiosk killed;
    const Unsettled touched = killed.touch_service();
    Kiosk restarted;
    restarted.wait(5s);
    CHECK(restarted.flow.resume(touched, std::nullopt, {touched.touched + 30s, restarted.now.steady}) ==
          Orders{Take{touched}});
    CHECK(restarted.kind() == ScreenKind::taking);
    CHECK(restarted.hear(protocol::Answered{touched.id, restarted.dispatch(touched)}) ==
          Orders{Settle{touched.id}});
    CHECK(restarted.kind() == ScreenKind::ticket);
    CHECK(restarted.screen().number == "C001");
}

TEST_CASE("a touch older than two minutes is dropped at the start: the visitor has gone") {
    Kiosk killed;
    const Unsettled touched = killed.touch_service();
    Kiosk restarted;
    const auto later = touched.touched + Flow::answer_patience + 1ms;
    CHECK(restarted.flow.resume(touched, std::nullopt, {later, restarted.now.steady}) ==
          Orders{Abandon{touched.id}});
    CHECK(restarted.kind() == ScreenKind::welcome);
    const auto earlier = touched.touched - 1h;  // the clock was set
    CHECK(restarted.flow.resume(touched, std::nullopt, {earlier, restarted.now.steady}) ==
          Orders{Abandon{touched.id}});
}

TEST_CASE("more than eight services are shown in pages") {
    hall::Plan plan = kiosk_test::example_plan();
    for (int i = 0; i < 13; ++i) {
        hall::Service more = plan.services.front();
        more.code.reset();
        more.online.clear();
        more.id.value = "more-" + std::to_string(i);
        plan.services.push_back(more);
    }
    Kiosk kiosk;
    kiosk.hall.command({{"administrator"}, {}}, hall::AdoptPlan{plan});
    kiosk.touch("language:ru");
    kiosk.touch("group:readings");
    std::vector<std::string> seen;
    const auto look = [&] {
        CHECK(kiosk.screen().tiles.size() <= Flow::tiles_at_most);
        for (const Tile& tile : kiosk.screen().tiles) seen.push_back(tile.action);
    };
    look();
    CHECK(!offers(kiosk.screen(), "previous"));
    kiosk.touch("next");
    look();
    kiosk.touch("next");
    look();
    CHECK(!offers(kiosk.screen(), "next"));
    CHECK(seen.size() == 17);
    kiosk.touch("previous");
    CHECK(kiosk.screen().tiles[0].action == seen[8]);
}

TEST_CASE("a hall with one group shows its services at once") {
    hall::Plan plan = kiosk_test::example_plan();
    plan.groups.resize(1);
    std::erase_if(plan.services, [&](const auto& service) { return service.group != plan.groups[0].id; });
    for (hall::Window& window : plan.windows)
        std::erase_if(window.services, [&](const auto& id) { return !hall::find(plan, id); });
    Kiosk kiosk;
    kiosk.hall.command({{"administrator"}, {}}, hall::AdoptPlan{plan});
    kiosk.touch("language:ru");
    CHECK(kiosk.kind() == ScreenKind::services);
    CHECK(!offers(kiosk.screen(), "back"));
    CHECK(offers(kiosk.screen(), "home"));
}

TEST_CASE("the people ahead are counted in proper Russian and English") {
    Kiosk kiosk;
    std::vector<std::pair<int, std::string>> expected{
        {1, "Перед Вами 1 человек."},   {2, "Перед Вами 2 человека."},  {5, "Перед Вами 5 человек."},
        {11, "Перед Вами 11 человек."}, {12, "Перед Вами 12 человек."}, {21, "Перед Вами 21 человек."},
        {22, "Перед Вами 22 человека."}};
    int ahead = 0;
    for (const auto& [people, text] : expected) {
        for (; ahead < people; ++ahead) kiosk.hall.take("refund");
        const Unsettled touched = kiosk.touch_service();
        kiosk.hear(protocol::Answered{touched.id, kiosk.dispatch(touched)});
        CHECK(kiosk.screen().place == text);
        ++ahead;
        kiosk.touch("home");
    }
}

TEST_CASE("how long the wait is expected to be stands on the services and on the ticket, as a range") {
    Kiosk kiosk;
    kiosk.hall.take("refund");
    kiosk.touch("language:ru");
    kiosk.touch("group:accounts");
    const auto detail = [&](const std::string& service = "refund") {
        const Screen screen = kiosk.screen();
        for (const Tile& tile : screen.tiles)
            if (tile.action == "service:" + service) return tile.detail;
        return std::string{};
    };
    CHECK(detail() == "Ожидают: 1");
    const hall::Forecast before{kiosk.hall.state().latest,
                                {{{"refund"}, {19min, 16min, 23min}},
                                 {{"debt"}, {19min, 16min, 23min}},
                                 {{"recalculation"}, {1min, 0min, 3min}}},
                                {},
                                {}};
    kiosk.hear(protocol::Forecasted{before});
    CHECK(detail("debt") == "Ожидание: 15–25\u00a0мин");  // nobody waits for it, but the windows are busy
    CHECK(detail("recalculation") == "Очереди нет");
    CHECK(detail("reconciliation") == "Очереди нет");  // nobody can tell
    CHECK(detail() == "Ожидают: 1 · 15–25\u00a0мин");
    kiosk.touch("language:en");
    CHECK(detail() == "Waiting: 1 · 15–25\u00a0min");

    const Orders orders = kiosk.touch("service:refund");
    const Unsettled touched = std::get<Take>(orders.at(0)).touch;
    kiosk.hear(protocol::Answered{touched.id, kiosk.dispatch(touched)});
    CHECK(kiosk.screen().wait == "Estimated wait: 15–25\u00a0minutes");  // of the service: it is too new
    hall::Forecast after{kiosk.hall.state().latest, before.services, {}, {}};
    kiosk.hear(protocol::Forecasted{after});
    CHECK(kiosk.screen().wait.empty());  // the hall knows the ticket, and no window that would call it
    after.tickets[kiosk.hall.state().last_ticket] = {2min, 20s, 4min};
    kiosk.hear(protocol::Forecasted{after});
    CHECK(kiosk.screen().wait == "Estimated wait: up to 5\u00a0minutes");
    kiosk.hall.call_next(2);
    kiosk.hall.call_next(3);
    CHECK(kiosk.screen().place.starts_with("You are called to window"));
    CHECK(kiosk.screen().wait.empty());
}

TEST_CASE("a wait is told no longer than it is believed: half a minute, and while the link holds") {
    Kiosk kiosk;
    kiosk.touch("language:en");
    kiosk.touch("group:accounts");
    const auto told = [&] {
        for (const Tile& tile : kiosk.screen().tiles)
            if (tile.detail.find("15–25") != std::string::npos) return true;
        return false;
    };
    const hall::Forecast forecast{kiosk.hall.state().latest, {{{"refund"}, {19min, 16min, 23min}}}, {}, {}};
    kiosk.hear(protocol::Forecasted{forecast});
    CHECK(told());
    CHECK(kiosk.flow.time_left(kiosk.hall.state(), kiosk.now) <= 30s);
    kiosk.flow.stir(kiosk.now);
    kiosk.wait(29s);
    CHECK(told());
    kiosk.wait(999ms);
    CHECK(told());
    CHECK(kiosk.flow.time_left(kiosk.hall.state(), kiosk.now) == 1ms);
    kiosk.flow.stir(kiosk.now);
    kiosk.wait(1ms);
    CHECK_FALSE(told());
    kiosk.hear(protocol::Forecasted{forecast});
    CHECK(told());
    kiosk.hear(protocol::LinkLost{});
    kiosk.hear(protocol::LinkRestored{});
    kiosk.touch("language:en");
    kiosk.touch("group:accounts");
    REQUIRE(kiosk.kind() == ScreenKind::services);
    CHECK_FALSE(told());
}
