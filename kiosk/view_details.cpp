// What is said of a service, and the QR code of where else it can be had; the code of a ticket without paper
// stands in the same way.
#include <algorithm>
#include <optional>

#include "kiosk/view_parts.hpp"
#include "ui/text.hpp"

namespace okno::kiosk {

using ui::Align;
using ui::Rect;
using ui::Sheet;
using ui::Weight;

namespace {

std::vector<Stacked> words_of_code(const Page& page, Align align) {
    const auto& theme = page.sheet.theme();
    const Screen& screen = page.screen;
    return {
        {screen.code_title,
         {.size = 44,
          .weight = Weight::semibold,
          .colour = theme.ink,
          .ground = theme.surface,
          .align = align},
         12},
        {screen.code_text, {.size = 38, .colour = theme.quiet, .ground = theme.surface, .align = align}, 0}};
}

// Where the code stands and where its words do, in a box: above them, or beside them.
struct CodeBoxes {
    Rect code;
    Rect words;
};

CodeBoxes code_above(const Rect& box, int words, int space) {
    const int side = std::min(box.width, box.height - words - space);
    const int used = side + space;
    return {{box.x + (box.width - side) / 2, box.y, side, side},
            {box.x, box.y + used, box.width, box.height - used}};
}

CodeBoxes code_beside(const Rect& box, int space) {
    const int side = std::min(box.height, box.width * 42 / 100);
    const int used = side + space;
    return {{box.x, box.y + (box.height - side) / 2, side, side},
            {box.x + used, box.y, box.width - used, box.height}};
}

int height_of_words(const Page& page, const std::vector<Stacked>& words, int width) {
    int height = 0;
    for (const Stacked& each : words)
        if (!each.text.empty())
            height += height_of(page.sheet, width, each.text, each.style) + page.sheet.px(each.space_below);
    return height;
}

bool words_fit(const Page& page, const std::vector<Stacked>& words, const Rect& box) {
    const auto fits = [&](const Stacked& each) {
        return ui::fit(page.sheet.label({0, 0, box.width, 1 << 14}, each.text, each.style)).fits;
    };
    return std::all_of(words.begin(), words.end(), fits) &&
           height_of_words(page, words, box.width) <= box.height;
}

// With all its words, with the weightiest, or alone: the code comes first, and keeps more than half of what
// it could have.
void draw_code(const Page& page, const Rect& box) {
    Sheet& sheet = page.sheet;
    sheet.card(box, sheet.theme().surface, radius);
    const int inset = sheet.px(page.large() ? 12 : 24);
    const Rect inner = box.inset(inset);
    const int space = sheet.px(24);
    const int alone = std::min(inner.width, inner.height);
    for (const std::size_t count : {std::size_t{2}, std::size_t{1}}) {
        std::optional<CodeBoxes> best;
        std::vector<Stacked> shown;
        for (const bool beside : {false, true}) {
            auto words = words_of_code(page, beside ? Align::left : Align::centre);
            words.resize(count);
            const CodeBoxes boxes = beside
                                        ? code_beside(inner, space)
                                        : code_above(inner, height_of_words(page, words, inner.width), space);
            if (boxes.code.width * 100 < alone * 55 || !words_fit(page, words, boxes.words)) continue;
            if (best && best->code.width >= boxes.code.width) continue;
            best = boxes;
            shown = std::move(words);
        }
        if (!best) continue;
        sheet.add(ui::Code{best->code, page.screen.code});
        return draw_stacked(page, best->words, shown);
    }
    sheet.add(ui::Code{inner, page.screen.code});
}

// The words in front: the service, what stands in the way of it, the queue, the hours of today.
void draw_words(const Page& page, Rect room) {
    Sheet& sheet = page.sheet;
    const auto& theme = sheet.theme();
    const Screen& screen = page.screen;
    const bool hindered = !screen.sayings.empty();
    const int hours = page.large() ? 0 : hours_height(page, room.width);
    const auto style = [&](double size, Weight weight, ui::Colour colour) {
        return ui::TextStyle{.size = size,
                             .weight = weight,
                             .colour = colour,
                             .ground = theme.surface,
                             .align = Align::centre,
                             .shrinks_to = 0.6,
                             .explains = true};
    };
    std::vector<Stacked> texts{{screen.service,
                                style(hindered ? 50 : 64, hindered ? Weight::medium : Weight::bold,
                                      hindered ? theme.accent : theme.ink),
                                24, true}};
    for (const Saying& saying : screen.sayings) {
        texts.push_back({saying.title, style(72, Weight::bold, theme.ink), 16, true});
        texts.push_back({saying.text, style(50, Weight::regular, theme.ink), 16, true});
    }
    texts.push_back({screen.place, style(50, Weight::semibold, theme.ink), 16});
    texts.push_back({screen.open_today, style(46, Weight::regular, theme.quiet), 0});
    const int needed = 2 * sheet.px(28) + height_of_words(page, texts, room.width - 2 * sheet.px(48));
    if (hours > 0 && needed + hours + page.between() <= room.height) {
        draw_hours(page, {room.x, room.bottom() - hours, room.width, hours});
        room.height -= hours + page.between();
    }
    sheet.card(room, theme.surface, 36);
    draw_stacked(page, room.inset(sheet.px(48), sheet.px(28)), texts);
}

}  // namespace

// At the right on a wide screen, at the bottom of a tall one.
Rect draw_code_aside(const Page& page, const Rect& room) {
    if (page.screen.code.empty()) return room;
    Sheet& sheet = page.sheet;
    const int between = page.between();
    if (room.width > room.height) {
        const int width = std::min(room.width * 34 / 100, sheet.px(620));
        draw_code(page, {room.right() - width, room.y, width, room.height});
        return {room.x, room.y, room.width - width - between, room.height};
    }
    const int height = std::min(room.height * 30 / 100, std::max(sheet.px(380), 5 * sheet.line(44)));
    draw_code(page, {room.x, room.bottom() - height, room.width, height});
    return {room.x, room.y, room.width, room.height - height - between};
}

void draw_details(const Page& page) {
    const Rect all = draw_header(page);
    const bool code = !page.screen.code.empty();
    draw_words(page, draw_code_aside(page, draw_answers(page, code ? all : column(page, all))));
}

}  // namespace okno::kiosk
