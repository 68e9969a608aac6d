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

// Puts a text at the top of `room`, as high as it needs, and takes that height from the room.
void stack(Sheet& sheet, Rect& room, const std::string& text, const ui::TextStyle& style,
           double space_below) {
    if (text.empty()) return;
    ui::Label label = sheet.label(room, text, style);
    label.rise = Rise::top;
    label.box.height = std::min(room.height, ui::fit(label).extents.height);
    sheet.add(label);
    const int used = label.box.height + sheet.px(space_below);
    room = {room.x, room.y + used, room.width, room.height - used};
}

int height_of(const Sheet& sheet, int width, const std::string& text, const ui::TextStyle& style) {
    return ui::fit(sheet.label({0, 0, width, 1 << 14}, text, style)).extents.height;
}

constexpr double hours_title = 64;
constexpr double hours_names = 52;  // a line of a column's heading
constexpr double hours_row = 62;
constexpr double hours_line = 50;  // a further line of a row: after a break
constexpr double hours_pad = 36;

int row_height(const Sheet& sheet, const Hours::Row& row) {
    std::ptrdiff_t breaks = 0;
    for (const std::string& hours : row.hours)
        breaks = std::max(breaks, std::count(hours.begin(), hours.end(), '\n'));
    return sheet.px(hours_row + hours_line * static_cast<double>(breaks));
}

int rows_height(const Sheet& sheet, const Hours& hours) {
    int height = 0;
    for (const Hours::Row& row : hours.rows) height += row_height(sheet, row);
    return height;
}

int hours_height(const Sheet& sheet, const Hours& hours) {
    std::ptrdiff_t name_lines = 1;
    for (const std::string& name : hours.columns)
        name_lines = std::max(name_lines, 1 + std::count(name.begin(), name.end(), '\n'));
    return sheet.px(2 * hours_pad + hours_title + hours_names * static_cast<double>(name_lines) + 12) +
           rows_height(sheet, hours);
}

void draw_hours(const Page& page, const Rect& box) {
    Sheet& sheet = page.sheet;
    const auto& theme = sheet.theme();
    const Hours& hours = page.screen.hours;
    sheet.card(box, theme.surface, radius);
    const Rect inner = box.inset(sheet.px(40), sheet.px(hours_pad));
    const int columns = static_cast<int>(hours.columns.size());
    const int days_width = columns > 0 ? inner.width * 38 / 100 : inner.width;
    const int column_width = columns > 0 ? (inner.width - days_width) / columns : 0;
    const int cell_width = column_width - sheet.px(16);
    sheet.text({inner.x, inner.y, inner.width, sheet.px(hours_title)}, hours.title,
               {.size = 42,
                .weight = Weight::semibold,
                .colour = theme.ink,
                .ground = theme.surface,
                .rise = Rise::top,
                .lines_at_most = 1});
    const int names_y = inner.y + sheet.px(hours_title);
    const int rows_y = inner.bottom() - rows_height(sheet, hours);
    std::vector<ui::Label> cells;
    const ui::TextStyle quiet{.size = 38, .colour = theme.quiet, .ground = theme.surface, .lines_at_most = 1};
    ui::TextStyle name = quiet;
    name.align = Align::right;
    name.rise = Rise::top;
    name.lines_at_most = 0;
    ui::TextStyle time = quiet;
    time.colour = theme.ink;
    time.weight = Weight::medium;
    time.align = Align::right;
    time.lines_at_most = 0;
    for (int c = 0; c < columns; ++c)
        cells.push_back(sheet.label({inner.right() - (columns - c - 1) * column_width - cell_width, names_y,
                                     cell_width, rows_y - names_y},
                                    hours.columns[static_cast<std::size_t>(c)], name));
    int y = rows_y;
    for (std::size_t r = 0; r < hours.rows.size(); ++r) {
        const int height = row_height(sheet, hours.rows[r]);
        cells.push_back(sheet.label({inner.x, y, days_width, height}, hours.rows[r].days, quiet));
        for (int c = 0; c < columns; ++c)
            cells.push_back(sheet.label(
                {inner.right() - (columns - c - 1) * column_width - cell_width, y, cell_width, height},
                hours.rows[r].hours[static_cast<std::size_t>(c)], time));
        y += height;
    }
    const int size = ui::common_size(cells);
    for (ui::Label& cell : cells) {
        cell.size = size;
        sheet.add(cell);
    }
}

// The hall's name, large, in each language, on the accent.
void draw_hero(const Page& page, const Rect& box, bool clock_on_top) {
    Sheet& sheet = page.sheet;
    const auto& theme = sheet.theme();
    sheet.panel(box, theme.accent, 0);
    Rect inner = box.inset(sheet.px(margin));
    const int clock_height = sheet.px(76);
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
                              .shrinks_to = 0.45};
    const ui::TextStyle further{
        .size = 54, .weight = Weight::medium, .colour = theme.on_accent, .ground = theme.accent};
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
    const int icon = sheet.px(80);
    sheet.icon({inner.x, inner.y, icon, icon}, ui::Shape::wait, theme.accent);
    const int left = icon + sheet.px(32);
    inner = {inner.x + left, inner.y, inner.width - left, inner.height};
    const auto style = [&](std::size_t place, double scale) {
        const bool first = place == 0;
        return ui::TextStyle{.size = scale * (first ? 60.0 : 48.0),
                             .weight = first ? Weight::semibold : Weight::regular,
                             .colour = first ? theme.ink : theme.quiet,
                             .ground = theme.surface,
                             .shrinks_to = 0.9};
    };
    constexpr double space = 24;
    const auto height = [&](double scale) {
        int sum = 0;
        for (std::size_t i = 0; i < page.screen.sayings.size(); ++i)
            sum +=
                height_of(sheet, inner.width, page.screen.sayings[i].text, style(i, scale)) + sheet.px(space);
        return sum;
    };
    double scale = 1;
    while (scale > 0.5 && height(scale) > inner.height) scale -= 0.05;
    for (std::size_t i = 0; i < page.screen.sayings.size(); ++i)
        stack(sheet, inner, page.screen.sayings[i].text, style(i, scale), space);
}

void draw_begin(const Page& page, Rect room) {
    Sheet& sheet = page.sheet;
    const auto& theme = sheet.theme();
    // The opening hours stand where the tiles leave room for them.
    const int tiles = static_cast<int>(page.screen.tiles.size());
    const int columns = room.width >= sheet.px(2 * 420 + gap) ? 2 : 1;
    const int tiles_need = (tiles + columns - 1) / columns * sheet.px(150 + gap) + sheet.px(150);
    const int hours =
        page.screen.hours.rows.empty() ? 0 : hours_height(sheet, page.screen.hours) + sheet.px(40);
    if (hours > 0 && room.height - hours >= tiles_need) {
        room.height -= hours;
        draw_hours(page, {room.x, room.bottom() + sheet.px(40), room.width, hours - sheet.px(40)});
    }
    const int notice = sheet.px(sheet.portrait() ? 180 : 210);
    for (auto each = page.screen.notices.rbegin(); each != page.screen.notices.rend(); ++each) {
        draw_notice(page, {room.x, room.bottom() - notice, room.width, notice}, *each);
        room.height -= notice + sheet.px(gap);
    }
    if (page.screen.tiles.empty()) return draw_closed_door(page, room);
    bool first = true;
    for (const Saying& saying : page.screen.sayings) {
        stack(sheet, room, saying.text,
              {.size = first ? 46.0 : 40.0,
               .weight = first ? Weight::semibold : Weight::regular,
               .colour = first ? theme.ink : theme.quiet,
               .ground = theme.background,
               .lines_at_most = 2},
              10);
        first = false;
    }
    room = {room.x, room.y + sheet.px(24), room.width, room.height - sheet.px(24)};
    draw_tiles(page, room, 300);
}

ui::Shape shape_for(ScreenKind kind) {
    switch (kind) {
        case ScreenKind::lost:
        case ScreenKind::refused:
        case ScreenKind::service_full:
        case ScreenKind::may_not_manage:
            return ui::Shape::warning;
        case ScreenKind::taking:
            return ui::Shape::printer;
        default:
            return ui::Shape::wait;
    }
}

// Buttons at the foot of a message or a ticket, side by side over the whole width; the first one leads.
Rect draw_answers(const Page& page, const Rect& room) {
    Sheet& sheet = page.sheet;
    const int count = static_cast<int>(page.screen.buttons.size());
    if (count == 0) return room;
    const int height = sheet.px(132);
    const int between = sheet.px(gap);
    const int width = (room.width - (count - 1) * between) / count;
    int x = room.x;
    for (const Button& button : page.screen.buttons) {
        draw_button(page, {x, room.bottom() - height, width, height}, button, x == room.x);
        x += width + between;
    }
    return {room.x, room.y, room.width, room.height - height - between};
}

// A comfortable column in the middle of a wide screen.
Rect column(const Sheet& sheet, const Rect& room) {
    const int width = std::min(room.width, sheet.px(1200));
    return {room.x + (room.width - width) / 2, room.y, width, room.height};
}

}  // namespace

void draw_notice(const Page& page, const Rect& box, const Notice& notice) {
    Sheet& sheet = page.sheet;
    const auto& theme = sheet.theme();
    const bool attention = notice.tone == Tone::attention;
    const ui::Colour fill = attention ? theme.warning : theme.tint;
    const ui::Colour ink = attention ? theme.on_warning : theme.on_tint;
    const ui::Shape shape = attention                   ? ui::Shape::warning
                            : notice.tone == Tone::good ? ui::Shape::check
                                                        : ui::Shape::printer;
    sheet.panel(box, fill, radius);
    const int icon = sheet.px(64);
    const Rect inner = box.inset(sheet.px(40), sheet.px(20));
    sheet.icon({inner.x, box.y + (box.height - icon) / 2, icon, icon}, shape, ink);
    const int left = icon + sheet.px(32);
    sheet.text({inner.x + left, inner.y, inner.width - left, inner.height}, notice.text,
               {.size = 44, .weight = Weight::medium, .colour = ink, .ground = fill, .shrinks_to = 0.75});
}

void draw_welcome(const Page& page) {
    Sheet& sheet = page.sheet;
    const Rect all = sheet.all();
    const int side = sheet.px(margin);
    if (sheet.portrait()) {
        const int hero = all.height * 31 / 100;
        draw_hero(page, {0, 0, all.width, hero}, true);
        const int top = hero + sheet.px(52);
        draw_begin(page, {side, top, all.width - 2 * side, all.height - top - side});
        return;
    }
    const bool squarish = all.width * 10 < all.height * 14;
    const int hero = all.width * (squarish ? 38 : 43) / 100;
    draw_hero(page, {0, 0, hero, all.height}, false);
    draw_begin(page, {hero + side, side, all.width - hero - 2 * side, all.height - 2 * side});
}

void draw_ticket(const Page& page) {
    Sheet& sheet = page.sheet;
    const auto& theme = sheet.theme();
    const Screen& screen = page.screen;
    Rect room = draw_answers(page, column(sheet, draw_header(page)));
    const int notice = sheet.px(sheet.portrait() ? 260 : 148);
    for (const Notice& each : screen.notices) {
        draw_notice(page, {room.x, room.bottom() - notice, room.width, notice}, each);
        room.height -= notice + sheet.px(gap);
    }
    sheet.card(room, theme.surface, 36);
    const Rect inner = room.inset(sheet.px(56), sheet.px(36));
    const Saying saying = screen.sayings.empty() ? Saying{} : screen.sayings.front();
    const bool portrait = sheet.portrait();
    const bool told = !screen.wait.empty();
    // Shares of the card's height: title, number, service | place, how long, wait.
    const int head = inner.height * (portrait ? 9 : 11) / 100;
    const int number = inner.height * (portrait ? 36 : told ? 31 : 38) / 100;
    const int service = inner.height * (portrait ? 17 : told ? 17 : 20) / 100;
    const int rule = inner.y + head + number + service + sheet.px(20);
    sheet.text({inner.x, inner.y, inner.width, head}, saying.title,
               {.size = 56,
                .weight = Weight::medium,
                .colour = theme.quiet,
                .ground = theme.surface,
                .align = Align::centre,
                .lines_at_most = 1});
    sheet.text({inner.x, inner.y + head, inner.width, number}, screen.number,
               {.size = portrait ? 380.0 : 260.0,
                .weight = Weight::bold,
                .colour = theme.accent,
                .ground = theme.surface,
                .align = Align::centre,
                .lines_at_most = 1,
                .shrinks_to = 0.3});
    sheet.text({inner.x, inner.y + head + number, inner.width, service}, screen.service,
               {.size = portrait ? 60.0 : 50.0,
                .weight = Weight::medium,
                .colour = theme.ink,
                .ground = theme.surface,
                .align = Align::centre});
    sheet.panel({inner.x, rule, inner.width, std::max(1, sheet.px(2))}, theme.line, 0);
    const int below = rule + sheet.px(20);
    const int rest = inner.bottom() - below;
    const int place = rest * (told ? 38 : 55) / 100;
    const int wait = told ? rest * 32 / 100 : 0;
    sheet.text({inner.x, below, inner.width, place}, screen.place,
               {.size = portrait ? 76.0 : 56.0,
                .weight = Weight::semibold,
                .colour = theme.ink,
                .ground = theme.surface,
                .align = Align::centre,
                .lines_at_most = 2});
    sheet.text({inner.x, below + place, inner.width, wait}, screen.wait,
               {.size = portrait ? 60.0 : 50.0,
                .weight = Weight::medium,
                .colour = theme.ink,
                .ground = theme.surface,
                .align = Align::centre,
                .lines_at_most = 1});
    sheet.text({inner.x, below + place + wait, inner.width, rest - place - wait}, saying.text,
               {.size = portrait ? 54.0 : 44.0,
                .colour = theme.quiet,
                .ground = theme.surface,
                .align = Align::centre});
}

void draw_message(const Page& page) {
    Sheet& sheet = page.sheet;
    const auto& theme = sheet.theme();
    const Screen& screen = page.screen;
    Rect room = draw_answers(page, column(sheet, draw_header(page)));
    for (const Notice& notice : screen.notices) {
        const int height = sheet.px(148);
        draw_notice(page, {room.x, room.bottom() - height, room.width, height}, notice);
        room.height -= height + sheet.px(gap);
    }
    sheet.card(room, theme.surface, 36);
    Rect inner = room.inset(sheet.px(64), sheet.px(48));
    const ui::TextStyle large{.size = sheet.portrait() ? 92.0 : 84.0,
                              .weight = Weight::bold,
                              .colour = theme.ink,
                              .ground = theme.surface,
                              .align = Align::centre};
    const ui::TextStyle plain{.size = sheet.portrait() ? 58.0 : 50.0,
                              .colour = theme.quiet,
                              .ground = theme.surface,
                              .align = Align::centre};
    const int disc = sheet.px(sheet.portrait() ? 240 : 168);
    const ui::TextStyle service{.size = sheet.portrait() ? 58.0 : 50.0,
                                .weight = Weight::medium,
                                .colour = theme.accent,
                                .ground = theme.surface,
                                .align = Align::centre};
    int height = 0;
    if (!screen.service.empty())
        height += height_of(sheet, inner.width, screen.service, service) + sheet.px(28);
    for (const Saying& saying : screen.sayings)
        height += height_of(sheet, inner.width, saying.title, large) +
                  height_of(sheet, inner.width, saying.text, plain) + sheet.px(16 + 48);
    // The picture above the words, where they leave room for it.
    const int used = height + disc + sheet.px(40) <= inner.height ? disc + sheet.px(40) : 0;
    height += used;
    if (height < inner.height) inner = {inner.x, inner.y + (inner.height - height) / 2, inner.width, height};
    const bool attention = shape_for(screen.kind) == ui::Shape::warning;
    if (used > 0) {
        const Rect circle{inner.x + (inner.width - disc) / 2, inner.y, disc, disc};
        sheet.panel(circle, attention ? theme.warning : theme.tint, 120);
        sheet.icon(circle.inset(disc / 4), shape_for(screen.kind),
                   attention ? theme.on_warning : theme.on_tint);
    }
    inner = {inner.x, inner.y + used, inner.width, inner.height - used};
    stack(sheet, inner, screen.service, service, 28);
    for (const Saying& saying : screen.sayings) {
        stack(sheet, inner, saying.title, large, 16);
        stack(sheet, inner, saying.text, plain, 48);
    }
}

}  // namespace okno::kiosk
