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

ui::Shape shape_for(ScreenKind kind) {
    switch (kind) {
        case ScreenKind::lost:
        case ScreenKind::refused:
        case ScreenKind::service_full:
        case ScreenKind::may_not_manage:
            return ui::Shape::warning;
        case ScreenKind::taking:
            return ui::Shape::printer;
        case ScreenKind::staff:
            return ui::Shape::bell;
        case ScreenKind::rated:
            return ui::Shape::speech;
        default:
            return ui::Shape::wait;
    }
}

void draw_large_message(const Page& page, const Rect& room) {
    Sheet& sheet = page.sheet;
    const auto& theme = sheet.theme();
    sheet.card(room, theme.surface, 36);
    std::vector<Stacked> texts;
    for (const Saying& saying : page.screen.sayings) {
        texts.push_back({saying.title,
                         {.size = 72,
                          .weight = Weight::bold,
                          .colour = theme.ink,
                          .ground = theme.surface,
                          .align = Align::centre,
                          .shrinks_to = 0.5,
                          .explains = true},
                         16,
                         true});
        texts.push_back({saying.text,
                         {.size = 54,
                          .colour = theme.quiet,
                          .ground = theme.surface,
                          .align = Align::centre,
                          .shrinks_to = 0.5,
                          .explains = true},
                         16,
                         true});
    }
    draw_stacked(page, room.inset(sheet.px(40), sheet.px(20)), texts);
}

}  // namespace

Rect column(const Page& page, const Rect& room) {
    const int width = page.large() ? room.width : std::min(room.width, page.sheet.px(1200));
    return {room.x + (room.width - width) / 2, room.y, width, room.height};
}

void draw_stacked(const Page& page, const Rect& room, const std::vector<Stacked>& texts) {
    Sheet& sheet = page.sheet;
    std::vector<Stacked> shown;
    int height = 0;
    for (const Stacked& each : texts) {
        if (each.text.empty()) continue;
        const int needed = height_of(sheet, room.width, each.text, each.style) + sheet.px(each.space_below);
        const bool narrow = !ui::fit(sheet.label({0, 0, room.width, needed}, each.text, each.style)).fits;
        if (!each.must && (narrow || height + needed > room.height)) continue;
        height += needed;
        shown.push_back(each);
    }
    Rect left = room;
    if (height < room.height) left = {room.x, room.y + (room.height - height) / 2, room.width, height};
    for (const Stacked& each : shown) stack(sheet, left, each.text, each.style, each.space_below);
}

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

// The narrow icon leaves room for the words in large letters.
Rect notice_text_box(const Page& page, const Rect& box) {
    const Sheet& sheet = page.sheet;
    const Rect inner = box.inset(sheet.px(40), sheet.px(20));
    const int left = page.large() ? 0 : sheet.px(64 + 32);
    return {inner.x + left, inner.y, inner.width - left, inner.height};
}

ui::TextStyle notice_style(ui::Colour ink, ui::Colour fill) {
    return {.size = 44,
            .weight = Weight::medium,
            .colour = ink,
            .ground = fill,
            .shrinks_to = 0.75,
            .explains = true};
}

int notice_height(const Page& page, int width, const Notice& notice, double at_least) {
    const Sheet& sheet = page.sheet;
    const Rect box = notice_text_box(page, {0, 0, width, sheet.px(at_least)});
    const ui::Label label = sheet.label(box, notice.text, notice_style({}, {}));
    if (ui::fit(label).fits) return sheet.px(at_least);
    return height_of(sheet, box.width, notice.text, notice_style({}, {})) + 2 * sheet.px(20);
}

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
    if (!page.large())
        sheet.icon({box.x + sheet.px(40), box.y + (box.height - icon) / 2, icon, icon}, shape, ink);
    sheet.text(notice_text_box(page, box), notice.text, notice_style(ink, fill));
}

Rect draw_notices(const Page& page, Rect room, double at_least) {
    for (const Notice& each : page.screen.notices) {
        const int height = notice_height(page, room.width, each, at_least);
        draw_notice(page, {room.x, room.bottom() - height, room.width, height}, each);
        room.height -= height + page.between();
    }
    return room;
}

void draw_message(const Page& page) {
    Sheet& sheet = page.sheet;
    const auto& theme = sheet.theme();
    const Screen& screen = page.screen;
    Rect room = draw_notices(page, draw_answers(page, column(page, draw_header(page))), 148);
    // Who has the letters large is a visitor.
    if (page.large()) return draw_large_message(page, room);
    if (screen.name_tag) room = ui::draw_name_tag(sheet, room, *screen.name_tag);
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
