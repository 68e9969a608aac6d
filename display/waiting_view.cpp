#include "display/waiting_view.hpp"

#include "display/words_view.hpp"
#include "hall/board_frame.hpp"

namespace okno::display {

using ui::Align;
using ui::Rect;
using ui::Sheet;
using ui::Weight;

namespace {

constexpr double heading_height = hall::board_heading;
constexpr double radius = 24;

void draw_heading(Sheet& sheet, const Rect& box, const Picture& picture) {
    const auto& theme = sheet.theme();
    const int page = picture.services_page.empty() ? 0 : sheet.px(80);
    draw_words(sheet, {box.x, box.y, box.width - page, box.height}, picture.waiting_heading, 42,
               theme.background, Align::left);
    if (page == 0) return;
    sheet.text({box.right() - page, box.y, page, box.height}, picture.services_page,
               {.size = 36,
                .colour = theme.quiet,
                .ground = theme.background,
                .align = Align::right,
                .lines_at_most = 1});
}

// A service: its name, how many wait, how long. Side by side where there is width for it.
void draw_service(Sheet& sheet, const Rect& box, const ServiceLine& service) {
    const auto& theme = sheet.theme();
    const bool flat = 2 * box.width > 15 * box.height;
    const int name = flat ? box.width * 50 / 100 : box.width;
    const int upper = flat ? box.height : box.height * 54 / 100;
    const Rect figures{flat ? box.x + name : box.x, flat ? box.y : box.y + upper,
                       flat ? box.width - name : box.width, flat ? box.height : box.height - upper};
    const int count = figures.width * (flat ? 24 : 36) / 100;
    const int between = sheet.px(24);
    draw_words(sheet, {box.x, box.y, name, upper}, service.name, 38, theme.surface, Align::left);
    sheet.text({figures.x, figures.y, count, figures.height}, service.waiting,
               {.size = 56,
                .weight = Weight::bold,
                .colour = theme.accent,
                .ground = theme.surface,
                .align = flat ? Align::right : Align::left,
                .lines_at_most = 1,
                .shrinks_to = 0.4});
    draw_words(sheet,
               {figures.x + count + between, figures.y, figures.width - count - between, figures.height},
               service.wait, 38, theme.surface, Align::right);
}

// Room for as many as fit, so that the lines do not wander as they get fewer.
void draw_services(Sheet& sheet, const Rect& inner, const Picture& picture) {
    const int height = inner.height / static_cast<int>(picture.services_room);
    for (std::size_t i = 0; i < picture.services.size(); ++i)
        draw_service(sheet,
                     {inner.x, inner.y + static_cast<int>(i) * height, inner.width, height - height / 8},
                     picture.services[i]);
}

// Column by column. Room for the fullest list, so that numbers do not wander as it grows; one more line for
// "+ 15".
void draw_numbers(Sheet& sheet, const Rect& inner, const Picture& picture, int columns) {
    const auto& theme = sheet.theme();
    const int rows = (static_cast<int>(picture.waiting_room) + columns - 1) / columns;
    const int line = inner.height / (rows + 1);
    const int width = inner.width / columns;
    for (std::size_t i = 0; i < picture.waiting.size(); ++i) {
        const int column = static_cast<int>(i) / rows;
        const int row = static_cast<int>(i) % rows;
        sheet.text({inner.x + column * width, inner.y + row * line, width - sheet.px(16), line},
                   picture.waiting[i],
                   {.size = 66,
                    .weight = Weight::semibold,
                    .colour = theme.ink,
                    .ground = theme.surface,
                    .lines_at_most = 1,
                    .shrinks_to = 0.5});
    }
    sheet.text({inner.x, inner.y + rows * line, inner.width, line}, picture.waiting_more,
               {.size = 54,
                .weight = Weight::medium,
                .colour = theme.quiet,
                .ground = theme.surface,
                .lines_at_most = 1});
}

// Row by row, the last cell for "+ 15".
void draw_numbers_briefly(Sheet& sheet, const Rect& inner, const Picture& picture) {
    const auto& theme = sheet.theme();
    const int columns = static_cast<int>(picture.waiting_room + 1) / 2;
    std::vector<std::string> cells = picture.waiting;
    if (!picture.waiting_more.empty()) cells.push_back(picture.waiting_more);
    const int width = inner.width / columns;
    const int line = inner.height / 2;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const bool more = i >= picture.waiting.size();
        sheet.text({inner.x + static_cast<int>(i) % columns * width,
                    inner.y + static_cast<int>(i) / columns * line, width - sheet.px(12), line},
                   cells[i],
                   {.size = more ? 50.0 : 58.0,
                    .weight = more ? Weight::medium : Weight::semibold,
                    .colour = more ? theme.quiet : theme.ink,
                    .ground = theme.surface,
                    .lines_at_most = 1,
                    .shrinks_to = 0.5});
    }
}

// Two cards: above one another, on a high screen side by side.
void draw_both(Sheet& sheet, const Rect& cards, const Picture& picture, int pad) {
    const auto& theme = sheet.theme();
    const int between = sheet.px(hall::board_call_gap);
    const int part =
        sheet.portrait() ? (cards.width - between) * 43 / 100 : (cards.height - between) * 34 / 100;
    const Rect numbers = sheet.portrait() ? Rect{cards.x, cards.y, part, cards.height}
                                          : Rect{cards.x, cards.y, cards.width, part};
    const Rect services =
        sheet.portrait()
            ? Rect{cards.x + part + between, cards.y, cards.width - part - between, cards.height}
            : Rect{cards.x, cards.y + part + between, cards.width, cards.height - part - between};
    sheet.panel(numbers, theme.surface, radius);
    sheet.panel(services, theme.surface, radius);
    draw_numbers(sheet, numbers.inset(pad, sheet.px(20)), picture, 2);
    draw_services(sheet, services.inset(pad, sheet.px(24)), picture);
}

}  // namespace

void draw_waiting(Sheet& sheet, const Rect& area, const Picture& picture) {
    const auto& theme = sheet.theme();
    const int heading = sheet.px(heading_height);
    const int pad = sheet.px(40);
    draw_heading(sheet, {area.x + pad, area.y, area.width - 2 * pad, heading}, picture);
    const Rect card{area.x, area.y + heading + sheet.px(12), area.width,
                    area.height - heading - sheet.px(12)};
    if (!picture.waiting.empty() && !picture.services.empty()) {
        draw_both(sheet, card, picture, pad);
        return;
    }
    sheet.panel(card, theme.surface, radius);
    const Rect inner = card.inset(pad, sheet.px(28));
    if (!picture.services.empty())
        draw_services(sheet, inner, picture);
    else if (!picture.waiting.empty())
        draw_numbers(sheet, inner, picture, sheet.portrait() ? 4 : 2);
    else
        draw_words(sheet, inner.inset(0, inner.height / 2 - sheet.px(60)), picture.nobody_waiting, 48,
                   theme.surface, Align::centre);
}

void draw_waiting_briefly(Sheet& sheet, const Rect& area, const Picture& picture) {
    const auto& theme = sheet.theme();
    const int heading = sheet.px(heading_height);
    const int pad = sheet.px(28);
    draw_heading(sheet, {area.x + pad, area.y, area.width - 2 * pad, heading}, picture);
    const Rect card{area.x, area.y + heading + sheet.px(8), area.width, area.height - heading - sheet.px(8)};
    sheet.panel(card, theme.surface, radius);
    const Rect inner = card.inset(pad, sheet.px(16));
    if (!picture.services.empty())
        draw_services(sheet, inner, picture);
    else if (!picture.waiting.empty())
        draw_numbers_briefly(sheet, inner, picture);
    else
        draw_words(sheet, inner, picture.nobody_waiting, 44, theme.surface, Align::centre);
}

}  // namespace okno::display
