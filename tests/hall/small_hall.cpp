#include "tests/hall/small_hall.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>

namespace okno::test {

namespace {

using namespace std::chrono_literals;
using hall::ServiceId;
using hall::WindowId;

hall::Text text(const std::string& ru, const std::string& en) {
    return {{hall::Language{"ru"}, ru}, {hall::Language{"en"}, en}};
}

hall::WindowKind kind(const std::string& id, hall::Text name) {
    hall::WindowKind kind{hall::KindId{id}, std::move(name), {20min, 10min}, {}};
    kind.schedule.week.fill({{0h, 24h}});
    return kind;
}

// Weekdays 9 to 18, the cash desk with a break and half an hour shorter; a holiday and a short day.
void keep_hours(hall::Plan& plan) {
    hall::Schedule& all = plan.kinds[0].schedule;
    all.week.fill({{9h, 18h}});
    all.week[6] = {};
    all.special = {{first_day + std::chrono::days{1}, {{9h, 14h}}}, {first_day + std::chrono::days{2}, {}}};
    hall::Schedule& cash = plan.kinds[1].schedule;
    cash = all;
    cash.week.fill({{9h, 13h}, {14h, 17h + 30min}});
    cash.week[6] = {};
}

// Every rule that a plan may ask for, at once.
void use_all_rules(hall::Plan& plan) {
    plan.categories = {{hall::CategoryId{"veteran"}, text("Ветеран", "Veteran"), 10min},
                       {hall::CategoryId{"disabled"}, text("Инвалид", "Disabled"), 20min}};
    plan.ordering = {hall::Policy::arrival, 40min, 2, 0};
    plan.calling = {90s, 10s, 2, 5s, 3s, 15min, 2};
    plan.closing = {15min, 30min, hall::WhenFull::go_on};
    plan.stages = {{hall::StageId{"greeting"}, text("Приветствие", "Greeting"), 3min},
                   {hall::StageId{"matter"}, text("Вопрос", "The matter"), 10min},
                   {hall::StageId{"farewell"}, text("Прощание", "Farewell"), 1min}};
    plan.park_reminder = 10min;
    plan.rating = {2h, {{hall::TopicId{"waiting"}, text("Ожидание", "The wait")}}};
    plan.services[0].usual = 6min;
    plan.services[1].then = {{ServiceId{"payment"}}, {ServiceId{"contract"}, true}};
    plan.windows[2].helps = {ServiceId{"documents"}};
    plan.windows[3].push = 5s;
    plan.devices = {{hall::DeviceId{"kiosk-1"}, text("Киоск", "Kiosk")},
                    {hall::DeviceId{"printer-1"}, text("Принтер", "Printer")}};
}

hall::Service service(const std::string& id, hall::Text name, const std::string& letter,
                      const std::string& of_kind) {
    hall::Service service;
    service.id = ServiceId{id};
    service.group = hall::GroupId{"all"};
    service.name = std::move(name);
    service.letter = letter;
    service.kind = hall::KindId{of_kind};
    return service;
}

void drop_service(hall::Plan& plan, const ServiceId& id) {
    std::erase_if(plan.services, [&](const auto& s) { return s.id == id; });
    for (hall::Window& window : plan.windows) std::erase(window.services, id);
}

}  // namespace

hall::Plan small_plan() {
    hall::Plan plan;
    plan.hall = text("Зал", "Hall");
    plan.zone = {"Europe/Moscow", {{hall::Timestamp{}, 3h}}};
    plan.languages = {hall::Language{"ru"}, hall::Language{"en"}};
    plan.kinds = {kind("specialist", text("Специалист", "Specialist")),
                  kind("cashier", text("Касса", "Cash desk"))};
    plan.groups = {{hall::GroupId{"all"}, text("Всем", "Everybody")}};
    plan.services = {service("consultation", text("Консультация", "Advice"), "A", "specialist"),
                     service("contract", text("Договор", "Contract"), "A", "specialist"),
                     service("documents", text("Справки", "Documents"), "B", "specialist"),
                     service("payment", text("Оплата", "Payment"), "P", "cashier")};
    const ServiceId consultation{"consultation"}, contract{"contract"}, documents{"documents"};
    plan.windows = {{WindowId{3}, hall::KindId{"specialist"}, {consultation, contract, documents}},
                    {WindowId{4}, hall::KindId{"specialist"}, {consultation, documents}},
                    {WindowId{5}, hall::KindId{"specialist"}, {contract}},
                    {WindowId{7}, hall::KindId{"cashier"}, {ServiceId{"payment"}}}};
    plan.calling = {90s, 10s, 2, 0s, 0s, {}, 0};
    plan.pause_reasons = {{hall::ReasonId{"lunch"}, text("Обед", "Lunch")}};
    plan.outcomes = {{hall::OutcomeId{"resolved"}, text("Решён", "Resolved")},
                     {hall::OutcomeId{"forwarded"}, text("Передан", "Forwarded"), true}};
    return plan;
}

hall::Plan plan_named(std::string_view name) {
    hall::Plan plan = small_plan();
    if (name == "the-plan") return plan;
    if (name == "empty") return {};
    if (name == "without-documents")
        drop_service(plan, ServiceId{"documents"});
    else if (name == "without-window-4")
        std::erase_if(plan.windows, [](const auto& window) { return window.id == WindowId{4}; });
    else if (name == "outcome-required")
        plan.outcome_required = true;
    else if (name == "never-missed")
        plan.calling.missed_after.reset();
    else if (name == "window-9")
        plan.windows.push_back({WindowId{9}, hall::KindId{"cashier"}, {ServiceId{"payment"}}});
    else if (name == "documents-with-letter-d")
        plan.services[2].letter = std::string(1, 'D');
    else if (name == "vladivostok")
        plan.zone = {"Asia/Vladivostok", {{hall::Timestamp{}, 10h}}};
    else if (name == "daytime")
        keep_hours(plan);
    else if (name == "late-hours")
        for (hall::WindowKind& kind : plan.kinds) kind.schedule.week.fill({{14h, 24h}});
    else if (name == "all-rules")
        use_all_rules(plan);
    else if (name == "pushes-at-once") {
        use_all_rules(plan);
        for (hall::Window& window : plan.windows) window.push = 0s;
    } else if (name == "norm") {
        use_all_rules(plan);
        plan.ordering.policy = hall::Policy::norm;
        plan.services[2].norm = {5min, 5min};
    } else if (name == "stages-required") {
        use_all_rules(plan);
        plan.stages_required = true;
    } else if (name == "stops-when-full") {
        keep_hours(plan);
        plan.closing = {15min, 10min, hall::WhenFull::stop};
    } else if (name == "everything") {
        keep_hours(plan);
        use_all_rules(plan);
        plan.closing.when_full = hall::WhenFull::stop;
    } else
        throw std::invalid_argument("no plan is named " + std::string{name});
    return plan;
}

hall::Timestamp at(hall::LocalDay day, hall::Seconds since_midnight) {
    return hall::Timestamp{day.time_since_epoch() + since_midnight - 3h};
}

}  // namespace okno::test
