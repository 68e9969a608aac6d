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

constexpr double hours_title = 64;
constexpr double hours_names = 52;  // a line of a column's heading
constexpr double hours_row = 62;
constexpr double hours_line = 50;  // a further line of a row: after a break
constexpr double hours_pad = 36;

// A line of the table, in letters as large as they must be.
int line_of(const Sheet& sheet, double units) {
    return std::max(sheet.px(units), sheet.line(38));
}

int row_height(const Sheet& sheet, const Hours::Row& row) {
    std::ptrdiff_t breaks = 0;
    for (const std::string& hours : row.hours)
        breaks = std::max(breaks, std::count(hours.begin(), hours.end(), '\n'));
    return line_of(sheet, hours_row) + line_of(sheet, hours_line) * static_cast<int>(breaks);
}

int rows_height(const Sheet& sheet, const Hours& hours) {
    int height = 0;
    for (const Hours::Row& row : hours.rows) height += row_height(sheet, row);
    return height;
}

int names_height(const Sheet& sheet, const Hours& hours) {
    const auto named = [](const std::string& name) { return !name.empty(); };
    if (std::none_of(hours.columns.begin(), hours.columns.end(), named)) return 0;
    std::ptrdiff_t lines = 1;
    for (const std::string& name : hours.columns)
        lines = std::max(lines, 1 + std::count(name.begin(), name.end(), '\n'));
    return line_of(sheet, hours_names) * static_cast<int>(lines) + sheet.px(12);
}

int title_height(const Sheet& sheet) {
    return std::max(sheet.px(hours_title), sheet.line(42));
}

std::vector<ui::Label> hours_labels(const Page& page, const Rect& box) {
    const Sheet& sheet = page.sheet;
    const auto& theme = sheet.theme();
    const Hours& hours = page.screen.hours;
    const Rect inner = box.inset(sheet.px(40), sheet.px(hours_pad));
    const int columns = static_cast<int>(hours.columns.size());
    const int days_width = columns > 0 ? inner.width * 38 / 100 : inner.width;
    const int column_width = columns > 0 ? (inner.width - days_width) / columns : 0;
    const int cell_width = column_width - sheet.px(16);
    const int names_y = inner.y + title_height(sheet);
    const int rows_y = inner.bottom() - rows_height(sheet, hours);
    std::vector<ui::Label> cells;
    const ui::TextStyle quiet{.size = 38, .colour = theme.quiet, .ground = theme.surface, .lines_at_most = 1};
    ui::TextStyle name = quiet;
    name.align = Align::right;
    name.rise = Rise::top;
    name.lines_at_most = 0;
    ui::TextStyle time = quiet;
    time.colour = theme.ink;
    time.weight = Weight::medium;
    time.align = Align::right;
    time.lines_at_most = 0;
    for (int c = 0; c < columns && rows_y > names_y; ++c)
        cells.push_back(sheet.label({inner.right() - (columns - c - 1) * column_width - cell_width, names_y,
                                     cell_width, rows_y - names_y},
                                    hours.columns[static_cast<std::size_t>(c)], name));
    int y = rows_y;
    for (std::size_t r = 0; r < hours.rows.size(); ++r) {
        const int height = row_height(sheet, hours.rows[r]);
        cells.push_back(sheet.label({inner.x, y, days_width, height}, hours.rows[r].days, quiet));
        for (int c = 0; c < columns; ++c)
            cells.push_back(sheet.label(
                {inner.right() - (columns - c - 1) * column_width - cell_width, y, cell_width, height},
                hours.rows[r].hours[static_cast<std::size_t>(c)], time));
        y += height;
    }
    const int size = ui::common_size(cells);
    for (ui::Label& cell : cells) cell.size = size;
    cells.push_back(sheet.label({inner.x, inner.y, inner.width, title_height(sheet)}, hours.title,
                                {.size = 42,
                                 .weight = Weight::semibold,
                                 .colour = theme.ink,
                                 .ground = theme.surface,
                                 .rise = Rise::top,
                                 .lines_at_most = 1}));
    return cells;
}

}  // namespace

int hours_height(const Page& page, int width) {
    const Sheet& sheet = page.sheet;
    const Hours& hours = page.screen.hours;
    if (hours.rows.empty()) return 0;
    const int height = 2 * sheet.px(hours_pad) + title_height(sheet) + names_height(sheet, hours) +
                       rows_height(sheet, hours);
    const auto labels = hours_labels(page, {0, 0, width, height});
    const bool fits =
        std::all_of(labels.begin(), labels.end(), [](const ui::Label& each) { return ui::fit(each).fits; });
    return fits ? height : 0;
}

void draw_hours(const Page& page, const Rect& box) {
    page.sheet.card(box, page.sheet.theme().surface, radius);
    for (const ui::Label& label : hours_labels(page, box)) page.sheet.add(label);
}

}  // namespace okno::kiosk
