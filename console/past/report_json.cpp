#include "console/past/report_json.hpp"

#include <array>

#include "statistics/report_words.hpp"

namespace okno::console {

namespace {

using nlohmann::json;
using namespace statistics;

// In the order of the enumerators.
constexpr std::array<const char*, 7> cell_kinds{"words", "number", "duration", "share",
                                                "mean",  "day",    "time"};
constexpr std::array<const char*, 3> row_kinds{"plain", "heading", "total"};
constexpr std::array<const char*, 2> chart_kinds{"columns", "lines"};

json one(const char* name, const std::optional<double>& value) {
    return value ? json{{name, *value}} : json();
}

struct CellJson {
    json operator()(const std::monostate&) const { return nullptr; }
    json operator()(const std::string& text) const { return text; }
    json operator()(std::int64_t number) const { return {{"number", number}}; }
    json operator()(hall::Milliseconds took) const { return {{"duration", took.count()}}; }
    json operator()(const Share& share) const { return one("share", quotient(share)); }
    json operator()(const Mean& mean) const { return one("mean", quotient(mean)); }
    json operator()(const MeanTime& mean) const { return one("duration", milliseconds(mean)); }
    json operator()(hall::LocalDay day) const { return {{"day", short_day(day, ReportLanguage::en)}}; }
    json operator()(hall::LocalTime time) const { return {{"time", time_text(time, ReportLanguage::en)}}; }
};

json sheet_json(const Sheet& sheet) {
    json columns = json::array();
    for (const Column& column : sheet.columns)
        columns.push_back({{"title", column.title},
                           {"group", column.group},
                           {"kind", cell_kinds.at(static_cast<std::size_t>(column.kind))}});
    json rows = json::array();
    for (const Row& row : sheet.rows) {
        json cells = json::array();
        for (const Cell& cell : row.cells) cells.push_back(std::visit(CellJson{}, cell));
        rows.push_back(
            {{"kind", row_kinds.at(static_cast<std::size_t>(row.kind))}, {"cells", std::move(cells)}});
    }
    json chart;
    if (sheet.chart)
        chart = {{"kind", chart_kinds.at(static_cast<std::size_t>(sheet.chart->kind))},
                 {"title", sheet.chart->title},
                 {"columns", sheet.chart->columns}};
    return {{"id", sheet.id},          {"name", sheet.name},   {"columns", std::move(columns)},
            {"rows", std::move(rows)}, {"notes", sheet.notes}, {"chart", std::move(chart)}};
}

}  // namespace

json to_json(const Workbook& workbook) {
    json sheets = json::array();
    for (const Sheet& sheet : workbook.sheets) sheets.push_back(sheet_json(sheet));
    return {{"language", workbook.language},
            {"title", workbook.title},
            {"subtitle", workbook.subtitle},
            {"sheets", std::move(sheets)}};
}

}  // namespace okno::console
