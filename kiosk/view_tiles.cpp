#include <algorithm>
#include <cmath>

#include "kiosk/view_parts.hpp"
#include "ui/text.hpp"

namespace okno::kiosk {

using ui::Rect;
using ui::Rise;
using ui::Sheet;
using ui::Weight;

namespace {

constexpr double title_text = 54;
constexpr double detail_text = 38;

struct Grid {
    int columns = 1;
    int rows = 1;
    int width = 0;
    int height = 0;
};

// The grid whose tiles come nearest to a pleasant 2.6 : 1 without holes and without narrow columns.
Grid best_grid(const Page& page, const Rect& room, int tiles, double tallest) {
    constexpr double pleasant = 2.6;
    constexpr double hole = 0.15;
    constexpr double narrowest = 420;
    const Sheet& sheet = page.sheet;
    const int narrow = std::max(sheet.px(narrowest), sheet.letters(detail_text) * 10);
    const int tall = std::max(sheet.px(tallest), sheet.letters(title_text) * 6);
    Grid best;
    double best_cost = 1e9;
    for (int columns = 1; columns <= std::min(tiles, 4); ++columns) {
        const int rows = (tiles + columns - 1) / columns;
        const int between = page.between();
        const int width = (room.width - (columns - 1) * between) / columns;
        const int height = std::min((room.height - (rows - 1) * between) / rows, tall);
        if (columns > 1 && width < narrow) break;
        const double cost = std::abs(std::log(static_cast<double>(width) / std::max(1, height) / pleasant)) +
                            hole * (rows * columns - tiles);
        if (cost >= best_cost) continue;
        best_cost = cost;
        best = {columns, rows, width, height};
    }
    return best;
}

// A tile's parts. A wide tile has its arrow at the middle of the right side, a squarish one in the corner; a
// low one has room for its title alone. A closed one has no arrow but room to say when it opens; a low one
// shows a clock instead. In large letters the room of the arrow belongs to the words.
struct TileBoxes {
    Rect title;
    Rect detail;
    Rect arrow;
    Rise rise = Rise::middle;
};

TileBoxes low_tile_boxes(const Sheet& sheet, const Rect& box, bool marked) {
    TileBoxes boxes;
    // Never on the outline, which is thicker in high contrast.
    const int least = sheet.px(sheet.theme().outline) + 3;
    boxes.title = box.inset(sheet.px(marked ? 20 : 28), std::max(sheet.px(marked ? 5 : 8), least));
    if (!marked) return boxes;
    const int clock = sheet.px(48);
    boxes.arrow = {boxes.title.right() - clock, box.y + (box.height - clock) / 2, clock, clock};
    boxes.title.width -= clock + sheet.px(8);
    return boxes;
}

// When it opens takes two lines; in large letters everything may take as many as it must.
int lines_of_detail(const Page& page, const Tile& tile, int width) {
    if (tile.detail.empty()) return 0;
    int lines = tile.closed ? 2 : 1;
    if (!page.large()) return lines;
    constexpr int lines_at_most = 3;
    const auto fits = [&] {
        const ui::TextStyle style{.size = detail_text, .colour = {}, .ground = {}, .explains = true};
        return ui::fit(
                   page.sheet.label({0, 0, width, lines * page.sheet.line(detail_text)}, tile.detail, style))
            .fits;
    };
    while (lines < lines_at_most && !fits()) ++lines;
    return lines;
}

TileBoxes tile_boxes(const Page& page, const Rect& box, const Tile& tile) {
    const Sheet& sheet = page.sheet;
    const bool chosen = tile.on.value_or(false);
    const int lowest =
        std::max(sheet.px(170), sheet.line(title_text) + sheet.line(detail_text) + sheet.px(36));
    if (box.height < lowest) return low_tile_boxes(sheet, box, tile.closed || chosen);
    TileBoxes boxes;
    const Rect inner = box.inset(sheet.px(page.large() ? 28 : 40), sheet.px(tile.closed ? 18 : 24));
    const int arrow = sheet.px(64);
    const int detail_lines = lines_of_detail(page, tile, inner.width);
    const int detail_height = detail_lines == 0 ? 0
                              : detail_lines > 1
                                  ? std::max(sheet.px(78), detail_lines * sheet.line(detail_text))
                                  : std::max(sheet.px(52), sheet.line(detail_text));
    const bool plain = tile.closed || (page.large() && !chosen) || (tile.on && !*tile.on);
    const bool wide = box.width > box.height * 2;
    if (plain) {
        boxes.rise = wide ? Rise::middle : Rise::top;
        boxes.title = {inner.x, inner.y, inner.width, inner.height - detail_height};
        boxes.detail = {inner.x, boxes.title.bottom(), inner.width, detail_height};
        return boxes;
    }
    if (wide) {
        boxes.arrow = {inner.right() - arrow, box.y + (box.height - arrow) / 2, arrow, arrow};
        const int width = inner.width - arrow - sheet.px(24);
        boxes.title = {inner.x, inner.y, width, inner.height - detail_height};
        boxes.detail = {inner.x, boxes.title.bottom(), width, detail_height};
        return boxes;
    }
    boxes.rise = Rise::top;
    boxes.arrow = {inner.right() - arrow, inner.bottom() - arrow, arrow, arrow};
    boxes.title = {inner.x, inner.y, inner.width,
                   inner.height - std::max(arrow, detail_height) - sheet.px(8)};
    boxes.detail = {inner.x, inner.bottom() - detail_height, inner.width - arrow - sheet.px(16),
                    detail_height};
    return boxes;
}

// In a wide tile title and detail stand together in the middle, however many lines the title has.
void draw_together(TileBoxes& boxes, const ui::Label& title) {
    if (boxes.rise != Rise::middle || boxes.detail.empty()) return;
    const int lines = ui::fit(title).extents.height;
    const int spare = std::max(0, boxes.title.height - lines) / 2;
    boxes.title = {boxes.title.x, boxes.title.y + spare, boxes.title.width,
                   std::min(lines, boxes.title.height)};
    boxes.detail.y = boxes.title.bottom();
}

void draw_tile(const Page& page, const Rect& box, TileBoxes boxes, const Tile& tile, ui::Label title) {
    Sheet& sheet = page.sheet;
    const auto& theme = sheet.theme();
    const bool chosen = tile.on.value_or(false);
    const bool lit = page.is_pressed(tile.action) || chosen;
    const ui::Colour fill = lit ? theme.tint : tile.closed ? theme.background : theme.surface;
    title.colour = lit ? theme.on_tint : tile.closed ? theme.quiet : theme.ink;
    title.ground = fill;
    draw_together(boxes, title);
    title.box = boxes.title;
    sheet.card(box, fill, radius);
    sheet.add(title);
    if (!boxes.detail.empty())
        sheet.text(boxes.detail, tile.detail,
                   {.size = std::min(detail_text, 0.8 * title.size / sheet.px(1000) * 1000),
                    .colour = lit ? theme.on_tint : theme.quiet,
                    .ground = fill,
                    .lines_at_most = lines_of_detail(page, tile, boxes.detail.width),
                    .shrinks_to = 0.75,
                    .explains = true});
    if (!boxes.arrow.empty() && chosen) {
        sheet.icon(boxes.arrow, ui::Shape::check, theme.on_tint);
    } else if (!boxes.arrow.empty() && tile.closed) {
        sheet.icon(boxes.arrow, ui::Shape::wait, theme.quiet);
    } else if (!boxes.arrow.empty()) {
        sheet.panel(boxes.arrow, lit ? theme.surface : theme.tint, 32);
        sheet.icon(boxes.arrow.inset(sheet.px(14)), ui::Shape::forward, lit ? theme.accent : theme.on_tint);
    }
    add_target(page, box, tile.action);
}

}  // namespace

void draw_tiles(const Page& page, const Rect& room, double tallest) {
    Sheet& sheet = page.sheet;
    const auto& tiles = page.screen.tiles;
    if (tiles.empty()) return;
    if (tiles.front().sign != Sign::none) return draw_faces(page, room);
    const Grid grid = best_grid(page, room, static_cast<int>(tiles.size()), tallest);
    const int between = page.between();
    std::vector<Rect> boxes;
    std::vector<TileBoxes> parts;
    std::vector<ui::Label> titles;
    for (std::size_t i = 0; i < tiles.size(); ++i) {
        const int row = static_cast<int>(i) / grid.columns;
        const int column = static_cast<int>(i) % grid.columns;
        boxes.push_back({room.x + column * (grid.width + between), room.y + row * (grid.height + between),
                         grid.width, grid.height});
        parts.push_back(tile_boxes(page, boxes[i], tiles[i]));
        titles.push_back(sheet.label(parts[i].title, tiles[i].title,
                                     {.size = title_text,
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

}  // namespace okno::kiosk
