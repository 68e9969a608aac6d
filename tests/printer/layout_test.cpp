#include "printer/layout.hpp"

#include <cairo.h>
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdio>
#include <fstream>

#include "printer/png.hpp"

using namespace okno::printer;

namespace {

struct Ink {
    int left = 1 << 20, right = -1, top = 1 << 20, bottom = -1;
    int height() const { return bottom - top + 1; }
};

Ink ink_of(const Raster& raster) {
    Ink ink;
    for (int y = 0; y < raster.height_dots(); ++y)
        for (int x = 0; x < raster.width_dots(); ++x)
            if (raster.black(x, y)) {
                ink.left = std::min(ink.left, x);
                ink.right = std::max(ink.right, x);
                ink.top = std::min(ink.top, y);
                ink.bottom = std::max(ink.bottom, y);
            }
    return ink;
}

Slip slip(Block block) {
    return {"ru", false, {std::move(block)}};
}

// Inside the page, with at least a dot of white on every side: nothing was cut off at an edge.
void check_whole(const Raster& raster) {
    const Ink ink = ink_of(raster);
    REQUIRE(ink.right >= 0);
    CHECK(ink.left > 0);
    CHECK(ink.top > 0);
    CHECK(ink.right < raster.width_dots() - 1);
    CHECK(ink.bottom < raster.height_dots() - 1);
}

}  // namespace

TEST_CASE("a slip is as wide as its printer prints") {
    for (const Profile& profile : profiles())
        CHECK(lay_out(slip(Headline{"A012"}), profile).width_dots() == profile.width_dots);
}

TEST_CASE("the number fills most of the width and is several times as high as the text") {
    const Profile& profile = *find_profile("generic-80");
    const Ink number = ink_of(lay_out(slip(Headline{"A012"}), profile));
    const Ink text = ink_of(lay_out(slip(Paragraph{"A012"}), profile));
    CHECK(number.right - number.left > profile.width_dots * 3 / 4);
    CHECK(number.height() > 5 * text.height());
}

TEST_CASE("numbers of any length stay on the paper in one line") {
    for (const Profile& profile : profiles())
        for (const char* number : {"1", "A012", "M1234", "ЩЖ12345", "WWWWWWWWWWWWWWWWWWWW"}) {
            CAPTURE(number);
            check_whole(lay_out(slip(Headline{number}), profile));
        }
}

TEST_CASE("text wraps at words, a word wider than the paper inside it, and nothing is clipped") {
    const std::string word = "Электроэнергетикапереосвидетельствование";
    for (const Profile& profile : profiles())
        for (const TextSize size : {TextSize::small, TextSize::normal, TextSize::large}) {
            const Raster one = lay_out(slip(Paragraph{"Талон", size}), profile);
            const Raster words = lay_out(
                slip(Paragraph{"Заявление о перерасчёте платы за электроэнергию и услуги", size}), profile);
            const Raster long_word = lay_out(slip(Paragraph{word + word, size}), profile);
            CHECK(words.height_dots() > one.height_dots());
            CHECK(long_word.height_dots() > one.height_dots());
            check_whole(words);
            check_whole(long_word);
        }
}

TEST_CASE("two ends of a line that do not fit go below each other") {
    const Profile& profile = *find_profile("generic-58");
    const Raster fits = lay_out(slip(Ends{"24 мая", "09:30"}), profile);
    const Raster too_long = lay_out(slip(Ends{"24 сентября 2026 года, четверг", "09:30:00"}), profile);
    CHECK(too_long.height_dots() > fits.height_dots() * 3 / 2);
    check_whole(fits);
    check_whole(too_long);
}

TEST_CASE("any script and broken UTF-8 are set without a failure") {
    const Profile& profile = *find_profile("generic-80");
    for (const char* text : {"Қазақ тілі", "ქართული", "العربية", "中文", "\xFF\xFE broken \xC3", ""})
        CHECK(lay_out(slip(Paragraph{text}), profile).height_dots() > 0);
}

TEST_CASE("the same slip gives the same dots") {
    const Profile& profile = *find_profile("epson-tm-t88v");
    const Slip twice{"en", false, {Headline{"B007"}, Rule{}, Paragraph{"Your number"}}};
    CHECK(lay_out(twice, profile) == lay_out(twice, profile));
}

TEST_CASE("a PNG shows each dot, black on white, inside the paper's margins") {
    Raster raster(16, 2);
    raster.blacken(0, 0);
    raster.blacken(15, 1);
    const std::string bytes = png(raster, Profile{"test", 16, 203, 3, Parting::cut});
    CHECK(bytes.substr(1, 3) == "PNG");
    const char* file = "/tmp/okno-layout-test.png";
    std::ofstream(file, std::ios::binary) << bytes;
    cairo_surface_t* read = cairo_image_surface_create_from_png(file);
    std::remove(file);
    REQUIRE(cairo_image_surface_get_width(read) == 16 + 6);
    REQUIRE(cairo_image_surface_get_height(read) == 2 + 6);
    REQUIRE(cairo_image_surface_get_format(read) == CAIRO_FORMAT_RGB24);
    const auto* data = cairo_image_surface_get_data(read);
    for (int y = 0; y < 8; ++y)
        for (int x = 0; x < 22; ++x) {
            const bool black = (x == 3 && y == 3) || (x == 18 && y == 4);
            CHECK(data[y * cairo_image_surface_get_stride(read) + 4 * x] == (black ? 0 : 255));
        }
    cairo_surface_destroy(read);
}
