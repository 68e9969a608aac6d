// A hall small enough to keep in one's head: two specialist windows, one cash window, three services.
#pragma once

#include "hall/commands.hpp"
#include "hall/plan.hpp"

namespace okno::fakes {

inline hall::Text both(const std::string& ru, const std::string& en) {
    return {{{"ru"}, ru}, {{"en"}, en}};
}

inline hall::WeekSchedule working_days() {
    hall::WeekSchedule week;
    for (std::size_t day = 0; day < 5; ++day)
        week[day] = hall::OpenHours{std::chrono::hours{8}, std::chrono::hours{17}};
    return week;
}

// UTC+3 all year round. Windows 1 and 2 serve contracts and readings, window 3 takes payments.
inline hall::Plan small_plan() {
    using namespace std::chrono_literals;
    hall::Plan plan;
    plan.hall = both("Центр обслуживания", "Service centre");
    plan.zone = {"Europe/Moscow", {{hall::Timestamp{}, 3h}}};
    plan.languages = {{"ru"}, {"en"}};
    plan.kinds = {{{"specialist"}, both("Специалист", "Specialist"), {20min, 10min}, working_days()},
                  {{"cashier"}, both("Касса", "Cash desk"), {20min, 10min}, working_days()}};
    plan.groups = {{{"people"}, both("Гражданам", "Individuals")}, {{"cash"}, both("Касса", "Cash desk")}};
    plan.services = {
        {{"contract"}, {"people"}, both("Договор", "Contract"), "A", {"specialist"}},
        {{"readings"}, {"people"}, both("Показания счётчика", "Meter readings"), "B", {"specialist"}},
        {{"payment"}, {"cash"}, both("Оплата", "Payment"), "K", {"cashier"}}};
    plan.windows = {{{1}, {"specialist"}, {{"contract"}, {"readings"}}},
                    {{2}, {"specialist"}, {{"contract"}, {"readings"}}},
                    {{3}, {"cashier"}, {{"payment"}}}};
    plan.calling = {hall::Seconds{90}, hall::Seconds{10}, 3};
    plan.pause_reasons = {{{"lunch"}, both("Обед", "Lunch")}};
    plan.outcomes = {{{"consultation"}, both("Консультация", "Consultation")},
                     {{"resolved"}, both("Решено на месте", "Resolved on the spot")}};
    return plan;
}

// Tuesday, 2026-11-24, 09:00 in the small hall.
inline constexpr hall::Timestamp nine_o_clock{std::chrono::milliseconds{1'795'500'000'000}};

}  // namespace okno::fakes
