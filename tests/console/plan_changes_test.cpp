#include "console/office/plan_changes.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "plan/plan_file.hpp"

using namespace okno;
using namespace std::chrono_literals;

namespace {

hall::Plan example() {
    return plan::read_plan("deploy/plans/example.toml").value();
}

template <class Edit>
nlohmann::json told(Edit edit) {
    hall::Plan after = example();
    edit(after);
    return console::plan_changes(example(), after);
}

}  // namespace

TEST_CASE("a plan that is the same changes nothing") {
    CHECK(told([](hall::Plan&) {}).empty());
}

TEST_CASE("names, norms and hours are told with what was and what will be") {
    const auto renamed = told([](hall::Plan& plan) { plan.services[0].name[{"ru"}] = "Показания"; });
    REQUIRE(renamed.size() == 1);
    CHECK(renamed[0]["code"] == "service_renamed");
    CHECK(renamed[0]["was"]["ru"] == "Передать показания счётчика");
    CHECK(renamed[0]["now"]["ru"] == "Показания");
    const auto norm = told([](hall::Plan& plan) { plan.kinds[0].norm.wait = 15min; });
    REQUIRE(norm.size() == 1);
    CHECK(norm[0]["was"] == nlohmann::json{{"wait", 20.0}, {"service", 10.0}});
    CHECK(norm[0]["now"]["wait"] == 15.0);
    const auto hours = told([](hall::Plan& plan) { plan.kinds[1].schedule.week[5] = {}; });
    REQUIRE(hours.size() == 1);
    CHECK(hours[0]["was"] == "09:00-13:30");
    CHECK(hours[0]["now"] == "");
    CHECK(hours[0]["more"] == nlohmann::json{5});
}

TEST_CASE("what comes and goes is told by its name") {
    const auto gone = told([](hall::Plan& plan) { plan.services.pop_back(); });
    REQUIRE(gone.size() == 1);
    CHECK(gone[0]["code"] == "service_removed");
    CHECK(gone[0]["name"]["en"] == "Pay for additional services");
    const auto window = told([](hall::Plan& plan) {
        auto& services = plan.windows[1].services;
        services.erase(std::find(services.begin(), services.end(), hall::ServiceId{"debt"}));
    });
    REQUIRE(window.size() == 1);
    CHECK(window[0]["code"] == "window_loses");
    CHECK(window[0]["name"] == "2");
    CHECK(window[0]["more"][0]["en"] == "Debts and instalments");
    const auto order = told([](hall::Plan& plan) { std::swap(plan.services[0], plan.services[1]); });
    REQUIRE(order.size() == 1);
    CHECK(order[0]["code"] == "services_order");
}

TEST_CASE("routes, notes, arrows and simple words are told in words") {
    const auto one = [](auto edit, const char* code) {
        auto changes = told(edit);
        REQUIRE(changes.size() == 1);
        CHECK(changes[0]["code"] == code);
        return changes[0];
    };
    const auto route = one(
        [](hall::Plan& plan) {
            plan.services[0].then = {{{"paid-services"}, false}, {{"meter-reading"}, true}};
        },
        "service_route");
    CHECK(route["more"][0]["en"] == "Pay for additional services");
    CHECK(route["more"][1]["en"] == "Report a meter reading");
    one(
        [](hall::Plan& plan) {
            for (hall::Service& service : plan.services)
                if (!service.then.empty()) return service.then.clear();
        },
        "service_route_ends");
    const auto note = one([](hall::Plan& plan) { plan.slip.note[{"ru"}] = "Паспорт"; }, "slip_note");
    CHECK(note["was"].is_null());
    CHECK(note["now"]["ru"] == "Паспорт");
    const auto arrow =
        one([](hall::Plan& plan) { plan.boards[0].arrows[{"cash"}] = hall::Arrow::back; }, "board_arrow");
    CHECK(arrow["was"] == "ahead");
    CHECK(arrow["now"] == "back");
    CHECK(arrow["more"][0]["en"] == "Cash desks");
    const auto none = one([](hall::Plan& plan) { plan.boards[0].arrows.erase({"cash"}); }, "board_arrow");
    CHECK(none["now"].is_null());
    const auto simple = one([](hall::Plan& plan) { plan.services[0].name[{"ru@simple"}] = "Цифры счётчика"; },
                            "simple_words");
    CHECK(simple["name"]["ru"] == "Передать показания счётчика");
    CHECK(simple["was"].is_null());
    CHECK(simple["now"] == nlohmann::json{{"ru", "Цифры счётчика"}});
}

TEST_CASE("every part of a plan that may change is told of") {
    const auto only = [](auto edit, const char* code) {
        const auto changes = told(edit);
        REQUIRE(changes.size() == 1);
        CHECK(changes[0]["code"] == code);
    };
    only([](hall::Plan& plan) { plan.hall[{"ru"}] = "Зал"; }, "hall_renamed");
    only([](hall::Plan& plan) { plan.calling.recalls_at_most = 7; }, "calling");
    only([](hall::Plan& plan) { plan.ordering.priority_in_a_row = 7; }, "ordering");
    only([](hall::Plan& plan) { plan.closing.prepare = 1min; }, "closing");
    only([](hall::Plan& plan) { plan.outcomes.pop_back(); }, "outcomes");
    only([](hall::Plan& plan) { plan.stages.pop_back(); }, "stages");
    only([](hall::Plan& plan) { plan.pause_reasons.pop_back(); }, "pause_reasons");
    only([](hall::Plan& plan) { plan.slip.large_print = true; }, "slip");
    only([](hall::Plan& plan) { plan.devices.pop_back(); }, "devices");
    only([](hall::Plan& plan) { plan.boards.pop_back(); }, "boards");
    only([](hall::Plan& plan) { plan.kiosks.pop_back(); }, "kiosks");
    only([](hall::Plan& plan) { plan.staff.pop_back(); }, "staff");
    only([](hall::Plan& plan) { plan.abandoned_after = 1min; }, "statistics");
    only([](hall::Plan& plan) { plan.panic.zones.pop_back(); }, "panic");
    only([](hall::Plan& plan) { plan.categories.pop_back(); }, "category_removed");
    only([](hall::Plan& plan) { plan.windows[6].push = 20s; }, "window_push");
    only(
        [](hall::Plan& plan) {
            plan.kinds[0].schedule.special.clear();
            plan.kinds[0].schedule.special = example().kinds[0].schedule.special;
            plan.kinds[0].schedule.special.erase(plan.kinds[0].schedule.special.begin());
        },
        "day_removed");
}
