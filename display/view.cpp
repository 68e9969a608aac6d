#include "display/view.hpp"

#include <algorithm>

#include "display/slide_view.hpp"
#include "ui/sheet.hpp"
#include "ui/text.hpp"

namespace okno::display {

using ui::Align;
using ui::Rect;
using ui::Rise;
using ui::Sheet;
using ui::Weight;

namespace {

// All in units of a 1080th of the shorter side.
constexpr double margin = 56;
constexpr double gap = 20;
constexpr int header_height = 150;
constexpr int portrait_header_more = 120;
constexpr double heading_height = 84;
constexpr double radius = 24;
constexpr double between_units = 40;
constexpr double banner_height = 140;

// The hall's own language above, the other below it, smaller and quieter.
void draw_words(Sheet& sheet, const Rect& box, const Words& words, double size, ui::Colour ground,
                Align align, int lines_at_most = 1) {
    const auto& theme = sheet.theme();
    const bool two = words.size() > 1;
    const int upper = two ? box.height * 56 / 100 : box.height;
    if (!words.empty())
        sheet.text({box.x, box.y, box.width, upper}, words[0],
                   {.size = size,
                    .weight = Weight::semibold,
                    .colour = theme.ink,
                    .ground = ground,
                    .align = align,
                    .rise = two ? Rise::bottom : Rise::middle,
                    .lines_at_most = lines_at_most,
                    .shrinks_to = 0.4});
    if (two)
        sheet.text({box.x, box.y + upper, box.width, box.height - upper}, words[1],
                   {.size = size * 0.72,
                    .colour = theme.quiet,
                    .ground = ground,
                    .align = align,
                    .rise = Rise::top,
                    .lines_at_most = 1,
                    .shrinks_to = 0.4});
}

int header_units(const Sheet& sheet) {
    return sheet.portrait() ? header_height + portrait_header_more : header_height;
}

void draw_header(Sheet& sheet, const Picture& picture) {
    const auto& theme = sheet.theme();
    const int side = sheet.px(margin);
    const int top = sheet.px(20);
    const int height = sheet.px(header_height) - top;
    const int width = sheet.size().width - 2 * side;
    const int clock = sheet.px(310);
    const int date = sheet.px(420);
    // A high screen has the hall's name on a line of its own, above date and clock.
    const bool portrait = sheet.portrait();
    const int second = portrait ? top + height : top;
    const int second_height = portrait ? sheet.px(portrait_header_more) : height;
    draw_words(sheet, {side, top, portrait ? width : width - clock - date - sheet.px(40), height},
               picture.hall, 50, theme.background, Align::left, 2);
    draw_words(sheet, {portrait ? side : side + width - clock - date, second, date, second_height},
               picture.date, 40, theme.background, portrait ? Align::left : Align::right, 1);
    sheet.text({side + width - clock, second, clock, second_height}, picture.clock,
               {.size = 96,
                .weight = Weight::bold,
                .colour = theme.ink,
                .ground = theme.background,
                .align = Align::right,
                .lines_at_most = 1});
}

struct LineColours {
    ui::Colour fill;
    ui::Colour number;
    ui::Colour window;
};

LineColours colours_of(const CallLine& call, const ui::Theme& theme) {
    if (call.lit) return {theme.accent, theme.on_accent, theme.on_accent};
    if (call.fresh) return {theme.surface, theme.accent, theme.accent};
    if (call.current) return {theme.surface, theme.ink, theme.accent};
    return {theme.surface, theme.quiet, theme.quiet};
}

// Number, arrow, window: the columns stand under their headings on every line.
struct Columns {
    int number_x = 0;
    int number_width = 0;
    int arrow_x = 0;
    int arrow_width = 0;
    int window_x = 0;
    int window_width = 0;
};

Columns columns_of(const Sheet& sheet, const Rect& area) {
    const int pad = sheet.px(48);
    const int inner = area.width - 2 * pad;
    Columns columns;
    columns.number_x = area.x + pad;
    columns.number_width = inner * 54 / 100;
    columns.arrow_x = columns.number_x + columns.number_width;
    columns.arrow_width = inner * 14 / 100;
    columns.window_x = columns.arrow_x + columns.arrow_width;
    columns.window_width = area.right() - pad - columns.window_x;
    return columns;
}

void draw_call(Sheet& sheet, const Rect& box, const Columns& columns, const CallLine& call) {
    const LineColours colours = colours_of(call, sheet.theme());
    sheet.panel(box, colours.fill, radius);
    ui::TextStyle style{.size = 0.8 * box.height / sheet.px(1000) * 1000,
                        .weight = Weight::bold,
                        .colour = colours.number,
                        .ground = colours.fill,
                        .lines_at_most = 1,
                        .shrinks_to = 0.3};
    ui::Label number =
        sheet.label({columns.number_x, box.y, columns.number_width, box.height}, call.number, style);
    style.colour = colours.window;
    style.align = Align::right;
    ui::Label window =
        sheet.label({columns.window_x, box.y, columns.window_width, box.height}, call.window, style);
    number.size = window.size = ui::common_size({number, window});
    sheet.add(number);
    sheet.add(window);
    const int arrow = std::min(columns.arrow_width * 7 / 10, box.height / 2);
    sheet.icon(
        {columns.arrow_x + (columns.arrow_width - arrow) / 2, box.y + (box.height - arrow) / 2, arrow, arrow},
        ui::Shape::forward, colours.window);
}

void draw_calls(Sheet& sheet, const Rect& area, const Picture& picture) {
    const auto& theme = sheet.theme();
    const Columns columns = columns_of(sheet, area);
    const int heading = sheet.px(heading_height);
    const int headings_width = area.width / 2 - sheet.px(48);
    draw_words(sheet, {columns.number_x, area.y, headings_width, heading}, picture.ticket_heading, 42,
               theme.background, Align::left);
    draw_words(sheet,
               {columns.window_x + columns.window_width - headings_width, area.y, headings_width, heading},
               picture.window_heading, 42, theme.background, Align::right);
    const int rows = static_cast<int>(picture.rows);
    const int between = sheet.px(gap);
    const Rect lines{area.x, area.y + heading + sheet.px(12), area.width,
                     area.height - heading - sheet.px(12)};
    if (picture.calls.empty()) {
        sheet.panel(lines, theme.surface, radius);
        draw_words(sheet, lines.inset(sheet.px(48), lines.height / 2 - sheet.px(80)), picture.no_calls, 72,
                   theme.surface, Align::centre);
        return;
    }
    // The newest line is higher than the others by two thirds.
    const int share = (lines.height - (rows - 1) * between) * 3 / (3 * (rows - 1) + 5);
    int y = lines.y;
    for (int row = 0; row < rows; ++row) {
        const int height = row == 0 ? lines.height - (rows - 1) * (share + between) : share;
        const Rect box{lines.x, y, lines.width, height};
        if (row < static_cast<int>(picture.calls.size()))
            draw_call(sheet, box, columns, picture.calls[static_cast<std::size_t>(row)]);
        else
            sheet.panel(box, theme.surface, radius);
        y += height + between;
    }
}

// A service: its name, how many wait, how long. Side by side where there is width for it.
void draw_service(Sheet& sheet, const Rect& box, const ServiceLine& service) {
    const auto& theme = sheet.theme();
    const bool flat = box.width > 6 * box.height;
    const int name = flat ? box.width * 56 / 100 : box.width;
    const int upper = flat ? box.height : box.height * 46 / 100;
    const Rect figures{flat ? box.x + name : box.x, flat ? box.y : box.y + upper,
                       flat ? box.width - name : box.width, flat ? box.height : box.height - upper};
    const int count = figures.width * 40 / 100;
    sheet.text({box.x, box.y, name, upper}, service.name.empty() ? std::string() : service.name.front(),
               {.size = 38,
                .weight = Weight::semibold,
                .colour = theme.ink,
                .ground = theme.surface,
                .lines_at_most = 1,
                .shrinks_to = 0.4});
    sheet.text({figures.x, figures.y, count, figures.height}, service.waiting,
               {.size = 56,
                .weight = Weight::bold,
                .colour = theme.accent,
                .ground = theme.surface,
                .align = flat ? Align::right : Align::left,
                .lines_at_most = 1,
                .shrinks_to = 0.4});
    sheet.text({figures.x + count, figures.y, figures.width - count, figures.height},
               service.wait.empty() ? std::string() : service.wait.front(),
               {.size = 40,
                .colour = theme.quiet,
                .ground = theme.surface,
                .align = Align::right,
                .lines_at_most = 1,
                .shrinks_to = 0.4});
}

void draw_waiting(Sheet& sheet, const Rect& area, const Picture& picture, int columns) {
    const auto& theme = sheet.theme();
    const int heading = sheet.px(heading_height);
    const int pad = sheet.px(40);
    draw_words(sheet, {area.x + pad, area.y, area.width - 2 * pad, heading}, picture.waiting_heading, 42,
               theme.background, Align::left);
    const Rect card{area.x, area.y + heading + sheet.px(12), area.width,
                    area.height - heading - sheet.px(12)};
    sheet.panel(card, theme.surface, radius);
    const Rect inner = card.inset(pad, sheet.px(28));
    if (picture.waiting.empty()) {
        draw_words(sheet, inner.inset(0, inner.height / 2 - sheet.px(60)), picture.nobody_waiting, 48,
                   theme.surface, Align::centre);
        return;
    }
    if (!picture.services.empty()) {
        const int height = inner.height / static_cast<int>(Board::services_at_most);
        for (std::size_t i = 0; i < picture.services.size(); ++i)
            draw_service(
                sheet, {inner.x, inner.y + static_cast<int>(i) * height, inner.width, height - sheet.px(12)},
                picture.services[i]);
        return;
    }
    // Room for the fullest list, so that numbers do not wander as it grows; one more line for "+ 15".
    const int rows = (static_cast<int>(Board::waiting_at_most) + columns - 1) / columns;
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

// Beside the playlist: eight cells in two rows, the last one for "+ 15".
void draw_waiting_briefly(Sheet& sheet, const Rect& area, const Picture& picture) {
    const auto& theme = sheet.theme();
    const int heading = sheet.px(heading_height);
    const int pad = sheet.px(28);
    draw_words(sheet, {area.x + pad, area.y, area.width - 2 * pad, heading}, picture.waiting_heading, 42,
               theme.background, Align::left);
    const Rect card{area.x, area.y + heading + sheet.px(8), area.width, area.height - heading - sheet.px(8)};
    sheet.panel(card, theme.surface, radius);
    const Rect inner = card.inset(pad, sheet.px(16));
    if (picture.waiting.empty()) {
        draw_words(sheet, inner, picture.nobody_waiting, 44, theme.surface, Align::centre);
        return;
    }
    constexpr int columns = static_cast<int>(Board::waiting_beside_playlist + 1) / 2;
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

// Returns what is left above the banner.
Rect draw_banner(Sheet& sheet, const Rect& room, const Picture& picture) {
    const bool warns = !picture.banner.empty();
    const Words& words = warns ? picture.banner : picture.notice;
    if (words.empty()) return room;
    const auto& theme = sheet.theme();
    const ui::Colour ground = warns ? theme.warning : theme.tint;
    const ui::Colour ink = warns ? theme.on_warning : theme.on_tint;
    const int height = sheet.px(banner_height);
    const Rect box{room.x, room.bottom() - height, room.width, height};
    sheet.panel(box, ground, radius);
    const int icon = sheet.px(72);
    sheet.icon({box.x + sheet.px(40), box.y + (height - icon) / 2, icon, icon},
               warns ? ui::Shape::warning : ui::Shape::wait, ink);
    const int left = sheet.px(40) + icon + sheet.px(36);
    const int line = height / static_cast<int>(words.size());
    int y = box.y;
    for (const std::string& text : words) {
        sheet.text({box.x + left, y, box.width - left - sheet.px(40), line}, text,
                   {.size = 44,
                    .weight = Weight::semibold,
                    .colour = ink,
                    .ground = ground,
                    .lines_at_most = 1,
                    .shrinks_to = 0.5});
        y += line;
    }
    return {room.x, room.y, room.width, room.height - height - sheet.px(gap)};
}

void draw_connecting(Sheet& sheet, const Picture& picture) {
    const int disc = sheet.px(200);
    const Rect all = sheet.all();
    const int words = sheet.px(240);
    const int top = (all.height - disc - words) / 2;
    const auto& theme = sheet.theme();
    const Rect circle{(all.width - disc) / 2, top, disc, disc};
    sheet.panel(circle, theme.surface, 100);
    sheet.icon(circle.inset(disc / 4), ui::Shape::wait, theme.accent);
    draw_words(sheet,
               {sheet.px(margin), circle.bottom() + sheet.px(40), all.width - 2 * sheet.px(margin),
                words - sheet.px(40)},
               picture.banner, 64, theme.background, Align::centre);
}

Rect room_below_header(const Sheet& sheet) {
    const int side = sheet.px(margin);
    const int top = sheet.px(header_units(sheet));
    const ui::Size size = sheet.size();
    return {side, top, size.width - 2 * side, size.height - top - sheet.px(48)};
}

// The calls keep the larger part; the playlist lies beside them, on a high screen below.
struct Split {
    Rect calls;
    Rect slide;
    Rect waiting;
};

Split split_for_playlist(const Sheet& sheet, const Rect& room) {
    const int between = sheet.px(between_units);
    if (sheet.portrait()) {
        const int calls = room.height * 49 / 100;
        const int slide = room.height * 31 / 100;
        const int y = room.y + calls + between;
        return {{room.x, room.y, room.width, calls},
                {room.x, y, room.width, slide},
                {room.x, y + slide + sheet.px(16), room.width, room.bottom() - y - slide - sheet.px(16)}};
    }
    const int calls = room.width * 57 / 100;
    const int x = room.x + calls + between;
    const int slide = room.height * 64 / 100;
    return {{room.x, room.y, calls, room.height},
            {x, room.y, room.right() - x, slide},
            {x, room.y + slide + sheet.px(16), room.right() - x, room.height - slide - sheet.px(16)}};
}

}  // namespace

ui::Size picture_room(ui::Size size, bool has_mark, bool has_title) {
    const Sheet sheet(size, ui::dark_theme());
    return picture_room(sheet, split_for_playlist(sheet, room_below_header(sheet)).slide, has_mark,
                        has_title);
}

ui::Scene lay_out(const Picture& picture, ui::Size size, const Slide* slide) {
    Sheet sheet(size, ui::dark_theme());
    if (picture.connecting) {
        draw_connecting(sheet, picture);
        return std::move(sheet).take();
    }
    draw_header(sheet, picture);
    const Rect room = draw_banner(sheet, room_below_header(sheet), picture);
    const int between = sheet.px(between_units);
    if (slide && picture.beside_playlist) {
        const Split split = split_for_playlist(sheet, room);
        draw_calls(sheet, split.calls, picture);
        draw_slide(sheet, split.slide, *slide);
        draw_waiting_briefly(sheet, split.waiting, picture);
    } else if (sheet.portrait()) {
        const int calls = room.height * 62 / 100;
        draw_calls(sheet, {room.x, room.y, room.width, calls}, picture);
        draw_waiting(sheet, {room.x, room.y + calls + between, room.width, room.height - calls - between},
                     picture, 4);
    } else {
        const int waiting = room.width * (size.width * 10 < size.height * 14 ? 33 : 29) / 100;
        draw_calls(sheet, {room.x, room.y, room.width - waiting - between, room.height}, picture);
        draw_waiting(sheet, {room.right() - waiting, room.y, waiting, room.height}, picture, 2);
    }
    return std::move(sheet).take();
}

}  // namespace okno::display
