// What EN 301 549 asks of a machine to which nobody can bring a screen reader, as far as no other test has
// it: docs/accessibility/en301549.toml names the clause of each.
#include <doctest/doctest.h>

#include <algorithm>

#include "tests/kiosk/blind_visitor.hpp"
#include "tests/kiosk/view_walk.hpp"

using namespace okno;
using namespace okno::kiosk_test;
using ui::Key;

namespace {

// The words that stand on a choice.
std::string words_on(const Screen& screen, const std::string& action) {
    for (const Tile& tile : screen.tiles)
        if (tile.action == action) return tile.title;
    for (const auto* row : {&screen.pager, &screen.buttons, &screen.languages})
        for (const Button& button : *row)
            if (button.action == action) return button.text;
    return "";
}

// Moves through all choices of the screen, once round; `look` is called at each.
template <class Look>
void go_round(Blind& visitor, const Look& look) {
    const std::size_t choices = actions(visitor.kiosk.screen()).size();
    for (std::size_t i = 0; i < choices; ++i) {
        look(visitor.kiosk.screen());
        visitor.press(Key::next);
    }
}

// Brings a visitor to each screen that has something to choose.
template <class Look>
void on_each_screen(const Look& look) {
    Blind visitor(whole_example_plan());
    visitor.press(Key::ear);
    look(visitor);
    visitor.press(Key::select);
    look(visitor);
    REQUIRE(visitor.find("Начисления и платежи"));
    visitor.press(Key::select);
    look(visitor);
    REQUIRE(visitor.find("Специальные возможности"));
    visitor.press(Key::select);
    CHECK(visitor.kiosk.kind() == ScreenKind::aids);
    look(visitor);
    REQUIRE(visitor.find("Готово"));
    visitor.press(Key::select);
    REQUIRE(visitor.find("Возврат переплаты"));
    visitor.press(Key::select);
    CHECK(visitor.kiosk.kind() == ScreenKind::category);
    look(visitor);
}

std::vector<std::string> texts_of(const ui::Scene& scene) {
    std::vector<std::string> texts;
    for (const ui::Element& element : scene.elements)
        if (const auto* label = std::get_if<ui::Label>(&element)) texts.push_back(label->text);
    return texts;
}

bool has_sign(const ui::Scene& scene, ui::Shape shape, const ui::Rect& within) {
    return std::any_of(scene.elements.begin(), scene.elements.end(), [&](const ui::Element& element) {
        const auto* icon = std::get_if<ui::Icon>(&element);
        return icon && icon->shape == shape && within.contains(icon->box);
    });
}

const ui::Target& target_of(const ui::Scene& scene, const std::string& action) {
    const auto found = std::find_if(scene.targets.begin(), scene.targets.end(),
                                    [&](const ui::Target& each) { return each.action == action; });
    REQUIRE(found != scene.targets.end());
    return *found;
}

}  // namespace

TEST_CASE("every choice is named by ear with the words that stand on it, also where only a sign is drawn") {
    on_each_screen([](Blind& visitor) {
        go_round(visitor, [&](const Screen& screen) {
            const std::string words = words_on(screen, screen.focus);
            CAPTURE(screen.focus);
            CAPTURE(visitor.heard);
            CHECK(words != "");
            CHECK(visitor.hears(words));
        });
    });
}

TEST_CASE("moving to a choice changes nothing but what is heard, and every choice can be left again") {
    on_each_screen([](Blind& visitor) {
        const Screen before = visitor.kiosk.screen();
        std::vector<std::string> come_to;
        go_round(visitor, [&](const Screen& screen) {
            CHECK(screen.kind == before.kind);
            CHECK(screen.aids == before.aids);
            come_to.push_back(screen.focus);
        });
        CHECK(visitor.kiosk.screen().focus == before.focus);
        visitor.press(Key::previous);
        CHECK(visitor.kiosk.screen().focus == come_to.back());
        visitor.press(Key::next);
        std::sort(come_to.begin(), come_to.end());
        auto offered = actions(before);
        std::sort(offered.begin(), offered.end());
        CHECK(come_to == offered);
        CHECK_FALSE(visitor.taken);
    });
}

TEST_CASE("the keys go over the tiles as one reads, then to the buttons below") {
    on_each_screen([](Blind& visitor) {
        for (const StandingKiosk& kiosk : kiosks) {
            Screen screen = visitor.kiosk.screen();
            screen = page_of(screen, 0, tiles_that_fit(screen, kiosk.place, Flow::tiles_at_most));
            const ui::Scene scene = lay_out(screen, kiosk.place, {});
            std::vector<ui::Rect> tiles;
            for (const Tile& tile : screen.tiles) tiles.push_back(target_of(scene, tile.action).box);
            for (std::size_t i = 1; i < tiles.size(); ++i) {
                const bool right = tiles[i].y == tiles[i - 1].y && tiles[i].x > tiles[i - 1].x;
                CHECK((right || tiles[i].y >= tiles[i - 1].bottom()));
            }
            for (const Button& button : screen.buttons)
                CHECK(target_of(scene, button.action).box.y >= tiles.back().bottom());
            std::vector<std::string> in_order = actions(screen);
            CHECK(std::equal(
                screen.tiles.begin(), screen.tiles.end(), in_order.begin(),
                [](const Tile& tile, const std::string& action) { return tile.action == action; }));
        }
    });
}

TEST_CASE("every screen with a choice says, above it and by ear, what is to be chosen") {
    on_each_screen([](Blind& visitor) {
        const Screen screen = visitor.kiosk.screen();
        REQUIRE(!screen.sayings.empty());
        const Saying& saying = screen.sayings.front();
        const std::string asked = saying.text.empty() ? saying.title : saying.text;
        const auto texts = texts_of(lay_out(screen, kiosks.front().place, {}));
        CHECK(std::find(texts.begin(), texts.end(), asked) != texts.end());
        visitor.press(Key::ear);
        CHECK(visitor.hears(saying.title));
    });
}

TEST_CASE("the kiosk speaks the language that has been chosen, whichever it is") {
    for (const std::string& language : all_languages) {
        CAPTURE(language);
        Blind visitor(in_all_languages(example_plan()));
        visitor.press(Key::ear);
        while (visitor.kiosk.screen().focus != "language:" + language) visitor.press(Key::next);
        CHECK(visitor.said.back().language == language);
        visitor.press(Key::select);
        REQUIRE(visitor.kiosk.kind() == ScreenKind::groups);
        CHECK(visitor.hears(visitor.kiosk.screen().sayings.front().title));
        for (int i = 0; i < 3; ++i) {
            for (const Utterance& each : visitor.said) CHECK(each.language == language);
            visitor.press(Key::next);
        }
    }
}

TEST_CASE("a choice that leads to no ticket is told by ear: which it is, why, and when to come") {
    Blind visitor(whole_example_plan());
    visitor.kiosk.set_clock(std::chrono::year{2027} / 1 / 13, 17h + 40min);
    visitor.press(Key::ear);
    visitor.press(Key::select);
    REQUIRE(visitor.find("Касса"));
    visitor.press(Key::select);
    REQUIRE(visitor.find("Оплатить электроэнергию"));
    CHECK(visitor.hears("Закрыто"));
    visitor.press(Key::select);
    CHECK(visitor.kiosk.kind() == ScreenKind::service_closed);
    CHECK(visitor.hears("Оплатить электроэнергию"));
    CHECK(visitor.hears("Закрыто."));
    CHECK(visitor.hears("Откроется завтра в\u00a09:00."));
}

TEST_CASE("a refusal is told by ear: what is wrong, and what to do") {
    Blind visitor(example_plan());
    visitor.take_a_ticket();
    visitor.kiosk.refuse(visitor.taken->id, "unknown_service");
    visitor.listen();
    CHECK(visitor.hears("Талон не выдан."));
    CHECK(visitor.hears("Такой услуги здесь больше нет. Пожалуйста, выберите другую."));
}

TEST_CASE("how a switch stands is heard without touching it, and seen without colours") {
    Blind visitor(example_plan());
    visitor.press(Key::ear);
    REQUIRE(visitor.find("Специальные возможности"));
    visitor.press(Key::select);
    REQUIRE(visitor.find("Высокий контраст"));
    CHECK(visitor.hears("Высокий контраст. Выключено."));
    const Screen off = visitor.kiosk.screen();
    CHECK(visitor.press(Key::select).find("Высокий контраст. Включено.") == 0);
    visitor.press(Key::previous);
    CHECK_FALSE(visitor.hears("Высокий контраст"));
    visitor.press(Key::next);
    CHECK(visitor.hears("Высокий контраст. Включено."));
    CHECK(visitor.kiosk.screen().aids.contrast);
    for (const StandingKiosk& kiosk : kiosks) {
        const ui::Scene before = lay_out(off, kiosk.place, {});
        const ui::Scene after = lay_out(visitor.kiosk.screen(), kiosk.place, {});
        CHECK_FALSE(has_sign(before, ui::Shape::check, target_of(before, "aid:contrast").box));
        CHECK(has_sign(after, ui::Shape::check, target_of(after, "aid:contrast").box));
    }
}

// From 380 to 1,220 mm above the floor (EN 301 549, 8.3.2): who needs the lower controls has to reach the
// button that leads to them.
TEST_CASE("what makes the screen easier can be reached from a wheelchair before it is switched on") {
    on_each_screen([](Blind& visitor) {
        const Screen screen = visitor.kiosk.screen();
        const auto offered = actions(screen);
        if (std::find(offered.begin(), offered.end(), "aids") == offered.end()) return;
        for (const StandingKiosk& kiosk : kiosks) {
            if (!kiosk.place.stand.diagonal_inches) continue;
            const Screen page = page_of(screen, 0, tiles_that_fit(screen, kiosk.place, Flow::tiles_at_most));
            const ui::Rect box = target_of(lay_out(page, kiosk.place, {}), "aids").box;
            const double per_mm = *density(kiosk.place.stand, kiosk.place.size);
            const auto above_floor = [&](int row) {
                return *kiosk.place.stand.bottom_mm + (kiosk.place.size.height - row) / per_mm;
            };
            CHECK(above_floor(box.bottom()) >= 380);
            CHECK(above_floor(box.y) <= 1220);
        }
    });
}
