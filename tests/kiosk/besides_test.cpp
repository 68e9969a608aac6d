// What the kiosk does besides giving tickets: details of a service, numbers that are typed, calls of staff,
// and what takes the place of paper.
#include <doctest/doctest.h>

#include "hall/capacity.hpp"
#include "kiosk/speech.hpp"
#include "tests/kiosk/blind_visitor.hpp"

using namespace okno;
using namespace okno::kiosk_test;
using ui::Key;

TEST_CASE("a service with something to tell tells it before the ticket, the others give the ticket at once") {
    Kiosk kiosk;
    kiosk.hall.take("meter-reading");
    kiosk.touch("language:ru");
    kiosk.touch("group:readings");
    CHECK(kiosk.touch("service:meter-reading").empty());
    const Screen screen = kiosk.screen();
    CHECK(screen.kind == ScreenKind::details);
    CHECK(screen.service == "Передать показания счётчика");
    CHECK(screen.place == "Ожидают: 1");
    CHECK(screen.open_today == "Сегодня: 9:00–18:00");
    CHECK(screen.hours.rows.size() == 3);  // Mon–Fri, Sat, Sun
    CHECK(screen.code == "https://lk.example.com/readings");
    CHECK(screen.code_title == "Это можно сделать и онлайн, без визита.");
    CHECK(screen.code_text == "Наведите камеру телефона на код. lk.example.com/readings");
    const Orders orders = kiosk.touch("take:meter-reading");
    REQUIRE(orders.size() == 1);
    CHECK(std::get<Take>(orders[0]).touch.wish.service.value == "meter-reading");
    CHECK(kiosk.touch("take:meter-reading").empty());  // one ticket

    Kiosk other;
    other.touch_service("refund");
}

TEST_CASE("hours of its own are told, and back leads to the services") {
    Kiosk kiosk;
    kiosk.touch("language:en");
    kiosk.touch("group:companies");
    kiosk.touch("service:company-contract");
    CHECK(kiosk.kind() == ScreenKind::details);
    CHECK(kiosk.screen().code == "");
    CHECK(kiosk.screen().open_today == "Today: 9:00–17:00");
    kiosk.touch("back");
    CHECK(kiosk.kind() == ScreenKind::services);
    kiosk.touch("service:company-contract");
    kiosk.wait(Flow::warn_after + 1s);
    CHECK(kiosk.kind() == ScreenKind::still_there);
    kiosk.flow.stir(kiosk.now);
    kiosk.wait(0ms);
    CHECK(kiosk.kind() == ScreenKind::details);
    kiosk.touch("home");
    CHECK(kiosk.kind() == ScreenKind::welcome);
}

TEST_CASE("an address that is long is told by its host, and one that is longer still by its code alone") {
    const auto told = [](const std::string& address) {
        hall::Plan plan = example_plan();
        for (hall::Service& service : plan.services)
            if (service.id.value == "refund") service.online = address;
        Kiosk kiosk(plan);
        kiosk.touch("language:en");
        kiosk.touch("group:accounts");
        kiosk.touch("service:refund");
        CHECK(kiosk.screen().code == address);
        return kiosk.screen().code_text;
    };
    const std::string scan = "Point the camera of your telephone at the code.";
    CHECK(told("https://lk.example.com/personal/account/bills") == scan + " lk.example.com");
    CHECK(told("https://" + std::string(40, 'a') + ".example.com/x") == scan);
}

TEST_CASE("where the plan wants it, every service shows its details before the ticket") {
    hall::Plan plan = example_plan();
    const auto after_touch = [&] {
        Kiosk kiosk(plan);
        kiosk.touch("language:en");
        kiosk.touch("group:accounts");
        kiosk.touch("service:refund");
        return kiosk.screen();
    };
    REQUIRE(plan.kiosks.at(0).id == hall::DeviceId{"kiosk-1"});
    CHECK(after_touch().kind != ScreenKind::details);
    plan.kiosks[0].details = true;
    CHECK(after_touch().kind == ScreenKind::details);
    CHECK(after_touch().open_today == "Today: 9:00–18:00");
    plan.kiosks[0].id = {"kiosk-2"};
    CHECK(after_touch().kind != ScreenKind::details);
}

TEST_CASE("a closed service that can be had online says so") {
    hall::Plan plan = example_plan();
    for (hall::Service& service : plan.services)
        if (service.id.value == "meter-reading") service.schedule = hall::Schedule{};
    Kiosk closed(plan);
    closed.touch("language:en");
    closed.touch("group:readings");
    closed.touch("service:meter-reading");
    CHECK(closed.kind() == ScreenKind::service_closed);
    CHECK(closed.screen().code == "https://lk.example.com/readings");
    CHECK(!offers(closed.screen(), "take:meter-reading"));
}

TEST_CASE("a service is found by its number, by touch and by a pad of digits") {
    Kiosk kiosk;
    kiosk.touch("language:ru");
    kiosk.touch("number");
    CHECK(kiosk.kind() == ScreenKind::service_number);
    CHECK(kiosk.screen().tiles.size() == 12);
    kiosk.touch("digit:9");
    kiosk.touch("erase");
    kiosk.touch("digit:2");
    kiosk.touch("digit:4");
    CHECK(kiosk.screen().typed == "24");
    const Orders orders = kiosk.touch("enter");
    REQUIRE(orders.size() == 1);
    CHECK(std::get<Take>(orders[0]).touch.wish.service.value == "refund");

    Kiosk pad;
    for (const Key key : {Key::digit_2, Key::digit_9, Key::erase, Key::digit_4}) pad.press(key);
    CHECK(pad.kind() == ScreenKind::service_number);
    CHECK(pad.screen().typed == "24");
    pad.press(Key::select);
    CHECK(pad.kind() == ScreenKind::taking);
}

TEST_CASE("a number that no service has is told, what is typed next begins anew, and back leads back") {
    Kiosk kiosk;
    kiosk.touch("language:en");
    kiosk.touch("group:accounts");
    kiosk.touch("number");
    kiosk.touch("enter");
    CHECK(kiosk.screen().notices.empty());  // nothing was typed
    type(kiosk, "999");
    REQUIRE(kiosk.screen().notices.size() == 1);
    CHECK(kiosk.screen().notices[0].text == "There is no service with this number. Please check the number.");
    kiosk.touch("digit:1");
    CHECK(kiosk.screen().typed == "1");
    CHECK(kiosk.screen().notices.empty());
    for (int i = 0; i < 20; ++i) kiosk.touch("digit:7");
    CHECK(kiosk.screen().typed.size() == TypedNumber::digits_at_most);
    kiosk.touch("enter");
    CHECK(kiosk.screen().notices.size() == 1);
    kiosk.touch("back");
    CHECK(kiosk.kind() == ScreenKind::services);
}

TEST_CASE("a hall whose services have no numbers does not ask for them") {
    hall::Plan plan = example_plan();
    for (hall::Service& service : plan.services) service.code.reset();
    Kiosk kiosk(plan);
    kiosk.press(Key::digit_2);
    CHECK(kiosk.kind() == ScreenKind::welcome);
    kiosk.touch("language:en");
    CHECK(!offers(kiosk.screen(), "number"));
}

TEST_CASE("a service found by number tells its details first") {
    Kiosk kiosk;
    kiosk.touch("language:en");
    kiosk.touch("number");
    type(kiosk, "11");
    CHECK(kiosk.kind() == ScreenKind::details);
    kiosk.touch("back");
    CHECK(kiosk.kind() == ScreenKind::services);
}

TEST_CASE(
    "where the languages do not stand beside, one is chosen when a number has been typed on the welcome") {
    hall::Plan plan = example_plan();
    plan.languages = {{"ru"}, {"en"}, {"kk"}, {"tg"}};
    const auto type_on_welcome = [](Kiosk& kiosk) {
        for (const Key key : {Key::digit_2, Key::digit_4, Key::select}) kiosk.press(key);
        CHECK(kiosk.kind() == ScreenKind::language);
    };
    Kiosk kiosk(plan);
    type_on_welcome(kiosk);
    Orders orders = kiosk.touch("language:kk");
    REQUIRE(orders.size() == 1);
    CHECK(std::get<Take>(orders[0]).touch.wish.service.value == "refund");
    CHECK(std::get<Take>(orders[0]).touch.wish.language == hall::Language{"kk"});

    Kiosk undecided(plan);
    type_on_welcome(undecided);
    undecided.touch("back");
    CHECK(undecided.kind() == ScreenKind::service_number);
    CHECK(undecided.screen().typed == "24");
    undecided.touch("home");
    CHECK(undecided.kind() == ScreenKind::welcome);

    Kiosk decided(plan);
    decided.touch("language:en");
    decided.touch("number");
    for (const char* key : {"digit:2", "digit:4"}) decided.touch(key);
    orders = decided.touch("enter");
    REQUIRE(orders.size() == 1);
    CHECK(std::get<Take>(orders[0]).touch.wish.language == hall::Language{"en"});
}

TEST_CASE("digits are heard as they are typed, and so is that there is no such service") {
    Blind visitor;
    visitor.press(Key::ear);
    visitor.press(Key::digit_9);
    CHECK(visitor.hears("Введите номер услуги"));
    CHECK(visitor.hears(" 9."));
    visitor.press(Key::digit_5);
    CHECK(visitor.hears("9 5"));
    CHECK(!visitor.hears("Введите номер"));
    visitor.press(Key::ear);
    CHECK(visitor.hears("Введите номер услуги"));
    CHECK(visitor.hears("9 5."));
    visitor.press(Key::select);
    CHECK(visitor.hears("Услуги с таким номером нет."));
    visitor.press(Key::select);
    CHECK(visitor.hears("Услуги с таким номером нет."));
    visitor.press(Key::erase);
    CHECK(visitor.hears("9"));
    visitor.press(Key::erase);
    CHECK(visitor.hears("Ничего не набрано."));
    visitor.press(Key::digit_2);
    visitor.press(Key::digit_4);
    visitor.press(Key::select);
    REQUIRE(visitor.taken);
    CHECK(visitor.taken->wish.service.value == "refund");
}

TEST_CASE("the staff are called, and the visitor sees that they come") {
    Kiosk kiosk;
    const Orders orders = kiosk.touch("staff");
    REQUIRE(orders.size() == 1);
    const Ask asked = std::get<Ask>(orders[0]);
    CHECK(std::holds_alternative<hall::CallStaff>(asked.wish));
    CHECK(kiosk.said() == "Зовём сотрудника");
    kiosk.answer(asked);
    CHECK(kiosk.said() == "Мы позвали сотрудника");
    kiosk.hall.command({{"console"}, {"anna"}}, hall::AnswerStaffCall{{"kiosk-1"}});
    CHECK(kiosk.said() == "К Вам уже идут");
    CHECK(kiosk.screen().sayings.at(1).title == "Somebody is coming to you");  // no language was chosen
    kiosk.wait(Flow::staff_awaited + 1s);
    CHECK(kiosk.kind() == ScreenKind::welcome);

    // The reply to a second call may come before the feed: the answer to the first is not taken for it.
    const Ask again = std::get<Ask>(kiosk.touch("staff").at(0));
    kiosk.hear(protocol::Answered{again.id, {}});
    CHECK(kiosk.said() == "Мы позвали сотрудника");
}

TEST_CASE("a call of staff that nobody has heard is withdrawn when the visitor goes, or has waited") {
    for (const char* way : {"back", "home"}) {
        Kiosk kiosk;
        kiosk.touch("language:ru");
        const auto asked = std::get<Ask>(kiosk.touch("staff").at(0));
        CHECK(kiosk.touch(way) == Orders{Withdraw{asked.id}});
    }
    Kiosk kiosk;
    const auto asked = std::get<Ask>(kiosk.touch("staff").at(0));
    CHECK(kiosk.flow.time_left(kiosk.hall.state(), kiosk.now) <= Flow::ask_patience);
    CHECK(kiosk.wait(Flow::ask_patience + 1s) == Orders{Withdraw{asked.id}});
    CHECK(kiosk.said() == "Сейчас отсюда нельзя позвать сотрудника");
}

TEST_CASE("who calls the staff keeps what makes the screen easier, also on the way to the start") {
    Kiosk kiosk;
    kiosk.touch("language:ru");
    for (const char* action : {"aids", "aid:large", "back", "staff"}) kiosk.touch(action);
    kiosk.touch("home");
    CHECK(kiosk.screen().aids.large);
}

TEST_CASE("without the dispatcher and without numbers, back from the staff leads to no services") {
    Kiosk kiosk;
    kiosk.touch("language:ru");
    kiosk.touch("group:accounts");
    kiosk.touch("staff");
    kiosk.hear(protocol::LinkLost{});
    kiosk.touch("back");
    CHECK(kiosk.kind() == ScreenKind::lost);
}

TEST_CASE("the ear key does not stand in the way of who types") {
    Kiosk kiosk;
    for (const Key key : {Key::digit_2, Key::digit_4, Key::ear, Key::select}) kiosk.press(key);
    CHECK(kiosk.kind() == ScreenKind::taking);
}

TEST_CASE("a service with details that closes while they are read, or is full, gives no ticket") {
    Kiosk closing;
    closing.set_clock(std::chrono::year{2026} / 11 / 24, 17h + 59min);
    closing.touch("language:ru");
    closing.touch("group:readings");
    closing.touch("service:meter-reading");
    REQUIRE(closing.kind() == ScreenKind::details);
    closing.wait(58s);
    closing.flow.stir(closing.now);
    closing.wait(0ms);
    CHECK(closing.touch("take:meter-reading").empty());
    CHECK(closing.kind() == ScreenKind::service_closed);

    hall::Plan plan = example_plan();
    plan.closing.when_full = hall::WhenFull::stop;
    Kiosk full(plan);
    full.set_clock(std::chrono::year{2026} / 11 / 24, 17h + 50min);
    for (int i = 0; i < 400; ++i) {
        if (hall::is_full(full.hall.state(), *hall::find(plan, hall::ServiceId{"meter-reading"}),
                          full.now.wall))
            break;
        full.hall.set_clock(full.now.wall);
        full.hall.take("meter-reading");
    }
    full.touch("language:ru");
    full.touch("group:readings");
    full.touch("service:meter-reading");
    CHECK(full.kind() == ScreenKind::service_full);
}

TEST_CASE("a call of staff that is refused, or that the dispatcher may not have heard, says where to go") {
    Kiosk refused;
    const auto first = std::get<Ask>(refused.touch("staff").at(0));
    refused.refuse(first.id, "not_allowed");
    CHECK(refused.said() == "Сейчас отсюда нельзя позвать сотрудника");

    Kiosk lost;
    lost.touch("language:ru");
    lost.touch("group:accounts");
    const auto second = std::get<Ask>(lost.touch("staff").at(0));
    const Orders orders = lost.hear(protocol::LinkLost{});
    CHECK(orders == Orders{Withdraw{second.id}});
    CHECK(lost.said() == "Сейчас отсюда нельзя позвать сотрудника");
    lost.touch("back");
    CHECK(!offers(lost.screen(), "staff"));  // nobody would hear it
}

TEST_CASE("who has called the staff goes back to where they were") {
    Kiosk kiosk;
    kiosk.touch("language:ru");
    kiosk.touch("group:accounts");
    kiosk.touch("staff");
    CHECK(kiosk.kind() == ScreenKind::staff);
    kiosk.touch("back");
    CHECK(kiosk.kind() == ScreenKind::services);
}

TEST_CASE("a ticket has a code that holds its number; without paper, time to write it down, too") {
    Kiosk kiosk;
    const Unsettled touched = kiosk.touch_service();
    kiosk.hear(protocol::Answered{touched.id, kiosk.dispatch(touched)});
    CHECK(!offers(kiosk.screen(), "write"));
    CHECK(kiosk.screen().code.starts_with("C001 · Центр обслуживания клиентов · 24 ноября, 10:42"));
    kiosk.hall.report(kiosk.hall.state().last_ticket, hall::Print::failed);
    kiosk.wait(0ms);
    kiosk.touch("write");
    REQUIRE(kiosk.kind() == ScreenKind::write_down);
    CHECK(kiosk.screen().number == "C001");
    kiosk.wait(Flow::written_down - 1s);
    CHECK(kiosk.kind() == ScreenKind::write_down);
    kiosk.wait(2s);
    CHECK(kiosk.kind() == ScreenKind::ticket);
    kiosk.touch("write");
    kiosk.touch("back");
    CHECK(kiosk.kind() == ScreenKind::ticket);
    kiosk.touch("home");
    CHECK(kiosk.kind() == ScreenKind::welcome);
}

TEST_CASE("a hall with a very long name is left out of the code, which would be too large to be read") {
    hall::Plan plan = example_plan();
    std::string& name = plan.hall[{"ru"}];
    while (name.size() < 400) name += " обслуживания";
    Kiosk kiosk(plan);
    const Unsettled touched = kiosk.touch_service();
    kiosk.hear(protocol::Answered{touched.id, kiosk.dispatch(touched)});
    kiosk.hall.report(kiosk.hall.state().last_ticket, hall::Print::failed);
    CHECK(kiosk.screen().code == "C001 · 24 ноября, 10:42");
}
