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

// In large letters a name that is too long is left out: who stands here knows it.
void draw_large_name(const Page& page, const Rect& room, const ui::TextStyle& style) {
    if (page.screen.sayings.empty()) return;
    ui::Label name = page.sheet.label(room, page.screen.sayings.front().title, style);
    name.rise = Rise::bottom;
    if (ui::fit(name).fits) page.sheet.add(name);
}

// The hall's name, large, in each language, on the accent.
void draw_hero(const Page& page, const Rect& box, bool clock_on_top) {
    Sheet& sheet = page.sheet;
    const auto& theme = sheet.theme();
    sheet.panel(box, theme.accent, 0);
    Rect inner = box.inset(sheet.px(margin), sheet.px(page.large() ? gap : margin));
    const int clock_height = page.large() ? 0 : std::max(sheet.px(76), sheet.line(60));
    if (!page.large())
        sheet.text({inner.x, inner.y, inner.width, clock_height}, page.screen.clock,
                   {.size = 60,
                    .weight = Weight::semibold,
                    .colour = theme.on_accent,
                    .ground = theme.accent,
                    .align = clock_on_top ? Align::right : Align::left,
                    .rise = Rise::top,
                    .lines_at_most = 1});
    const int taken = clock_height + sheet.px(24);
    inner = {inner.x, inner.y + taken, inner.width, inner.height - taken};
    const ui::TextStyle first{.size = 92,
                              .weight = Weight::bold,
                              .colour = theme.on_accent,
                              .ground = theme.accent,
                              .shrinks_to = 0.45,
                              .explains = true};
    const ui::TextStyle further{
        .size = 54, .weight = Weight::medium, .colour = theme.on_accent, .ground = theme.accent};
    if (page.large()) return draw_large_name(page, inner, first);
    std::vector<int> heights;
    int height = 0;
    for (std::size_t i = 0; i < page.screen.sayings.size(); ++i) {
        heights.push_back(
            height_of(sheet, inner.width, page.screen.sayings[i].title, i == 0 ? first : further) +
            sheet.px(24));
        height += heights.back();
    }
    // The name rests on the lower edge of the hero, as a title does; a very long one is set smaller.
    const int excess = std::max(0, height - inner.height);
    if (excess == 0) inner = {inner.x, inner.bottom() - height, inner.width, height};
    for (std::size_t i = 0; i < heights.size(); ++i) {
        Rect room{inner.x, inner.y, inner.width, heights[i] - (i == 0 ? excess : 0)};
        inner = {inner.x, room.bottom(), inner.width, inner.bottom() - room.bottom()};
        stack(sheet, room, page.screen.sayings[i].title, i == 0 ? first : further, 0);
    }
}

// When the hall opens, in each language, where the languages are chosen otherwise: as large as there is room.
void draw_closed_door(const Page& page, const Rect& room) {
    Sheet& sheet = page.sheet;
    const auto& theme = sheet.theme();
    sheet.card(room, theme.surface, radius);
    Rect inner = room.inset(sheet.px(40), sheet.px(28));
    if (page.large() && !page.screen.sayings.empty()) {
        sheet.text(inner, page.screen.sayings.front().text,
                   {.size = 88,
                    .weight = Weight::semibold,
                    .colour = theme.ink,
                    .ground = theme.surface,
                    .align = Align::centre,
                    .shrinks_to = 0.4,
                    .explains = true});
        return;
    }
    const auto style = [&](std::size_t place, double scale) {
        const bool first = place == 0;
        return ui::TextStyle{.size = scale * (first ? 60.0 : 48.0),
                             .weight = first ? Weight::semibold : Weight::regular,
                             .colour = first ? theme.ink : theme.quiet,
                             .ground = theme.surface,
                             .align = Align::centre,
                             .shrinks_to = 0.9};
    };
    constexpr double space = 24;
    const auto height_at = [&](double scale) {
        int sum = -sheet.px(space);
        for (std::size_t i = 0; i < page.screen.sayings.size(); ++i)
            sum +=
                height_of(sheet, inner.width, page.screen.sayings[i].text, style(i, scale)) + sheet.px(space);
        return sum;
    };
    double scale = 1;
    while (scale > 0.5 && height_at(scale) > inner.height) scale -= 0.05;
    // The clock above the words, where they leave room for it.
    const int disc = sheet.px(144);
    int height = height_at(scale);
    const bool has_clock = height + disc + sheet.px(36) <= inner.height;
    if (has_clock) height += disc + sheet.px(36);
    if (height < inner.height) inner = {inner.x, inner.y + (inner.height - height) / 2, inner.width, height};
    if (has_clock) {
        const Rect circle{inner.x + (inner.width - disc) / 2, inner.y, disc, disc};
        sheet.panel(circle, theme.tint, 72);
        sheet.icon(circle.inset(disc / 4), ui::Shape::wait, theme.on_tint);
        const int used = disc + sheet.px(36);
        inner = {inner.x, inner.y + used, inner.width, inner.height - used};
    }
    for (std::size_t i = 0; i < page.screen.sayings.size(); ++i)
        stack(sheet, inner, page.screen.sayings[i].text, style(i, scale), space);
}

// The least height in which the tiles can be touched.
int tiles_need(const Page& page, int width) {
    const Sheet& sheet = page.sheet;
    const int tiles = static_cast<int>(page.screen.tiles.size());
    const int columns = width >= 2 * sheet.px(420) + page.between() ? 2 : 1;
    return (tiles + columns - 1) / columns * (sheet.side(110) + page.between());
}

// What makes the screen easier, and what else can be done here: with their texts where the tiles leave room.
Rect draw_welcome_buttons(const Page& page, const Rect& room) {
    if (page.screen.buttons.empty()) return room;
    const int spare = room.height - tiles_need(page, room.width) - 2 * page.sheet.line(46);
    return draw_button_rows(page, room, spare);
}

// What is said beside the tiles: notices before anything, the opening hours where there is room for them.
Rect draw_besides(const Page& page, Rect room) {
    Sheet& sheet = page.sheet;
    const int need = tiles_need(page, room.width) + 2 * sheet.line(46);
    const int hours = page.large() || page.low() ? 0 : hours_height(page, room.width);
    if (hours > 0 && room.height - hours - sheet.px(40) >= need) {
        draw_hours(page, {room.x, room.bottom() - hours, room.width, hours});
        room.height -= hours + sheet.px(40);
    }
    for (const Notice& each : page.screen.notices) {
        const int notice = notice_height(page, room.width, each, sheet.portrait() ? 180 : 210);
        if (room.height - notice - page.between() < need) break;
        draw_notice(page, {room.x, room.bottom() - notice, room.width, notice}, each);
        room.height -= notice + page.between();
    }
    return room;
}

void draw_begin(const Page& page, Rect room) {
    Sheet& sheet = page.sheet;
    const auto& theme = sheet.theme();
    room = draw_besides(page, draw_welcome_buttons(page, room));
    if (page.screen.tiles.empty()) return draw_closed_door(page, room);
    bool first = true;
    for (const Saying& saying : page.screen.sayings) {
        if (!first && page.large()) break;
        if (room.height - 2 * sheet.line(46) < tiles_need(page, room.width)) break;
        stack(sheet, room, saying.text,
              {.size = first ? 46.0 : 40.0,
               .weight = first ? Weight::semibold : Weight::regular,
               .colour = first ? theme.ink : theme.quiet,
               .ground = theme.background,
               .lines_at_most = 2},
              10);
        first = false;
    }
    const int space = sheet.px(page.large() ? 10 : 24);
    room = {room.x, room.y + space, room.width, room.height - space};
    draw_tiles(page, room, 300);
}

}  // namespace

// Above everything, or, where the screen is wide, beside it; in large letters it is no wider than it must be.
void draw_welcome(const Page& page) {
    Sheet& sheet = page.sheet;
    const Rect all = sheet.all();
    const int side = sheet.px(margin);
    const int end = page.floor();
    if (sheet.portrait() || page.large()) {
        const int usual = all.height * (page.large() ? 22 : 30) / 100;
        const int space = sheet.px(page.large() ? gap : 52);
        const int hero = page.low() ? std::max(page.reach.y - space, usual) : usual;
        draw_hero(page, {0, 0, all.width, hero}, true);
        const int top = std::max(hero + space, page.reach.y);
        draw_begin(page, {side, top, all.width - 2 * side, end - top});
        return;
    }
    const bool squarish = all.width * 10 < all.height * 14;
    const int hero = all.width * (squarish ? 38 : 43) / 100;
    draw_hero(page, {0, 0, hero, all.height}, false);
    const int top = std::max(side, page.reach.y);
    draw_begin(page, {hero + side, top, all.width - hero - 2 * side, end - top});
}

}  // namespace okno::kiosk
