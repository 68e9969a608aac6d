#include "display/view.hpp"

#include <algorithm>

#include "display/slide_view.hpp"
#include "display/waiting_view.hpp"
#include "display/words_view.hpp"
#include "hall/board_frame.hpp"
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
constexpr double margin = hall::board_margin;
constexpr double gap = hall::board_call_gap;
constexpr double header_height = hall::board_header;
constexpr double portrait_header_more = hall::board_header_more;
constexpr double heading_height = hall::board_heading;
constexpr double radius = 24;
constexpr double mark_radius = 18;
constexpr double banner_height = 140;

hall::Pixels pixels(ui::Size size) {
    return {size.width, size.height};
}
Rect to_ui(const hall::Box& box) {
    return {box.x, box.y, box.width, box.height};
}
hall::Box to_hall(const Rect& rect) {
    return {rect.x, rect.y, rect.width, rect.height};
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

// The sign and the arrow on the colour of the area. On a line that is lit a dark rim keeps it apart.
void draw_mark(Sheet& sheet, const Rect& room, const AreaMark& mark, bool lit, double em) {
    const auto& theme = sheet.theme();
    const int height = room.height * 84 / 100;
    const int pad = height / 10;
    const int arrow = mark.arrow ? std::min(height * 86 / 100, room.width * 40 / 100) : 0;
    const int wanted =
        ui::text_width(mark.sign, static_cast<int>(em), Weight::bold) + arrow + (arrow > 0 ? 3 : 4) * pad;
    const int width = std::min(room.width, std::max(height, wanted));
    const Rect block{room.x + (room.width - width) / 2, room.y + (room.height - height) / 2, width, height};
    const ui::Colour fill = theme.areas.at(static_cast<std::size_t>(mark.colour));
    if (lit) sheet.panel(block.inset(-pad / 2), theme.background, mark_radius);
    sheet.panel(block, fill, mark_radius);
    const int sign = block.width - 2 * pad - (arrow > 0 ? arrow : 0);
    sheet.text({block.x + pad, block.y, sign, block.height}, mark.sign,
               {.size = em / sheet.px(1000) * 1000,
                .weight = Weight::bold,
                .colour = theme.on_area,
                .ground = fill,
                .align = Align::centre,
                .lines_at_most = 1,
                .shrinks_to = 0.3});
    if (!mark.arrow) return;
    constexpr int eighths_to_left = 4;  // the arrow points to the right by itself
    sheet.icon({block.right() - pad - arrow, block.y + (block.height - arrow) / 2, arrow, arrow},
               ui::Shape::forward, theme.on_area, (static_cast<int>(*mark.arrow) + eighths_to_left) % 8);
}

void draw_call(Sheet& sheet, const Rect& box, const hall::CallColumns& columns, const CallLine& call) {
    const LineColours colours = colours_of(call, sheet.theme());
    sheet.panel(box, colours.fill, radius);
    ui::TextStyle style{.size = hall::em_of_line * box.height / sheet.px(1000) * 1000,
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
    if (call.area) {
        draw_mark(sheet, {columns.way_x, box.y, columns.way_width, box.height}, *call.area, call.lit,
                  number.size);
        return;
    }
    const int arrow = std::min(columns.way_width * 7 / 10, box.height / 2);
    sheet.icon(
        {columns.way_x + (columns.way_width - arrow) / 2, box.y + (box.height - arrow) / 2, arrow, arrow},
        ui::Shape::forward, colours.window);
}

void draw_calls(Sheet& sheet, const Rect& area, const Picture& picture) {
    const auto& theme = sheet.theme();
    const hall::Pixels screen = pixels(sheet.size());
    const hall::CallColumns columns = hall::columns_of(screen, to_hall(area), picture.has_areas);
    const int heading = sheet.px(heading_height);
    const int headings_width = area.width / 2 - sheet.px(hall::board_call_pad);
    draw_words(sheet, {columns.number_x, area.y, headings_width, heading}, picture.ticket_heading, 42,
               theme.background, Align::left);
    draw_words(sheet,
               {columns.window_x + columns.window_width - headings_width, area.y, headings_width, heading},
               picture.window_heading, 42, theme.background, Align::right);
    const int rows = static_cast<int>(picture.rows);
    const int between = sheet.px(gap);
    const Rect lines = to_ui(hall::lines_of(screen, to_hall(area)));
    if (picture.calls.empty()) {
        sheet.panel(lines, theme.surface, radius);
        draw_words(sheet, lines.inset(sheet.px(48), lines.height / 2 - sheet.px(80)), picture.no_calls, 72,
                   theme.surface, Align::centre);
        return;
    }
    const int newest = hall::newest_line_height(screen, to_hall(lines), rows);
    const int later = hall::later_line_height(screen, to_hall(lines), rows);
    int y = lines.y;
    for (int row = 0; row < rows; ++row) {
        const int height = row == 0 ? newest : later;
        const Rect line{lines.x, y, lines.width, height};
        if (row < static_cast<int>(picture.calls.size()))
            draw_call(sheet, line, columns, picture.calls[static_cast<std::size_t>(row)]);
        else
            sheet.panel(line, theme.surface, radius);
        y += height + between;
    }
}

ui::Shape sign_of(const Picture& picture) {
    if (!picture.banner.empty()) return ui::Shape::warning;
    return picture.is_message ? ui::Shape::speech : ui::Shape::wait;
}

// Returns what is left above the banner.
Rect draw_banner(Sheet& sheet, const Rect& room, const Picture& picture) {
    const bool warns = !picture.banner.empty();
    const Words& words = warns ? picture.banner : picture.notice;
    if (words.empty()) return room;
    const auto& theme = sheet.theme();
    const ui::Colour ground = warns ? theme.warning : theme.tint;
    const ui::Colour ink = warns ? theme.on_warning : theme.on_tint;
    // A message may be long: it gets more lines, and where they are short a higher band.
    const bool upright = hall::is_upright(pixels(sheet.size()));
    const bool message = !warns && picture.is_message;
    const int lines = !message ? 1 : upright ? 3 : 2;
    const int height = sheet.px(lines == 3 ? 1.5 * banner_height : banner_height);
    const Rect box{room.x, room.bottom() - height, room.width, height};
    sheet.panel(box, ground, radius);
    const int icon = sheet.px(72);
    sheet.icon({box.x + sheet.px(40), box.y + (height - icon) / 2, icon, icon}, sign_of(picture), ink);
    const int left = sheet.px(40) + icon + sheet.px(36);
    const int line = height / static_cast<int>(words.size());
    int y = box.y;
    for (const std::string& text : words) {
        sheet.text({box.x + left, y, box.width - left - sheet.px(40), line}, text,
                   {.size = 44,
                    .weight = Weight::semibold,
                    .colour = ink,
                    .ground = ground,
                    .lines_at_most = lines,
                    .shrinks_to = 0.5});
        y += line;
    }
    return {room.x, room.y, room.width, room.height - height - sheet.px(gap)};
}

void draw_connecting(Sheet& sheet, const Picture& picture) {
    const int disc = sheet.px(200);
    Rect all = sheet.all().inset(sheet.px(margin));
    if (picture.name_tag) all = ui::draw_name_tag(sheet, all, *picture.name_tag);
    const int words = sheet.px(240);
    const int top = all.y + (all.height - disc - words) / 2;
    const auto& theme = sheet.theme();
    const Rect circle{all.x + (all.width - disc) / 2, top, disc, disc};
    sheet.panel(circle, theme.surface, 100);
    sheet.icon(circle.inset(disc / 4), ui::Shape::wait, theme.accent);
    draw_words(sheet, {all.x, circle.bottom() + sheet.px(40), all.width, words - sheet.px(40)},
               picture.banner, 64, theme.background, Align::centre);
}

}  // namespace

ui::Size picture_room(ui::Size size, bool has_mark, bool has_title) {
    const Sheet sheet(size, ui::dark_theme());
    const hall::Pixels screen = pixels(size);
    const Rect playlist = to_ui(hall::parts_of(screen, hall::below_header(screen), true).playlist);
    return picture_room(sheet, playlist, has_mark, has_title);
}

ui::Scene lay_out(const Picture& picture, ui::Size size, const Slide* slide) {
    Sheet sheet(size, ui::dark_theme());
    if (picture.connecting) {
        draw_connecting(sheet, picture);
        return std::move(sheet).take();
    }
    draw_header(sheet, picture);
    const hall::Pixels screen = pixels(size);
    const Rect room = draw_banner(sheet, to_ui(hall::below_header(screen)), picture);
    const bool beside_playlist = slide && picture.beside_playlist;
    const hall::BoardParts parts = hall::parts_of(screen, to_hall(room), beside_playlist);
    draw_calls(sheet, to_ui(parts.calls), picture);
    if (beside_playlist) {
        draw_slide(sheet, to_ui(parts.playlist), *slide);
        draw_waiting_briefly(sheet, to_ui(parts.waiting), picture);
    } else {
        draw_waiting(sheet, to_ui(parts.waiting), picture);
    }
    return std::move(sheet).take();
}

}  // namespace okno::display
