#include "ui/canvas.hpp"

#include <doctest/doctest.h>

#include <cstdlib>
#include <cstring>

using namespace okno::ui;

namespace {

Scene scene_with(std::vector<Element> elements) {
    return Scene{{200, 100}, {10, 20, 30}, std::move(elements), {}};
}

Colour at(Canvas& canvas, Point p) {
    std::uint32_t pixel = 0;
    std::memcpy(&pixel, canvas.pixels() + p.y * canvas.row_bytes() + p.x * 4, 4);
    return {static_cast<std::uint8_t>(pixel >> 16 & 0xff), static_cast<std::uint8_t>(pixel >> 8 & 0xff),
            static_cast<std::uint8_t>(pixel & 0xff)};
}

std::vector<unsigned char> all_pixels(Canvas& canvas) {
    return {canvas.pixels(), canvas.pixels() + canvas.row_bytes() * canvas.size().height};
}

}  // namespace

TEST_CASE("panels are drawn in order, in their colours") {
    Canvas canvas({200, 100});
    canvas.draw(scene_with(
        {Panel{{0, 0, 100, 100}, {255, 0, 0}, 0, 0, {}}, Panel{{50, 0, 100, 100}, {0, 0, 255}, 0, 0, {}}}));
    CHECK(at(canvas, {25, 50}) == Colour{255, 0, 0});
    CHECK(at(canvas, {75, 50}) == Colour{0, 0, 255});
    CHECK(at(canvas, {175, 50}) == Colour{10, 20, 30});
}

TEST_CASE("drawing only what has changed gives the same pixels as drawing everything") {
    const Label first{{10, 10, 180, 40}, "A012",       32,          10,           Weight::bold,
                      {255, 255, 255},   {10, 20, 30}, Align::left, Rise::middle, 0};
    Label second = first;
    second.text = "A013";
    const Panel panel{{5, 60, 190, 35}, {200, 200, 200}, 12, 2, {90, 90, 90}};
    const Scene before = scene_with({first, panel});
    const Scene after = scene_with({second, panel, Icon{{150, 62, 30, 30}, Shape::home, {0, 0, 0}}});
    Canvas partly({200, 100});
    partly.draw(before);
    partly.draw(after, damage(before, after));
    Canvas wholly({200, 100});
    wholly.draw(after);
    CHECK(all_pixels(partly) == all_pixels(wholly));
    CHECK(damage(after, after).empty());
}

TEST_CASE("a picture that cannot be written says where") {
    Canvas canvas({20, 20});
    CHECK_THROWS_WITH_AS(canvas.save_png("/nowhere/picture.png"), doctest::Contains("/nowhere/picture.png"),
                         std::runtime_error);
}
