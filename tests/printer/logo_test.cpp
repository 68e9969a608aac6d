#include "printer/logo.hpp"

#include <doctest/doctest.h>
#include <unistd.h>

#include <fstream>
#include <random>

#include "printer/png.hpp"

using namespace okno::printer;
using namespace std::string_literals;

namespace {

const Profile profile{"test", 240, 203, 0, Parting::cut};

struct File {
    std::filesystem::path path =
        std::filesystem::temp_directory_path() / ("okno-logo-" + std::to_string(::getpid()) + ".png");
    ~File() { std::filesystem::remove(path); }
    tl::expected<Raster, std::string> read(const std::string& bytes) const {
        std::ofstream(path, std::ios::binary) << bytes;
        return read_logo(path, profile);
    }
    std::string why_not(const std::string& bytes) const {
        const auto logo = read(bytes);
        return logo ? "" : logo.error();
    }
};

Raster stripes(int width, int height) {
    Raster raster(width, height);
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; x += 2) raster.blacken(x, y);
    return raster;
}

// The PNG's own picture with these measures in its head.
std::string with_size(std::string png, unsigned width, unsigned height) {
    for (int i = 0; i < 4; ++i) {
        png[16 + static_cast<std::size_t>(i)] = static_cast<char>(width >> (24 - 8 * i));
        png[20 + static_cast<std::size_t>(i)] = static_cast<char>(height >> (24 - 8 * i));
    }
    return png;
}

}  // namespace

TEST_CASE("a logo of black and white that fits is printed dot for dot") {
    const File file;
    const Raster logo = stripes(96, 30);
    CHECK(file.read(png(logo, profile)) == logo);
}

TEST_CASE("a logo too large is made smaller, and stays as dark as it was") {
    const File file;
    const auto logo = file.read(png(stripes(480, 600), profile));
    REQUIRE(logo);
    CHECK(logo->width_dots() <= 224);
    CHECK(logo->height_dots() == 74);  // a third of the width
    int black = 0;
    const int all = logo->height_dots() * 59;
    for (int y = 0; y < logo->height_dots(); ++y)
        for (int x = 0; x < logo->width_dots(); ++x) black += logo->black(x, y);
    CHECK(black > all * 4 / 10);
    CHECK(black < all * 6 / 10);
}

TEST_CASE("what is no picture, broken or too large is refused with the reason") {
    const File file;
    const std::string good = png(stripes(96, 30), profile);
    CHECK(file.why_not("") == "it is no PNG file");
    CHECK(file.why_not("GIF89a") == "it is no PNG file");
    CHECK(file.why_not(good.substr(0, 20)) == "it is no PNG file");
    CHECK(file.why_not(good.substr(0, good.size() / 2)) == "it is a broken PNG file");
    CHECK(file.why_not(with_size(good, 2001, 30)) == "it has more than 2000 pixels a side");
    CHECK(file.why_not(with_size(good, 30, 0xFFFFFFFF)) == "it has more than 2000 pixels a side");
    CHECK(file.why_not(with_size(good, 0, 30)) == "it is no PNG file");
    CHECK(file.why_not(good + std::string(logo_file_bytes_at_most, ' ')) == "it is larger than 512 KiB");
    CHECK(read_logo("/nowhere/logo.png", profile).error() == "it cannot be read");
    CHECK(read_logo("/tmp", profile).has_value() == false);
}

TEST_CASE("no change of a few bytes does harm") {
    const unsigned seed = std::random_device{}();
    CAPTURE(seed);
    std::mt19937 random(seed);
    const File file;
    const std::string good = png(stripes(96, 30), profile);
    for (int i = 0; i < 500; ++i) {
        std::string bad = good;
        for (int n = 0; n < 3; ++n) bad[random() % bad.size()] = static_cast<char>(random());
        if (const auto logo = file.read(bad)) {
            CHECK(logo->width_dots() <= 240);
            CHECK(logo->height_dots() <= 80);
        }
    }
}
