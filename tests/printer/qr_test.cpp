#include "printer/qr.hpp"

#include <doctest/doctest.h>

#include "printer/layout.hpp"

using namespace okno::printer;

TEST_CASE("a code stands in the middle with its quiet zone") {
    const auto code = draw_qr("http://h/1", 200, 4);
    REQUIRE(code);
    CHECK(code->width_dots() == 200);
    CHECK(code->height_dots() == (21 + 8) * 4);
    const int left = (200 - 29 * 4) / 2 + 16;
    CHECK(code->black(left, 16));  // a finder pattern begins with a black module
    for (int x = 0; x < 200; ++x) CHECK_FALSE(code->black(x, 15));
    for (int y = 0; y < code->height_dots(); ++y) CHECK_FALSE(code->black(left - 1, y));
}

TEST_CASE("a code too wide for the paper gets smaller modules; one that cannot be drawn is none") {
    CHECK(draw_qr("http://h/1", 64, 6)->height_dots() == 29 * 2);
    CHECK_FALSE(draw_qr("http://h/1", 16, 6));
    CHECK_FALSE(draw_qr("", 576, 6));
    CHECK_FALSE(draw_qr(std::string(qr_bytes_at_most + 1, 'x'), 576, 6));
    CHECK(draw_qr(std::string(qr_bytes_at_most, '\xFF'), 576, 6));
}

TEST_CASE("codes and pictures are laid out on whole dots") {
    const Profile profile{"test", 240, 203, 0, Parting::cut};
    Raster dot(8, 2);
    dot.blacken(0, 0);
    dot.blacken(7, 1);
    const Raster slip = lay_out({"ru", false, {Picture{dot}}}, profile);
    CHECK(slip.black(116, 8));
    CHECK(slip.black(123, 9));
    int black = 0;
    for (int y = 0; y < slip.height_dots(); ++y)
        for (int x = 0; x < slip.width_dots(); ++x) black += slip.black(x, y);
    CHECK(black == 2);
    CHECK(lay_out({"ru", false, {Picture{Raster(800, 8)}}}, profile).width_dots() == 240);
}
