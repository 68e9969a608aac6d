// The check of pictures, checked: mistakes are made on purpose, and it has to find each of them.
#include "tests/ui/picture_check.hpp"

#include <doctest/doctest.h>

#include <filesystem>

#include "ui/bitmap.hpp"
#include "ui/sheet.hpp"
#include "ui/text.hpp"

using namespace okno::ui;
using okno::ui_test::Demands;
using okno::ui_test::PictureCheck;

namespace {

constexpr Size screen{640, 480};
constexpr Colour ink{16, 33, 44};
constexpr Colour paper{255, 255, 255};
constexpr Colour pale{170, 170, 170};

Label a_label(const Rect& box, const std::string& text, Colour colour = ink, Colour ground = paper) {
    return Label{box, text, 32, 32, Weight::regular, colour, ground, Align::left, Rise::middle, 0};
}

Scene a_scene() {
    Scene scene;
    scene.size = screen;
    scene.background = {238, 243, 246};
    return scene;
}

// A white button with a dark line around it and its name.
void add_button(Scene& scene, const Rect& box, const std::string& action, Colour line = ink) {
    scene.elements.push_back(Panel{box, paper, 12, 3, line});
    scene.elements.push_back(a_label(box.inset(20, 10), action));
    scene.targets.push_back({box, action});
}

Scene two_buttons() {
    Scene scene = a_scene();
    add_button(scene, {40, 40, 240, 90}, "Back");
    add_button(scene, {340, 40, 240, 90}, "Next");
    return scene;
}

Demands usual() {
    return {7, 3, 3, 80, 20};
}

std::string complaints_about(const Scene& scene) {
    return PictureCheck().complaints_about(scene, usual());
}

bool complains(const Scene& scene, const std::string& words) {
    const std::string said = complaints_about(scene);
    CAPTURE(said);
    CAPTURE(words);
    const bool found = said.find(words) != std::string::npos;
    CHECK(found);
    return found;
}

}  // namespace

TEST_CASE("a picture without a mistake has no complaint") {
    CHECK(complaints_about(two_buttons()) == "");
}

TEST_CASE("a pale text is found, whatever the scene says it stands on") {
    Scene scene = a_scene();
    scene.elements = {Panel{{20, 20, 600, 100}, paper, 0, 0, {}},
                      a_label({40, 40, 500, 60}, "Light grey on white", pale, Colour{0, 0, 0})};
    complains(scene, "has a contrast of 2.32 to what is around it: \"Light grey on white\"");
}

TEST_CASE("a text that stands half on another ground is found") {
    Scene scene = a_scene();
    scene.elements = {Panel{{20, 20, 600, 100}, paper, 0, 0, {}}, Panel{{200, 20, 200, 100}, ink, 0, 0, {}},
                      a_label({40, 40, 500, 60}, "A long enough sentence")};
    complains(scene, "has a contrast of 1.00");
}

TEST_CASE("a text on a picture of its own colour is found") {
    const std::filesystem::path file = "test-results/dark.png";
    std::filesystem::create_directories(file.parent_path());
    Canvas dark({300, 100});
    Scene night;
    night.size = {300, 100};
    night.background = ink;
    dark.draw(night);
    dark.save_png(file);
    const Bitmap bitmap(file, {300, 100});
    Scene scene = a_scene();
    scene.elements = {Image{{20, 20, 300, 100}, &bitmap, bitmap.id()}, a_label({40, 40, 200, 60}, "Night")};
    complains(scene, "has a contrast of 1.00");
}

TEST_CASE("a box that is too narrow or too low for its text is found") {
    Scene scene = a_scene();
    scene.elements = {a_label({40, 40, 60, 60}, "Неразрывное")};
    complains(scene, "pixels of ink outside its box");
    scene.elements = {a_label({40, 40, 120, 40}, "Two words or more in one line of room")};
    complains(scene, "pixels of ink outside its box");
    scene.elements = {a_label({40, 40, 400, 16}, "Low")};
    complains(scene, "pixels of ink outside its box");
}

TEST_CASE("a text that leaves the screen is found") {
    Scene scene = a_scene();
    scene.elements = {a_label({560, 40, 200, 60}, "Out of sight")};
    complains(scene, "is covered, or cut off");
    scene.elements = {a_label({40, 452, 200, 50}, "Too low")};
    complains(scene, "is covered, or cut off");
}

TEST_CASE("a button that lies on a text is found, even when it covers all of it") {
    Scene scene = a_scene();
    scene.elements = {a_label({40, 40, 500, 60}, "Under a button")};
    add_button(scene, {100, 20, 240, 90}, "Back");
    complains(scene, "is covered, or cut off");
    scene.elements = {a_label({120, 40, 100, 60}, "All")};
    add_button(scene, {100, 20, 240, 90}, "Back");
    complains(scene, ": \"All\"");
}

TEST_CASE("two texts that lie on each other are found") {
    Scene scene = a_scene();
    scene.elements = {a_label({40, 40, 300, 60}, "The one text"), a_label({48, 46, 300, 60}, "Another text")};
    complains(scene, "has a contrast of 1.00 to what is around it: \"The one text\"");
}

TEST_CASE("a button that lies on another is found") {
    Scene scene = two_buttons();
    add_button(scene, {260, 60, 120, 90}, "Odd");
    complains(scene, "controls are seen too near: Back and Odd");
    complains(scene, "the right edge of a control is not where it can be touched: Back");
}

TEST_CASE("a button that is too small, or too near to another, is found") {
    Scene scene = a_scene();
    add_button(scene, {40, 40, 240, 79}, "Low");
    complains(scene, "a control is seen too small: Low");
    scene = a_scene();
    add_button(scene, {40, 40, 240, 90}, "Back");
    add_button(scene, {299, 40, 240, 90}, "Next");
    complains(scene, "controls are seen too near: Back and Next");
}

TEST_CASE("a button that is seen smaller than it can be touched is found") {
    Scene scene = a_scene();
    scene.elements = {Panel{{50, 50, 220, 70}, paper, 12, 3, ink}};
    scene.targets = {{{40, 40, 240, 90}, "Back"}};
    complains(scene, "edge of a control is not where it can be touched: Back");
}

TEST_CASE("a button that cannot be told from its surroundings is found") {
    Scene scene = a_scene();
    add_button(scene, {40, 40, 240, 90}, "Pale", {211, 222, 229});
    complains(scene, "edge of a control has a contrast of 1.2");
    Demands forgiving = usual();
    forgiving.edges = 1;
    CHECK(PictureCheck().complaints_about(scene, forgiving) == "");
    scene = a_scene();
    scene.targets = {{{40, 40, 240, 90}, "Nothing"}};
    complains(scene, "edge of a control is not where it can be touched: Nothing");
}

TEST_CASE("a pale or covered sign is found") {
    Scene scene = a_scene();
    scene.elements = {Icon{{40, 40, 60, 60}, Shape::home, {190, 200, 205}}};
    complains(scene, "to what is around it: the sign at 40,40 60x60");
    scene.elements = {Icon{{40, 40, 60, 60}, Shape::home, ink}, Panel{{70, 40, 60, 60}, paper, 0, 0, {}}};
    complains(scene, "is covered, or cut off");
}

TEST_CASE("a QR code that is covered, too small, or has no text is found") {
    Scene scene = a_scene();
    scene.elements.push_back(Code{{40, 200, 200, 200}, "https://lk.example.com/readings"});
    CHECK(complaints_about(scene) == "");
    Scene covered = scene;
    covered.elements.push_back(Panel{{100, 260, 4, 4}, pale, 0, 0, {}});
    CHECK(complains(covered, "is covered at"));
    Scene small = scene;
    std::get<Code>(small.elements.back()).box = {40, 200, 70, 70};
    CHECK(complains(small, "squares of 1 pixels"));
    Scene empty = scene;
    std::get<Code>(empty.elements.back()).text.clear();
    CHECK(complains(empty, "has no text"));
}

TEST_CASE("a frame of the keys that is pale or covered is found") {
    Scene scene = two_buttons();
    scene.elements.push_back(Frame{Rect{40, 40, 240, 90}.inset(-8), {200, 210, 215}, 8, 20});
    complains(scene, "the frame of the keys is too pale");
    scene = two_buttons();
    scene.elements.push_back(Frame{Rect{40, 40, 240, 90}.inset(-8), {179, 38, 30}, 8, 20});
    CHECK(complaints_about(scene) == "");
    scene.elements.push_back(Panel{{30, 100, 300, 200}, paper, 0, 0, {}});
    complains(scene, "the frame of the keys is covered at its lower side");
}

TEST_CASE("what has been measured once is known, and what differs is not taken for it") {
    PictureCheck check;
    Scene scene = two_buttons();
    CHECK(check.complaints_about(scene, usual()) == "");
    const std::size_t once = check.measured();
    CHECK(check.complaints_about(scene, usual()) == "");
    CHECK(check.measured() == once);
    auto& label = std::get<Label>(scene.elements.at(1));
    label.colour = pale;
    CHECK(check.complaints_about(scene, usual()) != "");
    scene = two_buttons();
    scene.elements.push_back(Panel{{60, 60, 20, 20}, ink, 0, 0, {}});
    CHECK(check.complaints_about(scene, usual()) != "");
    Demands more = usual();
    more.smallest = 100;
    CHECK(check.complaints_about(two_buttons(), more) != "");
}

TEST_CASE("a capital is as high as the rules reckon") {
    for (const Weight weight : {Weight::regular, Weight::medium, Weight::semibold, Weight::bold})
        for (const int size : {27, 40, 59, 60, 120, 400}) {
            CAPTURE(size);
            const double painted = okno::ui_test::capital_pixels(size, weight);
            CHECK(painted >= capital_of_em(size) * size - 0.01);
            CHECK(painted <= capital_of_em(size) * size * 1.02);
        }
}
