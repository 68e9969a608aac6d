#include "tests/plan/small_plan.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "hall/plan_check.hpp"
#include "plan/plan_file.hpp"

namespace okno::fakes {

const std::string small_plan = R"([hall]
name = { ru = "Зал", en = "Hall" }
zone = "Europe/Moscow"
languages = ["ru", "en"]

[calling]
missed_after = "90s"
no_show_not_before = "10s"
recalls_at_most = 3

[[kind]]
id = "specialist"
name = { ru = "Специалист", en = "Specialist" }
norm = { wait = "20m", service = "10m" }
schedule = { monday = "09:00-18:00", sunday = "closed" }

[[kind]]
id = "cashier"
name = { ru = "Касса", en = "Cash desk" }
norm = { wait = "20m", service = "10m" }
schedule = { monday = "09:00-18:00" }

[[group]]
id = "citizens"
name = { ru = "Гражданам", en = "For citizens" }

[[service]]
id = "contract"
group = "citizens"
kind = "specialist"
letter = "A"
name = { ru = "Договор", en = "Contract" }

[[service]]
id = "payment"
group = "citizens"
kind = "cashier"
letter = "P"
name = { ru = "Оплата", en = "Payment" }

[[window]]
number = 1
kind = "specialist"
services = ["contract"]

[[window]]
number = 7
kind = "cashier"

[[pause_reason]]
id = "lunch"
name = { ru = "Обед", en = "Lunch" }
)";

std::string with(const std::string& old, const std::string& replacement) {
    const std::size_t at = small_plan.find(old);
    REQUIRE(at != std::string::npos);
    REQUIRE(small_plan.find(old, at + 1) == std::string::npos);
    std::string text = small_plan;
    return text.replace(at, old.size(), replacement);
}

void check_both_languages(const plan::Complaint& complaint) {
    const auto is_told = [](const plan::Phrase& phrase) {
        CAPTURE(phrase.en);
        CAPTURE(phrase.ru);
        CHECK(phrase.ru.empty() == phrase.en.empty());
        CHECK(phrase.ru.find("{}") == std::string::npos);
        if (phrase.empty()) return;
        CHECK(std::any_of(phrase.ru.begin(), phrase.ru.end(), plan::begins_cyrillic));
        // Words of the file may be English, these are ours.
        for (const char* english :
             {" the ", "this ", " is ", " of ", " a ", " no ", " such ", " at least ", " or "})
            CHECK_MESSAGE(phrase.ru.find(english) == std::string::npos, english);
    };
    is_told(complaint.found);
    is_told(complaint.expected);
}

std::string complaints(const std::string& text) {
    const auto plan = plan::read_plan_text(text, "hall.toml");
    if (plan) return "";
    std::string told;
    for (const plan::Complaint& complaint : plan.error()) {
        check_both_languages(complaint);
        told += to_string(complaint) + '\n';
    }
    return told;
}

hall::Plan read(const std::string& text) {
    auto plan = plan::read_plan_text(text, "hall.toml");
    REQUIRE_MESSAGE(plan, complaints(text));
    CHECK(is_consistent(*plan));
    return *plan;
}

void told(const std::string& text, const std::string& words) {
    const std::string all = complaints(text);
    CAPTURE(all);
    CHECK_MESSAGE(all.find(words) != std::string::npos, words);
}

}  // namespace okno::fakes
