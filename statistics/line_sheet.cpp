#include "statistics/line_sheet.hpp"

#include <algorithm>

#include "statistics/day_text.hpp"

namespace okno::statistics {

namespace {

MeanTime mean_of(const Measure& measure) {
    return {measure.sum, measure.count};
}

Share over(const Measure& measure) {
    return {measure.over_norm, measure.count};
}

Cell when_any(const Measure& measure, hall::Milliseconds took) {
    return measure.count == 0 ? Cell{} : Cell{took};
}

// GCC 12 takes a list of cells for uninitialised.
template <class... Cells>
void append(Row& row, Cells&&... cells) {
    (row.cells.emplace_back(std::forward<Cells>(cells)), ...);
}

}  // namespace

Share within_norm(const Line& line) {
    return {line.served_wait.count - line.served_wait.over_norm,
            line.served_wait.count + line.abandoned_wait.over_norm};
}

Sheet LineSheet::sheet(std::string id, std::string name, Column first) const {
    Sheet sheet{std::move(id), std::move(name), {}, {}, {}, {}};
    const History& history = report_.figures.histories.at(by_);
    sheet.columns.push_back(std::move(first));
    if (has_counts())
        for (const std::string& title : {words_.issued, words_.served, words_.abandoned, words_.closed})
            sheet.columns.push_back({title, words_.tickets, CellKind::number});
    add_spread_columns(sheet, words_.waiting, knows_who_left());
    add_spread_columns(sheet, words_.service, false);
    add_further_columns(sheet);
    for (const Line& line : in_order(history)) sheet.rows.push_back(row(line));
    if (sheet.rows.size() > 1 && by_ != By::outcome) sheet.rows.push_back(total_row());
    if (sheet.rows.empty()) sheet.notes.push_back(words_.nobody);
    if (!history.exact && !sheet.rows.empty()) sheet.notes.push_back(words_.approximate);
    return sheet;
}

std::vector<std::string> LineSheet::line_names() const {
    std::vector<std::string> names;
    for (const Line& line : in_order(report_.figures.histories.at(by_))) names.push_back(line.name);
    return names;
}

void LineSheet::add_spread_columns(Sheet& sheet, const std::string& group, bool of_all) const {
    sheet.columns.push_back({words_.count, group, CellKind::number});
    sheet.columns.push_back({words_.mean, group, CellKind::duration});
    sheet.columns.push_back({words_.median, group, CellKind::duration});
    if (of_all) sheet.columns.push_back({words_.median_of_all, group, CellKind::duration, 13});
    sheet.columns.push_back({words_.p90, group, CellKind::duration});
    sheet.columns.push_back({words_.longest, group, CellKind::duration, 13});
    sheet.columns.push_back({words_.share_over, group, CellKind::share});
}

void LineSheet::add_further_columns(Sheet& sheet) const {
    if (knows_who_left()) sheet.columns.push_back({words_.sl, "", CellKind::share, 17});
    if (by_ == By::service || by_ == By::category) {
        sheet.columns.push_back({words_.left, "", CellKind::number, 13});
        sheet.columns.push_back({words_.closed_short, "", CellKind::number, 11});
    }
    if (by_ != By::outcome && !has_counts())
        sheet.columns.push_back({words_.no_shows, "", CellKind::number, 10});
    if (has_idleness()) {
        sheet.columns.push_back({words_.idle, "", CellKind::duration, 14});
        sheet.columns.push_back({words_.idle_longest, "", CellKind::duration, 14});
    }
}

std::vector<Line> LineSheet::in_order(const History& history) const {
    std::vector<Line> lines = history.lines;
    // Who only idled, or only gave out tickets, has no line of a wait.
    for (const std::string& name : further_names())
        if (std::none_of(lines.begin(), lines.end(), [&](const Line& line) { return line.name == name; })) {
            lines.emplace_back();
            lines.back().name = name;
        }
    std::stable_sort(lines.begin(), lines.end(),
                     [&](const Line& a, const Line& b) { return key(a) < key(b); });
    return lines;
}

std::pair<std::size_t, std::string> LineSheet::key(const Line& line) const {
    if (by_ == By::window || by_ == By::hour) return {static_cast<std::size_t>(std::stoi(line.name)), {}};
    return {names_.place(by_, line.name), line.name};
}

std::vector<std::string> LineSheet::further_names() const {
    std::vector<std::string> further;
    const ReportFigures& figures = report_.figures;
    if (by_ == By::day)
        for (const auto& [day, counts] : figures.days) further.push_back(to_text(day));
    if (by_ == By::hour)
        for (const auto& [hour, counts] : figures.hours) further.push_back(std::to_string(hour));
    if (by_ == By::kind)
        for (const auto& [kind, measures] : figures.averages.kinds) further.push_back(kind.value);
    if (by_ == By::window)
        for (const auto& [window, measures] : figures.averages.windows)
            further.push_back(std::to_string(window.value));
    if (by_ == By::person)
        for (const auto& [person, measures] : figures.averages.operators) further.push_back(person.value);
    return further;
}

Measure LineSheet::idleness(const std::string& name) const {
    const Averages& averages = report_.figures.averages;
    if (by_ == By::window) {
        const auto found = averages.windows.find(hall::WindowId{std::stoi(name)});
        return found == averages.windows.end() ? Measure{} : found->second.idle;
    }
    const auto found = averages.operators.find(hall::OperatorId{name});
    return found == averages.operators.end() ? Measure{} : found->second.idle;
}

TicketCounts LineSheet::counts(const std::string& name) const {
    const ReportFigures& figures = report_.figures;
    if (by_ == By::day) {
        const auto found = figures.days.find(day_from_text(name));
        return found == figures.days.end() ? TicketCounts{} : found->second;
    }
    const auto found = figures.hours.find(std::stoi(name));
    return found == figures.hours.end() ? TicketCounts{} : found->second;
}

Cell LineSheet::first_cell(const std::string& name) const {
    if (by_ == By::day) return day_from_text(name);
    return names_.name(by_, name);
}

void LineSheet::put(Row& row, const TicketCounts& counts) {
    append(row, counts.issued, counts.served, counts.abandoned, counts.closed);
}

void LineSheet::put(Row& row, const Spread& spread, bool of_all,
                    const std::optional<hall::Milliseconds>& median) {
    const Measure& measure = spread.measure;
    append(row, measure.count, mean_of(measure), when_any(measure, spread.median));
    if (of_all) row.cells.push_back(median ? Cell{*median} : Cell{});
    append(row, when_any(measure, spread.p90), when_any(measure, measure.longest), over(measure));
}

void LineSheet::put_further(Row& row, const Line& line, const Measure& idle) const {
    if (knows_who_left()) row.cells.emplace_back(within_norm(line));
    if (by_ == By::service || by_ == By::category) append(row, line.left.count, line.closed.count);
    if (by_ != By::outcome && !has_counts()) row.cells.emplace_back(line.missed.count);
    if (has_idleness()) append(row, idle.sum, idle.longest);
}

Row LineSheet::row(const Line& line) const {
    Row row{{first_cell(line.name)}};
    if (has_counts()) put(row, counts(line.name));
    put(row, line.wait, knows_who_left(), line.median_wait_of_all);
    put(row, line.service, false, {});
    put_further(row, line, has_idleness() ? idleness(line.name) : Measure{});
    return row;
}

// The hall's own line, so medians are those of all. Legs without an outcome are in no line of theirs: no
// total.
Row LineSheet::total_row() const {
    Row row{{words_.total}, RowKind::total};
    const std::vector<Line>& hall = report_.figures.histories.at(By::hall).lines;
    const Line total = hall.empty() ? Line{} : hall.front();
    if (has_counts()) {
        const DaySummary& summary = report_.figures.summary;
        put(row, {summary.issued, summary.served, summary.abandoned(), summary.expired});
    }
    put(row, total.wait, knows_who_left(), total.median_wait_of_all);
    put(row, total.service, false, {});
    Measure idle;
    if (has_idleness())
        for (const std::string& name : further_names()) {
            const Measure one = idleness(name);
            idle.sum += one.sum;
            idle.longest = std::max(idle.longest, one.longest);
        }
    put_further(row, total, idle);
    return row;
}

}  // namespace okno::statistics
