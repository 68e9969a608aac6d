// Faces with their words: side by side on a wide screen, one below the other on a tall one.
#include <algorithm>

#include "kiosk/view_parts.hpp"
#include "ui/text.hpp"

namespace okno::kiosk {

using ui::Align;
using ui::Rect;
using ui::Sheet;
using ui::Weight;

namespace {

struct FaceBoxes {
    Rect all;
    Rect face;
    Rect words;
};

FaceBoxes column_of(const Page& page, const Rect& box) {
    const Sheet& sheet = page.sheet;
    const Rect inner = box.inset(sheet.px(20), sheet.px(28));
    const int face = std::min(inner.width * 8 / 10, inner.height * 55 / 100);
    const int words = inner.y + face + sheet.px(20);
    return {box,
            {inner.x + (inner.width - face) / 2, inner.y, face, face},
            {inner.x, words, inner.width, inner.bottom() - words}};
}

FaceBoxes row_of(const Page& page, const Rect& box) {
    const Sheet& sheet = page.sheet;
    const Rect inner = box.inset(sheet.px(36), sheet.px(16));
    const int face = std::min(inner.height, sheet.px(140));
    const int left = face + sheet.px(36);
    return {box,
            {inner.x, inner.y + (inner.height - face) / 2, face, face},
            {inner.x + left, inner.y, inner.width - left, inner.height}};
}

std::vector<FaceBoxes> boxes_of(const Page& page, const Rect& room) {
    const Sheet& sheet = page.sheet;
    const int count = static_cast<int>(page.screen.tiles.size());
    const int between = page.between();
    const bool beside = !sheet.portrait() && !page.large();
    const int width = beside ? (room.width - (count - 1) * between) / count : room.width;
    const int high = std::max(sheet.px(200), sheet.letters(54) * 3);
    const int height = beside ? std::min(room.height, sheet.px(460))
                              : std::min((room.height - (count - 1) * between) / count, high);
    std::vector<FaceBoxes> boxes;
    for (int i = 0; i < count; ++i) {
        const Rect box{room.x + (beside ? i * (width + between) : 0),
                       room.y + (beside ? 0 : i * (height + between)), width, height};
        boxes.push_back(beside ? column_of(page, box) : row_of(page, box));
    }
    return boxes;
}

}  // namespace

void draw_faces(const Page& page, const Rect& room) {
    Sheet& sheet = page.sheet;
    const auto& theme = sheet.theme();
    const auto& tiles = page.screen.tiles;
    const std::vector<FaceBoxes> boxes = boxes_of(page, room);
    const bool beside = boxes.size() > 1 && boxes[0].all.y == boxes[1].all.y;
    std::vector<ui::Label> words;
    for (std::size_t i = 0; i < tiles.size(); ++i)
        words.push_back(sheet.label(boxes[i].words, tiles[i].title,
                                    {.size = beside ? 46.0 : 60.0,
                                     .weight = Weight::semibold,
                                     .colour = theme.ink,
                                     .ground = theme.surface,
                                     .align = beside ? Align::centre : Align::left,
                                     .shrinks_to = 0.75}));
    const int size = ui::common_size(words);
    for (std::size_t i = 0; i < tiles.size(); ++i) {
        const bool pressed = page.is_pressed(tiles[i].action);
        const ui::Colour fill = pressed ? theme.tint : theme.surface;
        sheet.card(boxes[i].all, fill, radius);
        sheet.icon(boxes[i].face, tiles[i].sign, pressed ? theme.on_tint : theme.accent);
        words[i].size = size;
        words[i].colour = pressed ? theme.on_tint : theme.ink;
        words[i].ground = fill;
        sheet.add(words[i]);
        add_target(page, boxes[i].all, tiles[i].action);
    }
}

}  // namespace okno::kiosk
