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

ui::Shape shape_of(Sign sign) {
    switch (sign) {
        case Sign::home:
            return ui::Shape::home;
        case Sign::next:
            return ui::Shape::forward;
        case Sign::check:
            return ui::Shape::check;
        case Sign::aids:
            return ui::Shape::person;
        case Sign::back:
        case Sign::previous:
        case Sign::none:
            break;
    }
    return ui::Shape::back;
}

int icon_side(const Sheet& sheet) {
    return std::max(sheet.px(44), sheet.letters(button_text) * 11 / 10);
}

int text_width(const Sheet& sheet, const Button& button) {
    // A pixel or two to spare: Pango rounds the width of a line up.
    return ui::text_width(button.text, sheet.letters(button_text), Weight::semibold) + 2;
}

int button_width(const Sheet& sheet, const Button& button) {
    const int icon = button.sign == Sign::none ? 0 : icon_side(sheet) + sheet.px(20);
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
    const bool sign = button.sign != Sign::none;
    if (bare && sign) {
        sheet.icon({box.x + (box.width - icon) / 2, box.y + (box.height - icon) / 2, icon, icon},
                   shape_of(button.sign), ink);
        return add_target(page, box, button.action);
    }
    const int text = text_width(sheet, button);
    const bool sign_behind = button.sign == Sign::next;
    const int between = sheet.px(20);
    const int content = text + (sign ? icon + between : 0);
    const int left = box.x + std::max(sheet.px(24), (box.width - content) / 2);
    const int icon_x = sign_behind ? left + text + between : left;
    const int text_x = sign && !sign_behind ? left + icon + between : left;
    if (sign) sheet.icon({icon_x, box.y + (box.height - icon) / 2, icon, icon}, shape_of(button.sign), ink);
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

// Among others the sign of accessibility speaks for itself.
bool bare_in(const std::vector<Button>& buttons, const Button& button, bool bare) {
    return button.sign != Sign::none && (bare || (button.sign == Sign::aids && buttons.size() > 1));
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
        left = fitting_row(page, page.screen.buttons, height, room.width);
        right = fitting_row(page, aside, height, room.width);
    }
    draw_row(page, left, room.x, y, height);
    if (!together && !aside.empty()) y -= height + page.between();
    draw_row(page, right, room.right() - right.width, y, height);
    const int space =
        page.screen.buttons.empty() && aside.empty() ? 0 : std::max(sheet.px(40), page.between());
    return {room.x, room.y, room.width, y - room.y - space};
}

// The first one leads. Side by side, or one below the other when their texts do not fit so.
Rect draw_answers(const Page& page, const Rect& room) {
    Sheet& sheet = page.sheet;
    const int count = static_cast<int>(page.screen.buttons.size());
    if (count == 0) return room;
    const int height = height_of_buttons(sheet, 132);
    const int between = page.between();
    const int width = (room.width - (count - 1) * between) / count;
    const bool beside =
        std::all_of(page.screen.buttons.begin(), page.screen.buttons.end(),
                    [&](const Button& button) { return button_width(sheet, button) <= width; });
    const int rows = beside ? 1 : count;
    Rect box{room.x, room.bottom() - rows * height - (rows - 1) * between, beside ? width : room.width,
             height};
    const int top = box.y;
    for (const Button& button : page.screen.buttons) {
        const bool leading = &button == &page.screen.buttons.front();
        draw_button(page, box, button, leading, button_width(sheet, button) > box.width);
        if (beside)
            box.x += width + between;
        else
            box.y += height + between;
    }
    return {room.x, room.y, room.width, top - room.y - between};
}

}  // namespace okno::kiosk
