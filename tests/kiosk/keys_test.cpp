// The way to a ticket by four keys and by ear: these visitors see nothing, they hear what the kiosk says.
#include <doctest/doctest.h>

#include "kiosk/service_details.hpp"
#include "kiosk/speaker.hpp"
#include "tests/kiosk/blind_visitor.hpp"

using namespace okno;
using namespace okno::kiosk_test;
using ui::Key;

TEST_CASE("a visitor who sees nothing takes a ticket with twelve keys at most, and hears the number") {
    Blind visitor(whole_example_plan());
    visitor.press(Key::ear);
    CHECK(visitor.hears("Речевое меню включено."));
    CHECK(visitor.hears("Русский. Взять талон. Пункт 1 из 5."));
    visitor.press(Key::select);
    CHECK(visitor.hears("По какому вопросу Вы пришли?"));
    REQUIRE(visitor.find("Начисления и платежи"));
    visitor.press(Key::select);
    REQUIRE(visitor.find("Возврат переплаты"));
    visitor.press(Key::select);
    CHECK(visitor.hears("Есть ли у Вас право на приём вне общей очереди?"));
    CHECK(visitor.hears("Нет. Пункт 1 из"));
    visitor.press(Key::select);
    REQUIRE(visitor.taken);
    CHECK(visitor.hears("Талон оформляется."));
    CHECK(visitor.keys <= 12);
    visitor.kiosk.hear(protocol::Answered{visitor.taken->id, visitor.kiosk.dispatch(*visitor.taken)});
    visitor.listen();
    CHECK(visitor.hears("Ваш номер: цэ, 1."));
    CHECK(visitor.hears("Возврат переплаты."));
    CHECK(visitor.hears("Перед Вами никого нет."));
    CHECK(visitor.keys <= 12);
}

TEST_CASE("every service of the example can be come to by ear within twelve keys") {
    const hall::Plan plan = whole_example_plan();
    for (const hall::Service& service : plan.services) {
        Blind visitor(plan);
        CAPTURE(service.id.value);
        visitor.press(Key::ear);
        visitor.press(Key::select);
        const hall::Language russian{"ru"};
        REQUIRE(visitor.find(hall::in(hall::find(plan, service.group)->name, russian, plan)));
        visitor.press(Key::select);
        REQUIRE(visitor.find(hall::in(service.name, russian, plan) + "."));
        visitor.press(Key::select);
        if (has_details(plan, {"kiosk-1"}, service)) {
            REQUIRE(visitor.hears("Сегодня: 9:00–"));
            REQUIRE(visitor.hears("Взять талон"));
            visitor.press(Key::select);
        }
        visitor.press(Key::select);
        REQUIRE(visitor.taken);
        CHECK(visitor.taken->wish.service == service.id);
        CHECK(visitor.keys <= 12);
    }
}

TEST_CASE("without the ear key the keys work in silence, with a frame around where they have come to") {
    Blind visitor;
    CHECK(visitor.kiosk.screen().focus == "");
    CHECK(visitor.press(Key::next) == "");
    CHECK(visitor.kiosk.screen().focus == "language:ru");
    visitor.press(Key::next);
    CHECK(visitor.kiosk.screen().focus == "language:en");
    visitor.press(Key::previous);
    visitor.press(Key::previous);
    CHECK(visitor.kiosk.screen().focus == "aids");
    visitor.press(Key::next);
    visitor.press(Key::select);
    CHECK(visitor.kiosk.kind() == ScreenKind::groups);
    CHECK(visitor.said.empty());
    visitor.kiosk.touch("group:accounts");
    CHECK(visitor.kiosk.screen().focus == "");
}

TEST_CASE("the first select only shows where it would choose") {
    Blind visitor;
    visitor.press(Key::select);
    CHECK(visitor.kiosk.kind() == ScreenKind::welcome);
    CHECK(visitor.kiosk.screen().focus == "language:ru");
}

TEST_CASE("the ear key says everything again, the others only where they have come to") {
    Blind visitor;
    visitor.press(Key::ear);
    visitor.press(Key::select);
    visitor.press(Key::next);
    CHECK_FALSE(visitor.hears("По какому вопросу"));
    const std::string choice = visitor.heard;
    visitor.press(Key::ear);
    CHECK(visitor.hears("По какому вопросу Вы пришли?"));
    CHECK(visitor.hears(choice));
    CHECK_FALSE(visitor.hears("Речевое меню"));
}

TEST_CASE("a language is named in itself, and from then on the kiosk speaks it") {
    Blind visitor;
    visitor.press(Key::ear);
    CHECK(visitor.said.front().language == "ru");
    visitor.press(Key::next);
    CHECK(visitor.said.size() == 1);
    CHECK(visitor.said.front() == Utterance{"en", "English. Take a ticket. Choice 2 of 5.", 150, 100});
    visitor.press(Key::select);
    CHECK(visitor.said.front().language == "en");
    CHECK(visitor.hears("What have you come for?"));
}

TEST_CASE("a plugged headset starts the spoken menu, a pulled one ends it") {
    Blind visitor;
    visitor.press(Key::headset_in);
    CHECK(visitor.hears("Речевое меню включено."));
    CHECK(visitor.press(Key::headset_out) == "");
    CHECK_FALSE(visitor.kiosk.screen().voice.on);
    CHECK(visitor.press(Key::next) == "");
}

TEST_CASE("rate and volume are tuned by ear, have ends, and are as before for the next visitor") {
    Blind visitor;
    visitor.press(Key::ear);
    visitor.press(Key::previous);
    CHECK(visitor.hears("Специальные возможности."));
    visitor.press(Key::select);
    CHECK(visitor.hears("Как Вам будет удобнее?"));
    CHECK_FALSE(visitor.hears("Коснитесь"));
    REQUIRE(visitor.find("Говорить быстрее"));
    visitor.press(Key::select);
    CHECK(visitor.said.front().words_a_minute == 175);
    for (int i = 0; i < 10; ++i) visitor.press(Key::select);
    CHECK(visitor.said.front().words_a_minute == 250);
    REQUIRE(visitor.find("Говорить тише"));
    visitor.press(Key::select);
    CHECK(visitor.said.front().volume == 75);
    visitor.kiosk.wait(Flow::leave_after);
    visitor.listen();
    CHECK_FALSE(visitor.kiosk.screen().voice.on);
    visitor.press(Key::ear);
    CHECK(visitor.said.front().words_a_minute == 150);
    CHECK(visitor.said.front().volume == 100);
}

TEST_CASE("who is asked whether they are there hears it, goes on with any key and stands where they stood") {
    Blind visitor;
    visitor.press(Key::ear);
    visitor.press(Key::select);
    visitor.press(Key::next);
    const std::string before = visitor.kiosk.screen().focus;
    visitor.kiosk.wait(Flow::warn_after);
    visitor.listen();
    CHECK(visitor.hears("Вы ещё здесь? Нажмите любую клавишу, чтобы продолжить."));
    visitor.press(Key::select);
    CHECK(visitor.kiosk.kind() == ScreenKind::groups);
    CHECK(visitor.kiosk.screen().focus == before);
    visitor.kiosk.wait(Flow::leave_after);
    CHECK(visitor.kiosk.kind() == ScreenKind::welcome);
    CHECK(visitor.kiosk.screen().focus == "");
}

TEST_CASE("the welcome, too, asks who listens whether they are there") {
    Blind visitor;
    visitor.press(Key::ear);
    visitor.kiosk.wait(Flow::warn_after);
    CHECK(visitor.kiosk.kind() == ScreenKind::still_there);
    visitor.press(Key::next);
    CHECK(visitor.kiosk.kind() == ScreenKind::welcome);
}

TEST_CASE("what changes on the ticket is said, and who listens may have it again for longer") {
    Blind visitor;
    visitor.take_a_ticket();
    visitor.kiosk.hear(protocol::Answered{visitor.taken->id, visitor.kiosk.dispatch(*visitor.taken)});
    visitor.listen();
    CHECK(visitor.hears("Талон печатается."));
    visitor.kiosk.hall.report(visitor.kiosk.hall.state().last_ticket, hall::Print::printed);
    visitor.listen();
    CHECK(visitor.hears("Пожалуйста, возьмите талон."));
    visitor.kiosk.wait(Flow::ticket_shown + 5s);
    visitor.press(Key::ear);
    CHECK(visitor.hears("Ваш номер: цэ, 1."));
    visitor.kiosk.wait(Flow::trouble_shown - 1s);
    CHECK(visitor.kiosk.kind() == ScreenKind::ticket);
    visitor.kiosk.wait(2s);
    CHECK(visitor.kiosk.kind() == ScreenKind::welcome);
    CHECK_FALSE(visitor.kiosk.screen().voice.on);
}

TEST_CASE("who hears a refusal has twice the time, and as much again after every key") {
    Blind visitor;
    visitor.take_a_ticket();
    visitor.kiosk.refuse(visitor.taken->id, "unknown_service");
    visitor.listen();
    visitor.kiosk.wait(Flow::trouble_shown - 2s);
    CHECK(visitor.kiosk.kind() == ScreenKind::refused);
    visitor.press(Key::ear);
    CHECK(visitor.hears("Талон не выдан."));
    visitor.kiosk.wait(Flow::trouble_shown - 1s);
    CHECK(visitor.kiosk.kind() == ScreenKind::refused);
    CHECK(visitor.kiosk.flow.time_left(visitor.kiosk.hall.state(), visitor.kiosk.now) <= 1s);
    visitor.kiosk.wait(1s);
    CHECK(visitor.kiosk.kind() == ScreenKind::welcome);
}

TEST_CASE("Tajik is given to the Russian voice in letters that voice knows, other languages as they are") {
    CHECK(for_voice({"tg", "Рақами Шумо: цэ, 4. Ҳоло ҷой, ғайри, рӯйхатӣ.", 150, 100}) ==
          Utterance{"ru", "Раками Шумо: цэ, 4. Холо джой, гайри, руйхати.", 150, 100});
    for (const char* language : {"ru", "kk", "uz"})
        CHECK(for_voice({language, "қ ҳ 4", 150, 100}) == Utterance{language, "қ ҳ 4", 150, 100});
}

TEST_CASE("counts that change while somebody listens do not interrupt") {
    Blind visitor;
    visitor.press(Key::ear);
    visitor.press(Key::select);
    REQUIRE(visitor.find("Начисления и платежи"));
    visitor.press(Key::select);
    visitor.heard.clear();
    visitor.kiosk.hall.take("refund");
    visitor.listen();
    CHECK(visitor.heard == "");
}
