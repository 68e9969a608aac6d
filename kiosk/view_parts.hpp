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
inline constexpr double button_height = 116;
inline constexpr double radius = 24;

struct Page {
    ui::Sheet& sheet;
    const Screen& screen;
    const std::string& pressed;

    bool is_pressed(const std::string& action) const { return !pressed.empty() && pressed == action; }
};

ui::Rect draw_header(const Page& page);                        // returns what is left below
ui::Rect draw_footer(const Page& page, const ui::Rect& room);  // buttons and languages; what is left above
void draw_button(const Page& page, const ui::Rect& box, const Button& button, bool leading);
int button_width(const ui::Sheet& sheet, const Button& button);
void draw_tiles(const Page& page, const ui::Rect& room, double tallest);
void draw_notice(const Page& page, const ui::Rect& box, const Notice& notice);

void draw_welcome(const Page& page);
void draw_choice(const Page& page);  // groups and services
void draw_ticket(const Page& page);
void draw_message(const Page& page);  // everything that mainly says something

}  // namespace okno::kiosk
