#include "kiosk/view.hpp"

#include <algorithm>
#include <cmath>

#include "kiosk/view_parts.hpp"
#include "ui/text.hpp"

namespace okno::kiosk {

using ui::Align;
using ui::Rect;
using ui::Rise;
using ui::Sheet;
using ui::Weight;

namespace {

ui::Shape shape_of(Sign sign) {
    switch (sign) {
        case Sign::home:
            return ui::Shape::home;
        case Sign::next:
            return ui::Shape::forward;
        case Sign::check:
            return ui::Shape::check;
        case Sign::back:
        case Sign::previous:
        case Sign::none:
            break;
    }
    return ui::Shape::back;
}

constexpr double button_text = 40;
constexpr double icon_side = 44;

struct Grid {
    int columns = 1;
    int rows = 1;
    int width = 0;
    int height = 0;
};

// The grid whose tiles come nearest to a pleasant 2.6 : 1 without holes and without narrow columns.
Grid best_grid(const Sheet& sheet, const Rect& room, int tiles, double tallest) {
    constexpr double pleasant = 2.6;
    constexpr double hole = 0.15;
    constexpr double narrowest = 420;
    Grid best;
    double best_cost = 1e9;
    for (int columns = 1; columns <= std::min(tiles, 4); ++columns) {
        const int rows = (tiles + columns - 1) / columns;
        const int between = sheet.px(gap);
        const int width = (room.width - (columns - 1) * between) / columns;
        const int height = std::min((room.height - (rows - 1) * between) / rows, sheet.px(tallest));
        if (columns > 1 && width < sheet.px(narrowest)) break;
        const double cost = std::abs(std::log(static_cast<double>(width) / height / pleasant)) +
                            hole * (rows * columns - tiles);
        if (cost >= best_cost) continue;
        best_cost = cost;
        best = {columns, rows, width, height};
    }
    return best;
}

// A tile's parts. A wide tile has its arrow at the middle of the right side, a squarish one in the corner; a
// low one has room for its title alone. A closed one has no arrow but room to say when it opens; a low one
// shows a clock instead.
struct TileBoxes {
    Rect title;
    Rect detail;
    Rect arrow;
    Rise rise = Rise::middle;
};

TileBoxes low_tile_boxes(const Sheet& sheet, const Rect& box, bool closed) {
    TileBoxes boxes;
    boxes.title = box.inset(sheet.px(closed ? 20 : 28), sheet.px(closed ? 5 : 8));
    if (!closed) return boxes;
    const int clock = sheet.px(48);
    boxes.arrow = {boxes.title.right() - clock, box.y + (box.height - clock) / 2, clock, clock};
    boxes.title.width -= clock + sheet.px(8);
    return boxes;
}

TileBoxes tile_boxes(const Sheet& sheet, const Rect& box, const Tile& tile) {
    if (box.height < sheet.px(170)) return low_tile_boxes(sheet, box, tile.closed);
    TileBoxes boxes;
    const Rect inner = box.inset(sheet.px(40), sheet.px(tile.closed ? 18 : 24));
    const int detail_height = tile.detail.empty() ? 0 : sheet.px(tile.closed ? 78 : 52);
    const int arrow = sheet.px(64);
    if (tile.closed) {
        boxes.rise = box.width > box.height * 2 ? Rise::middle : Rise::top;
        boxes.title = {inner.x, inner.y, inner.width, inner.height - detail_height};
        boxes.detail = {inner.x, boxes.title.bottom(), inner.width, detail_height};
        return boxes;
    }
    if (box.width > box.height * 2) {
        boxes.arrow = {inner.right() - arrow, box.y + (box.height - arrow) / 2, arrow, arrow};
        const int width = inner.width - arrow - sheet.px(24);
        boxes.title = {inner.x, inner.y, width, inner.height - detail_height};
        boxes.detail = {inner.x, boxes.title.bottom(), width, detail_height};
        return boxes;
    }
    boxes.rise = Rise::top;
    boxes.arrow = {inner.right() - arrow, inner.bottom() - arrow, arrow, arrow};
    boxes.title = {inner.x, inner.y, inner.width, inner.height - arrow - sheet.px(8)};
    boxes.detail = {inner.x, inner.bottom() - detail_height, inner.width - arrow - sheet.px(16),
                    detail_height};
    return boxes;
}

// In a wide tile title and detail stand together in the middle, however many lines the title has.
void draw_together(TileBoxes& boxes, const ui::Label& title) {
    if (boxes.rise != Rise::middle || boxes.detail.empty()) return;
    const int lines = ui::fit(title).extents.height;
    const int spare = (boxes.title.height - lines) / 2;
    boxes.title = {boxes.title.x, boxes.title.y + spare, boxes.title.width, lines};
    boxes.detail.y = boxes.title.bottom();
}

}  // namespace

Rect draw_header(const Page& page) {
    Sheet& sheet = page.sheet;
    const auto& theme = sheet.theme();
    const int side = sheet.px(margin);
    const int height = sheet.px(header_height);
    const int clock = sheet.px(180);
    const Rect bar{side, 0, sheet.size().width - 2 * side, height};
    sheet.text({bar.x, bar.y, bar.width - clock, height}, page.screen.hall,
               {.size = 40,
                .weight = Weight::medium,
                .colour = theme.quiet,
                .ground = theme.background,
                .lines_at_most = 2});
    sheet.text({bar.right() - clock, bar.y, clock, height}, page.screen.clock,
               {.size = 46,
                .weight = Weight::semibold,
                .colour = theme.ink,
                .ground = theme.background,
                .align = Align::right,
                .lines_at_most = 1});
    return {side, height, bar.width, sheet.size().height - height - side};
}

int button_width(const Sheet& sheet, const Button& button) {
    const int icon = button.sign == Sign::none ? 0 : sheet.px(icon_side + 20);
    return ui::text_width(button.text, sheet.px(button_text), Weight::semibold) + icon + sheet.px(2 * 40);
}

void draw_button(const Page& page, const Rect& box, const Button& button, bool leading) {
    Sheet& sheet = page.sheet;
    const auto& theme = sheet.theme();
    ui::Colour fill = leading ? theme.accent : theme.surface;
    ui::Colour ink = leading ? theme.on_accent : theme.accent;
    if (page.is_pressed(button.action)) {
        fill = theme.tint;
        ink = theme.on_tint;
    }
    if (leading)
        sheet.panel(box, fill, radius);
    else
        sheet.card(box, fill, radius);
    const int text_width = ui::text_width(button.text, sheet.px(button_text), Weight::semibold);
    const bool sign = button.sign != Sign::none;
    const bool sign_behind = button.sign == Sign::next;
    const int icon = sheet.px(icon_side);
    const int between = sheet.px(20);
    const int content = text_width + (sign ? icon + between : 0);
    const int left = box.x + std::max(sheet.px(24), (box.width - content) / 2);
    const int icon_x = sign_behind ? left + text_width + between : left;
    const int text_x = sign && !sign_behind ? left + icon + between : left;
    if (sign) sheet.icon({icon_x, box.y + (box.height - icon) / 2, icon, icon}, shape_of(button.sign), ink);
    // A pixel or two to spare: Pango rounds the width of a line up.
    sheet.text(
        {text_x, box.y, std::min(text_width + 2, box.right() - text_x), box.height}, button.text,
        {.size = button_text, .weight = Weight::semibold, .colour = ink, .ground = fill, .lines_at_most = 1});
    sheet.target(box, button.action);
}

Rect draw_footer(const Page& page, const Rect& room) {
    Sheet& sheet = page.sheet;
    const int height = sheet.px(button_height);
    const int between = sheet.px(gap);
    const auto width_of = [&](const Button& button) {
        return std::max(button_width(sheet, button), sheet.px(210));
    };
    std::vector<Button> aside = page.screen.pager;
    aside.insert(aside.end(), page.screen.languages.begin(), page.screen.languages.end());
    int needed = -between;
    for (const auto* row : {&page.screen.buttons, static_cast<const std::vector<Button>*>(&aside)})
        for (const Button& button : *row) needed += width_of(button) + between;
    int y = room.bottom() - height;
    int x = room.x;
    for (const Button& button : page.screen.buttons) {
        draw_button(page, {x, y, width_of(button), height}, button, false);
        x += width_of(button) + between;
    }
    if (needed > room.width && !aside.empty()) y -= height + between;
    int right = room.right();
    for (auto button = aside.rbegin(); button != aside.rend(); ++button) {
        right -= width_of(*button);
        draw_button(page, {right, y, width_of(*button), height}, *button, false);
        right -= between;
    }
    return {room.x, room.y, room.width, y - room.y - sheet.px(40)};
}

void draw_tile(const Page& page, const Rect& box, TileBoxes boxes, const Tile& tile, ui::Label title) {
    Sheet& sheet = page.sheet;
    const auto& theme = sheet.theme();
    const bool pressed = page.is_pressed(tile.action);
    const ui::Colour fill = pressed ? theme.tint : tile.closed ? theme.background : theme.surface;
    title.colour = pressed ? theme.on_tint : tile.closed ? theme.quiet : theme.ink;
    title.ground = fill;
    draw_together(boxes, title);
    title.box = boxes.title;
    sheet.card(box, fill, radius);
    sheet.add(title);
    if (!boxes.detail.empty())
        sheet.text(boxes.detail, tile.detail,
                   {.size = std::min(38.0, 0.8 * title.size / sheet.px(1000) * 1000),
                    .colour = pressed ? theme.on_tint : theme.quiet,
                    .ground = fill,
                    .lines_at_most = tile.closed ? 2 : 1,
                    .shrinks_to = 0.75});
    if (!boxes.arrow.empty() && tile.closed) {
        sheet.icon(boxes.arrow, ui::Shape::wait, theme.quiet);
    } else if (!boxes.arrow.empty()) {
        sheet.panel(boxes.arrow, pressed ? theme.surface : theme.tint, 32);
        sheet.icon(boxes.arrow.inset(sheet.px(14)), ui::Shape::forward, theme.on_tint);
    }
    sheet.target(box, tile.action);
}

void draw_tiles(const Page& page, const Rect& room, double tallest) {
    Sheet& sheet = page.sheet;
    const auto& tiles = page.screen.tiles;
    if (tiles.empty()) return;
    const Grid grid = best_grid(sheet, room, static_cast<int>(tiles.size()), tallest);
    const int between = sheet.px(gap);
    std::vector<Rect> boxes;
    std::vector<TileBoxes> parts;
    std::vector<ui::Label> titles;
    for (std::size_t i = 0; i < tiles.size(); ++i) {
        const int row = static_cast<int>(i) / grid.columns;
        const int column = static_cast<int>(i) % grid.columns;
        boxes.push_back({room.x + column * (grid.width + between), room.y + row * (grid.height + between),
                         grid.width, grid.height});
        parts.push_back(tile_boxes(sheet, boxes[i], tiles[i]));
        titles.push_back(sheet.label(parts[i].title, tiles[i].title,
                                     {.size = 54,
                                      .weight = Weight::semibold,
                                      .colour = {},
                                      .ground = {},
                                      .rise = parts[i].rise,
                                      .shrinks_to = 0.55}));
    }
    const int size = ui::common_size(titles);
    for (std::size_t i = 0; i < tiles.size(); ++i) {
        titles[i].size = size;
        draw_tile(page, boxes[i], parts[i], tiles[i], titles[i]);
    }
}

// The question above the tiles, on one line if it can be. Returns what is left of the room.
Rect draw_question(const Page& page, Rect room, int width) {
    Sheet& sheet = page.sheet;
    const auto& theme = sheet.theme();
    for (const Saying& saying : page.screen.sayings) {
        ui::TextStyle large{.size = 68,
                            .weight = Weight::bold,
                            .colour = theme.ink,
                            .ground = theme.background,
                            .rise = Rise::top,
                            .lines_at_most = 1,
                            .shrinks_to = 0.8};
        ui::Label title = sheet.label({room.x, room.y, width, sheet.px(180)}, saying.title, large);
        if (!ui::fit(title).fits) {
            large.lines_at_most = 2;
            large.shrinks_to = 0.6;
            title = sheet.label(title.box, saying.title, large);
        }
        title.box.height = ui::fit(title).extents.height;
        sheet.add(title);
        room = {room.x, title.box.bottom(), room.width, room.bottom() - title.box.bottom()};
        if (saying.text.empty()) continue;
        const int line = sheet.px(64);
        sheet.text({room.x, room.y, width, line}, saying.text,
                   {.size = 42, .colour = theme.quiet, .ground = theme.background, .lines_at_most = 1});
        room = {room.x, room.y + line, room.width, room.height - line};
    }
    const int space = sheet.px(32);
    return {room.x, room.y + space, room.width, room.height - space};
}

void draw_choice(const Page& page) {
    Sheet& sheet = page.sheet;
    if (sheet.portrait()) {
        const Rect room = draw_question(page, draw_footer(page, draw_header(page)),
                                        sheet.size().width - 2 * sheet.px(margin));
        draw_tiles(page, room, 340);
        return;
    }
    // A wide screen has no height to give away: the question stands where the hall's name would, beside the
    // clock.
    const int side = sheet.px(margin);
    const int clock = sheet.px(200);
    const Rect all{side, sheet.px(48), sheet.size().width - 2 * side,
                   sheet.size().height - sheet.px(48) - side};
    const auto& theme = sheet.theme();
    sheet.text({all.right() - clock, all.y, clock, sheet.px(84)}, page.screen.clock,
               {.size = 46,
                .weight = Weight::semibold,
                .colour = theme.ink,
                .ground = theme.background,
                .align = Align::right,
                .lines_at_most = 1});
    draw_tiles(page, draw_question(page, draw_footer(page, all), all.width - clock), 340);
}

ui::Scene lay_out(const Screen& screen, ui::Size size, const std::string& pressed) {
    Sheet sheet(size, ui::light_theme());
    const Page page{sheet, screen, pressed};
    switch (screen.kind) {
        case ScreenKind::closed:
        case ScreenKind::welcome:
            draw_welcome(page);
            break;
        case ScreenKind::groups:
        case ScreenKind::services:
        case ScreenKind::category:
            draw_choice(page);
            break;
        case ScreenKind::ticket:
            draw_ticket(page);
            break;
        case ScreenKind::connecting:
        case ScreenKind::lost:
        case ScreenKind::service_closed:
        case ScreenKind::service_full:
        case ScreenKind::may_not_manage:
        case ScreenKind::taking:
        case ScreenKind::refused:
        case ScreenKind::still_there:
            draw_message(page);
            break;
    }
    return std::move(sheet).take();
}

}  // namespace okno::kiosk
