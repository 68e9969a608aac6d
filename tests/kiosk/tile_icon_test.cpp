// The signs on tiles: each icon a plan may name is there, is none other's, and is painted beside its title.
#include "kiosk/tile_icon.hpp"

#include <doctest/doctest.h>

#include <cstring>
#include <map>

#include "tests/kiosk/view_walk.hpp"
#include "tests/ui/golden_pictures.hpp"
#include "ui/canvas.hpp"

using namespace okno;
using namespace okno::kiosk;
using namespace okno::kiosk_test;

namespace {

using ui::Shape;

constexpr ui::Colour paper{255, 255, 255};
constexpr std::array signs_of_the_screens{
    Shape::back,      Shape::home, Shape::forward, Shape::check, Shape::warning, Shape::wait,
    Shape::printer,   Shape::bell, Shape::digits,  Shape::erase, Shape::speech,  Shape::accessible,
    Shape::delighted, Shape::glad, Shape::calm,    Shape::sad,   Shape::upset};

// What is painted for a sign in the middle of a square twice as wide.
std::string painted(Shape shape) {
    ui::Canvas canvas({96, 96});
    canvas.draw({{96, 96}, paper, {ui::Icon{{24, 24, 48, 48}, shape, {0, 0, 0}}}, {}});
    return {reinterpret_cast<const char*>(canvas.pixels()),
            static_cast<std::size_t>(canvas.row_bytes()) * 96};
}

bool is_empty(const std::string& pixels) {
    return pixels == painted(Shape::none);
}

bool stays_in_its_box(const std::string& pixels) {
    for (int y = 0; y < 96; ++y)
        for (int x = 0; x < 96; ++x) {
            const bool inside = x >= 24 && x < 72 && y >= 24 && y < 72;
            if (!inside &&
                std::memcmp(&pixels[static_cast<std::size_t>(y * 96 + x) * 4], "\xff\xff\xff", 3) != 0)
                return false;
        }
    return true;
}

hall::Plan plan_with(std::optional<hall::Icon> icon) {
    hall::Plan plan = example_plan();
    for (hall::ServiceGroup& group : plan.groups) group.icon = icon;
    return plan;
}

// All icons with what they are called in a plan: for the guide, too.
ui::Scene sheet_of_icons() {
    constexpr int columns = 5, cell = 190, row = 150;
    const int rows = (static_cast<int>(icon_shapes.size()) + columns - 1) / columns;
    const ui::Theme& theme = ui::light_theme();
    ui::Sheet sheet({columns * cell + 40, rows * row + 40}, theme);
    for (int i = 0; i < static_cast<int>(icon_shapes.size()); ++i) {
        const ui::Rect box{20 + i % columns * cell, 20 + i / columns * row, cell, row};
        sheet.icon({box.x + (cell - 76) / 2, box.y + 14, 76, 76}, icon_shapes.at(static_cast<std::size_t>(i)),
                   theme.accent);
        sheet.text({box.x, box.y + 96, cell, 44},
                   std::string(hall::icon_words.at(static_cast<std::size_t>(i))),
                   {.size = 26,
                    .weight = ui::Weight::medium,
                    .colour = theme.ink,
                    .ground = theme.background,
                    .align = ui::Align::centre});
    }
    return std::move(sheet).take();
}

}  // namespace

TEST_CASE("each sign is painted within its box and looks like no other") {
    std::map<std::string, Shape> seen;
    std::vector<Shape> all(icon_shapes.begin(), icon_shapes.end());
    all.insert(all.end(), signs_of_the_screens.begin(), signs_of_the_screens.end());
    for (const Shape shape : all) {
        CAPTURE(static_cast<unsigned>(shape));
        const std::string pixels = painted(shape);
        CHECK_FALSE(is_empty(pixels));
        CHECK(stays_in_its_box(pixels));
        CHECK(seen.emplace(pixels, shape).second);
    }
}

TEST_CASE("what the font does not have is left out, no empty box stands there") {
    CHECK(is_empty(painted(Shape{0xF300})));
}

TEST_CASE("a group's and a service's icon stand on their tiles; without one the tile is as before") {
    const StandingKiosk upright{{{1080, 1920}, {32, 700}}};
    const auto icons = [&](const hall::Plan& plan) {
        Walk walk(plan);
        walk.touch("language:ru");
        const ui::Scene scene = lay_out(walk.screen_on(upright, {}), upright.place, {});
        return std::count_if(scene.elements.begin(), scene.elements.end(), [](const ui::Element& element) {
            const auto* icon = std::get_if<ui::Icon>(&element);
            return icon && icon->shape == Shape::water;
        });
    };
    CHECK(icons(plan_with(hall::Icon::water)) == static_cast<std::ptrdiff_t>(example_plan().groups.size()));
    CHECK(icons(plan_with(std::nullopt)) == 0);
    Walk walk(example_plan());
    walk.touch("language:ru");
    walk.touch("group:accounts");
    const Screen screen = walk.screen_on(upright, {});
    for (std::size_t i = 0, at = 0; i < walk.hall.state().plan.services.size(); ++i) {
        const hall::Service& service = walk.hall.state().plan.services[i];
        if (service.group.value == "accounts") CHECK(screen.tiles.at(at++).icon == shape_of(service.icon));
    }
    CHECK(screen.tiles.front().icon == Shape::question);
}

TEST_CASE("all icons together: a golden picture") {
    const ui_test::GoldenPictures pictures("tests/kiosk/golden");
    CHECK(ui_test::compare_or_renew(pictures, sheet_of_icons(), "icons") == "");
}
