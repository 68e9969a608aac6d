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
    Rect icon;
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

// Room for the icon, taken from the words: before them, or above them in a squarish tile that is high enough.
Rect take_icon(const Sheet& sheet, const Rect& box, Rect& words) {
    const int side = std::min(sheet.px(92), words.height);
    const bool squarish = box.width <= box.height * 2;
    if (squarish && words.height > 3 * side) {
        const Rect icon{words.x, words.y, side, side};
        words.height -= side + sheet.px(8);
        words.y = icon.bottom() + sheet.px(8);
        return icon;
    }
    const Rect icon{words.x, words.y + (squarish ? 0 : (words.height - side) / 2), side, side};
    words.width -= side + sheet.px(28);
    words.x += side + sheet.px(28);
    return icon;
}

TileBoxes tile_boxes(const Page& page, const Rect& box, const Tile& tile, bool icons) {
    const Sheet& sheet = page.sheet;
    const bool chosen = tile.on.value_or(false);
    const int lowest =
        std::max(sheet.px(170), sheet.line(title_text) + sheet.line(detail_text) + sheet.px(36));
    if (box.height < lowest) return low_tile_boxes(sheet, box, tile.closed || chosen);
    TileBoxes boxes;
    Rect inner = box.inset(sheet.px(page.large() ? 28 : 40), sheet.px(tile.closed ? 18 : 24));
    if (icons) boxes.icon = take_icon(sheet, box, inner);
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

// `title_size`: pixels.
ui::TextStyle detail_style(const Page& page, const Tile& tile, const TileBoxes& boxes, int title_size) {
    const double largest = 0.8 * title_size / page.sheet.px(1000) * 1000;
    return {.size = std::min(detail_text, largest),
            .colour = {},
            .ground = {},
            .lines_at_most = lines_of_detail(page, tile, boxes.detail.width),
            .shrinks_to = 0.75,
            .explains = true};
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
    if (!boxes.icon.empty())
        sheet.icon(boxes.icon, tile.icon, lit ? theme.on_tint : tile.closed ? theme.quiet : theme.accent);
    sheet.add(title);
    if (!boxes.detail.empty()) {
        ui::TextStyle style = detail_style(page, tile, boxes, title.size);
        style.colour = lit ? theme.on_tint : theme.quiet;
        style.ground = fill;
        sheet.text(boxes.detail, tile.detail, style);
    }
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

std::vector<Rect> boxes_of(const Page& page, const Rect& room, double tallest) {
    const Grid grid = best_grid(page, room, static_cast<int>(page.screen.tiles.size()), tallest);
    const int between = page.between();
    std::vector<Rect> boxes;
    for (int i = 0; i < static_cast<int>(page.screen.tiles.size()); ++i)
        boxes.push_back({room.x + i % grid.columns * (grid.width + between),
                         room.y + i / grid.columns * (grid.height + between), grid.width, grid.height});
    return boxes;
}

// The parts of all tiles, and their titles in one size.
struct LaidTiles {
    std::vector<TileBoxes> parts;
    std::vector<ui::Label> titles;
    int size = 0;
};

LaidTiles lay_tiles(const Page& page, const std::vector<Rect>& boxes, bool icons) {
    LaidTiles laid;
    for (std::size_t i = 0; i < boxes.size(); ++i) {
        const Tile& tile = page.screen.tiles[i];
        laid.parts.push_back(tile_boxes(page, boxes[i], tile, icons));
        laid.titles.push_back(page.sheet.label(laid.parts[i].title, tile.title,
                                               {.size = title_text,
                                                .weight = Weight::semibold,
                                                .colour = {},
                                                .ground = {},
                                                .rise = laid.parts[i].rise,
                                                .shrinks_to = 0.55}));
    }
    laid.size = ui::common_size(laid.titles);
    return laid;
}

bool words_fit(const Page& page, const LaidTiles& laid) {
    for (std::size_t i = 0; i < laid.parts.size(); ++i) {
        const Tile& tile = page.screen.tiles[i];
        const TileBoxes& boxes = laid.parts[i];
        if (!ui::fit(laid.titles[i]).fits) return false;
        if (boxes.detail.empty() || tile.detail.empty()) continue;
        const ui::TextStyle style = detail_style(page, tile, boxes, laid.size);
        if (!ui::fit(page.sheet.label(boxes.detail, tile.detail, style)).fits) return false;
    }
    return true;
}

// The words come first: there are icons where all words fit beside them, in large letters only where none of
// them gets smaller. A tile without an icon keeps its place empty: the titles of a screen stand in line.
LaidTiles lay_tiles(const Page& page, const std::vector<Rect>& boxes) {
    const auto& tiles = page.screen.tiles;
    LaidTiles bare = lay_tiles(page, boxes, false);
    if (std::none_of(tiles.begin(), tiles.end(),
                     [](const Tile& tile) { return tile.icon != ui::Shape::none; }))
        return bare;
    LaidTiles laid = lay_tiles(page, boxes, true);
    const bool smaller = page.large() && laid.size < bare.size;
    return !smaller && words_fit(page, laid) ? laid : bare;
}

}  // namespace

void draw_tiles(const Page& page, const Rect& room, double tallest) {
    const auto& tiles = page.screen.tiles;
    if (tiles.empty()) return;
    if (tiles.front().sign != ui::Shape::none) return draw_faces(page, room);
    const std::vector<Rect> boxes = boxes_of(page, room, tallest);
    LaidTiles laid = lay_tiles(page, boxes);
    for (std::size_t i = 0; i < tiles.size(); ++i) {
        laid.titles[i].size = laid.size;
        draw_tile(page, boxes[i], laid.parts[i], tiles[i], laid.titles[i]);
    }
}

}  // namespace okno::kiosk
