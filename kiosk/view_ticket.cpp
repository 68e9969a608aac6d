// The ticket: its number before all else, and what the visitor has to do now.
#include <algorithm>

#include "kiosk/view_parts.hpp"

namespace okno::kiosk {

using ui::Align;
using ui::Rect;
using ui::Sheet;
using ui::Weight;

namespace {

ui::TextStyle number_style(const ui::Theme& theme, double size, double shrinks_to) {
    return {.size = size,
            .weight = Weight::bold,
            .colour = theme.accent,
            .ground = theme.surface,
            .align = Align::centre,
            .lines_at_most = 1,
            .shrinks_to = shrinks_to};
}

// The number before all else, then the place.
void draw_number_and_place(const Page& page, const Rect& room) {
    Sheet& sheet = page.sheet;
    const auto& theme = sheet.theme();
    const Screen& screen = page.screen;
    sheet.card(room, theme.surface, 36);
    const Rect inner = room.inset(sheet.px(40), sheet.px(20));
    const int number =
        std::min(std::max(inner.height * 45 / 100, std::min(inner.height, sheet.line(100))), sheet.px(340));
    const ui::TextStyle plain{.size = 60,
                              .weight = Weight::semibold,
                              .colour = theme.ink,
                              .ground = theme.surface,
                              .align = Align::centre};
    ui::TextStyle quiet = plain;
    quiet.size = 48;
    quiet.weight = Weight::regular;
    quiet.colour = theme.quiet;
    const std::string todo = screen.sayings.empty() ? "" : screen.sayings.front().text;
    sheet.text({inner.x, inner.y, inner.width, number}, screen.number, number_style(theme, 300, 0.3));
    draw_stacked(page, {inner.x, inner.y + number, inner.width, inner.height - number},
                 {{screen.place, plain, 12},
                  {screen.wait, plain, 12},
                  {screen.service, plain, 12},
                  {page.large() ? "" : todo, quiet, 0}});
}

}  // namespace

void draw_ticket(const Page& page) {
    const Rect all = draw_header(page);
    const Rect room = draw_answers(page, all);
    const double notice = page.large() ? 120 : page.sheet.portrait() && !page.low() ? 200 : 148;
    draw_number_and_place(page, draw_code_aside(page, draw_notices(page, room, notice)));
}

// As large as the screen holds it, for who has a pencil or looks through a camera.
void draw_write_down(const Page& page) {
    Sheet& sheet = page.sheet;
    const auto& theme = sheet.theme();
    const Rect room = draw_answers(page, draw_header(page));
    sheet.card(room, theme.surface, 36);
    Rect inner = room.inset(sheet.px(40), sheet.px(28));
    const ui::TextStyle plain{.size = 56,
                              .colour = theme.ink,
                              .ground = theme.surface,
                              .align = Align::centre,
                              .shrinks_to = 0.7,
                              .explains = true};
    const std::string& text = page.screen.sayings.front().text;
    const int below = std::min(inner.height * 45 / 100, height_of(sheet, inner.width, text, plain));
    sheet.text({inner.x, inner.bottom() - below, inner.width, below}, text, plain);
    inner.height -= below;
    sheet.text(inner, page.screen.number, number_style(theme, 640, 0.2));
}

}  // namespace okno::kiosk
