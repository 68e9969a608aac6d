#include <algorithm>

#include "kiosk/view_parts.hpp"
#include "ui/text.hpp"

namespace okno::kiosk {

using ui::Rect;
using ui::Sheet;
using ui::Weight;

namespace {

constexpr double button_text = 40;
constexpr double narrowest_button = 190;

int icon_side(const Sheet& sheet) {
    return std::max(sheet.px(44), sheet.letters(button_text) * 11 / 10);
}

int text_width(const Sheet& sheet, const Button& button) {
    // A pixel or two to spare: Pango rounds the width of a line up.
    return ui::text_width(button.text, sheet.letters(button_text), Weight::semibold) + 2;
}

int button_width(const Sheet& sheet, const Button& button) {
    const int icon = button.sign == ui::Shape::none ? 0 : icon_side(sheet) + sheet.px(20);
    return text_width(sheet, button) + icon + sheet.px(2 * 28);
}

// The height of a button with a line of text in it.
int height_of_buttons(const Sheet& sheet, double units) {
    return std::max(sheet.side(units), sheet.line(button_text) + sheet.px(24));
}

// `bare`: its sign alone.
void draw_button(const Page& page, const Rect& box, const Button& button, bool leading, bool bare) {
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
    const int icon = icon_side(sheet);
    const bool sign = button.sign != ui::Shape::none;
    if (bare && sign) {
        sheet.icon({box.x + (box.width - icon) / 2, box.y + (box.height - icon) / 2, icon, icon}, button.sign,
                   ink);
        return add_target(page, box, button.action);
    }
    const int text = text_width(sheet, button);
    const bool sign_behind = button.sign == ui::Shape::forward;
    const int between = sheet.px(20);
    const int content = text + (sign ? icon + between : 0);
    const int left = box.x + std::max(sheet.px(24), (box.width - content) / 2);
    const int icon_x = sign_behind ? left + text + between : left;
    const int text_x = sign && !sign_behind ? left + icon + between : left;
    if (sign) sheet.icon({icon_x, box.y + (box.height - icon) / 2, icon, icon}, button.sign, ink);
    sheet.text(
        {text_x, box.y, std::min(text, box.right() - text_x), box.height}, button.text,
        {.size = button_text, .weight = Weight::semibold, .colour = ink, .ground = fill, .lines_at_most = 1});
    add_target(page, box, button.action);
}

// Buttons side by side, as narrow as their texts allow; without texts when even so they do not fit.
struct Row {
    std::vector<Button> buttons;
    std::vector<int> widths;
    bool bare = false;
    int width = 0;
};

// Among others these need no words.
bool speaks_for_itself(const Button& button) {
    return button.sign == ui::Shape::accessible || button.sign == ui::Shape::bell ||
           button.sign == ui::Shape::digits;
}

// Up to the other row, so that the words have room.
void lift_signs(std::vector<Button>& buttons, std::vector<Button>& above) {
    const auto signs = std::stable_partition(buttons.begin(), buttons.end(),
                                             [](const Button& each) { return !speaks_for_itself(each); });
    above.insert(above.begin(), signs, buttons.end());
    buttons.erase(signs, buttons.end());
}

bool bare_in(const std::vector<Button>& buttons, const Button& button, bool bare) {
    return button.sign != ui::Shape::none && (bare || (speaks_for_itself(button) && buttons.size() > 1));
}

Row row_of(const Page& page, const std::vector<Button>& buttons, int height, bool bare) {
    Row row{buttons, {}, bare, buttons.empty() ? 0 : -page.between()};
    for (const Button& button : buttons) {
        const bool square = bare_in(buttons, button, bare);
        row.widths.push_back(
            square ? height : std::max(button_width(page.sheet, button), page.sheet.px(narrowest_button)));
        row.width += row.widths.back() + page.between();
    }
    return row;
}

Row fitting_row(const Page& page, const std::vector<Button>& buttons, int height, int room) {
    Row row = row_of(page, buttons, height, false);
    return row.width <= room ? row : row_of(page, buttons, height, true);
}

void draw_row(const Page& page, const Row& row, int x, int y, int height) {
    for (std::size_t i = 0; i < row.buttons.size(); ++i) {
        const bool bare = bare_in(row.buttons, row.buttons[i], row.bare);
        draw_button(page, {x, y, row.widths[i], height}, row.buttons[i], false, bare);
        x += row.widths[i] + page.between();
    }
}

}  // namespace

void add_target(const Page& page, const Rect& box, const std::string& action) {
    Sheet& sheet = page.sheet;
    sheet.target(box, action);
    if (page.focused.empty() || page.focused != action) return;
    const int width = std::max(4, sheet.px(8));
    sheet.add(ui::Frame{box.inset(-width), sheet.theme().focus, width, sheet.px(radius) + width});
}

Rect draw_footer(const Page& page, const Rect& room) {
    Sheet& sheet = page.sheet;
    const int height = height_of_buttons(sheet, button_height);
    std::vector<Button> aside = page.screen.pager;
    aside.insert(aside.end(), page.screen.languages.begin(), page.screen.languages.end());
    Row left = row_of(page, page.screen.buttons, height, false);
    Row right = row_of(page, aside, height, false);
    int y = room.bottom() - height;
    const bool together =
        left.width + right.width + (left.width > 0 && right.width > 0 ? page.between() : 0) <= room.width;
    if (!together) {
        std::vector<Button> first = page.screen.buttons;
        if (left.width > room.width) lift_signs(first, aside);
        left = fitting_row(page, first, height, room.width);
        right = fitting_row(page, aside, height, room.width);
    }
    draw_row(page, left, room.x, y, height);
    if (!together && !aside.empty()) y -= height + page.between();
    draw_row(page, right, room.right() - right.width, y, height);
    const int space =
        page.screen.buttons.empty() && aside.empty() ? 0 : std::max(sheet.px(40), page.between());
    return {room.x, room.y, room.width, y - room.y - space};
}

namespace {

bool fit_beside(const Page& page, const std::vector<Button>& buttons, int room) {
    const int count = static_cast<int>(buttons.size());
    const int width = (room - (count - 1) * page.between()) / std::max(1, count);
    return std::all_of(buttons.begin(), buttons.end(),
                       [&](const Button& button) { return button_width(page.sheet, button) <= width; });
}

// Side by side; or the first one alone and the others below it; or each on a row of its own.
std::vector<std::vector<Button>> rows_of_answers(const Page& page, int room) {
    const std::vector<Button>& all = page.screen.buttons;
    if (fit_beside(page, all, room)) return {all};
    const std::vector<Button> others(all.begin() + 1, all.end());
    if (fit_beside(page, others, room)) return {{all.front()}, others};
    std::vector<std::vector<Button>> rows;
    for (const Button& each : all) rows.push_back({each});
    return rows;
}

// Each as wide as its row allows.
void draw_even_row(const Page& page, const Rect& row, const std::vector<Button>& buttons, bool first_leads) {
    const int count = static_cast<int>(buttons.size());
    Rect box = row;
    box.width = (row.width - (count - 1) * page.between()) / count;
    for (const Button& button : buttons) {
        const bool leading = first_leads && &button == &buttons.front();
        draw_button(page, box, button, leading, button_width(page.sheet, button) > box.width);
        box.x += box.width + page.between();
    }
}

int natural_width(const Page& page, const std::vector<Button>& buttons) {
    int width = -page.between();
    for (const Button& button : buttons) width += button_width(page.sheet, button) + page.between();
    return width;
}

// As many on a row as have room there.
std::vector<std::vector<Button>> wrapped(const Page& page, int room) {
    std::vector<std::vector<Button>> rows;
    for (const Button& button : page.screen.buttons) {
        if (!rows.empty()) {
            std::vector<Button> longer = rows.back();
            longer.push_back(button);
            if (natural_width(page, longer) <= room) {
                rows.back() = std::move(longer);
                continue;
            }
        }
        rows.push_back({button});
    }
    return rows;
}

// What a row has to spare is shared by its buttons.
void draw_full_row(const Page& page, const Rect& row, const std::vector<Button>& buttons) {
    const int count = static_cast<int>(buttons.size());
    const int spare = (row.width - natural_width(page, buttons)) / count;
    int x = row.x;
    for (const Button& button : buttons) {
        const int width = button_width(page.sheet, button) + spare;
        draw_button(page, {x, row.y, width, row.height}, button, false, false);
        x += width + page.between();
    }
}

}  // namespace

Rect draw_button_rows(const Page& page, const Rect& room, int at_most) {
    const int height = height_of_buttons(page.sheet, button_height);
    const auto rows = wrapped(page, room.width);
    const int step = height + page.between();
    const int needed = static_cast<int>(rows.size()) * step;
    const bool fit = std::all_of(rows.begin(), rows.end(), [&](const std::vector<Button>& row) {
        return natural_width(page, row) <= room.width;
    });
    if (needed > at_most || !fit || !page.screen.pager.empty()) return draw_footer(page, room);
    int y = room.bottom() + page.between() - needed;
    for (const auto& row : rows) {
        draw_full_row(page, {room.x, y, room.width, height}, row);
        y += step;
    }
    return {room.x, room.y, room.width, room.height - needed};
}

Rect draw_answers(const Page& page, const Rect& room) {
    if (page.screen.buttons.empty()) return room;
    const int height = height_of_buttons(page.sheet, 132);
    const auto rows = rows_of_answers(page, room.width);
    const int step = height + page.between();
    const int top = room.bottom() + page.between() - static_cast<int>(rows.size()) * step;
    int y = top;
    for (const auto& row : rows) {
        draw_even_row(page, {room.x, y, room.width, height}, row, &row == &rows.front());
        y += step;
    }
    return {room.x, room.y, room.width, top - room.y - page.between()};
}

}  // namespace okno::kiosk
