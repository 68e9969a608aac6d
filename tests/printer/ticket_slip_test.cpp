#include "printer/ticket_slip.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "small_hall.hpp"

using namespace okno;
using namespace okno::printer;

namespace {

std::vector<std::string> texts(const Slip& slip) {
    std::vector<std::string> all;
    for (const Block& block : slip.blocks) {
        if (const auto* p = std::get_if<Paragraph>(&block)) all.push_back(p->text);
        if (const auto* h = std::get_if<Headline>(&block)) all.push_back(h->text);
        if (const auto* e = std::get_if<Ends>(&block)) {
            all.push_back(e->left);
            all.push_back(e->right);
        }
    }
    return all;
}

bool says(const Slip& slip, const std::string& text) {
    const auto all = texts(slip);
    return std::find(all.begin(), all.end(), text) != all.end();
}

hall::Ticket ticket(const char* language) {
    hall::Ticket made;
    made.id = {17};
    made.number = {"A", 12};
    made.service = {"payment"};
    made.language = {language};
    made.taken = small_hall_morning;
    return made;
}

}  // namespace

TEST_CASE("a Russian ticket speaks Russian and repeats the caption in English") {
    const Slip slip = ticket_slip(ticket("ru"), small_plan(), 5);
    CHECK(says(slip, "Центр обслуживания"));
    CHECK(says(slip, "Ваш номер  ·  Your number"));
    CHECK(says(slip, "A012"));
    CHECK(says(slip, "Оплата"));
    CHECK(says(slip, "Перед Вами 5 человек."));
    CHECK(says(slip, "24 ноября 2026 г."));
    CHECK(says(slip, "09:30"));  // 06:30 UTC in the hall's zone
    CHECK(slip.language == "ru");
}

TEST_CASE("an English ticket speaks English and repeats the caption in Russian") {
    const Slip slip = ticket_slip(ticket("en"), small_plan(), 1);
    CHECK(says(slip, "Service centre"));
    CHECK(says(slip, "Your number  ·  Ваш номер"));
    CHECK(says(slip, "Payment"));
    CHECK(says(slip, "1 person is ahead of you."));
    CHECK(says(slip, "24 November 2026"));
}

TEST_CASE("a copy says so in both languages, and is the same slip otherwise") {
    const Slip original = ticket_slip(ticket("ru"), small_plan(), 5);
    Slip copy = ticket_slip(ticket("ru"), small_plan(), 5, std::nullopt, {.issue = Issue::copy});
    CHECK(says(copy, "КОПИЯ  ·  COPY"));
    CHECK_FALSE(says(original, "КОПИЯ  ·  COPY"));
    CHECK(says(copy, "A012"));
    CHECK(job_name(ticket("ru"), small_plan(), Issue::copy).ends_with("_A012_copy"));
    const auto caption =
        std::ranges::find(copy.blocks, Block{Paragraph{"КОПИЯ  ·  COPY", TextSize::large, Weight::bold}});
    REQUIRE(caption != copy.blocks.end());
    copy.blocks.erase(caption, caption + 2);
    CHECK(copy == original);
}

TEST_CASE("the plan's template says what else is on the slip") {
    hall::Plan plan = small_plan();
    const auto slip = [&](const SlipExtras& extras = {}) {
        return ticket_slip(ticket("ru"), plan, 5, hall::Range{15, 25}, extras);
    };
    CHECK(says(slip(), "Перед Вами 5 человек."));
    CHECK_FALSE(says(slip(), "Payment"));
    plan.slip.people_ahead = false;
    plan.slip.wait = false;
    CHECK_FALSE(says(slip(), "Перед Вами 5 человек."));
    CHECK_FALSE(says(slip(), "Примерное ожидание: 15–25\u00A0минут."));
    plan.slip = {};
    plan.slip.second_language = hall::Language{"en"};
    for (const char* text : {"Оплата", "Payment", "Перед Вами 5 человек.", "5 people are ahead of you.",
                             "Estimated wait: 15–25\u00A0minutes."})
        CHECK_MESSAGE(says(slip(), text), text);
    plan.slip.second_language = hall::Language{"ru"};
    CHECK_FALSE(says(slip(), "Payment"));
    plan.slip.note = {{{"ru"}, "Приготовьте паспорт."}, {{"en"}, "Have your passport ready."}};
    CHECK(says(slip(), "Приготовьте паспорт."));
    plan.slip.large_print = true;
    CHECK(slip().large_print);
    const auto has = [](const Slip& made, const Block& block) {
        return std::ranges::find(made.blocks, block) != made.blocks.end();
    };
    CHECK(has(slip({.logo = Raster(16, 4)}), Picture{Raster(16, 4)}));
    CHECK_FALSE(has(slip({.id = "abc"}), QrCode{"https://okno.example/t/abc"}));
    plan.slip.qr = "https://okno.example/t/{id}";
    CHECK(has(slip({.id = "abc"}), QrCode{"https://okno.example/t/abc"}));
    CHECK(has(slip({.issue = Issue::copy, .id = "abc"}), QrCode{"https://okno.example/t/abc"}));
}

TEST_CASE("people ahead are counted in good grammar") {
    const auto ahead = [](const char* language, std::size_t people, const char* sentence) {
        CHECK_MESSAGE(says(ticket_slip(ticket(language), small_plan(), people), sentence), sentence);
    };
    ahead("ru", 0, "Перед Вами никого нет.");
    ahead("ru", 1, "Перед Вами 1 человек.");
    ahead("ru", 2, "Перед Вами 2 человека.");
    ahead("ru", 4, "Перед Вами 4 человека.");
    ahead("ru", 11, "Перед Вами 11 человек.");
    ahead("ru", 12, "Перед Вами 12 человек.");
    ahead("ru", 22, "Перед Вами 22 человека.");
    ahead("ru", 112, "Перед Вами 112 человек.");
    ahead("en", 0, "Nobody is ahead of you.");
    ahead("en", 2, "2 people are ahead of you.");
}

TEST_CASE("the expected wait is one line of the slip, and none when nobody can tell") {
    const auto slip = [](const char* language, std::optional<hall::Range> wait) {
        return ticket_slip(ticket(language), small_plan(), 5, wait);
    };
    CHECK(says(slip("ru", hall::Range{15, 25}), "Примерное ожидание: 15–25\u00A0минут."));
    CHECK(says(slip("ru", hall::Range{0, 5}), "Примерное ожидание: до 5\u00A0минут."));
    CHECK(says(slip("en", hall::Range{15, 25}), "Estimated wait: 15–25\u00A0minutes."));
    CHECK(says(slip("en", hall::Range{0, 10}), "Estimated wait: up to 10\u00A0minutes."));
    for (const std::string& text : texts(slip("en", std::nullopt)))
        CHECK(text.find("Estimated") == std::string::npos);
}

TEST_CASE("a language without sentences here borrows those of the hall's first language") {
    hall::Plan plan = small_plan();
    plan.languages.push_back({"fr"});
    plan.hall[{"fr"}] = "Centre de services";
    const Slip slip = ticket_slip(ticket("fr"), plan, 2);
    CHECK(says(slip, "Centre de services"));
    CHECK(says(slip, "Перед Вами 2 человека."));
}

TEST_CASE("a hall of one language has no second caption, and a vanished service no line") {
    hall::Plan plan = small_plan();
    plan.languages = {{"en"}};
    plan.services.clear();
    const Slip slip = ticket_slip(ticket("en"), plan, 0);
    CHECK(says(slip, "Your number"));
    CHECK_FALSE(says(slip, "Payment"));
}

TEST_CASE("a job is named after the local time and the number") {
    CHECK(job_name(ticket("ru"), small_plan()) == "2026-11-24_093012_A012");
}
