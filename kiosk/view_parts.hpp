// The parts kiosk screens are put together from; private to the view.
#pragma once

#include <string>
#include <vector>

#include "kiosk/screen.hpp"
#include "ui/sheet.hpp"

namespace okno::kiosk {

// All in units of a 1080th of the shorter side.
inline constexpr double margin = 64;
inline constexpr double gap = 28;
inline constexpr double header_height = 132;
inline constexpr double header_space = 24;  // around a long name, so that it touches nothing
inline constexpr double button_height = 116;
inline constexpr double radius = 24;

struct Page {
    ui::Sheet& sheet;
    const Screen& screen;
    const std::string& pressed;
    const std::string& focused;
    ui::Rect reach;  // where controls may be

    bool is_pressed(const std::string& action) const { return !pressed.empty() && pressed == action; }
    bool large() const { return screen.aids.large; }
    bool low() const { return screen.aids.low; }
    int between() const { return sheet.apart(gap); }
    // What is left of a room that begins at `top`, down to where controls end.
    int floor() const;
};

// A text of a message or a ticket that takes the height it needs.
struct Stacked {
    std::string text;
    ui::TextStyle style;
    double space_below = 0;  // units
    bool must = false;       // is never left out: set smaller, if need be
};
int height_of(const ui::Sheet& sheet, int width, const std::string& text, const ui::TextStyle& style);
void stack(ui::Sheet& sheet, ui::Rect& room, const std::string& text, const ui::TextStyle& style,
           double space_below);

// Texts one below the other, together in the middle of the room. One that finds no room any more is left out
// unless it must be there, so the weightiest come first.
void draw_stacked(const Page& page, const ui::Rect& room, const std::vector<Stacked>& texts);
ui::Rect column(const Page& page, const ui::Rect& room);  // a comfortable one in the middle of a wide screen

void add_target(const Page& page, const ui::Rect& box, const std::string& action);  // with its focus frame
ui::Rect draw_header(const Page& page);                         // returns what is left below
ui::Rect draw_footer(const Page& page, const ui::Rect& room);   // buttons and languages; what is left above
ui::Rect draw_answers(const Page& page, const ui::Rect& room);  // buttons over the whole width
// Buttons with their texts, in as many rows as they need; as a footer where that is higher than `at_most`.
ui::Rect draw_button_rows(const Page& page, const ui::Rect& room, int at_most);
int hours_height(const Page& page, int width);  // 0: there are none, or they do not fit
void draw_hours(const Page& page, const ui::Rect& box);
void draw_tiles(const Page& page, const ui::Rect& room, double tallest);
void draw_faces(const Page& page, const ui::Rect& room);
ui::Rect draw_code_aside(const Page& page, const ui::Rect& room);  // if there is one; what is left
int notice_height(const Page& page, int width, const Notice& notice, double at_least);
void draw_notice(const Page& page, const ui::Rect& box, const Notice& notice);

ui::Rect draw_notices(const Page& page, ui::Rect room, double at_least);  // at the bottom; what is left above

void draw_welcome(const Page& page);
void draw_choice(const Page& page);  // groups, services, categories, aids, faces
void draw_details(const Page& page);
void draw_keypad(const Page& page);
void draw_ticket(const Page& page);
void draw_write_down(const Page& page);
void draw_message(const Page& page);  // everything that mainly says something

}  // namespace okno::kiosk
