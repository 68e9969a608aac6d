// The ticket: its number before all else, and what the visitor has to do now.
#include <algorithm>

#include "kiosk/view_parts.hpp"
#include "ui/text.hpp"

namespace okno::kiosk {

using ui::Align;
using ui::Rect;
using ui::Rise;
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

// On one line, somewhat smaller if it must be; on two where even that is too narrow.
void one_line_or_two(Sheet& sheet, const Rect& box, const std::string& text, ui::TextStyle style) {
    style.lines_at_most = 1;
    if (!ui::fit(sheet.label(box, text, style)).fits) style.lines_at_most = 2;
    sheet.text(box, text, style);
}

// Number and place before all else.
void draw_large_ticket(const Page& page, const Rect& room) {
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
    Sheet& sheet = page.sheet;
    const auto& theme = sheet.theme();
    const Screen& screen = page.screen;
    const Rect all = draw_header(page);
    Rect room = draw_answers(page, screen.code.empty() ? column(page, all) : all);
    const double notice = page.large() ? 120 : sheet.portrait() && !page.low() ? 260 : 148;
    room = draw_code_aside(page, draw_notices(page, room, notice));
    if (page.large() || !screen.code.empty()) return draw_large_ticket(page, room);
    sheet.card(room, theme.surface, 36);
    const Rect inner = room.inset(sheet.px(56), sheet.px(36));
    const Saying saying = screen.sayings.empty() ? Saying{} : screen.sayings.front();
    const bool portrait = sheet.portrait();
    const bool told = !screen.wait.empty();
    // Shares of the card's height: title, number, service | place, how long, wait.
    const int head = inner.height * (portrait ? 9 : 11) / 100;
    const int number = inner.height * (portrait ? 36 : told ? 28 : 35) / 100;
    const int service = inner.height * (portrait ? 17 : told ? 19 : 21) / 100;
    const int rule = inner.y + head + number + service + sheet.px(20);
    sheet.text({inner.x, inner.y, inner.width, head}, saying.title,
               {.size = 56,
                .weight = Weight::medium,
                .colour = theme.quiet,
                .ground = theme.surface,
                .align = Align::centre,
                .lines_at_most = 1});
    sheet.text({inner.x, inner.y + head, inner.width, number}, screen.number,
               number_style(theme, portrait ? 380 : 260, 0.3));
    sheet.text({inner.x, inner.y + head + number, inner.width, service}, screen.service,
               {.size = portrait ? 60.0 : 50.0,
                .weight = Weight::medium,
                .colour = theme.ink,
                .ground = theme.surface,
                .align = Align::centre});
    sheet.panel({inner.x, rule, inner.width, std::max(1, sheet.px(2))}, theme.line, 0);
    const int below = rule + sheet.px(20);
    const int rest = inner.bottom() - below;
    const int place = rest * (told ? 35 : 50) / 100;
    const int wait = told ? rest * 32 / 100 : 0;
    one_line_or_two(sheet, {inner.x, below, inner.width, place}, screen.place,
                    {.size = portrait ? 76.0 : 56.0,
                     .weight = Weight::semibold,
                     .colour = theme.ink,
                     .ground = theme.surface,
                     .align = Align::centre,
                     .shrinks_to = 0.7});
    one_line_or_two(sheet, {inner.x, below + place, inner.width, wait}, screen.wait,
                    {.size = portrait ? 60.0 : 50.0,
                     .weight = Weight::medium,
                     .colour = theme.ink,
                     .ground = theme.surface,
                     .align = Align::centre,
                     .shrinks_to = 0.7});
    sheet.text({inner.x, below + place + wait, inner.width, rest - place - wait}, saying.text,
               {.size = portrait ? 54.0 : 44.0,
                .colour = theme.quiet,
                .ground = theme.surface,
                .align = Align::centre});
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
