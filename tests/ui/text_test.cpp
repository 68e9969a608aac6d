#include "ui/text.hpp"

#include <doctest/doctest.h>

using namespace okno::ui;

namespace {

Label label(const std::string& text, Rect box, int size, int smallest) {
    Label made;
    made.text = text;
    made.box = box;
    made.size = size;
    made.smallest = smallest;
    return made;
}

}  // namespace

TEST_CASE("a text that fits keeps its size") {
    const Fitted fitted = fit(label("Окно", {0, 0, 500, 100}, 40, 20));
    CHECK(fitted.fits);
    CHECK(fitted.size == 40);
    CHECK(fitted.lines == 1);
}

TEST_CASE("a long text wraps first and is set smaller only as far as it must") {
    const std::string text = "Заявление о перерасчёте при временном отсутствии потребителя";
    const Fitted wrapped = fit(label(text, {0, 0, 500, 400}, 40, 20));
    CHECK(wrapped.fits);
    CHECK(wrapped.size == 40);
    CHECK(wrapped.lines > 1);
    const Fitted smaller = fit(label(text, {0, 0, 500, 100}, 40, 20));
    CHECK(smaller.fits);
    CHECK(smaller.size < 40);
    CHECK(smaller.extents.height <= 100);
    Label one_larger = label(text, {0, 0, 500, 100}, smaller.size + 1, smaller.size + 1);
    CHECK(!fit(one_larger).fits);
}

TEST_CASE("a word wider than its box does not fit, and that is said") {
    CHECK(!fit(label("Электроснабжение", {0, 0, 60, 400}, 40, 38)).fits);
    Label two_lines = label("Первая\nВторая", {0, 0, 500, 400}, 40, 40);
    two_lines.lines_at_most = 1;
    CHECK(!fit(two_lines).fits);
}

TEST_CASE("neighbours share the size of the one that needs the smallest") {
    const Label small = label("Заявление о перерасчёте при временном отсутствии", {0, 0, 400, 100}, 40, 10);
    const Label large = label("Долг", {0, 0, 400, 100}, 40, 10);
    CHECK(common_size({large, small}) == fit(small).size);
}

TEST_CASE("scripts that the main font lacks are drawn too") {
    for (const char* text : {"中文", "Հայերեն", "ქართული", "العربية"})
        CHECK(text_width(text, 40, Weight::regular) > 20);
}

TEST_CASE("a range of figures stays on one line") {
    const std::string range = "100–125\u00a0минут";
    const int width = text_width("Примерное ожидание: 100–", 40, Weight::regular) + 4;
    const Fitted fitted = fit(label("Примерное ожидание: " + range, {0, 0, width, 400}, 40, 40));
    CHECK(fitted.lines == 2);
    CHECK(fitted.unknown_letters == 0);
    CHECK(text_width(range, 40, Weight::regular) <= width);
    // Were it broken behind its dash, the first line would be as wide as the box.
    CHECK(fitted.extents.width <= text_width("Примерное ожидание:", 40, Weight::regular) + 2);
}
