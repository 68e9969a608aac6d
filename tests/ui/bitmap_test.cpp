#include "ui/bitmap.hpp"

#include <doctest/doctest.h>

#include <fstream>

#include "tests/fakes/temporary_folder.hpp"
#include "ui/canvas.hpp"
#include "ui/sheet.hpp"

using namespace okno;
using namespace okno::ui;

namespace {

// A red picture of this size.
void write_png(const std::filesystem::path& file, Size size) {
    Canvas canvas(size);
    Scene scene;
    scene.size = size;
    scene.background = {255, 0, 0};
    canvas.draw(scene);
    canvas.save_png(file);
}

std::string read(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

std::string refusal(const std::filesystem::path& file) {
    try {
        const Bitmap bitmap(file, {100, 100});
        return "";
    } catch (const std::runtime_error& error) {
        return error.what();
    }
}

}  // namespace

TEST_CASE("a picture fills its room in its own shape, whatever its size") {
    const fakes::TemporaryFolder folder;
    write_png(folder / "wide.png", {400, 100});
    CHECK(Bitmap(folder / "wide.png", {200, 200}).size() == Size{200, 50});
    CHECK(Bitmap(folder / "wide.png", {800, 300}).size() == Size{800, 200});
    CHECK(Bitmap(folder / "wide.png", {50, 1000}).size() == Size{50, 12});
}

TEST_CASE("its pixels are drawn where it stands, and nowhere else") {
    const fakes::TemporaryFolder folder;
    write_png(folder / "red.png", {20, 10});
    const Bitmap bitmap(folder / "red.png", {40, 20});
    Sheet sheet({100, 100}, dark_theme());
    sheet.image({30, 40, 40, 40}, bitmap);
    const Scene scene = std::move(sheet).take();
    CHECK(box_of(scene.elements.at(0)) == Rect{30, 50, 40, 20});
    Canvas canvas(scene.size);
    canvas.draw(scene);
    const auto pixel = [&](int x, int y) {
        const unsigned char* at = canvas.pixels() + y * canvas.row_bytes() + 4 * x;
        return Colour{at[2], at[1], at[0]};
    };
    CHECK(pixel(30, 50) == Colour{255, 0, 0});
    CHECK(pixel(69, 69) == Colour{255, 0, 0});
    CHECK(pixel(29, 50) == scene.background);
    CHECK(pixel(70, 69) == scene.background);
}

TEST_CASE("two pictures are never taken for one") {
    const fakes::TemporaryFolder folder;
    write_png(folder / "red.png", {20, 10});
    const Bitmap one(folder / "red.png", {40, 20});
    const Bitmap other(folder / "red.png", {40, 20});
    Scene before;
    before.elements = {Image{{0, 0, 40, 20}, &one, one.id()}};
    Scene after = before;
    CHECK(damage(before, after).empty());
    after.elements = {Image{{0, 0, 40, 20}, &other, other.id()}};
    CHECK(damage(before, after).size() == 2);
}

TEST_CASE("what is no picture, is damaged or too large is refused with its name") {
    const fakes::TemporaryFolder folder;
    CHECK(refusal(folder / "missing.png").find("missing.png: it cannot be read") != std::string::npos);
    std::ofstream(folder / "text.png") << "not a picture at all";
    CHECK(refusal(folder / "text.png").find("neither a PNG nor a JPEG") != std::string::npos);
    write_png(folder / "good.png", {300, 300});
    CHECK(refusal(folder / "good.png") == "");
    std::string bytes = read(folder / "good.png");
    std::ofstream(folder / "cut.png", std::ios::binary) << bytes.substr(0, 60);
    CHECK(refusal(folder / "cut.png").find("it is damaged") != std::string::npos);
    bytes[18] = '\x7f';  // the width in the header: 32,000 and more
    std::ofstream(folder / "huge.png", std::ios::binary) << bytes;
    CHECK(refusal(folder / "huge.png").find("more than 16 million pixels") != std::string::npos);
}

TEST_CASE("the size of a JPEG stands in its frame header, behind other segments") {
    using namespace std::string_literals;
    const std::string jpeg =
        "\xFF\xD8"
        "\xFF\xE0\x00\x04JF"
        "\xFF\xFF\xC2\x00\x0B\x08\x01\x02\x03\x04\x03"s;
    CHECK(size_of_picture(jpeg) == Size{0x0304, 0x0102});
    for (std::size_t length = 0; length < jpeg.size() - 2; ++length) size_of_picture(jpeg.substr(0, length));
    CHECK(!size_of_picture("\xFF\xD8\xFF\xD9"));
    CHECK(!size_of_picture(""));
    CHECK(!size_of_picture("GIF89a"));
}
