#include "hall/plan_check.hpp"

#include <doctest/doctest.h>

#include <functional>

#include "tests/fakes/small_hall.hpp"

using namespace okno;
using namespace okno::hall;
using namespace std::chrono_literals;

namespace {

PlannedBoard board_of(int inches, int metres) {
    PlannedBoard board;
    board.id = {"display-1"};
    board.diagonal_mm = inches * 254 / 10;
    board.farthest_seat_cm = metres * 100;
    return board;
}

PlannedKiosk kiosk_at(int bottom_mm) {
    return {{"kiosk-1"}, 1080, 1920, 813, bottom_mm};
}

}  // namespace

TEST_CASE("of a kiosk's picture, 150 mm must be where they can be reached from a wheelchair") {
    // 32 inches upright: 709 mm high.
    CHECK_FALSE(why_unreachable({{"kiosk-1"}, 1080, 1920, 813}));
    for (const int bottom : {292, 700, 850, 950})
        CHECK_FALSE_MESSAGE(why_unreachable(kiosk_at(bottom)), bottom);
    for (const auto& [bottom, within] : {std::pair{291, 149}, {951, 149}, {1400, 0}, {0, 0}}) {
        const auto why = why_unreachable(kiosk_at(bottom));
        REQUIRE_MESSAGE(why, bottom);
        CHECK(static_cast<int>(why->within_mm) == within);
        CHECK(needed(*why) == "the picture's lower edge between 292 and 950 mm above the floor");
    }
    // 10 inches across: 125 mm high.
    const PlannedKiosk low{{"kiosk-1"}, 1920, 1080, 254, 900};
    CHECK(needed(why_unreachable(low).value()) == "a picture at least 150 mm high");
}

TEST_CASE("a plan with areas, boards and people who are named hangs together") {
    Plan plan = fakes::small_plan();
    plan.areas = {{AreaId{"x"}, {}, AreaColour::pink, "I"}};
    plan.windows[0].area = AreaId{"x"};
    plan.boards = {board_of(75, 5)};
    plan.boards[0].areas = {{"x"}};
    plan.boards[0].arrows[{"x"}] = Arrow::left;
    plan.kiosks = {kiosk_at(700)};
    plan.staff = {{OperatorId{"anna"}, {{}, fakes::both("Кассир", "Cashier")}}};
    CHECK(is_consistent(plan));
}

TEST_CASE("a plan with one loose end does not hang together") {
    struct LooseEnd {
        const char* what;
        std::function<void(Plan&)> make;
    };
    const LooseEnd loose_ends[] = {
        {"no services", [](Plan& p) { p.services.clear(); }},
        {"no language", [](Plan& p) { p.languages.clear(); }},
        {"a service twice", [](Plan& p) { p.services.push_back(p.services.front()); }},
        {"a window twice", [](Plan& p) { p.windows.push_back(p.windows.front()); }},
        {"a group twice", [](Plan& p) { p.groups.push_back(p.groups.front()); }},
        {"an outcome twice", [](Plan& p) { p.outcomes.push_back(p.outcomes.front()); }},
        {"a service of no group", [](Plan& p) { p.services[0].group = {"nowhere"}; }},
        {"a service of no window kind", [](Plan& p) { p.services[0].kind = {"nobody"}; }},
        {"a service without a letter", [](Plan& p) { p.services[0].letter.clear(); }},
        {"a window of no kind", [](Plan& p) { p.windows[0].kind = {"nobody"}; }},
        {"a window that serves nothing known", [](Plan& p) { p.windows[0].services.push_back({"dreams"}); }},
        {"a zone out of order", [](Plan& p) { p.zone.offsets.push_back(p.zone.offsets.front()); }},
        {"an offset of a week", [](Plan& p) { p.zone.offsets[0].offset = std::chrono::hours{168}; }},
        {"a day that closes before it opens", [](Plan& p) { p.kinds[0].schedule.week[0][0].closes = {}; }},
        {"hours that overlap",
         [](Plan& p) {
             p.kinds[0].schedule.week[0].push_back({1h, 2h});
         }},
        {"hours beyond midnight", [](Plan& p) { p.kinds[0].schedule.week[0][0].closes = 25h; }},
        {"a service of wrong hours",
         [](Plan& p) {
             p.services[0].schedule.emplace().week[0] = {{9h, 9h}};
         }},
        {"a step to no service", [](Plan& p) { p.services[0].then = {{ServiceId{"dreams"}}}; }},
        {"a route of a hundred steps", [](Plan& p) { p.services[0].then.resize(100, {p.services[0].id}); }},
        {"a window that helps nothing known", [](Plan& p) { p.windows[0].helps = {ServiceId{"dreams"}}; }},
        {"a window that helps itself", [](Plan& p) { p.windows[0].helps = {p.windows[0].services[0]}; }},
        {"a category without a head start",
         [](Plan& p) {
             p.categories = {{CategoryId{"x"}, {}, {}}};
         }},
        {"a category twice",
         [](Plan& p) {
             p.categories.resize(2, {CategoryId{"x"}, {}, Seconds{9}});
         }},
        {"no priority in a row", [](Plan& p) { p.ordering.priority_in_a_row = 0; }},
        {"a ceiling below nothing", [](Plan& p) { p.ordering.ceiling = Seconds{-1}; }},
        {"norm without a ceiling", [](Plan& p) { p.ordering = {Policy::norm}; }},
        {"a no-show at the very moment of the call", [](Plan& p) { p.calling.no_show_not_before = {}; }},
        {"stages required, but none", [](Plan& p) { p.stages_required = true; }},
        {"a return behind less than nobody", [](Plan& p) { p.calling.return_behind = -1; }},
        {"a slip in a language of no hall", [](Plan& p) { p.slip.second_language = Language{"eo"}; }},
        {"a logo out of its folder", [](Plan& p) { p.slip.logo = "../logo.png"; }},
        {"a code without a place for the ticket", [](Plan& p) { p.slip.qr = "https://okno.example/"; }},
        {"a window in no area", [](Plan& p) { p.windows[0].area = AreaId{"nowhere"}; }},
        {"an area twice",
         [](Plan& p) {
             p.areas.resize(2, {AreaId{"x"}, {}, AreaColour::blue, "I"});
         }},
        {"two areas of one colour",
         [](Plan& p) {
             p.areas = {{AreaId{"x"}, {}, AreaColour::pink, "I"}, {AreaId{"y"}, {}, AreaColour::pink, "II"}};
         }},
        {"two areas of one sign",
         [](Plan& p) {
             p.areas = {{AreaId{"x"}, {}, AreaColour::pink, "I"}, {AreaId{"y"}, {}, AreaColour::blue, "I"}};
         }},
        {"an area without a sign",
         [](Plan& p) {
             p.areas = {{AreaId{"x"}, {}, AreaColour::pink, ""}};
         }},
        {"a board nobody can read", [](Plan& p) { p.boards = {board_of(43, 8)}; }},
        {"a board too small for its lines",
         [](Plan& p) {
             p.boards = {board_of(75, 1)};
             p.boards[0].width_px = 100;
             p.boards[0].height_px = 101;
             p.boards[0].rows = 8;
             p.boards[0].playlist = true;
         }},
        {"a board twice", [](Plan& p) { p.boards.resize(2, board_of(75, 5)); }},
        {"a board without a screen", [](Plan& p) { p.boards = {board_of(0, 1)}; }},
        {"a board of two rows",
         [](Plan& p) {
             p.boards = {board_of(75, 5)};
             p.boards[0].rows = 2;
         }},
        {"a board for no area",
         [](Plan& p) {
             p.boards = {board_of(75, 5)};
             p.boards[0].areas = {{"nowhere"}};
         }},
        {"a way to no area",
         [](Plan& p) {
             p.boards = {board_of(75, 5)};
             p.boards[0].arrows[{"nowhere"}] = Arrow::left;
         }},
        {"a kiosk nobody reaches", [](Plan& p) { p.kiosks = {kiosk_at(1400)}; }},
        {"a kiosk twice", [](Plan& p) { p.kiosks.resize(2, kiosk_at(700)); }},
        {"a kiosk without a screen",
         [](Plan& p) {
             p.kiosks = {{{"kiosk-1"}, 1080, 1920, 0}};
         }},
        {"a kiosk under the floor", [](Plan& p) { p.kiosks = {kiosk_at(-1)}; }},
        {"somebody who is named without a name",
         [](Plan& p) {
             p.staff = {{OperatorId{"anna"}, {}}};
         }},
        {"somebody who is named twice",
         [](Plan& p) {
             p.staff.resize(2, {OperatorId{"anna"}, {fakes::both("Анна", "Anna"), {}}});
         }},
        {"missed before the call", [](Plan& p) { p.calling.missed_after = Seconds{-1}; }},
    };
    REQUIRE(is_consistent(fakes::small_plan()));
    for (const LooseEnd& loose_end : loose_ends) {
        CAPTURE(loose_end.what);
        Plan plan = fakes::small_plan();
        loose_end.make(plan);
        CHECK_FALSE(is_consistent(plan));
    }
}
