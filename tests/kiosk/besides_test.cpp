// What the kiosk does besides giving tickets: details of a service, numbers that are typed, calls of staff,
// ratings, and what takes the place of paper.
#include <doctest/doctest.h>

#include "hall/capacity.hpp"
#include "kiosk/speech.hpp"
#include "tests/kiosk/blind_visitor.hpp"

using namespace okno;
using namespace okno::kiosk_test;
using ui::Key;

namespace {

std::vector<std::string> tiles_of(const Screen& screen) {
    std::vector<std::string> all;
    for (const Tile& tile : screen.tiles) all.push_back(tile.action);
    return all;
}

void type(Kiosk& kiosk, const std::string& digits) {
    for (const char digit : digits) kiosk.touch(std::string("digit:") + digit);
    kiosk.touch("enter");
}

// A kiosk whose visitor rates a visit that has just ended.
struct RatingVisitor {
    Kiosk kiosk;
    hall::TicketNumber number;

    explicit RatingVisitor(const hall::Plan& plan = example_plan()) : kiosk(plan) {
        number = kiosk.hall.serve("refund", 2);
        catch_up();
    }
    void catch_up() {
        kiosk.now.wall = kiosk.hall.now();
        kiosk.wait(0ms);
    }
    void come_to_faces() {
        kiosk.touch("rate");
        type(kiosk, std::to_string(number.ordinal));
        REQUIRE(kiosk.kind() == ScreenKind::rating);
    }
};

}  // namespace

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

TEST_CASE("the next visitor finds the hall's language after somebody has gone back to the welcome") {
    Kiosk kiosk;
    for (const char* action : {"rate", "language:en", "back"}) kiosk.touch(action);
    CHECK(kiosk.kind() == ScreenKind::welcome);
    kiosk.press(Key::digit_2);
    CHECK(kiosk.said() == "Введите номер услуги");
    kiosk.touch("language:en");
    kiosk.touch("back");
    kiosk.touch("rate");
    CHECK(kiosk.said() == "Какой номер был на Вашем талоне?");
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

TEST_CASE("a visit is rated by the number of its ticket, a face and a topic") {
    RatingVisitor visitor;
    Kiosk& kiosk = visitor.kiosk;
    visitor.come_to_faces();
    CHECK(tiles_of(kiosk.screen()) ==
          std::vector<std::string>{"score:5", "score:4", "score:3", "score:2", "score:1"});
    kiosk.touch("score:4");
    CHECK(kiosk.kind() == ScreenKind::topic);
    const Orders orders = kiosk.touch("topic:waiting");
    REQUIRE(orders.size() == 1);
    const Ask asked = std::get<Ask>(orders[0]);
    CHECK(std::get<hall::RateVisit>(asked.wish) ==
          hall::RateVisit{visitor.number, 4, hall::TopicId{"waiting"}});
    CHECK(kiosk.said() != "Спасибо!");  // it has not arrived yet
    kiosk.answer(asked);
    CHECK(kiosk.said() == "Спасибо!");
    kiosk.wait(Flow::thanks_shown + 1s);
    CHECK(kiosk.kind() == ScreenKind::welcome);
    kiosk.touch("rate");
    type(kiosk, std::to_string(visitor.number.ordinal));  // each visit once
    CHECK(kiosk.screen().notices.size() == 1);
}

TEST_CASE("a score counts without a topic: skipped, walked away from, or where there are none") {
    const auto rated = [](const Orders& orders) {
        REQUIRE(orders.size() == 1);
        return std::get<hall::RateVisit>(std::get<Ask>(orders[0]).wish);
    };
    RatingVisitor skips;
    skips.come_to_faces();
    skips.kiosk.touch("score:1");
    CHECK(rated(skips.kiosk.touch("skip")) == hall::RateVisit{skips.number, 1, {}});

    RatingVisitor leaves;
    leaves.come_to_faces();
    leaves.kiosk.touch("score:2");
    leaves.kiosk.wait(Flow::warn_after + 1s);
    CHECK(leaves.kiosk.kind() == ScreenKind::still_there);
    CHECK(rated(leaves.kiosk.wait(Flow::leave_after)) == hall::RateVisit{leaves.number, 2, {}});
    CHECK(leaves.kiosk.kind() == ScreenKind::welcome);

    RatingVisitor goes_home;
    goes_home.come_to_faces();
    goes_home.kiosk.touch("score:3");
    CHECK(rated(goes_home.kiosk.touch("home")) == hall::RateVisit{goes_home.number, 3, {}});

    hall::Plan plan = example_plan();
    plan.rating.topics.clear();
    RatingVisitor none(plan);
    none.come_to_faces();
    CHECK(rated(none.kiosk.touch("score:5")) == hall::RateVisit{none.number, 5, {}});
}

TEST_CASE("a score that was given before the link was lost is sent when it is back") {
    RatingVisitor visitor;
    visitor.come_to_faces();
    visitor.kiosk.touch("score:2");
    const Orders orders = visitor.kiosk.hear(protocol::LinkLost{});
    REQUIRE(orders.size() == 1);
    CHECK(std::get<hall::RateVisit>(std::get<Ask>(orders[0]).wish).score == 2);
    CHECK(visitor.kiosk.kind() == ScreenKind::lost);
}

TEST_CASE("who leaves before choosing a face has rated nothing") {
    RatingVisitor visitor;
    visitor.come_to_faces();
    CHECK(visitor.kiosk.wait(Flow::leave_after + 1s).empty());
    CHECK(visitor.kiosk.kind() == ScreenKind::welcome);
}

TEST_CASE("two tickets with the same digits are told apart, and a number nobody had is told") {
    RatingVisitor visitor;
    const hall::TicketNumber other = visitor.kiosk.hall.serve("meter-reading", 2);
    REQUIRE(other.ordinal == visitor.number.ordinal);
    visitor.catch_up();
    Kiosk& kiosk = visitor.kiosk;
    kiosk.touch("rate");
    type(kiosk, "77");
    CHECK(kiosk.screen().notices.size() == 1);
    type(kiosk, std::to_string(other.ordinal));
    CHECK(kiosk.kind() == ScreenKind::visit_choice);
    CHECK(tiles_of(kiosk.screen()) == std::vector<std::string>{"visit:" + hall::to_string(visitor.number),
                                                               "visit:" + hall::to_string(other)});
    kiosk.touch("visit:" + hall::to_string(other));
    kiosk.touch("score:5");
    const Orders orders = kiosk.touch("skip");
    CHECK(std::get<hall::RateVisit>(std::get<Ask>(orders.at(0)).wish).number == other);
}

TEST_CASE("a rating that does not arrive is not thanked for") {
    const auto rate = [](RatingVisitor& visitor) {
        visitor.come_to_faces();
        visitor.kiosk.touch("score:5");
        return std::get<Ask>(visitor.kiosk.touch("skip").at(0)).id;
    };
    RatingVisitor refused;
    refused.kiosk.refuse(rate(refused), "not_rateable");
    CHECK(refused.kiosk.said() == "Ваша оценка не дошла до нас");

    RatingVisitor silent;
    const auto id = rate(silent);
    CHECK(silent.kiosk.wait(Flow::ask_patience + 1s) == Orders{Withdraw{id}});
    CHECK(silent.kiosk.said() == "Ваша оценка не дошла до нас");
    silent.kiosk.wait(Flow::refusal_shown + 1s);
    CHECK(silent.kiosk.kind() == ScreenKind::welcome);
}

TEST_CASE("where the languages do not stand beside, one is chosen before a visit is rated") {
    hall::Plan plan = example_plan();
    plan.languages = {{"ru"}, {"en"}, {"kk"}, {"tg"}};
    Kiosk kiosk(plan);
    kiosk.touch("rate");
    CHECK(kiosk.kind() == ScreenKind::language);
    kiosk.touch("language:en");
    CHECK(kiosk.kind() == ScreenKind::visit_number);
    CHECK(kiosk.said() == "What is the number on your ticket?");
    kiosk.touch("back");
    CHECK(kiosk.kind() == ScreenKind::welcome);
}

TEST_CASE("a hall that does not ask for ratings offers none, nor does a kiosk that is alone") {
    hall::Plan plan = example_plan();
    plan.rating = {};
    CHECK(!offers(Kiosk(plan).screen(), "rate"));
    Kiosk kiosk;
    CHECK(offers(kiosk.screen(), "rate"));
    kiosk.flow.give_alone([](const std::string&) { return true; });
    kiosk.hear(protocol::LinkLost{});
    CHECK(kiosk.kind() == ScreenKind::welcome);
    CHECK(!offers(kiosk.screen(), "rate"));
    CHECK(!offers(kiosk.screen(), "staff"));
}

TEST_CASE("a ticket without paper has a code that holds its number, and time to write it down") {
    Kiosk kiosk;
    const Unsettled touched = kiosk.touch_service();
    kiosk.hear(protocol::Answered{touched.id, kiosk.dispatch(touched)});
    CHECK(kiosk.screen().code == "");
    CHECK(!offers(kiosk.screen(), "write"));
    kiosk.hall.report(kiosk.hall.state().last_ticket, hall::Print::failed);
    kiosk.wait(0ms);
    CHECK(kiosk.screen().code.starts_with("C001 · Центр обслуживания клиентов · 24 ноября, 10:42"));
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
