#include "display/plate_view.hpp"

#include <algorithm>

#include "ui/sheet.hpp"

namespace okno::display {

using ui::Align;
using ui::Rect;
using ui::Rise;
using ui::Sheet;
using ui::Weight;

namespace {

constexpr double margin = 48;
constexpr double radius = 32;

// "Окно · Window", below it who works there and as what; the number at the other end, as large as there is
// room.
void draw_window(Sheet& sheet, const Rect& box, const PlatePicture& picture) {
    const auto& theme = sheet.theme();
    const int words = box.width * 58 / 100;
    const bool named = !picture.person.empty();
    const int upper = picture.kind.empty() && !named ? box.height : box.height * (named ? 44 : 58) / 100;
    const int person = named ? box.height * (picture.kind.empty() ? 56 : 30) / 100 : 0;
    const auto line = [&](int y, int height, const Words& texts, double size, Weight weight,
                          ui::Colour colour, Rise rise) {
        sheet.text({box.x, y, words, height}, joined(texts),
                   {.size = size,
                    .weight = weight,
                    .colour = colour,
                    .ground = theme.background,
                    .rise = rise,
                    .lines_at_most = 1,
                    .shrinks_to = 0.3});
    };
    line(box.y, upper, picture.window, 92, Weight::semibold, theme.ink,
         upper == box.height ? Rise::middle : Rise::bottom);
    if (named) line(box.y + upper, person, picture.person, 64, Weight::medium, theme.ink, Rise::middle);
    if (!picture.kind.empty())
        line(box.y + upper + person, box.height - upper - person, picture.kind, 56, Weight::regular,
             theme.quiet, Rise::top);
    sheet.text({box.x + words, box.y, box.width - words, box.height}, picture.window_number,
               {.size = 240,
                .weight = Weight::bold,
                .colour = theme.accent,
                .ground = theme.background,
                .align = Align::right,
                .lines_at_most = 1,
                .shrinks_to = 0.2});
}

void draw_says(Sheet& sheet, const Rect& box, const Words& says, ui::Colour ground, bool alone) {
    const auto& theme = sheet.theme();
    const int between = says.size() > 1 ? sheet.px(20) : 0;
    const int upper = says.size() > 1 ? box.height * 56 / 100 - between : box.height;
    const double size = alone ? 96 : 64;
    for (std::size_t i = 0; i < std::min<std::size_t>(says.size(), 2); ++i)
        sheet.text({box.x, i == 0 ? box.y : box.y + upper + between, box.width,
                    i == 0 ? upper : box.height - upper - between},
                   says[i],
                   {.size = i == 0 ? size : size * 0.72,
                    .weight = i == 0 ? Weight::semibold : Weight::regular,
                    .colour = ground == theme.accent ? theme.on_accent
                              : i == 0               ? theme.ink
                                                     : theme.quiet,
                    .ground = ground,
                    .align = Align::centre,
                    .rise = says.size() == 1 ? Rise::middle
                            : i == 0         ? Rise::bottom
                                             : Rise::top,
                    .shrinks_to = 0.3});
}

}  // namespace

ui::Scene lay_out(const PlatePicture& picture, ui::Size size) {
    Sheet sheet(size, ui::dark_theme());
    const auto& theme = sheet.theme();
    Rect all = sheet.all().inset(sheet.px(margin));
    if (picture.name_tag) all = ui::draw_name_tag(sheet, all, *picture.name_tag);
    const int head = all.height * (sheet.portrait() ? 22 : 30) / 100;
    draw_window(sheet, {all.x, all.y, all.width, head}, picture);
    const ui::Colour fill = picture.lit ? theme.accent : theme.surface;
    const int between = sheet.px(32);
    const Rect card{all.x, all.y + head + between, all.width, all.height - head - between};
    sheet.panel(card, fill, radius);
    const Rect inner = card.inset(sheet.px(48), sheet.px(32));
    if (picture.number.empty()) {
        draw_says(sheet, inner, picture.says, fill, true);
        return std::move(sheet).take();
    }
    const int number = inner.height * 66 / 100;
    const bool called = picture.sign == PlateSign::called;
    sheet.text({inner.x, inner.y, inner.width, number}, picture.number,
               {.size = 400,
                .weight = Weight::bold,
                .colour = picture.lit ? theme.on_accent
                          : called    ? theme.accent
                                      : theme.ink,
                .ground = fill,
                .align = Align::centre,
                .lines_at_most = 1,
                .shrinks_to = 0.2});
    draw_says(sheet, {inner.x, inner.y + number, inner.width, inner.height - number}, picture.says, fill,
              false);
    return std::move(sheet).take();
}

}  // namespace okno::display
