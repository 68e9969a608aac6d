// What a visitor thinks of the visit: the number of the ticket, a face, a topic.
#include <doctest/doctest.h>

#include "tests/kiosk/kiosk_visit.hpp"

using namespace okno;
using namespace okno::kiosk_test;
using ui::Key;

namespace {

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
    CHECK(refused.kiosk.screen().sayings.at(0).text ==
          "Визита с таким номером нет, или он уже оценён. Пожалуйста, проверьте номер.");

    RatingVisitor silent;
    const auto id = rate(silent);
    CHECK(silent.kiosk.wait(Flow::ask_patience + 1s) == Orders{Withdraw{id}});
    CHECK(silent.kiosk.said() == "Ваша оценка не дошла до нас");
    CHECK(silent.kiosk.screen().sayings.at(0).text ==
          "Просим прощения. Пожалуйста, попробуйте позже или скажите сотруднику.");
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
