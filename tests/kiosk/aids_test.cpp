// What a visitor asks of the screen, how long it lasts, and what it means in millimetres.
#include <doctest/doctest.h>

#include "kiosk/page_size.hpp"
#include "kiosk/stand.hpp"
#include "tests/kiosk/kiosk_visit.hpp"
#include "tests/kiosk/view_walk.hpp"

using namespace okno;
using namespace okno::kiosk_test;

namespace {

constexpr ui::Size upright{1080, 1920};
const Stand tall{32.0, 700.0};

Kiosk kiosk_with_large_letters() {
    Kiosk kiosk;
    kiosk.touch("language:en");
    kiosk.touch("aids");
    kiosk.touch("aid:large");
    kiosk.touch("back");
    return kiosk;
}

}  // namespace

TEST_CASE("what makes the screen easier is offered on the welcome and where services are chosen") {
    Kiosk kiosk;
    CHECK(offers(kiosk.screen(), "aids"));
    kiosk.touch("language:ru");
    CHECK(offers(kiosk.screen(), "aids"));
    kiosk.touch("group:accounts");
    CHECK(offers(kiosk.screen(), "aids"));
    kiosk.touch("aids");
    CHECK(kiosk.kind() == ScreenKind::aids);
    CHECK(kiosk.said() == "Как Вам будет удобнее?");
    kiosk.touch("back");
    CHECK(kiosk.kind() == ScreenKind::services);
}

TEST_CASE("each aid is a switch") {
    Kiosk kiosk;
    kiosk.touch("aids");
    CHECK(kiosk.screen().tiles.at(0).on == false);
    kiosk.touch("aid:large");
    CHECK(kiosk.screen().aids.large);
    CHECK(kiosk.screen().tiles.at(0).on == true);
    CHECK(kiosk.screen().tiles.at(0).detail == "Включено");
    kiosk.touch("aid:contrast");
    kiosk.touch("aid:low");
    CHECK(kiosk.screen().aids == Aids{true, true, true});
    kiosk.touch("aid:large");
    CHECK(kiosk.screen().aids == Aids{false, true, true});
    kiosk.touch("back");
    CHECK(kiosk.kind() == ScreenKind::welcome);
    CHECK(kiosk.screen().aids == Aids{false, true, true});
}

TEST_CASE("a screen that has just changed its letters is deaf like any that has changed") {
    Kiosk kiosk;
    kiosk.touch("aids");
    kiosk.touch("aid:large");
    kiosk.touch_at_once("aid:large");
    CHECK(kiosk.screen().aids.large);
}

TEST_CASE("the aids last through the visit, also when the visitor begins again, and end with the ticket") {
    Kiosk kiosk = kiosk_with_large_letters();
    CHECK(kiosk.screen().aids.large);
    kiosk.touch("home");
    CHECK(kiosk.kind() == ScreenKind::welcome);
    CHECK(kiosk.screen().aids.large);
    const Unsettled touched = kiosk.touch_service();
    CHECK(kiosk.screen().aids.large);
    kiosk.hear(protocol::Answered{touched.id, kiosk.dispatch(touched)});
    CHECK(kiosk.kind() == ScreenKind::ticket);
    CHECK(kiosk.screen().aids.large);
    kiosk.wait(Flow::trouble_shown + 1s);
    CHECK(kiosk.kind() == ScreenKind::welcome);
    CHECK_FALSE(kiosk.screen().aids.any());
}

TEST_CASE("a visitor who touches that the ticket is taken leaves the screen as others need it") {
    Kiosk kiosk = kiosk_with_large_letters();
    const Unsettled touched = [&] {
        kiosk.touch("group:accounts");
        return std::get<Take>(kiosk.touch("service:refund").at(0)).touch;
    }();
    kiosk.hear(protocol::Answered{touched.id, kiosk.dispatch(touched)});
    kiosk.touch("home");
    CHECK_FALSE(kiosk.screen().aids.any());
}

TEST_CASE("the aids of a visitor who leaves end after a minute, wherever they stood") {
    Kiosk choosing = kiosk_with_large_letters();
    choosing.wait(Flow::warn_after + 1s);
    CHECK(choosing.kind() == ScreenKind::still_there);
    CHECK(choosing.screen().aids.large);
    choosing.wait(Flow::leave_after - Flow::warn_after);
    CHECK_FALSE(choosing.screen().aids.any());

    Kiosk at_the_welcome;
    at_the_welcome.touch("aids");
    at_the_welcome.touch("aid:contrast");
    at_the_welcome.touch("back");
    CHECK(at_the_welcome.flow.time_left(at_the_welcome.hall.state(), at_the_welcome.now) <=
          Flow::leave_after);
    at_the_welcome.wait(Flow::leave_after - 2s);
    CHECK(at_the_welcome.screen().aids.contrast);
    at_the_welcome.wait(2s);
    CHECK_FALSE(at_the_welcome.screen().aids.any());
}

TEST_CASE("as many tiles stand on a page as fit, and the rest is on others") {
    Kiosk kiosk;
    kiosk.touch("language:en");
    kiosk.touch("group:accounts");
    const std::size_t all = kiosk.screen().tiles.size();
    REQUIRE(all > 2);
    kiosk.flow.fit_by([](const Screen&) { return 2; });
    kiosk.wait(0s);
    std::vector<std::string> seen;
    for (std::size_t page = 0; page < (all + 1) / 2; ++page) {
        const Screen screen = kiosk.screen();
        CHECK(screen.tiles.size() <= 2);
        CHECK(offers(screen, "previous") == (page > 0));
        CHECK(offers(screen, "next") == (page + 1 < (all + 1) / 2));
        for (const Tile& tile : screen.tiles) seen.push_back(tile.action);
        kiosk.touch("next");
    }
    CHECK(seen.size() == all);
}

TEST_CASE("categories and languages have pages, too") {
    Kiosk kiosk(whole_example_plan());
    kiosk.flow.fit_by([](const Screen&) { return 1; });
    kiosk.wait(0s);
    CHECK(kiosk.screen().tiles.at(0).action == "language:ru");
    kiosk.touch("next");
    CHECK(kiosk.screen().tiles.at(0).action == "language:en");
    kiosk.wait(Flow::leave_after);
    CHECK(kiosk.screen().tiles.at(0).action == "language:ru");
    kiosk.touch("language:ru");
    while (!offers(kiosk.screen(), "group:accounts")) kiosk.touch("next");
    kiosk.touch("group:accounts");
    while (!offers(kiosk.screen(), "service:refund")) kiosk.touch("next");
    kiosk.touch("service:refund");
    CHECK(kiosk.kind() == ScreenKind::category);
    const std::string first = kiosk.screen().tiles.at(0).action;
    kiosk.touch("next");
    CHECK(kiosk.screen().tiles.at(0).action != first);
    kiosk.touch("back");
    CHECK(offers(kiosk.screen(), "service:refund"));
}

TEST_CASE("letters and controls are as large as people need on a screen whose size is known") {
    const ui::Least usual = least(tall, upright, {});
    const ui::Least large = least(tall, upright, {true, false, false});
    const double per_mm = density(tall, upright).value();
    CHECK(per_mm == doctest::Approx(2.710).epsilon(0.001));
    const auto capital_mm = [&](int letters) {
        return ui_test::capital_pixels(letters, ui::Weight::regular) / per_mm;
    };
    CHECK(capital_mm(usual.letters) >= 7.33);
    CHECK(capital_mm(usual.letters) < 1.05 * 7.33);
    CHECK(capital_mm(large.letters) >= 14.66);
    CHECK(capital_mm(large.letters) < 1.03 * 14.66);
    CHECK(usual.side == 55);   // 20 mm
    CHECK(usual.apart == 14);  // 5 mm
    CHECK(least({}, upright, {}).letters == 0);
    CHECK(least({}, upright, {true, false, false}).letters == 57);  // one and a half of the smallest text
}

TEST_CASE("low controls are between 850 and 1,100 mm above the floor") {
    const ui::Rect band = reach(tall, upright, {false, false, true});
    const double per_mm = density(tall, upright).value();
    const auto above_floor = [&](int row) { return *tall.bottom_mm + (upright.height - row) / per_mm; };
    CHECK(above_floor(band.y) == doctest::Approx(1100).epsilon(0.001));
    CHECK(above_floor(band.bottom()) == doctest::Approx(850).epsilon(0.001));
    CHECK(reach(tall, upright, {}) == ui::Rect{0, 0, 1080, 1920});
    CHECK(reach_trouble(tall, upright) == "");
}

TEST_CASE("a screen of unknown size says that its letters are guessed, and what to write into the plan") {
    CHECK(size_trouble(tall) == "");
    const std::string trouble = size_trouble({{}, 700.0});
    CHECK(trouble.find("27 inches, which is only a guess") != std::string::npos);
    CHECK(trouble.find("[[kiosk]] with diagonal = 32.") != std::string::npos);
}

TEST_CASE("the plan says how large the kiosk's picture is and how high it hangs; a flag knows better") {
    hall::Plan plan;
    plan.kiosks = {{{"kiosk-1"}, 1080, 1920, 813, 700}, {{"kiosk-2"}, 1080, 1920, 546}};
    CHECK(*stand_of({}, plan, {"kiosk-1"}).diagonal_inches == doctest::Approx(32).epsilon(0.001));
    CHECK(stand_of({}, plan, {"kiosk-1"}).bottom_mm == 700.0);
    CHECK(stand_of({}, plan, {"kiosk-2"}).bottom_mm == std::nullopt);
    CHECK(stand_of({}, plan, {"kiosk-3"}) == Stand{});
    CHECK(stand_of({43.0, {}}, plan, {"kiosk-1"}) == Stand{43.0, 700.0});
    CHECK(stand_of({{}, 650.0}, plan, {"kiosk-1"}).bottom_mm == 650.0);
}

TEST_CASE("a screen that hangs too high says so, and its lower controls are on its lower half") {
    const Stand high{32.0, 1050.0};
    CHECK(reach_trouble(high, upright) != "");
    const ui::Rect low = reach(high, upright, {false, false, true});
    CHECK(low.bottom() == upright.height);
    CHECK(low.y == upright.height / 2);
    CHECK(reach({}, upright, {false, false, true}) == low);
}

TEST_CASE("the screen of the aids is readable in each language on every kiosk, whichever are on") {
    hall::Plan plan = example_plan();
    plan.languages.clear();
    for (const char* each : {"ru", "en", "kk", "tg", "uz", "be"}) plan.languages.push_back({each});
    for (const hall::Language& language : plan.languages) {
        Walk walk(plan);
        walk.touch("language:" + language.value);
        walk.touch("aids");
        walk.check("aids-" + language.value);
        walk.touch("aid:contrast");
        walk.check("aids-on-" + language.value);
    }
}

TEST_CASE("what is measured once is known for what is alike") {
    PageSize size({upright, tall});
    Kiosk kiosk;
    kiosk.touch("language:ru");
    kiosk.touch("group:accounts");
    Screen whole = kiosk.screen();
    whole.aids.large = true;
    const std::size_t once = size.of(whole, Flow::tiles_at_most);
    CHECK(once >= 1);
    whole.clock = "23:59";
    CHECK(size.of(whole, Flow::tiles_at_most) == once);
    size.move({{3840, 2160}, tall});
    CHECK(size.of(whole, Flow::tiles_at_most) >= 1);
}
