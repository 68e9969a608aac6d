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
    for (auto& day : kind.schedule) day = hall::OpenHours{9h, 18h};
    return kind;
}

hall::Service service(const std::string& id, hall::Text name, const std::string& letter,
                      const std::string& of_kind) {
    return {ServiceId{id}, hall::GroupId{"all"}, std::move(name), letter, hall::KindId{of_kind}};
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
    plan.calling = {90s, 10s, 2};
    plan.pause_reasons = {{hall::ReasonId{"lunch"}, text("Обед", "Lunch")}};
    plan.outcomes = {{hall::OutcomeId{"resolved"}, text("Решён", "Resolved")},
                     {hall::OutcomeId{"forwarded"}, text("Передан", "Forwarded")}};
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
    else
        throw std::invalid_argument("no plan is named " + std::string{name});
    return plan;
}

hall::Timestamp at(hall::LocalDay day, hall::Seconds since_midnight) {
    return hall::Timestamp{day.time_since_epoch() + since_midnight - 3h};
}

}  // namespace okno::test
