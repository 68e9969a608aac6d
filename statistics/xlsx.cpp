#include "statistics/xlsx.hpp"

#include <xlsxwriter.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <stdexcept>
#include <string_view>
#include <utility>

namespace okno::statistics {

namespace {

constexpr double ms_per_day = 24.0 * 3600 * 1000;
constexpr lxw_row_t first_header_row = 3;
constexpr uint8_t a4 = 9;
constexpr lxw_color_t ink = 0x16212B;
constexpr lxw_color_t accent = 0x0B5FA5;
constexpr lxw_color_t header_fill = 0xE3EFF9;
constexpr lxw_color_t heading_fill = 0xF5F7F9;
constexpr lxw_color_t line_colour = 0xD5DDE4;
constexpr std::array<lxw_color_t, 4> series_colours{0x0B5FA5, 0xE0922F, 0x17683C, 0x84929E};

// Spreadsheets count days from this one.
constexpr hall::LocalDay day_zero{std::chrono::year{1899} / 12 / 30};

// A folder of its own for as long as the file is made: nobody else may look into it.
class PrivateFolder {
  public:
    PrivateFolder() {
        const auto base = std::filesystem::temp_directory_path();
        std::string path = (base / "okno-report-XXXXXX").string();
        if (!::mkdtemp(path.data())) throw std::runtime_error("no folder can be made in " + base.string());
        path_ = path;
    }
    ~PrivateFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    PrivateFolder(const PrivateFolder&) = delete;
    PrivateFolder& operator=(const PrivateFolder&) = delete;

    const std::filesystem::path& path() const { return path_; }

  private:
    std::filesystem::path path_;
};

const char* number_format(const Cell& cell, bool russian) {
    switch (cell.index()) {
        case 2:
            return "#,##0";
        case 3:
        case 6:
            return "[h]:mm:ss";
        case 4:
            return "0.0%";
        case 5:
            return "0.00";
        case 7:
            return russian ? "dd.mm.yyyy" : "yyyy-mm-dd";
        case 8:
            return russian ? "dd.mm.yyyy hh:mm" : "yyyy-mm-dd hh:mm";
        default:
            return "";
    }
}

// The number that stands in the cell; empty: words, or nothing.
std::optional<double> number_in(const Cell& cell) {
    const auto days = [](hall::LocalTime time) {
        return static_cast<double>((time - day_zero).count()) / ms_per_day;
    };
    if (const auto* number = std::get_if<std::int64_t>(&cell)) return static_cast<double>(*number);
    if (const auto* took = std::get_if<hall::Milliseconds>(&cell))
        return static_cast<double>(took->count()) / ms_per_day;
    if (const auto* share = std::get_if<Share>(&cell)) return quotient(*share);
    if (const auto* mean = std::get_if<Mean>(&cell)) return quotient(*mean);
    if (const auto* day = std::get_if<hall::LocalDay>(&cell)) return days(*day);
    if (const auto* time = std::get_if<hall::LocalTime>(&cell)) return days(*time);
    const auto* mean = std::get_if<MeanTime>(&cell);
    const auto ms = mean ? milliseconds(*mean) : std::nullopt;
    return ms ? std::optional{*ms / ms_per_day} : std::nullopt;
}

int width_of(const Column& column) {
    if (column.width > 0) return column.width;
    return column.kind == CellKind::duration ? 11 : 10;
}

// One file while it is written. The library owns all the pointers and frees them when the file is closed.
class Book {
  public:
    Book(const Workbook& workbook, const PrivateFolder& folder)
        : workbook_(workbook), file_((folder.path() / "report.xlsx").string()) {
        std::string temporary = folder.path().string();
        lxw_workbook_options options{};
        options.tmpdir = temporary.data();
        book_ = workbook_new_opt(file_.c_str(), &options);
        if (!book_) throw std::runtime_error("a spreadsheet cannot be begun in " + temporary);
    }
    ~Book() {
        if (book_) workbook_close(book_);
    }
    Book(const Book&) = delete;
    Book& operator=(const Book&) = delete;

    std::string bytes() {
        std::string title = workbook_.title + ", " + workbook_.subtitle;
        lxw_doc_properties properties{};
        properties.title = title.data();
        workbook_set_properties(book_, &properties);
        for (const Sheet& sheet : workbook_.sheets) add(sheet);
        const lxw_error error = workbook_close(std::exchange(book_, nullptr));
        if (error != LXW_NO_ERROR)
            throw std::runtime_error(std::string("a spreadsheet cannot be written: ") + lxw_strerror(error));
        std::ifstream in(file_, std::ios::binary);
        std::string bytes{std::istreambuf_iterator<char>(in), {}};
        if (!in || bytes.empty()) throw std::runtime_error("a spreadsheet cannot be read back from " + file_);
        return bytes;
    }

  private:
    lxw_format* format(const std::string& numbers, RowKind kind, bool wrapped) {
        lxw_format*& known = formats_[{numbers, kind, wrapped}];
        if (known) return known;
        known = workbook_add_format(book_);
        format_set_font_color(known, ink);
        format_set_align(known, LXW_ALIGN_VERTICAL_TOP);
        format_set_bottom(known, LXW_BORDER_THIN);
        format_set_bottom_color(known, line_colour);
        if (!numbers.empty()) format_set_num_format(known, numbers.c_str());
        if (wrapped) format_set_text_wrap(known);
        if (kind != RowKind::plain) format_set_bold(known);
        if (kind == RowKind::heading) format_set_bg_color(known, heading_fill);
        if (kind == RowKind::total) {
            format_set_top(known, LXW_BORDER_THIN);
            format_set_top_color(known, ink);
        }
        return known;
    }

    lxw_format* header_format() {
        if (header_) return header_;
        header_ = workbook_add_format(book_);
        format_set_bold(header_);
        format_set_font_color(header_, ink);
        format_set_bg_color(header_, header_fill);
        format_set_text_wrap(header_);
        format_set_align(header_, LXW_ALIGN_CENTER);
        format_set_align(header_, LXW_ALIGN_VERTICAL_CENTER);
        format_set_border(header_, LXW_BORDER_THIN);
        format_set_border_color(header_, line_colour);
        return header_;
    }

    lxw_format* title_format(double size, bool bold) {
        lxw_format* format = workbook_add_format(book_);
        format_set_font_size(format, size);
        format_set_font_color(format, bold ? accent : ink);
        if (bold) format_set_bold(format);
        return format;
    }

    void add(const Sheet& sheet) {
        lxw_worksheet* page = workbook_add_worksheet(book_, sheet.name.c_str());
        if (!page) throw std::runtime_error("\"" + sheet.name + "\" cannot be the name of a sheet");
        constexpr double title_size = 14;
        constexpr double plain_size = 11;
        worksheet_write_string(page, 0, 0, workbook_.title.c_str(), title_format(title_size, true));
        worksheet_write_string(page, 1, 0, (sheet.name + " · " + workbook_.subtitle).c_str(),
                               title_format(plain_size, false));
        const lxw_row_t first = write_header(page, sheet);
        lxw_row_t row = first;
        for (const Row& each : sheet.rows) write_row(page, sheet, each, row++);
        for (const std::string& note : sheet.notes)
            worksheet_write_string(page, ++row, 0, note.c_str(), title_format(plain_size, false));
        if (sheet.chart) draw(page, sheet, *sheet.chart, first, row + 2);
        set_up_page(page, first);
    }

    // The first row below the headers.
    lxw_row_t write_header(lxw_worksheet* page, const Sheet& sheet) {
        const auto& columns = sheet.columns;
        const bool grouped = std::any_of(columns.begin(), columns.end(),
                                         [](const Column& each) { return !each.group.empty(); });
        const lxw_row_t row = first_header_row + (grouped ? 1 : 0);
        constexpr double high = 48;  // three lines of words
        constexpr double low = 32;
        worksheet_set_row(page, row, grouped ? high : low, nullptr);
        for (std::size_t i = 0; i < columns.size(); ++i) {
            const auto column = static_cast<lxw_col_t>(i);
            worksheet_set_column(page, column, column, width_of(columns[i]), nullptr);
            if (grouped && columns[i].group.empty())
                worksheet_merge_range(page, row - 1, column, row, column, columns[i].title.c_str(),
                                      header_format());
            else
                worksheet_write_string(page, row, column, columns[i].title.c_str(), header_format());
        }
        if (grouped) write_groups(page, columns, row - 1);
        return row + 1;
    }

    void write_groups(lxw_worksheet* page, const std::vector<Column>& columns, lxw_row_t row) {
        for (std::size_t i = 0; i < columns.size();) {
            std::size_t after = i + 1;
            while (after < columns.size() && columns[after].group == columns[i].group) ++after;
            const auto first = static_cast<lxw_col_t>(i);
            const auto last = static_cast<lxw_col_t>(after - 1);
            const char* name = columns[i].group.c_str();
            if (!columns[i].group.empty() && last > first)
                worksheet_merge_range(page, row, first, row, last, name, header_format());
            else if (!columns[i].group.empty())
                worksheet_write_string(page, row, first, name, header_format());
            i = after;
        }
    }

    void write_row(lxw_worksheet* page, const Sheet& sheet, const Row& each, lxw_row_t row) {
        for (std::size_t i = 0; i < sheet.columns.size(); ++i) {
            const auto column = static_cast<lxw_col_t>(i);
            const Cell cell = i < each.cells.size() ? each.cells[i] : Cell{};
            const bool words = sheet.columns[i].kind == CellKind::words;
            lxw_format* look = format(number_format(cell, workbook_.language == "ru"), each.kind, words);
            if (words) format_set_align(look, LXW_ALIGN_LEFT);
            if (const auto number = number_in(cell))
                worksheet_write_number(page, row, column, *number, look);
            else if (const auto* text = std::get_if<std::string>(&cell))
                worksheet_write_string(page, row, column, text->c_str(), look);
            else
                worksheet_write_blank(page, row, column, look);
        }
    }

    void set_axes(lxw_chart* picture, const Sheet& sheet, const Chart& chart) const {
        if (sheet.columns.front().kind == CellKind::day)
            chart_axis_set_num_format(picture->x_axis, workbook_.language == "ru" ? "dd.mm" : "mm-dd");
        lxw_chart_line grid{};
        grid.color = line_colour;
        chart_axis_major_gridlines_set_line(picture->y_axis, &grid);
        if (sheet.columns[chart.columns.front()].kind != CellKind::duration) return;
        chart_axis_set_num_format(picture->y_axis, "[h]:mm");
        double most = 0;
        for (const Row& row : sheet.rows)
            for (const std::size_t column : chart.columns)
                if (row.kind == RowKind::plain && column < row.cells.size())
                    most = std::max(most, number_in(row.cells[column]).value_or(0));
        constexpr double minute = 1.0 / (24 * 60);
        constexpr double lines_at_most = 8;
        for (const double minutes : {1, 2, 5, 10, 15, 30, 60})
            if (most <= lines_at_most * minutes * minute)
                return chart_axis_set_major_unit(picture->y_axis, minutes * minute);
    }

    void draw(lxw_worksheet* page, const Sheet& sheet, const Chart& chart, lxw_row_t first, lxw_row_t below) {
        const auto is_point = [](const Row& row) { return row.kind == RowKind::plain; };
        const auto points = std::count_if(sheet.rows.begin(), sheet.rows.end(), is_point);
        const lxw_row_t last = first + static_cast<lxw_row_t>(points) - 1;
        const bool lines = chart.kind == ChartKind::lines;
        lxw_chart* picture =
            workbook_add_chart(book_, static_cast<uint8_t>(lines ? LXW_CHART_LINE : LXW_CHART_COLUMN));
        for (std::size_t i = 0; i < chart.columns.size(); ++i) {
            const Column& column = sheet.columns[chart.columns[i]];
            const auto place = static_cast<lxw_col_t>(chart.columns[i]);
            lxw_chart_series* series = chart_add_series(picture, nullptr, nullptr);
            chart_series_set_categories(series, sheet.name.c_str(), first, 0, last, 0);
            chart_series_set_values(series, sheet.name.c_str(), first, place, last, place);
            const bool by_group = column.kind == CellKind::duration && !column.group.empty();
            chart_series_set_name(series, (by_group ? column.group : column.title).c_str());
            lxw_chart_line line{};
            line.color = series_colours.at(i % series_colours.size());
            line.width = 2.25F;
            lxw_chart_fill fill{};
            fill.color = line.color;
            if (lines)
                chart_series_set_line(series, &line);
            else
                chart_series_set_fill(series, &fill);
        }
        set_axes(picture, sheet, chart);
        lxw_chart_font font{};
        font.size = 12;
        font.bold = LXW_TRUE;
        chart_title_set_name(picture, chart.title.c_str());
        chart_title_set_name_font(picture, &font);
        if (chart.columns.size() == 1)
            chart_legend_set_position(picture, LXW_CHART_LEGEND_NONE);
        else
            chart_legend_set_position(picture, LXW_CHART_LEGEND_BOTTOM);
        lxw_chart_options options{};
        options.x_scale = 1.9;
        options.y_scale = 1.25;
        worksheet_insert_chart_opt(page, below, 0, picture, &options);
    }

    void set_up_page(lxw_worksheet* page, lxw_row_t first) {
        worksheet_freeze_panes(page, first, 1);
        worksheet_set_landscape(page);
        worksheet_set_paper(page, a4);
        worksheet_fit_to_pages(page, 1, 0);
        worksheet_repeat_rows(page, first_header_row, first - 1);
        worksheet_set_footer(page, "&L&F&C&A&R&P / &N");
        worksheet_gridlines(page, LXW_HIDE_ALL_GRIDLINES);
    }

    const Workbook& workbook_;
    std::string file_;
    lxw_workbook* book_ = nullptr;
    lxw_format* header_ = nullptr;
    std::map<std::tuple<std::string, RowKind, bool>, lxw_format*> formats_;
};

}  // namespace

std::string xlsx_of(const Workbook& workbook) {
    const PrivateFolder folder;
    return Book(workbook, folder).bytes();
}

}  // namespace okno::statistics
