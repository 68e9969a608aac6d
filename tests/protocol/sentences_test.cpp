#include <doctest/doctest.h>

#include <set>
#include <string>

#include "protocol/codec.hpp"
#include "protocol/sentences.hpp"
#include "tests/fakes/small_hall.hpp"

using namespace okno;
using hall::CallReason;
using hall::Seconds;
using hall::Why;

namespace {

std::string russian(const CallReason& reason) {
    return protocol::reason_of_call(reason).at({"ru"});
}
std::string english(const CallReason& reason) {
    return protocol::reason_of_call(reason).at({"en"});
}

}  // namespace

TEST_CASE("every refusal of the hall says in both languages what to do") {
    int known = 0;
    for (int i = 0; i < 1000; ++i) {
        const auto rejection = static_cast<hall::Rejection>(i);
        if (hall::to_string(rejection) == "unknown") break;
        ++known;
        const protocol::Refusal refusal = protocol::refusal(rejection);
        CAPTURE(refusal.code);
        REQUIRE(refusal.sentence.size() == 2);
        for (const auto& [language, words] : refusal.sentence) CHECK(words.size() > 20);
        CHECK(protocol::refusal_from_json(protocol::to_json(refusal)) == refusal);
    }
    CHECK(known == 59);
}

TEST_CASE("a detail is told in both sentences") {
    const auto refusal = protocol::refusal("malformed", "call_next.window is missing");
    CHECK(refusal.sentence.at({"en"}).find("call_next.window is missing") != std::string::npos);
    CHECK(refusal.sentence.at({"ru"}).find("call_next.window is missing") != std::string::npos);
}

TEST_CASE("every reason of a call is one sentence in both languages") {
    std::set<std::string> told;
    for (int i = 0; i <= static_cast<int>(Why::parked); ++i) {
        const hall::Text reason = protocol::reason_of_call({static_cast<Why>(i), 1, 3, Seconds{600}});
        REQUIRE(reason.size() == 2);
        for (const auto& [language, sentence] : reason) {
            CAPTURE(sentence);
            CHECK(sentence.size() > 20);
            CHECK(sentence.find('.') == sentence.size() - 1);
            CHECK(told.insert(sentence).second);
        }
    }
}

TEST_CASE("the reason of a call says how long, in whole minutes and hours") {
    CHECK(english({Why::longest_wait, 0, 0, Seconds{17 * 60 + 59}}) ==
          "Waits longest of those you serve: 17 minutes.");
    CHECK(english({Why::longest_wait, 0, 0, Seconds{60}}) == "Waits longest of those you serve: 1 minute.");
    CHECK(english({Why::longest_wait, 0, 0, Seconds{59}}) ==
          "Waits longest of those you serve: less than a minute.");
    CHECK(english({Why::ceiling, 0, 0, Seconds{3600}}) ==
          "Has waited 1 hour: nobody may be called before somebody who has waited so long.");
    CHECK(english({Why::ceiling, 0, 0, Seconds{2 * 3600 + 60}}) ==
          "Has waited 2 hours 1 minute: nobody may be called before somebody who has waited so long.");
    CHECK(english({Why::priority, 2, 3, Seconds{300}}) == "Priority, 2 of at most 3 in a row.");
}

TEST_CASE("Russian numbers take the form of the noun that grammar asks for") {
    const auto longest = [](int minutes) {
        const std::string whole = russian({Why::longest_wait, 0, 0, Seconds{minutes * 60}});
        const std::string before = "Ждёт дольше всех, кого обслуживает это окно: ";
        REQUIRE(whole.starts_with(before));
        return whole.substr(before.size());
    };
    CHECK(longest(0) == "меньше минуты.");
    CHECK(longest(1) == "1 минуту.");
    CHECK(longest(2) == "2 минуты.");
    CHECK(longest(4) == "4 минуты.");
    CHECK(longest(5) == "5 минут.");
    CHECK(longest(11) == "11 минут.");
    CHECK(longest(12) == "12 минут.");
    CHECK(longest(17) == "17 минут.");
    CHECK(longest(21) == "21 минуту.");
    CHECK(longest(22) == "22 минуты.");
    CHECK(longest(60) == "1 час.");
    CHECK(longest(21 * 60 + 3) == "21 час 3 минуты.");
    CHECK(longest(22 * 60 + 1) == "22 часа 1 минуту.");
    CHECK(longest(111 * 60) == "111 часов.");
    CHECK(russian({Why::priority, 2, 3, Seconds{0}}) == "Льготная категория: 2-й подряд из не более чем 3.");
    CHECK(russian({Why::turn, 0, 1, Seconds{60}}) ==
          "Очередь посетителя без льготной категории после 1 льготного подряд: ждёт 1 минуту.");
    CHECK(russian({Why::turn, 0, 3, Seconds{300}}) ==
          "Очередь посетителя без льготной категории после 3 льготных подряд: ждёт 5 минут.");
}

TEST_CASE("what is left of a norm may be less than nothing") {
    CHECK(english({Why::least_slack, 0, 0, Seconds{180}}) ==
          "Can still be called within the norm of waiting: 3 minutes left.");
    CHECK(russian({Why::least_slack, 0, 0, Seconds{60}}) ==
          "Ещё можно успеть в норматив ожидания: в запасе 1 минута.");
    CHECK(english({Why::long_wait, 0, 0, Seconds{120}}) ==
          "Can still be spared a long wait: 2 minutes left.");
    CHECK(russian({Why::long_wait, 0, 0, Seconds{120}}) ==
          "Ещё можно избавить от долгого ожидания: в запасе 2 минуты.");
}

TEST_CASE("an advice names the norm, the moment and the window, in both languages") {
    const hall::Plan plan = fakes::small_plan();
    hall::Advice advice{{"cashier"},      fakes::nine_o_clock + std::chrono::minutes{220},
                        Seconds{31 * 60}, hall::WindowId{7},
                        Seconds{22 * 60}, true};
    const auto sentence = [&](const char* language) {
        return protocol::advice_sentence(advice, plan).at({language});
    };
    CHECK(sentence("en") ==
          "The average wait for “Cash desk” will pass its norm of 20 minutes at 12:40. Opening window 7 "
          "avoids it.");
    CHECK(sentence("ru") ==
          "Среднее ожидание («Касса») превысит норму в 20 минут в 12:40. Откройте окно 7: тогда норма "
          "сохранится.");
    advice.avoids = false;
    CHECK(sentence("en").ends_with(
        "Opening window 7 helps: the average of the day becomes 22 minutes instead of 31 minutes."));
    CHECK(sentence("ru").ends_with(
        "Откройте окно 7: тогда среднее за день составит 22 минуты вместо 31 минуты."));
    advice.open.reset();
    advice.breaks = fakes::nine_o_clock + std::chrono::minutes{5};
    CHECK(sentence("en") ==
          "The average wait for “Cash desk” will pass its norm of 20 minutes at 9:05. None of the closed "
          "windows would help.");
    CHECK(sentence("ru").ends_with("в 9:05. Ни одно из закрытых окон уже не поможет."));
    advice.kind = {"gone"};
    CHECK(protocol::advice_sentence(advice, plan).empty());
}
