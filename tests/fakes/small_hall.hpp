// A hall small enough to keep in one's head: two specialist windows, one cash window, three services.
#pragma once

#include <utility>

#include "hall/commands.hpp"
#include "hall/plan.hpp"

namespace okno::fakes {

inline hall::Text both(const std::string& ru, const std::string& en) {
    return {{{"ru"}, ru}, {{"en"}, en}};
}

// Day and night, so that no test meets a closed door.
inline hall::Schedule always() {
    hall::Schedule schedule;
    schedule.week.fill({{std::chrono::hours{0}, std::chrono::hours{24}}});
    return schedule;
}

inline hall::Service service(const char* id, const char* group, hall::Text name, const char* letter,
                             const char* kind) {
    hall::Service service;
    service.id = {id};
    service.group = {group};
    service.name = std::move(name);
    service.letter = letter;
    service.kind = {kind};
    return service;
}

// UTC+3 all year round. Windows 1 and 2 serve contracts and readings, window 3 takes payments.
inline hall::Plan small_plan() {
    using namespace std::chrono_literals;
    hall::Plan plan;
    plan.hall = both("Центр обслуживания", "Service centre");
    plan.zone = {"Europe/Moscow", {{hall::Timestamp{}, 3h}}};
    plan.languages = {{"ru"}, {"en"}};
    plan.kinds = {{{"specialist"}, both("Специалист", "Specialist"), {20min, 10min}, always()},
                  {{"cashier"}, both("Касса", "Cash desk"), {20min, 10min}, always()}};
    plan.groups = {{{"people"}, both("Гражданам", "Individuals")}, {{"cash"}, both("Касса", "Cash desk")}};
    plan.services = {
        service("contract", "people", both("Договор", "Contract"), "A", "specialist"),
        service("readings", "people", both("Показания счётчика", "Meter readings"), "B", "specialist"),
        service("payment", "cash", both("Оплата", "Payment"), "K", "cashier")};
    plan.windows = {{{1}, {"specialist"}, {{"contract"}, {"readings"}}},
                    {{2}, {"specialist"}, {{"contract"}, {"readings"}}},
                    {{3}, {"cashier"}, {{"payment"}}}};
    plan.calling = {hall::Seconds{90}, hall::Seconds{10}, 3, {}, {}, {}, 0};
    plan.pause_reasons = {{{"lunch"}, both("Обед", "Lunch")}};
    plan.outcomes = {{{"consultation"}, both("Консультация", "Consultation")},
                     {{"resolved"}, both("Решено на месте", "Resolved on the spot")}};
    return plan;
}

// Tuesday, 2026-11-24, 09:00 in the small hall.
inline constexpr hall::Timestamp nine_o_clock{std::chrono::milliseconds{1'795'500'000'000}};

}  // namespace okno::fakes
