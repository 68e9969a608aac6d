#include "kiosk/view.hpp"

#include <algorithm>

#include "kiosk/view_parts.hpp"
#include "ui/text.hpp"

namespace okno::kiosk {

using ui::Align;
using ui::Rect;
using ui::Rise;
using ui::Sheet;
using ui::Weight;

int Page::floor() const {
    return std::min(reach.bottom(), sheet.size().height - sheet.px(low() ? gap : margin));
}

// In large letters neither the hall's name nor the clock has room to spare.
Rect draw_header(const Page& page) {
    Sheet& sheet = page.sheet;
    const auto& theme = sheet.theme();
    const int side = sheet.px(margin);
    const int width = sheet.size().width - 2 * side;
    if (page.large()) return {side, sheet.px(gap), width, page.floor() - sheet.px(gap)};
    const int clock = std::max(sheet.px(180), sheet.letters(46) * 4);
    const ui::TextStyle name{.size = 40,
                             .weight = Weight::medium,
                             .colour = theme.quiet,
                             .ground = theme.background,
                             .lines_at_most = 3};
    const int height =
        std::max(sheet.px(header_height),
                 height_of(sheet, width - clock, page.screen.hall, name) + sheet.px(header_space));
    const Rect bar{side, 0, width, height};
    sheet.text({bar.x, bar.y, bar.width - clock, height}, page.screen.hall, name);
    sheet.text({bar.right() - clock, bar.y, clock, height}, page.screen.clock,
               {.size = 46,
                .weight = Weight::semibold,
                .colour = theme.ink,
                .ground = theme.background,
                .align = Align::right,
                .lines_at_most = 1});
    return {side, height, bar.width, page.floor() - height};
}

namespace {

// The question above the tiles, on one line if it can be, so far down in the room. Returns what is left of
// the room.
Rect draw_question(const Page& page, Rect room, int width, int down = 0) {
    Sheet& sheet = page.sheet;
    const auto& theme = sheet.theme();
    const int tallest = page.large() ? room.height * 45 / 100 : std::max(sheet.px(180), 2 * sheet.line(68));
    room.y += down;
    for (const Saying& saying : page.screen.sayings) {
        ui::TextStyle large{.size = 68,
                            .weight = Weight::bold,
                            .colour = theme.ink,
                            .ground = theme.background,
                            .rise = Rise::top,
                            .lines_at_most = 1,
                            .shrinks_to = 0.8};
        ui::Label title = sheet.label({room.x, room.y, width, tallest}, saying.title, large);
        if (!ui::fit(title).fits) {
            large.lines_at_most = page.large() ? 0 : 2;
            large.shrinks_to = 0.6;
            large.explains = true;
            title = sheet.label(title.box, saying.title, large);
        }
        title.box.height = std::min(tallest, ui::fit(title).extents.height);
        sheet.add(title);
        room = {room.x, title.box.bottom(), room.width, room.bottom() - title.box.bottom()};
        if (saying.text.empty() || page.large()) continue;
        const ui::TextStyle quiet{
            .size = 42, .colour = theme.quiet, .ground = theme.background, .lines_at_most = 2};
        const int line = std::max(sheet.px(64), height_of(sheet, width, saying.text, quiet));
        sheet.text({room.x, room.y, width, line}, saying.text, quiet);
        room = {room.x, room.y + line, room.width, room.height - line};
    }
    const int space = std::max(sheet.px(page.large() ? 20 : 32), page.between() / 2);
    return {room.x, room.y + space, room.width, room.height - space};
}

// With low controls the question stands above their reach when it has room there.
void draw_question_and_tiles(const Page& page, const Rect& room, int width, double tallest) {
    const int above = page.reach.y - room.y;
    if (above >= 4 * page.sheet.line(68)) {
        // Drawn once aside to know its height, then right above what can be touched.
        Sheet aside = page.sheet;
        const Page trial{aside, page.screen, page.pressed, page.focused, page.reach};
        const Rect whole{room.x, room.y, room.width, above};
        const int spare = draw_question(trial, whole, width).height;
        draw_question(page, whole, width, std::max(0, spare));
        draw_tiles(page, {room.x, page.reach.y, room.width, room.bottom() - page.reach.y}, tallest);
        return;
    }
    Rect left = draw_question(page, room, width);
    const int top = std::max(left.y, page.reach.y);
    draw_tiles(page, {left.x, top, left.width, left.bottom() - top}, tallest);
}

}  // namespace

void draw_choice(const Page& page) {
    Sheet& sheet = page.sheet;
    if (sheet.portrait() || page.large()) {
        const Rect room = draw_footer(page, draw_header(page));
        draw_question_and_tiles(page, room, room.width, 340);
        return;
    }
    // A wide screen has no height to give away: the question stands where the hall's name would, beside the
    // clock.
    const int side = sheet.px(margin);
    const int clock = std::max(sheet.px(200), sheet.letters(46) * 4);
    const Rect all{side, sheet.px(48), sheet.size().width - 2 * side, page.floor() - sheet.px(48)};
    const auto& theme = sheet.theme();
    sheet.text({all.right() - clock, all.y, clock, sheet.px(84)}, page.screen.clock,
               {.size = 46,
                .weight = Weight::semibold,
                .colour = theme.ink,
                .ground = theme.background,
                .align = Align::right,
                .lines_at_most = 1});
    draw_question_and_tiles(page, draw_footer(page, all), all.width - clock, 340);
}

ui::Scene lay_out(const Screen& screen, const Place& place, const Attention& attention) {
    Sheet sheet(place.size, screen.aids.contrast ? ui::contrast_theme() : ui::light_theme(),
                least(place.stand, place.size, screen.aids));
    const Page page{sheet, screen, attention.pressed, attention.focused,
                    reach(place.stand, place.size, screen.aids)};
    switch (screen.kind) {
        case ScreenKind::closed:
        case ScreenKind::welcome:
            draw_welcome(page);
            break;
        case ScreenKind::groups:
        case ScreenKind::services:
        case ScreenKind::category:
        case ScreenKind::language:
        case ScreenKind::visit_choice:
        case ScreenKind::rating:
        case ScreenKind::topic:
        case ScreenKind::aids:
            draw_choice(page);
            break;
        case ScreenKind::details:
            draw_details(page);
            break;
        case ScreenKind::service_number:
        case ScreenKind::visit_number:
            draw_keypad(page);
            break;
        case ScreenKind::ticket:
            draw_ticket(page);
            break;
        case ScreenKind::write_down:
            draw_write_down(page);
            break;
        case ScreenKind::connecting:
        case ScreenKind::lost:
        case ScreenKind::may_not_manage:
        case ScreenKind::taking:
        case ScreenKind::refused:
        case ScreenKind::still_there:
        case ScreenKind::staff:
        case ScreenKind::rated:
            draw_message(page);
            break;
        case ScreenKind::service_closed:
        case ScreenKind::service_full:
            screen.code.empty() ? draw_message(page) : draw_details(page);
            break;
    }
    return std::move(sheet).take();
}

namespace {

bool fits(const ui::Scene& scene, const Rect& reach, const ui::Least& least) {
    for (const ui::Element& element : scene.elements)
        if (const auto* label = std::get_if<ui::Label>(&element); label && !ui::fit(*label).fits)
            return false;
    return std::all_of(scene.targets.begin(), scene.targets.end(), [&](const ui::Target& target) {
        return reach.contains(target.box) && target.box.width >= least.side &&
               target.box.height >= least.side;
    });
}

}  // namespace

std::size_t tiles_that_fit(const Screen& whole, const Place& place, std::size_t at_most) {
    const Rect within = reach(place.stand, place.size, whole.aids);
    const ui::Least smallest = least(place.stand, place.size, whole.aids);
    for (std::size_t a_page = at_most; a_page > 1; --a_page) {
        bool all_fit = true;
        for (std::size_t first = 0; all_fit && first < whole.tiles.size(); first += a_page)
            all_fit = fits(lay_out(page_of(whole, first / a_page, a_page), place, {}), within, smallest);
        if (all_fit) return a_page;
    }
    return 1;
}

}  // namespace okno::kiosk
