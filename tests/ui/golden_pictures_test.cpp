// The comparing of pictures, tried: what is meant to be found is found, and how letters are smoothed is not.
#include "tests/ui/golden_pictures.hpp"

#include <doctest/doctest.h>

#include "ui/sheet.hpp"

using namespace okno::ui;
using okno::ui_test::GoldenPictures;

namespace {

const std::filesystem::path folder = "test-results/golden-tried";

Scene a_screen(const std::string& text = "Возьмите талон", Rect button = {60, 700, 400, 120}) {
    Sheet sheet({800, 1000}, light_theme());
    const Theme& theme = light_theme();
    sheet.text({60, 100, 680, 200}, text, {.size = 60, .colour = theme.ink, .ground = theme.background});
    sheet.card(button, theme.surface, 24);
    sheet.icon({button.x + 20, button.y + 30, 60, 60}, Shape::back, theme.accent);
    return std::move(sheet).take();
}

std::string difference(const Scene& scene) {
    const GoldenPictures pictures(folder);
    pictures.renew(a_screen(), "tried");
    return pictures.difference(scene, "tried");
}

}  // namespace

TEST_CASE("a picture that has not changed does not differ") {
    CHECK(difference(a_screen()) == "");
}

TEST_CASE("another word, another place, another colour and a missing sign are found") {
    CHECK(difference(a_screen("Возьмите билет")) != "");
    CHECK(difference(a_screen("Возьмите талон", {60, 712, 400, 120})).find("it differs most around") !=
          std::string::npos);
    Scene scene = a_screen();
    std::get<Icon>(scene.elements.back()).colour = light_theme().surface;
    CHECK(difference(scene) != "");
    scene = a_screen();
    std::get<Panel>(scene.elements.at(1)).fill = light_theme().tint;
    CHECK(difference(scene) != "");
    scene = a_screen();
    scene.size = {800, 990};
    CHECK(difference(scene) == "tried: it is of another size");
}

TEST_CASE("letters that are smoothed otherwise, and look a little paler, do not differ") {
    Scene scene = a_screen();
    std::get<Label>(scene.elements.front()).colour = {40, 55, 66};
    CHECK(difference(scene) == "");
}

TEST_CASE("a picture nobody has looked at yet is not taken for granted") {
    CHECK(GoldenPictures(folder).difference(a_screen(), "never-seen") ==
          "never-seen: there is no such picture yet");
}
