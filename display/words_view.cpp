#include "display/words_view.hpp"

#include <algorithm>

#include "ui/text.hpp"

namespace okno::display {

using ui::Align;
using ui::Rect;
using ui::Rise;
using ui::Sheet;
using ui::Weight;

void draw_words(Sheet& sheet, const Rect& box, const Words& words, double size, ui::Colour ground,
                Align align, int lines_at_most) {
    const auto& theme = sheet.theme();
    const bool two = words.size() > 1;
    const int upper = two ? box.height * 56 / 100 : box.height;
    if (words.empty()) return;
    const ui::Label own = sheet.label({box.x, box.y, box.width, upper}, words[0],
                                      {.size = size,
                                       .weight = Weight::semibold,
                                       .colour = theme.ink,
                                       .ground = ground,
                                       .align = align,
                                       .rise = two ? Rise::bottom : Rise::middle,
                                       .lines_at_most = lines_at_most,
                                       .shrinks_to = 0.4});
    if (!words[0].empty()) sheet.add(own);
    if (!two) return;
    ui::Label other = sheet.label({box.x, box.y + upper, box.width, box.height - upper}, words[1],
                                  {.size = size * 0.72,
                                   .colour = theme.quiet,
                                   .ground = ground,
                                   .align = align,
                                   .rise = Rise::top,
                                   .lines_at_most = 1,
                                   .shrinks_to = 0.4});
    other.size = std::min(other.size, ui::fit(own).size);  // where the hall's own had to get small
    if (!words[1].empty()) sheet.add(other);
}

}  // namespace okno::display
