// A hall of one service and one window, for the tests of the printer.
#pragma once

#include "hall/plan.hpp"

namespace okno::printer {

inline constexpr hall::Timestamp small_hall_morning{std::chrono::milliseconds{1'795'501'812'000}};

inline hall::Plan small_plan() {
    using namespace hall;
    Plan plan;
    plan.hall = {{{"ru"}, "Центр обслуживания"}, {{"en"}, "Service centre"}};
    plan.zone = {"Europe/Moscow", {{Timestamp{}, Seconds{3 * 3600}}}};
    plan.languages = {{"ru"}, {"en"}};
    WindowKind cashier{{"cashier"}, {{{"ru"}, "Касса"}, {{"en"}, "Cashier"}}, {}, {}};
    cashier.schedule.week.fill({{std::chrono::hours{0}, std::chrono::hours{24}}});
    plan.kinds = {cashier};
    plan.groups = {{{"money"}, {{{"ru"}, "Деньги"}, {{"en"}, "Money"}}}};
    plan.services = {{{"payment"}, {"money"}, {{{"ru"}, "Оплата"}, {{"en"}, "Payment"}}, "A", {"cashier"}}};
    plan.windows = {{WindowId{1}, {"cashier"}, {{"payment"}}}};
    return plan;
}

}  // namespace okno::printer
