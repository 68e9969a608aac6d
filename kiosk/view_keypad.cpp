// The keys of a number on the screen, and what has been typed: side by side on a wide screen, else one below
// the other. The keys are never on two pages: somebody types without looking for them.
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

struct Keys {
    int columns = 3;
    int width = 0;
    int height = 0;
};

// Three in a row as on a telephone, where there is height for it; else more.
Keys keys_in(const Page& page, const Rect& room) {
    const Sheet& sheet = page.sheet;
    const int count = static_cast<int>(page.screen.tiles.size());
    const int between = page.between();
    Keys best;
    for (const int columns : {3, 4, 6}) {
        const int rows = (count + columns - 1) / columns;
        Keys keys{columns, (room.width - (columns - 1) * between) / columns,
                  (room.height - (rows - 1) * between) / rows};
        keys.width = std::min(keys.width, sheet.px(400));
        keys.height = std::min(keys.height, std::max(sheet.px(180), sheet.side(110)));
        const bool higher = std::min(keys.width, keys.height) > std::min(best.width, best.height);
        if (columns == 3 || (best.height < sheet.side(110) && higher)) best = keys;
    }
    return best;
}

void draw_key(const Page& page, const Rect& box, const Tile& tile) {
    Sheet& sheet = page.sheet;
    const auto& theme = sheet.theme();
    const bool leading = tile.sign == ui::Shape::check;
    const bool pressed = page.is_pressed(tile.action);
    const ui::Colour fill = pressed ? theme.tint : leading ? theme.accent : theme.surface;
    const ui::Colour ink = pressed ? theme.on_tint : leading ? theme.on_accent : theme.ink;
    if (leading)
        sheet.panel(box, fill, radius);
    else
        sheet.card(box, fill, radius);
    const bool digit = tile.sign == ui::Shape::none;
    const ui::Label words = sheet.label(box.inset(sheet.px(4)), tile.title,
                                        {.size = digit ? 72.0 : 48.0,
                                         .weight = Weight::semibold,
                                         .colour = ink,
                                         .ground = fill,
                                         .align = Align::centre,
                                         .lines_at_most = 1});
    if (digit || (leading && ui::fit(words).fits)) {
        sheet.add(words);
    } else {
        const int icon = std::min({sheet.px(72), box.width / 2, box.height / 2});
        sheet.icon({box.x + (box.width - icon) / 2, box.y + (box.height - icon) / 2, icon, icon}, tile.sign,
                   ink);
    }
    add_target(page, box, tile.action);
}

void draw_keys(const Page& page, const Rect& room) {
    const Keys keys = keys_in(page, room);
    const int between = page.between();
    const int all = keys.columns * (keys.width + between) - between;
    const int left = room.x + (room.width - all) / 2;
    int place = 0;
    for (const Tile& tile : page.screen.tiles) {
        const int column = place % keys.columns;
        const int row = place / keys.columns;
        draw_key(page,
                 {left + column * (keys.width + between), room.y + row * (keys.height + between), keys.width,
                  keys.height},
                 tile);
        ++place;
    }
}

// The question, or that nothing was found by the number. Returns what is left below.
Rect draw_question_of(const Page& page, const Rect& room, const std::string& question) {
    Sheet& sheet = page.sheet;
    Rect left = room;
    if (page.screen.notices.empty()) {
        stack(sheet, left, question,
              {.size = 60,
               .weight = Weight::bold,
               .colour = sheet.theme().ink,
               .ground = sheet.theme().background,
               .explains = true},
              20);
        return left;
    }
    const Notice& notice = page.screen.notices.front();
    const int height = std::min(room.height, notice_height(page, room.width, notice, 120));
    draw_notice(page, {room.x, room.y, room.width, height}, notice);
    const int used = height + sheet.px(20);
    return {room.x, room.y + used, room.width, room.height - used};
}

// Below the question, what has been typed, and, where there is room, how to go on.
void draw_typed(const Page& page, const Rect& room) {
    Sheet& sheet = page.sheet;
    const auto& theme = sheet.theme();
    const Saying saying = page.screen.sayings.empty() ? Saying{} : page.screen.sayings.front();
    const int line = std::max(sheet.px(150), sheet.line(100) + sheet.px(24));
    const Rect above{room.x, room.y, room.width, room.height - line};
    const Rect left = draw_question_of(page, above, saying.title);
    const Rect typed{room.x, left.y, room.width, line};
    sheet.card(typed, theme.surface, radius);
    sheet.text(typed.inset(sheet.px(32), sheet.px(8)), page.screen.typed.empty() ? "–" : page.screen.typed,
               {.size = 100,
                .weight = Weight::bold,
                .colour = page.screen.typed.empty() ? theme.quiet : theme.accent,
                .ground = theme.surface,
                .align = Align::centre,
                .lines_at_most = 1});
    Rect rest{room.x, typed.bottom() + sheet.px(20), room.width,
              room.bottom() - typed.bottom() - sheet.px(20)};
    const ui::TextStyle quiet{
        .size = 42, .colour = theme.quiet, .ground = theme.background, .explains = true};
    if (height_of(sheet, rest.width, saying.text, quiet) <= rest.height)
        stack(sheet, rest, saying.text, quiet, 0);
}

}  // namespace

void draw_keypad(const Page& page) {
    Sheet& sheet = page.sheet;
    const Rect room = draw_footer(page, draw_header(page));
    if (sheet.portrait()) {
        const int keys = std::min(room.height * 58 / 100, 4 * std::max(sheet.px(208), sheet.side(138)));
        const int top = std::max(room.bottom() - keys, page.reach.y);
        draw_typed(page, {room.x, room.y, room.width, top - page.between() - room.y});
        draw_keys(page, {room.x, top, room.width, room.bottom() - top});
        return;
    }
    const int words = room.width * 42 / 100;
    draw_typed(page, {room.x, room.y, words, room.height});
    const int left = words + 2 * page.between();
    const int top = std::max(room.y, page.reach.y);
    draw_keys(page, {room.x + left, top, room.width - left, room.bottom() - top});
}

}  // namespace okno::kiosk
