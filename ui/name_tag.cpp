#include "ui/name_tag.hpp"

#include <algorithm>

#include "ui/text.hpp"

namespace okno::ui {

Rect draw_name_tag(Sheet& sheet, const Rect& room, const NameTag& tag) {
    const Theme& theme = sheet.theme();
    const TextStyle quiet{.size = 32,
                          .colour = theme.quiet,
                          .ground = theme.background,
                          .align = Align::centre,
                          .rise = Rise::top};
    TextStyle name = quiet;
    name.size = 36;
    name.colour = theme.ink;
    // It is compared letter by letter: large, and never broken into lines.
    TextStyle letters = name;
    letters.size = 52;
    letters.weight = Weight::semibold;
    letters.lines_at_most = 1;
    std::vector<Label> lines;
    const auto add = [&](const std::string& text, const TextStyle& style) {
        Label line = sheet.label({room.x, 0, room.width, room.height}, text, style);
        line.box.height = fit(line).extents.height;
        lines.push_back(std::move(line));
    };
    for (const std::string& text : tag.words) add(text, quiet);
    add(tag.device, name);
    add(tag.fingerprint, letters);
    const int between = sheet.px(8);
    int height = sheet.px(24) - between;
    for (const Label& line : lines) height += line.box.height + between;
    int y = room.bottom() - height + sheet.px(24);
    for (Label& line : lines) {
        line.box.y = y;
        y += line.box.height + between;
        sheet.add(std::move(line));
    }
    return {room.x, room.y, room.width, room.height - height};
}

}  // namespace okno::ui
