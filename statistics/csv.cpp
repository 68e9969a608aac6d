#include "statistics/csv.hpp"

#include <array>
#include <cmath>
#include <cstdio>

#include "statistics/report_words.hpp"

namespace okno::statistics {

namespace {

constexpr const char* mark = "\xEF\xBB\xBF";
constexpr const char* end_of_line = "\r\n";

bool looks_like_a_formula(const std::string& text) {
    return !text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos;
}

std::string field(std::string text) {
    if (looks_like_a_formula(text)) text.insert(text.begin(), '\'');
    if (text.find_first_of(";\"\r\n") == std::string::npos) return text;
    std::string quoted = "\"";
    for (const char c : text) quoted += c == '"' ? "\"\"" : std::string(1, c);
    return quoted + '"';
}

// How numbers and days are written.
class Writer {
  public:
    explicit Writer(const std::string& language)
        : language_(language == "ru" ? ReportLanguage::ru : ReportLanguage::en) {}

    std::string operator()(const std::monostate&) const { return {}; }
    std::string operator()(const std::string& text) const { return field(text); }
    std::string operator()(std::int64_t number) const { return std::to_string(number); }
    std::string operator()(hall::Milliseconds took) const { return clock(static_cast<double>(took.count())); }
    std::string operator()(const Share& share) const {
        constexpr double hundred = 100;
        const auto value = quotient(share);
        return value ? decimal(*value * hundred, 1) + "%" : std::string{};
    }
    std::string operator()(const Mean& mean) const {
        const auto value = quotient(mean);
        return value ? decimal(*value, 2) : std::string{};
    }
    std::string operator()(const MeanTime& mean) const {
        const auto value = milliseconds(mean);
        return value ? clock(*value) : std::string{};
    }
    std::string operator()(hall::LocalDay day) const { return short_day(day, language_); }
    std::string operator()(hall::LocalTime time) const { return time_text(time, language_); }

  private:
    std::string decimal(double value, int places) const {
        std::array<char, 64> text{};
        std::snprintf(text.data(), text.size(), "%.*f", places, value);
        std::string number = text.data();
        const std::size_t point = number.find_first_of(".,");
        if (point != std::string::npos) number[point] = language_ == ReportLanguage::ru ? ',' : '.';
        return number;
    }

    // Hours beyond a day go on: 31:05:10.
    static std::string clock(double ms) {
        const auto seconds = static_cast<long long>(std::llround(ms / 1000));
        std::array<char, 64> text{};
        std::snprintf(text.data(), text.size(), "%lld:%02lld:%02lld", seconds / 3600, seconds / 60 % 60,
                      seconds % 60);
        return text.data();
    }

    ReportLanguage language_;
};

void add_table(std::string& csv, const Sheet& sheet, const Writer& writer) {
    std::string line;
    for (const Column& column : sheet.columns) {
        if (!line.empty()) line += ';';
        line += field(column.group.empty() ? column.title : column.group + ": " + column.title);
    }
    csv += line + end_of_line;
    for (const Row& row : sheet.rows) {
        line.clear();
        for (std::size_t i = 0; i < sheet.columns.size(); ++i) {
            if (i > 0) line += ';';
            if (i < row.cells.size()) line += std::visit(writer, row.cells[i]);
        }
        csv += line + end_of_line;
    }
}

}  // namespace

std::string csv_of(const Workbook& workbook) {
    const Writer writer(workbook.language);
    std::string csv = mark + field(workbook.title) + end_of_line + field(workbook.subtitle) + end_of_line;
    for (const Sheet& sheet : workbook.sheets) {
        csv += end_of_line + field(sheet.name) + end_of_line;
        add_table(csv, sheet, writer);
        for (const std::string& note : sheet.notes) csv += field(note) + end_of_line;
    }
    return csv;
}

std::string csv_of(const Sheet& sheet, const std::string& language) {
    std::string csv = mark;
    add_table(csv, sheet, Writer(language));
    return csv;
}

}  // namespace okno::statistics
