#include "console/outside/visitor_page.hpp"

#include <doctest/doctest.h>

#include "console/sentences.hpp"
#include "tests/fakes/small_hall.hpp"

using namespace okno;
using namespace okno::console;

namespace {

const std::string word(22, 'w');

PublicTicket ticket(PublicStage stage) {
    return {.stage = stage,
            .hall = fakes::both("Центр", "Centre"),
            .number = hall::TicketNumber{"A", 12},
            .service = hall::ServiceId{"contract"},
            .service_name = fakes::both("Договор", "Contract")};
}

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

std::string russian(const PublicTicket& shown) {
    return visitor_part(shown, Spoken::russian, word);
}

std::string english(const PublicTicket& shown) {
    return visitor_part(shown, Spoken::english, word);
}

}  // namespace

TEST_CASE("who waits reads the number, the place and the time in the language of the telephone") {
    PublicTicket shown = ticket(PublicStage::waiting);
    shown.people_ahead = 3;
    shown.wait = hall::Range{5, 15};
    for (const char* part : {"A012", "Договор", "Перед Вами 3 человека.", "Ожидание: 5–15 минут."})
        CHECK(has(russian(shown), part));
    for (const char* part :
         {"A012", "Contract", "3 people are ahead of you.", "Estimated wait: 5–15 minutes."})
        CHECK(has(english(shown), part));
    shown.wait = hall::Range{0, 5};
    CHECK(has(russian(shown), "Ожидание: до 5 минут."));
    shown.wait.reset();
    CHECK(has(english(shown), "Nobody can tell the wait just now."));
}

TEST_CASE("people ahead are counted as the language counts") {
    PublicTicket shown = ticket(PublicStage::waiting);
    for (const auto& [count, ru, en] :
         {std::tuple{0, "Вы следующий в очереди.", "You are next in the queue."},
          std::tuple{1, "Перед Вами 1 человек.", "1 person is ahead of you."},
          std::tuple{2, "Перед Вами 2 человека.", "2 people are"},
          std::tuple{5, "Перед Вами 5 человек.", "5 people"},
          std::tuple{12, "Перед Вами 12 человек.", "12 people"},
          std::tuple{21, "Перед Вами 21 человек.", "21 people"},
          std::tuple{23, "Перед Вами 23 человека.", "23 people"},
          std::tuple{112, "Перед Вами 112 человек.", "112 people"}}) {
        shown.people_ahead = static_cast<std::size_t>(count);
        CHECK(has(russian(shown), ru));
        CHECK(has(english(shown), en));
    }
}

TEST_CASE("who is called reads where to go, and who was missed until when to come back") {
    PublicTicket shown = ticket(PublicStage::called);
    shown.window = hall::WindowId{3};
    CHECK(has(russian(shown), "Подойдите к\u00a0окну\u00a03"));
    CHECK(has(english(shown), "Please go to window\u00a03"));
    shown.stage = PublicStage::serving;
    CHECK(has(english(shown), "You are being served at window\u00a03."));
    shown = ticket(PublicStage::missed);
    shown.return_until = fakes::nine_o_clock;
    shown.return_until_local = hall::LocalTime{hall::Milliseconds{(9 * 60 + 5) * 60'000}};
    CHECK(has(russian(shown), "До 9:05 Вы можете вернуться в очередь"));
    CHECK(has(english(shown), "Until 9:05 you may come back"));
    CHECK_FALSE(has(english(shown), "kiosk"));
    shown.kiosk_calls_staff = true;
    CHECK(has(russian(shown), "Нажмите «Позвать сотрудника» на киоске"));
    CHECK(has(english(shown), "Touch “Call staff” on the kiosk"));
}

TEST_CASE("after the visit five faces ask how it was, as long as it can be rated") {
    PublicTicket shown = ticket(PublicStage::served);
    CHECK_FALSE(has(english(shown), "<form"));
    shown.rateable = true;
    const std::string part = english(shown);
    CHECK(has(part, "action=\"/t/" + word + "/rating?lang=en\""));
    for (const char* face : {"value=\"1\"", "value=\"5\"", "Very bad", "Very good"}) CHECK(has(part, face));
    CHECK(has(part, "data-next=\"60\""));
    shown = PublicTicket{.stage = PublicStage::ended, .hall = fakes::both("Центр", "Centre")};
    CHECK(has(english(shown), "data-next=\"0\""));  // nothing will change: it asks no more
    CHECK(has(english(shown), "Your visit is over."));
}

TEST_CASE("who may be called soon looks more often") {
    PublicTicket shown = ticket(PublicStage::waiting);
    shown.people_ahead = 3;
    CHECK(has(english(shown), "data-next=\"4\""));
    shown.people_ahead = 4;
    CHECK(has(english(shown), "data-next=\"10\""));
}

TEST_CASE("a page that may be out of date says so") {
    PublicTicket shown = ticket(PublicStage::waiting);
    CHECK_FALSE(has(russian(shown), "class=\"blind\""));
    shown.blind = true;
    CHECK(has(russian(shown), "сведения могли устареть"));
}

TEST_CASE("nothing of the plan becomes markup, and the page keeps the console's policy") {
    PublicTicket shown = ticket(PublicStage::waiting);
    shown.hall = fakes::both("<b>&\"", "<script>alert(1)</script>");
    shown.service_name = shown.hall;
    const std::string page = visitor_page(shown, Spoken::english, word);
    CHECK_FALSE(has(page, "<script>alert"));
    CHECK(has(page, "&lt;script&gt;alert(1)&lt;/script&gt;"));
    CHECK(has(visitor_page(shown, Spoken::russian, word), "&lt;b&gt;&amp;&quot;"));
    for (const char* inline_code : {"style=", "onclick", "javascript:", "http://", "https://"})
        CHECK_FALSE(has(page, inline_code));
}

TEST_CASE("the language is that of the address, else what the browser likes best") {
    CHECK(spoken_to("en", "ru") == Spoken::english);
    CHECK(spoken_to("ru", "en") == Spoken::russian);
    CHECK(spoken_to("", "ru-RU,ru;q=0.9,en-US;q=0.8,en;q=0.7") == Spoken::russian);
    CHECK(spoken_to("", "en-GB,en;q=0.9,ru;q=0.8") == Spoken::english);
    CHECK(spoken_to("", "de-DE, en;q=0.5, ru;q=0.4") == Spoken::english);
    CHECK(spoken_to("", "kk") == Spoken::russian);
    CHECK(spoken_to("xx", "") == Spoken::russian);
    CHECK(spoken_to("", ";q=,,;;q=9,en;q=x,") == Spoken::english);
}

TEST_CASE("a refusal is a page of its own in the reader's language") {
    CHECK(has(visitor_complaint(complain(Complaint::unknown_ticket), Spoken::russian), "Такого талона нет."));
    CHECK(has(visitor_complaint(complain(Complaint::unknown_ticket), Spoken::english),
              "There is no such ticket."));
}
